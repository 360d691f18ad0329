"""Pictures of pages and slides beside their text: made once in a process that can be ended, kept by sha256."""

from __future__ import annotations

import contextlib
from typing import NamedTuple

from extractors.model.document import Document
from extractors.model.errors import LouhiError, ReadError, StoreError
from extractors.readers.office.converted import as_pdf, is_installed
from extractors.readers.pdf.page_pictures import PageBox, picture_safely, places_safely
from index.home import Home, write_whole

PDF = "application/pdf"
DECKS = {
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
"""Decks of slides, which LibreOffice turns into a PDF once: media type -> file ending."""
WIDTH = 640
"""Pixels of a picture beside the text; a narrow window shows it as wide as it is."""


WIDTHS = (160, 320, WIDTH, 1280, 2400)
"""The widths that pictures are kept in: from a thumbnail to twice a wide window."""


class Spot(NamedTuple):
    """Words on a picture: the page they stand on, and a box a line."""

    page: int
    boxes: list[PageBox]


def can_be_shown(document: Document) -> bool:
    """Whether pictures of its pages can be made here."""
    return document.media_type == PDF or (document.media_type in DECKS and is_installed())


def is_left_out(document: Document) -> bool:
    """Whether its pictures are missed for want of LibreOffice: then the page says so."""
    return document.media_type in DECKS and not is_installed()


def pages(home: Home, document: Document) -> bytes:
    """The PDF whose pages are pictured: the document's own bytes, or what LibreOffice made of its slides, kept."""
    if document.media_type == PDF:
        return home.content(document.sha256)
    if document.media_type not in DECKS:
        raise ReadError("there are no pictures of this format", subject=document.source)
    path = home.root / "pictures" / document.sha256[:2] / f"{document.sha256}.pdf"
    with contextlib.suppress(OSError):
        return path.read_bytes()
    made = as_pdf(home.content(document.sha256), DECKS[document.media_type], document.source)
    with contextlib.suppress(StoreError):  # a home that is read only, or full, shows it all the same
        write_whole(path, made)
    return made


def picture(home: Home, document: Document, page: int, width: int = WIDTH) -> bytes:
    """The picture of a page as WebP: the kept one, else made now.  Raises ReadError where there is none."""
    width = kept_width(width)
    path = home.root / "pictures" / document.sha256[:2] / f"{document.sha256}-{page}-{width}.webp"
    with contextlib.suppress(OSError):
        return path.read_bytes()
    made = picture_safely(pages(home, document), page, width, document.source)
    with contextlib.suppress(StoreError):
        write_whole(path, made)
    return made


def kept_width(width: int) -> int:
    """The width that is drawn and kept for one that is asked for: the next of a few, so that no one fills the disk.

    >>> kept_width(1), kept_width(640), kept_width(641), kept_width(9999)
    (160, 640, 1280, 2400)
    """
    return next((one for one in WIDTHS if one >= width), WIDTHS[-1])


def spot(home: Home, document: Document, span: tuple[int, int] | None) -> Spot | None:
    """Where a span of a document stands on the picture of its page; None where it cannot be told.

    Where the box of its passage is kept, the words are looked for in it alone, and the box is what is shown where they
    are not found: on a scan, or in a word that was broken at a line's end.
    """
    if span is None or not can_be_shown(document) or (page := document.page_at(span[0])) is None:
        return None
    start, end = span
    words = " ".join(document.text[start:end].split())
    passage = next((p for p in document.passages if p.start <= start < p.end), None)
    box = passage.box if passage else None
    first = passage.start if passage and box else next((p.start for p in document.passages if p.page == page), start)
    before = " ".join(document.text[first:start].split()).casefold().count(words.casefold())
    try:
        boxes = places_safely(pages(home, document), page, words, before, document.source, box)
    except LouhiError:
        return None
    if not boxes and box:
        boxes = [PageBox(*box)]
    return Spot(page, boxes) if boxes else None
