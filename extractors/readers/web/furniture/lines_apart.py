"""Short lines that stand by themselves beside the text of a page: who wrote it and when, its section, a button.

In Finnish and Swedish, and on the page of an authority, a release or minutes, they are part of the document, and stay.
Elsewhere they tell of the page and not of its matter: the day is claimed, the lines are kept with its furniture.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extractors.model.draft import Draft
from extractors.readers.claims.dateline import date_in, is_dateline, labelled, revised
from extractors.readers.claims.issuers import issuers_in
from extractors.readers.web.claims.searched_date import OURS
from extractors.readers.web.furniture.after_article import belongs, is_written, upwards, written_length
from extractors.readers.web.furniture.chrome import lexicon
from extractors.readers.web.furniture.class_tokens import names_of, parts_of
from extractors.readers.web.piece import PagePiece
from extractors.text.language_detection import votes

ENOUGH = 400  # characters of running text; on a page with less the short lines may be all there is
LINE = 100  # characters of a line; what is longer says something
LABEL = 60  # ... of one amid the text
DATED = 70  # ... of one with a writer and a day
LINKED = 0.5
IN_TEXT = frozenset({"p", "blockquote", "q", "li", "dd", "dt", "pre", "code", "font", "span", "b", "strong", "em", "i"})
"""What running text is made of: a short one among others is a line of the text."""


def is_ours(draft: Draft, pieces: Iterable[PagePiece]) -> bool:
    """Whether a page is in Finnish or Swedish: its writers, days, bodies and numbers are what Louhi is for.

    <div>§ 62</div> above a decision and <div>18.12.2020 klo 15:09</div> above a story stand apart, and are facts.
    """
    language = next((c.value for c in draft.claims if c.field == "language"), None)
    if language is None:
        told = votes(" ".join(piece.text for piece in pieces)).most_common(1)
        language = told[0][0] if told else ""
    return language[:2] in OURS


def is_official(draft: Draft) -> bool:
    """Whether a page is a release, minutes or an authority's: issuers, days and diary numbers are part of it."""
    if any(c.value == "press release" or c.where == "decision system" for c in draft.claims):
        return True
    return any(c.field == "publisher" and issuers_in(c.value) for c in draft.claims)


def lines_apart(pieces: list[PagePiece], headline: PagePiece | None) -> list[PagePiece]:
    """The lines of a page that are no part of its text."""
    written = [n for n, piece in enumerate(pieces) if is_written(piece)]
    if written_length(pieces) < ENOUGH:
        return []
    text = [pieces[n] for n in written] + ([headline] if headline is not None else [])
    holds = {element for piece in text for element in upwards(piece)}
    found = []
    for n, piece in enumerate(pieces):
        if piece is headline or not _is_line(piece):
            continue
        beside = n < written[0] or n > written[-1]
        if _dates_or_signs(piece, holds, beside) or _is_by_itself(piece, holds, beside):
            found.append(piece)
    return found


def _is_line(piece: PagePiece) -> bool:
    return (
        piece.kind == "paragraph"
        and piece.element is not None
        and piece.tag != "tr"
        and len(piece.text) <= LINE
        and not is_written(piece)
        and not (piece.bold or piece.heading_class)
        and not belongs(piece)
    )


def _is_by_itself(piece: PagePiece, holds: set[Any], beside: bool) -> bool:
    """<div class="section">Talous</div>; within the text only what is a link or a bare label."""
    if piece.element in holds or _box_around(piece, holds).tag in IN_TEXT:
        return False
    return beside or _is_label(piece)


def _box_around(piece: PagePiece, holds: set[Any]) -> Any:
    """The largest element around a line that holds nothing of the text."""
    box = piece.element
    while (above := box.getparent()) is not None and above not in holds:
        box = above
    return box


def _dates_or_signs(piece: PagePiece, holds: set[Any], beside: bool) -> bool:
    """ "Julkaistu 3.2.2021", "Maija Malli 3.2.2021" above or below the text, <p class="byline">Maija Malli</p>."""
    words = piece.text
    if beside and len(words) <= DATED and date_in(words) and not words.endswith(("!", "?", ":")):
        return True
    if piece.element in holds:
        return False
    if is_dateline(words) or labelled(words) or revised(words) or piece.tag == "time":
        return True
    telling = lexicon()["authors"] | lexicon()["dates"]
    around = (piece.element, piece.element.getparent())
    tokens = (token for e in around if e is not None for token in names_of(e).split())
    return any(parts_of(token) & telling for token in tokens)


def _is_label(piece: PagePiece) -> bool:
    """ "Mainos", a link to a shop; a line with a figure may be a fact of the text."""
    if piece.density > LINKED:
        return True
    return piece.tag != "p" and len(piece.text) <= LABEL and not any(map(str.isdigit, piece.text))
