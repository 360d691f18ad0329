"""Mail and mailboxes that ask too much, or whose headers are broken."""

from __future__ import annotations

import struct

from tests.extractors.readers.hostile.pieces import Maker, mail, parts
from tests.extractors.readers.making import ole

HEAD = b"From: a@b.example\nSubject: asia\nMIME-Version: 1.0\n"
MULTIPART = HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n"
PROPERTIES = "__properties_version1.0"


def outlook(subject: bytes, **streams: bytes) -> bytes:
    named = {f"__substg1.0_{name}": content for name, content in streams.items()}
    return ole({PROPERTIES: bytes(32), "__substg1.0_0037001F": subject, **named})


def ringed(content: bytes) -> bytes:
    """An OLE container whose table of sectors leads round and round."""
    at = 512 * (1 + struct.unpack_from("<I", content, 76)[0])
    return content[:at] + b"".join(struct.pack("<I", (n + 1) % 3) for n in range(128)) + content[at + 512 :]


MAILS: dict[str, Maker] = {
    "nested.eml": lambda: mail(2_000),
    "parts.eml": lambda: parts(1_000),
    "many.eml": lambda: MULTIPART + b"--x\n\nKunta\n" * 50_000 + b"--x--",
    "header.eml": lambda: b"From: a@b.example\nTo: " + b"=?utf-8?q?a?= " * 50_000 + b"\nSubject: (\n\nKunta antoi.",
    "folded.eml": lambda: HEAD + b"X-A: a\n" + b" a\n" * 500_000 + b"\nKunta antoi.",
    "long header.eml": lambda: HEAD + b"X-A: " + b"a" * 8_000_000 + b"\n\nKunta antoi.",
    "headers.eml": lambda: HEAD + b"X-A: a\n" * 300_000 + b"\nKunta antoi.",
    "brackets.eml": lambda: b"From: " + b"(" * 50_000 + b"\nDate: " + b"(" * 50_000 + b"\nSubject: x\n\nKunta.",
    "angles.eml": lambda: b"From: " + b"<a@" * 50_000 + b"\nTo: " + b'"' * 50_000 + b"\nSubject: x\n\nKunta.",
    "no end.eml": lambda: MULTIPART + b"--x\n\n" + b"Kunta antoi.\n" * 100_000,
    "boundary.eml": lambda: HEAD + b"Content-Type: multipart/mixed; boundary=" + b"x" * 500_000 + b"\n\n--x\n",
    "bad base64.eml": lambda: HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"A=*" * 1_000_000,
    "quoted.eml": lambda: HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=C3=" * 500_000,
    "charset.eml": lambda: HEAD + b"Content-Type: text/plain; charset=punycode\n\n" + b"a" * 300_000 + b"\xff-bb",
    "name in pieces.eml": lambda: (
        HEAD
        + b"Content-Type: text/plain;"
        + b"".join(b"\n name*%d*=utf-8''a;" % n for n in range(20_000))
        + b"\n\nKunta antoi."
    ),
    "page.eml": lambda: HEAD + b"Content-Type: text/html\n\n" + b"<div>" * 200_000 + b"Kunta antoi.",
    "attachments.eml": lambda: (
        MULTIPART + b"--x\nContent-Disposition: attachment; filename=a.txt\n\nKunta antoi.\n" * 15_000 + b"--x--"
    ),
    "many.mbox": lambda: (b"From a@b.example Mon Jan  5 10:00:00 2026\n" + HEAD + b"\nKunta antoi.\n\n") * 20_000,
    "broken.mbox": lambda: (
        b"From a@b.example Mon Jan  5 10:00:00 2026\n" + HEAD + b"\nKunta\n\n" + b"From \n: \n =?x?q?" * 50_000
    ),
    "ring.msg": lambda: ringed(outlook("Asia".encode("utf-16-le"), **{"1000001F": b"K\0" * 50_000})),
    "cut.msg": lambda: outlook("Asia".encode("utf-16-le"), **{"1000001F": b"K\0" * 50_000})[:9_000],
    "headers.msg": lambda: outlook(b"\xff\xff" * 900, **{"007D001F": "To: (\n".encode("utf-16-le") * 2_000}),
}
