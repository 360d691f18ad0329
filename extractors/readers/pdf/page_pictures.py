"""Pictures of PDF pages, and where on them words stand: pdfium draws, in a process that can be ended.

picture_safely(content, page, width) -> WebP
places_safely(content, page, words, nth, within) -> boxes as shares of the page
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from extractors.model.document import Box
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
NEAR = 0.01
"""Share of a page: how far outside the box of its passage a word's own box may lie, for rounding and accents."""
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


def places_safely(
    content: bytes, page: int, words: str, nth: int = 0, subject: str = "", within: Box | None = None
) -> list[PageBox]:
    """Where the nth (from 0) occurrence of some words stands on a page: a box a line; none where it is not found.

    Only what stands `within` a box of the page is counted.
    """
    told = {"page": page, "words": words, "nth": nth, "within": within}
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
        boxes: list[PageBox] = []
        while nth >= 0 and (hit := looked.get_next()) is not None:
            found = [_shares(text.get_rect(i), size) for i in range(text.count_rects(*hit))]
            if found and _is_within(found[0], told.get("within")):
                boxes, nth = found, nth - 1
        # a page that is read in another order may have fewer before: the last one is nearest
    return json.dumps(boxes).encode()


def _is_within(place: PageBox, box: Sequence[float] | None) -> bool:
    """Whether the middle of a place lies in a box; anywhere, where there is no box."""
    if box is None:
        return True
    x, y = (place.left + place.right) / 2, (place.top + place.bottom) / 2
    return box[0] - NEAR <= x <= box[2] + NEAR and box[1] - NEAR <= y <= box[3] + NEAR


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
