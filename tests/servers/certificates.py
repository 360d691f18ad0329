"""Certificates of our own for the tests, by an authority of our own or by nobody."""

from __future__ import annotations

import datetime
import ipaddress
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = datetime.timedelta(days=1)
HERE = "127.0.0.1"


class Keys(NamedTuple):
    """A certificate with its key."""

    made: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def usage(*, signs: bool) -> x509.KeyUsage:
    """What a key may be used for: to sign other certificates, or to speak."""
    others = "content_commitment key_encipherment data_encipherment key_agreement crl_sign encipher_only decipher_only"
    return x509.KeyUsage(digital_signature=True, key_cert_sign=signs, **dict.fromkeys(others.split(), False))


def certificate(
    *, by: Keys | None = None, host: str = HERE, since: datetime.timedelta = -DAY, until: datetime.timedelta = 9 * DAY
) -> Keys:
    """A certificate that an authority vouches for, or nobody but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject := named("palvelin" if by else "varmentaja"))
        .issuer_name(by.made.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + since)
        .not_valid_after(now + until)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(usage(signs=by is None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key((by.key if by else key).public_key()), critical=False
        )
        .sign(by.key if by else key, hashes.SHA256())
    )
    return Keys(made, key)


def written(keys: Keys, path: Path) -> Path:
    """A certificate and its key in one file, as a server wants them."""
    plain = serialization.NoEncryption()
    key = keys.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(key + keys.made.public_bytes(serialization.Encoding.PEM))
    return path
