"""What hostile documents are put together from."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.extractors.readers.making import package

Maker = Callable[[], bytes]
PDF_END = b"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 9/Root 1 0 R>>\nstartxref\n0\n%%EOF"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def page(body: bytes) -> bytes:
    return (
        b"<html><head><title>Kunta</title></head><body>" + body + b"<p>Kunta antoi asiasta lausunnon.</p></body></html>"
    )


def docx(body: str, prologue: str = "") -> bytes:
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<?xml version="1.0"?>{prologue}<w:document {W}><w:body>{body}</w:body></w:document>',
        }
    )


def pdf(*objects: bytes) -> bytes:
    return b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1)) + PDF_END


def packed(depth: int) -> bytes:
    inner = b"Kunta antoi lausunnon."
    for level in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(f"{level}.zip" if level else "a.txt", inner)
        inner = out.getvalue()
    return inner


def members(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(count):
            archive.writestr(zipfile.ZipInfo(f"{number}.txt"), b"")
    return out.getvalue()


def mail(depth: int) -> bytes:
    head = b"From: a@b.example\nSubject: asia\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    return head * depth + b"From: a@b.example\nSubject: asia\n\nKunta antoi lausunnon."


def parts(depth: int) -> bytes:
    made = (b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth))
    return b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n" + b"".join(made) + b"\nKunta"


def png(width: int, height: int, *, real: bool = False) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width + 7) // 8 + 1) * (height if real else 1), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def tiff(pages: int) -> bytes:
    """A picture of many pages: a ring of directories, each of one entry."""
    entry = struct.pack("<HHHII", 1, 256, 3, 1, 8)
    out = b"II*\x00" + struct.pack("<I", 8)
    for number in range(pages):
        following = 8 + (number + 1) * (len(entry) + 4) if number + 1 < pages else 8
        out += entry + struct.pack("<I", following)
    return out


def feed(items: bytes, end: bytes = b"</channel></rss>") -> bytes:
    return b'<?xml version="1.0"?><rss version="2.0"><channel><title>Kunta</title>' + items + end


LAUGHS = "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(8)
)
