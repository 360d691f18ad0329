"""Pictures of PDF pages, and where on them words stand: pdfium draws, in a process that can be ended.

picture_safely(content, page, width) -> WebP;  places_safely(content, page, words, nth) -> boxes as shares of the page
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any, NamedTuple

from extractors.model.errors import ReadError
from extractors.readers.sandbox.bounds import MEGABYTE, Bounds
from extractors.readers.sandbox.worker import Trade, done_safely

HERE = "extractors.readers.pdf.page_pictures"
DRAWING = Trade("drawing it", f"{HERE}:make_ready", "Open the original in its own program.")
BOUNDS = Bounds(seconds=20.0, memory=1_000 * MEGABYTE, answer=8 * MEGABYTE)
"""A page is drawn in 10 to 500 ms; twenty seconds are for maps with a hundred thousand lines."""

QUALITY = 70
"""WebP's: half the bytes of JPEG at the same look on slides and text."""
ROOM = 2.0
"""Points between the words and their box, so that its line crosses no letter."""
NARROWEST, WIDEST = 100, 2_400
"""Pixels: a thumbnail, and twice a wide window."""


class PageBox(NamedTuple):
    """A rectangle on a page, from its top left corner, each side a share (0-1) of the page's width or height."""

    left: float
    top: float
    right: float
    bottom: float


def picture_safely(content: bytes, page: int, width: int, subject: str = "") -> bytes:
    """The picture of a page (from 1) as WebP, `width` pixels wide.  Raises ReadError where there is none."""
    told = {"page": page, "width": min(max(width, NARROWEST), WIDEST)}
    return done_safely(DRAWING, f"{HERE}:draw_page", told, content, bounds=BOUNDS, subject=subject)


def places_safely(content: bytes, page: int, words: str, nth: int = 0, subject: str = "") -> list[PageBox]:
    """Where the nth (from 0) occurrence of some words stands on a page: a box a line; none where it is not found."""
    told = {"page": page, "words": words, "nth": nth}
    answer = done_safely(DRAWING, f"{HERE}:find_words", told, content, bounds=BOUNDS, subject=subject)
    return [PageBox(*box) for box in json.loads(answer)]


def make_ready() -> None:
    """Import what every page needs."""
    import pypdfium2  # noqa: F401


def draw_page(told: Mapping[str, Any], content: bytes) -> bytes:
    """A page as WebP."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        page = _page(document, int(told["page"]))
        picture = page.render(scale=int(told["width"]) / max(page.get_width(), 1.0)).to_pil().convert("RGB")
    out = BytesIO()
    picture.save(out, "WEBP", quality=QUALITY)
    return out.getvalue()


def find_words(told: Mapping[str, Any], content: bytes) -> bytes:
    """The boxes of the nth occurrence of some words, as JSON."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        page = _page(document, int(told["page"]))
        text, size = page.get_textpage(), (page.get_width(), page.get_height())
        looked, nth = text.search(" ".join(str(told["words"]).split())), int(told["nth"])
        found = last = looked.get_next()
        for _ in range(nth):
            if (found := looked.get_next()) is None:
                break
            last = found
        hit = found or last  # a page that is read in another order may have fewer before: the last one is nearest
        boxes = [_shares(text.get_rect(i), size) for i in range(text.count_rects(*hit))] if hit else []
    return json.dumps(boxes).encode()


def _page(document: Any, number: int) -> Any:
    if not 1 <= number <= len(document):
        raise ReadError(f"it has no page {number}")
    return document[number - 1]


def _shares(rect: tuple[float, float, float, float], size: tuple[float, float]) -> PageBox:
    """pdfium counts points from the lower left corner."""
    left, bottom, right, top = rect
    width, height = size
    return PageBox(
        (left - ROOM) / width, 1 - (top + ROOM) / height, (right + ROOM) / width, 1 - (bottom - ROOM) / height
    )
