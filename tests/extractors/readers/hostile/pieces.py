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


PACKAGES = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument"
MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def listed(main: str, kind: str, **parts: str) -> dict[str, bytes | str]:
    """What an office package says of its parts: its main one of a kind, and the kinds of the others by ending."""
    said = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml", **parts}
    some = "".join(f'<Default Extension="{end}" ContentType="{one}"/>' for end, one in said.items())
    some += f'<Override PartName="/{main}" ContentType="{OFFICE}.{kind}.main+xml"/>'
    link = f'<Relationship Id="r1" Type="{MAIN}" Target="{main}"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGES}/content-types">{some}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGES}/relationships">{link}</Relationships>',
    }


def docx(body: str, prologue: str = "") -> bytes:
    text = f'<?xml version="1.0"?>{prologue}<w:document {W}><w:body>{body}</w:body></w:document>'
    kinds = listed("word/document.xml", "wordprocessingml.document", docx=f"{OFFICE}.wordprocessingml.document")
    return package({**kinds, "word/document.xml": text})


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


def tiff(pages: int, *, ring: bool = False) -> bytes:
    """A picture of many pages of eight black and white points; in a ring the last page leads back to the first."""
    fields = ((256, 8), (257, 8), (258, 1), (259, 1), (262, 0), (273, 8), (277, 1), (278, 8), (279, 8))
    page = struct.pack("<H", len(fields)) + b"".join(struct.pack("<HHII", name, 4, 1, value) for name, value in fields)
    size = len(page) + 4
    out = [b"II*\x00" + struct.pack("<I", 16) + bytes(8)]
    for number in range(pages):
        last = number + 1 == pages
        out.append(page + struct.pack("<I", (16 if ring else 0) if last else 16 + (number + 1) * size))
    return b"".join(out)


def feed(items: bytes, end: bytes = b"</channel></rss>") -> bytes:
    return b'<?xml version="1.0"?><rss version="2.0"><channel><title>Kunta</title>' + items + end


LAUGHS = "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(8)
)
