"""pdfium as the second witness of a PDF: which character a glyph is, and what stands on pages pdfminer finds empty.

It is asked only where pdfminer is at a loss, and opened when it is first asked.
"""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from extractors.readers.pdf.sheet import Glyph

MOST_GLYPHS = 60_000  # on one page
ASCENT = 0.8  # of the type size, from the base line to the top, where pdfium tells only the box of the ink


class Pdfium:
    """A PDF in pdfium; every answer is None, 0 or empty where pdfium cannot open it."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._document: Any = None
        self._tried = False
        self._page: tuple[int, Any, Any] | None = None
        self._tree: Any = None

    def __enter__(self) -> Pdfium:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._leave()
        if self._document is not None:
            self._document.close()
            self._document = None

    def pages(self) -> int:
        """How many pages it finds."""
        return len(document) if (document := self._opened()) is not None else 0

    def letter(self, page: int, x: float, y: float) -> str | None:
        """The character (or the letters of a ligature) at a point of a page, counted from its lower left corner; None
        where there is none, or where pdfium too only guesses.
        """
        import pypdfium2.raw as pdfium

        text = self._text(page)
        if text is None:
            return None
        at = pdfium.FPDFText_GetCharIndexAtPos(text, x, y, 0.5, 0.5)
        if at < 0 or pdfium.FPDFText_HasUnicodeMapError(text, at) != 0:
            return None
        character = chr(pdfium.FPDFText_GetUnicode(text, at))
        if character == " ":
            return character
        return unicodedata.normalize("NFKC", character) if is_readable(character) else None

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page as it is shown."""
        self._text(page)
        return tuple(self._page[1].get_size()) if self._page else (595.0, 842.0)

    def structure(self, page: int) -> Any:
        """The structure tree of a page, None where it has none; it is there while the page is the one asked about."""
        import pypdfium2.raw as pdfium

        self._text(page)
        if self._page is None:
            return None
        self._tree = pdfium.FPDF_StructTree_GetForPage(self._page[1])
        return self._tree or None

    def glyphs(self, page: int) -> list[Glyph]:
        """All glyphs of a page in the order of the file."""
        return list(self._glyphs(page))

    def _glyphs(self, page: int) -> Iterator[Glyph]:
        import pypdfium2.raw as pdfium

        text = self._text(page)
        if text is None or self._page is None or self._page[1].get_rotation():
            return
        left, bottom, _, _ = self._page[1].get_bbox()
        top = bottom + self.size(page)[1]
        for at in range(min(text.count_chars(), MOST_GLYPHS)):
            character = chr(pdfium.FPDFText_GetUnicode(text, at))
            if pdfium.FPDFText_IsGenerated(text, at) == 1 or not (is_readable(character) or character == " "):
                continue
            x0, y0, x1, y1 = text.get_charbox(at, loose=True)
            size = float(y1 - y0) or 1.0
            base = top - y1 + ASCENT * size
            yield Glyph(character, x0 - left, top - y1, x1 - left, top - y0, base, size, "")

    def _text(self, page: int) -> Any:
        """The text page, the last one kept open."""
        if self._page and self._page[0] == page:
            return self._page[2]
        self._leave()
        document = self._opened()
        if document is None or not 1 <= page <= len(document):
            return None
        with contextlib.suppress(Exception):  # pdfium's word for a page it cannot load
            opened = document[page - 1]
            self._page = (page, opened, opened.get_textpage())
        return self._page[2] if self._page else None

    def _leave(self) -> None:
        if self._tree:
            import pypdfium2.raw as pdfium

            pdfium.FPDF_StructTree_Close(self._tree)
            self._tree = None
        if self._page:
            self._page[2].close()
            self._page[1].close()
            self._page = None

    def _opened(self) -> Any:
        if not self._tried:
            import pypdfium2

            self._tried = True
            with contextlib.suppress(pypdfium2.PdfiumError, ValueError):
                self._document = pypdfium2.PdfDocument(self._content)
        return self._document


def is_readable(character: str) -> bool:
    """Whether a character says something: no control, none of private use, no mark of what could not be read.

    >>> is_readable("ä"), is_readable("\\ufffd"), is_readable("\\uf0e0"), is_readable("\\x00")
    (True, False, False, False)
    """
    return character != "\ufffd" and unicodedata.category(character[:1] or "\x00")[0] not in "CZ"
