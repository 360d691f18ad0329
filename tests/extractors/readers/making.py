"""Files for the tests, written by us: PDFs with text where we want it, packages, bombs."""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence

Put = tuple[float, float, float, str]
"""x and y from the top left corner, size, text."""

REGULAR, BOLD = "Helvetica", "Helvetica-Bold"


class Page:
    """One page to draw on; coordinates from the top left corner, in points."""

    def __init__(self, canvas: object, width: float, height: float) -> None:
        self.canvas, self.width, self.height = canvas, width, height

    def put(self, x: float, y: float, text: str, size: float = 11, *, bold: bool = False) -> None:
        self.canvas.setFont(BOLD if bold else REGULAR, size)  # type: ignore[attr-defined]
        self.canvas.drawString(x, self.height - y, text)  # type: ignore[attr-defined]

    def lines(self, x: float, y: float, lines: Iterable[str], size: float = 11, *, step: float = 1.25) -> None:
        for number, line in enumerate(lines):
            self.put(x, y + number * step * size, line, size)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)  # type: ignore[attr-defined]

    def sideways(self, x: float, y: float, text: str, size: float = 7) -> None:
        self.canvas.saveState()  # type: ignore[attr-defined]
        self.canvas.translate(x, self.height - y)  # type: ignore[attr-defined]
        self.canvas.rotate(90)  # type: ignore[attr-defined]
        self.canvas.setFont(REGULAR, size)  # type: ignore[attr-defined]
        self.canvas.drawString(0, 0, text)  # type: ignore[attr-defined]
        self.canvas.restoreState()  # type: ignore[attr-defined]


class Pdf:
    """A PDF in the making: `page()` begins a page, `bytes()` ends it."""

    def __init__(
        self, width: float = 595, height: float = 842, *, title: str = "", password: str | None = None
    ) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, pagesize=(width, height), encrypt=password, pageCompression=1)
        self._canvas.setTitle(title)
        self._size = width, height
        self._begun = False

    def page(self) -> Page:
        if self._begun:
            self._canvas.showPage()
        self._begun = True
        return Page(self._canvas, *self._size)

    def bytes(self) -> bytes:
        self._canvas.save()
        return self._out.getvalue()


def pdf_of(*pages: Sequence[Put], width: float = 595, height: float = 842) -> bytes:
    """A PDF with these lines on its pages."""
    pdf = Pdf(width, height)
    for puts in pages:
        page = pdf.page()
        for x, y, size, text in puts:
            page.put(x, y, text, size)
    return pdf.bytes()


def many_pages(count: int) -> bytes:
    """A PDF of so many pages, each with the same line, written by hand to be quick."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    objects.append(_stream(b"BT /F1 12 Tf 72 720 Td (Sama sivu) Tj ET"))
    kids = []
    for _ in range(count):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b" ".join(kids))
    return written(objects)


def written_page(
    content: bytes, *, unnamed: bytes = b"", apart: str = "", properties: bytes = b"", rotate: int = 0
) -> bytes:
    """A PDF of one page with these operators and the font F1 (Helvetica, WinAnsi), written by hand.

    `unnamed` is a character that the font's table says to be nothing (U+0000), `apart` are letters that it says to be
    two characters, a letter and its accent; `properties` are named properties of marked content.
    """
    named = [(unnamed, b"\0\0")] if unnamed else []
    named += [(c.encode("cp1252"), unicodedata.normalize("NFD", c).encode("utf-16-be")) for c in apart]
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding"
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> "
        b"endcodespacerange 1 beginbfrange <20> <7E> <0020> endbfrange %d beginbfchar %s endbfchar endcmap end end"
        % (len(named), b" ".join(b"<%s> <%s>" % (a.hex().encode(), b.hex().encode()) for a, b in named))
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate %d/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>" % (
        rotate
    )
    return written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
            font + (b"/ToUnicode 6 0 R>>" if named else b">>"),
            _stream(content),
            page + b"/Properties<<%s>>>>>>" % properties,
            _stream(table),
        ]
    )


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def written(objects: list[bytes]) -> bytes:
    """A PDF file of these objects; the first is the catalog."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def package(members: Mapping[str, bytes | str], *, deflated: bool = True) -> bytes:
    """A ZIP of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED) as made:
        for name, body in members.items():
            made.writestr(name, body)
    return out.getvalue()


def replaced(content: bytes, changes: dict[str, bytes | None]) -> bytes:
    """A package with some of its members changed, or left out (None)."""
    old = zipfile.ZipFile(io.BytesIO(content))
    kept = {n: old.read(n) for n in old.namelist() if n not in changes}
    return package({**kept, **{n: b for n, b in changes.items() if b is not None}})


END, FAT, FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
"""What OLE marks sectors with: the last of a chain, a part of the table itself, none."""


def ole(streams: Mapping[str, bytes | Mapping[str, bytes]]) -> bytes:
    """An OLE container of these streams and folders of streams; each stream lies in the small sectors of the root."""
    entries: list[tuple[str, int, bytes, int, int]] = [("Root Entry", 5, b"", -1, 1)]  # name, kind, bytes, next, child

    def put(level: Mapping[str, bytes | Mapping[str, bytes]]) -> None:
        first, names = len(entries), list(level)
        entries.extend((name, 2, b"", -1, -1) for name in names)
        for n, name in enumerate(names):
            content, after = level[name], first + n + 1 if n + 1 < len(names) else -1
            if isinstance(content, bytes):
                entries[first + n] = (name, 2, content, after, -1)
            else:
                entries[first + n] = (name, 1, b"", after, len(entries))
                put(content)

    put(streams)
    small, small_chains = bytearray(), []
    places = {}
    for n, (_, _, content, _, _) in enumerate(entries):
        places[n] = len(small) // 64 if content else -2
        small_chains += _chain(len(small) // 64, -(-len(content) // 64))
        small += content.ljust(-(-len(content) // 64) * 64, b"\0")
    places[0] = 0
    folder = b"".join(
        (name.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        + struct.pack("<HBBiii", 2 * len(name) + 2, kind, 1, -1, after, child)
        + bytes(36)
        + struct.pack("<iII", places[n], len(small) if n == 0 else len(content), 0)
        for n, (name, kind, content, after, child) in enumerate(entries)
    )
    data, chains, begins = bytearray(), [], []
    for part in (bytes(small), b"".join(struct.pack("<I", n) for n in small_chains), folder):
        begins.append(len(data) // 512)
        sectors = -(-len(part) // 512)
        chains += _chain(begins[-1], sectors)
        data += part.ljust(sectors * 512, b"\xff" if part is not folder else b"\0")
    fat_at = len(data) // 512
    data += b"".join(struct.pack("<I", n) for n in [*chains, FAT]).ljust(512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIII", 0, 1, begins[2], 0, 4096) + struct.pack("<IIIII", begins[1], 1, END, 0, fat_at)
    return head.ljust(512, b"\xff") + bytes(data)


def _chain(begin: int, sectors: int) -> list[int]:
    """The table's entries of a run of sectors: each names the next."""
    return [begin + n + 1 if n + 1 < sectors else END for n in range(sectors)]
