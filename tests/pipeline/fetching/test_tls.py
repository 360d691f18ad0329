"""A certificate that is not good is said plainly, and nothing is fetched."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pipeline.fetching.fetch import Fetcher, FetchSettings
from pipeline.fetching.http_errors import FetchFailed
from tests.pipeline.conftest import Site, handler, reply


def certificate(folder: Path) -> Path:
    """A certificate that nobody but itself vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now, day = datetime.datetime.now(datetime.UTC), datetime.timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - day)
        .not_valid_after(now + 9 * day)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "both.pem"
    plain = serialization.NoEncryption()
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[Site]:
    site = Site(pages={"/a": "salaisuus"})
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(site))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    site.url = f"https://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


def test_a_certificate_that_is_not_good(secured: Site) -> None:
    with pytest.raises(FetchFailed, match="certificate is not good") as caught:
        Fetcher(FetchSettings(delay=0.0), named=["127.0.0.1"]).get(f"{secured.url}/a")
    assert not caught.value.passing
    assert secured.log == []


def test_a_site_that_does_not_speak_tls(site: Site) -> None:
    with pytest.raises(FetchFailed, match="secure connection"):
        Fetcher(FetchSettings(delay=0.0), named=["127.0.0.1"]).get(site.url.replace("http:", "https:") + "/a")


def test_a_redirect_to_an_open_connection_is_not_followed(
    secured: Site, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting = ssl.create_default_context(cafile=str(tmp_path / "both.pem"))
    monkeypatch.setattr("pipeline.fetching.network.trusted", lambda: trusting)
    site.pages["/a"] = "julkista"
    secured.pages["/vie"] = lambda to: reply(to, 302, b"", Location=f"{site.url}/a")
    fetcher = Fetcher(FetchSettings(delay=0.0), named=["127.0.0.1"])
    assert b"salaisuus" in fetcher.get(f"{secured.url}/a").content
    with pytest.raises(FetchFailed, match="from https to http") as caught:
        fetcher.get(f"{secured.url}/vie")
    assert not caught.value.passing
    assert site.log == []
