"""Makes hostile documents: each is small to write down, and asks too much of whoever reads it in its own way."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.extractors.readers.making import many_pages, package

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

HOSTILE: dict[str, Maker] = {
    # plain text
    "line.txt": lambda: b"Kunta " * 3_300_000,
    "digits.txt": lambda: b"7" * 3_000_000,
    "addresses.txt": lambda: b"a@" * 500_000,
    "brackets.txt": lambda: b"(" * 400_000 + b")" * 400_000,
    "feeds.txt": lambda: b"\x0c" * 300_000 + b"Kunta",
    "dots.txt": lambda: b"1." * 700_000,
    "surrogates.txt": lambda: b"\xff\xfe" + b"\x00\xd8\x41\x00" * 200_000,
    "zeroes.txt": lambda: b"Kunta\0\0paatti\0" * 50_000,
    "newlines.txt": lambda: b"\n" * 5_000_000 + b"Kunta",
    "escapes.txt": lambda: b"\x1b]0;" * 300_000 + b"Kunta",
    "combining.txt": lambda: ("a" + "\u0301" * 300_000).encode(),
    # pages
    "nested.html": lambda: page(b"<div>" * 200_000),
    "spans.html": lambda: page(b"<p>" + b"<span>" * 20_000 + b"Kunta" + b"</span>" * 20_000),
    "siblings.html": lambda: page(b"<p>5 e</p>" * 300_000),
    "attributes.html": lambda: page(b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">x</p>"),
    "columns.html": lambda: page(b"<table><tr><td colspan=1000000000 rowspan=1000000000>a</table>"),
    "spanning.html": lambda: page(b"<table>" + b"<tr>" + b"<td colspan=1000 rowspan=65000>a" * 500 + b"</table>"),
    "tables.html": lambda: page(b"<table><tr><td>" * 5_000),
    "scripts.html": lambda: page(b"<script>" * 100_000),
    "comments.html": lambda: b"<!--x-->" * 100_000 + page(b""),
    "doctype.html": lambda: b"<!DOCTYPE x [" + b"]" * 190_000 + b"<html>",
    "angles.html": lambda: b"<html>" + b"<" * 2_000_000,
    "title.html": lambda: b"<html><title>" + b"a " * 500_000 + b"</title><p>Kunta antoi lausunnon.",
    "links.html": lambda: page(b"<a href=/x>Kunta</a>" * 200_000),
    "charset.html": lambda: b"<html><meta charset=punycode><body>" + b"a" * 500_000 + b"\xff-" + b"b" * 200,
    "state.html": lambda: page(b"<script id=__NEXT_DATA__>" + b'{"a":' * 100_000 + b"</script>"),
    "ld.html": lambda: page(b'<script type="application/ld+json">' + b"[" * 200_000 + b"</script>"),
    "entities.html": lambda: page(b"&amp;" * 1_000_000),
    # office
    "laughs.docx": lambda: docx("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", LAUGHS + "]>"),
    "outside.docx": lambda: docx("<w:p/>", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "deep.docx": lambda: docx("<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000),
    "cells.docx": lambda: docx(
        "<w:tbl>" + ("<w:tr>" + "<w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc>" * 300 + "</w:tr>") * 300 + "</w:tbl>"
    ),
    "span.docx": lambda: docx(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    ),
    "bomb.docx": lambda: package({"[Content_Types].xml": "<Types/>", "word/document.xml": b"0" * 60_000_000}),
    "shapes.pptx": lambda: package(
        {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p>" * 30_000, "ppt/slides/slide1.xml": "<p/>"}
    ),
    # archives
    "nested.zip": lambda: packed(9),
    "members.zip": lambda: members(30_000),
    "cut.zip": lambda: packed(2)[:-30],
    "double.gz": lambda: gzip.compress(gzip.compress(b"Kunta antoi lausunnon. " * 100)),
    "bomb.gz": lambda: gzip.compress(bytes(100_000_000), 9),
    # mail
    "nested.eml": lambda: mail(2_000),
    "parts.eml": lambda: parts(1_000),
    "many.eml": lambda: (
        b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        + b"--x\n\nKunta\n" * 50_000
        + b"--x--"
    ),
    "header.eml": lambda: b"From: a@b.example\nTo: " + b"=?utf-8?q?a?= " * 50_000 + b"\nSubject: (\n\nKunta antoi.",
    # feeds
    "laughs.xml": lambda: (LAUGHS + "]><rss><channel><title>&i;</title></channel></rss>").encode(),
    "entries.xml": lambda: feed(b"<item><title>T</title><link>https://a.example/1</link></item>" * 100_000),
    "unclosed.xml": lambda: feed(b"<item>" * 200_000, b""),
    # PDF and pictures
    "pages.pdf": lambda: many_pages(5_000),
    "count.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1000000000/Kids[2 0 R]>>"),
    "ring.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 2/Kids[2 0 R 2 0 R]>>"),
    "brackets.pdf": lambda: pdf(b"[" * 200_000, b"<<" * 200_000),
    "wide.png": lambda: png(60_000, 60_000),
    "flat.png": lambda: png(12_000, 12_000, real=True),
    "pages.tif": lambda: tiff(3_000),
}
