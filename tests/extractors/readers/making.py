"""Files for the tests, written by us: PDFs with text where we want it, packages, bombs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

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
    stream = b"BT /F1 12 Tf 72 720 Td (Sama sivu) Tj ET"
    objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    kids = []
    for _ in range(count):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b" ".join(kids))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def package(members: dict[str, bytes | str]) -> bytes:
    """A ZIP of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in members.items():
            made.writestr(name, body)
    return out.getvalue()


def replaced(content: bytes, changes: dict[str, bytes | None]) -> bytes:
    """A package with some of its members changed, or left out (None)."""
    old = zipfile.ZipFile(io.BytesIO(content))
    kept = {n: old.read(n) for n in old.namelist() if n not in changes}
    return package({**kept, **{n: b for n, b in changes.items() if b is not None}})
