"""Boxes amid the text of a page: an offer, another story, a call to subscribe, set between two paragraphs.

The paragraphs of an article stand side by side in one element.  A small box among them that holds paragraphs of its
own is something else, in any language; quotations, lists, tables, figures and code are set apart too, and are text.
"""

from __future__ import annotations

from typing import Any

from extractors.readers.web.furniture.after_article import belongs, is_written, written_length
from extractors.readers.web.list_pages import address_counts
from extractors.readers.web.piece import PagePiece

TOGETHER = 0.75  # of the running text stands side by side: the rest is set apart on purpose
SMALL = 0.15  # of the running text; a larger box is a part of the article
BOX = 600  # ... and characters: an offer, or what a paper's live page tells of itself
ENOUGH = 800  # characters of running text: in three paragraphs there is no telling
CARD = 400  # characters of another page's title and summary
CARDS = 2  # of them: one heading that is a link may be the document's own
LINKED = 0.5
SET_IN_TEXT = frozenset({"blockquote", "q", "ul", "ol", "dl", "table", "pre", "figure", "details", "p", "font", "span"})


def boxes_amid(pieces: list[PagePiece], headline: PagePiece | None) -> list[PagePiece]:
    """The pieces of small boxes among the paragraphs of the text; a lead's box stands above them."""
    whole = written_length(pieces)
    flow = _flow_of(pieces, whole) if whole >= ENOUGH else None
    if flow is None:
        return []
    begun = False
    boxes: dict[Any, list[PagePiece]] = {}
    for piece in pieces:
        box = _box_in(piece, flow)
        if begun and box is not None and box.tag not in SET_IN_TEXT:
            boxes.setdefault(box, []).append(piece)
        begun = begun or (is_written(piece) and box is None)
    most = min(BOX, SMALL * whole)
    return [p for inside in boxes.values() if _is_aside(inside, headline, most) for p in inside]


def _is_aside(inside: list[PagePiece], headline: PagePiece | None, most: float) -> bool:
    """Paragraphs, not a heading or a picture's words alone, and nothing that is text wherever it stands."""
    if sum(len(p.text) for p in inside) > most or any(p is headline or _is_text(p) for p in inside):
        return False
    return any(is_written(p) and p.kind == "paragraph" for p in inside)


def _is_text(piece: PagePiece) -> bool:
    """A row of a table, code: these are set in boxes of their own, and are text."""
    return piece.tag in ("tr", "pre", "code") or belongs(piece)


def _flow_of(pieces: list[PagePiece], whole: int) -> Any:
    """The element whose children are most of the running text, which has so many characters."""
    sizes: dict[Any, int] = {}
    for piece in pieces:
        above = piece.element.getparent() if is_written(piece) and piece.element is not None else None
        if above is not None:
            sizes[above] = sizes.get(above, 0) + len(piece.text)
    best = max(sizes, key=lambda e: sizes[e], default=None)
    return best if best is not None and sizes[best] >= TOGETHER * whole else None


def _box_in(piece: PagePiece, flow: Any) -> Any:
    """The child of the flow in which a piece stands deeper down."""
    box = piece.element
    while box is not None and (above := box.getparent()) is not flow:
        box = above
    return None if box is piece.element else box


def cards_amid(pieces: list[PagePiece], headline: PagePiece | None) -> list[PagePiece]:
    """Headings below the beginning of the text that lead to other pages, with the few words below each."""
    begun = False
    cards = []
    for at, piece in enumerate(pieces):
        begun = begun or is_written(piece)
        if begun and piece is not headline and _leads_away(piece):
            card = [piece, *_beside(piece, pieces[at + 1 :])]
            if sum(len(p.text) for p in card) <= CARD and not any(map(belongs, card[1:])):
                cards.append(card)
    return [piece for card in cards for piece in card] if len(cards) >= CARDS else []


def _leads_away(piece: PagePiece) -> bool:
    heading = piece.kind == "heading" and piece.tag != "h1" and piece.density > LINKED
    return heading and any(address_counts(address) for address, _ in piece.links)


def _beside(heading: PagePiece, following: list[PagePiece]) -> list[PagePiece]:
    """The pieces up to the next heading that stand in the heading's own element."""
    above = heading.element.getparent() if heading.element is not None else None
    found: list[PagePiece] = []
    for piece in following:
        inside = piece.element is not None and any(e is above for e in piece.element.iterancestors())
        if piece.kind == "heading" or above is None or not inside:
            break
        found.append(piece)
    return found
