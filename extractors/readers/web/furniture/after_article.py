"""What follows the article: where its running text ends, and which blocks after that are no part of it.

The text of a document stands together in one element; what stands after it in another, or is nothing but titles of
other pages, is furniture in any language.  Contacts, attachments, dates and tables are part of the document
wherever they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.readers.claims.dateline import is_dateline, labelled, revised
from extractors.readers.web.furniture.chrome import is_kept_heading
from extractors.readers.web.link_matter import is_attachment, reaches
from extractors.readers.web.piece import PagePiece

SENTENCE = 60  # characters; a shorter piece is a label or a title more often than a sentence
PROSE = 80  # characters that are running text however they end
WORDS = 4  # blanks in a short sentence: "Työt alkavat heti jäiden lähdettyä."
LITTLE = 150  # characters of running text; with less there is no telling where it ends, but in an <article>
TOGETHER = 0.7  # of the running text stands in the article's element; on pages with a rail of teasers hardly more does
PLAIN = 0.3  # share of links below which a piece is text
LINKED = 0.5  # ... above which it is a link
TITLE = 25  # characters of the title of another page; the names of those who were heard are shorter
DATELINE = 100
STOPS = (".", "!", "?", "”", '"')


@dataclass(frozen=True)
class HeadedGroup:
    """A heading and what stands under it, or what stands together without one."""

    pieces: tuple[PagePiece, ...]
    inside: bool
    """All of it stands in the article's element, or in its <article>."""

    @property
    def belongs(self) -> bool:
        """Whether it is part of the document wherever it stands; a date beside a title is that of another page."""
        if any(belongs(piece) for piece in self.pieces):
            return True
        linked = any(piece.density > LINKED for piece in self.pieces)
        return not linked and any(dates_the_page(piece) for piece in self.pieces)


def without_what_follows(pieces: list[PagePiece]) -> list[PagePiece]:
    """The pieces up to the end of the running text, and of those after it what belongs to the document."""
    core = core_of(pieces)
    inside = [core is not None and within(p, core) for p in pieces]
    last = max((n for n, p in enumerate(pieces) if inside[n] and is_written(p)), default=None)
    if last is None:
        return pieces
    found = pieces[: last + 1]
    article = pieces[last].article
    after = [(p, i or p.article == article > 0) for p, i in zip(pieces[last + 1 :], inside[last + 1 :], strict=True)]
    for group in _groups(after):
        if group.belongs or not is_foreign(group):
            found += group.pieces
        else:
            while len(found) > 1 and _is_label(found[-1]):  # "Auch interessant:" over what has gone
                found.pop()
    return found


def core_of(pieces: Sequence[PagePiece]) -> Any:
    """The smallest element that holds most of the running text; None where there is too little of it."""
    sizes: dict[Any, int] = {}
    whole = 0
    for piece in pieces:
        if is_written(piece):
            whole += len(piece.text)
            for above in upwards(piece):
                sizes[above] = sizes.get(above, 0) + len(piece.text)
    enough = [element for element, size in sizes.items() if size >= TOGETHER * whole]
    parted = whole >= PROSE and any(piece.article > 0 and is_written(piece) for piece in pieces)
    return max(enough, key=_depth, default=None) if whole >= LITTLE or parted else None


def is_written(piece: PagePiece) -> bool:
    """A paragraph or list item of running text: long, or a sentence."""
    if piece.density >= PLAIN or piece.kind not in ("paragraph", "list item"):
        return False
    return len(piece.text) >= PROSE or (piece.text.endswith(STOPS) and piece.text.count(" ") >= WORDS)


def written_length(pieces: Iterable[PagePiece]) -> int:
    """How many characters of running text there are."""
    return sum(len(piece.text) for piece in pieces if is_written(piece))


def upwards(piece: PagePiece) -> Iterator[Any]:
    """The element of a piece and those around it."""
    if piece.element is not None:
        yield piece.element
        yield from piece.element.iterancestors()


def _depth(element: Any) -> int:
    return sum(1 for _ in element.iterancestors())


def within(piece: PagePiece, core: Any) -> bool:
    """Whether a piece stands in an element."""
    return any(above is core for above in upwards(piece))


def _groups(pieces: list[tuple[PagePiece, bool]]) -> Iterator[HeadedGroup]:
    """A group begins with a heading or a line in bold, and where the article's element ends."""
    at: list[PagePiece] = []
    inside = True
    for piece, here in pieces:
        opens = (piece.kind == "heading" or piece.bold) and any(p.kind != "heading" for p in at)
        if at and (opens or (inside and not here)):
            yield HeadedGroup(tuple(at), inside)
            at, inside = [], True
        at.append(piece)
        inside = inside and here
    if at:
        yield HeadedGroup(tuple(at), inside)


def opens_contacts(piece: PagePiece) -> bool:
    """A heading such as "Lisätietoja", "Liitteet"."""
    return is_kept_heading(piece.text)


def dates_the_page(piece: PagePiece) -> bool:
    """ "Päivitetty 3.5.2021", "Julkaistu: 3.2.2021"."""
    words = piece.text
    return len(words) < DATELINE and bool(is_dateline(words) or labelled(words) or revised(words))


def has_attachments(piece: PagePiece) -> bool:
    """A link to a file: "Päätös (PDF)"."""
    return any(is_attachment(address) for address, _ in piece.links)


def is_tabular(piece: PagePiece) -> bool:
    """A row of data."""
    return bool(piece.cells)


BELONGS: tuple[Callable[[PagePiece], bool], ...] = (opens_contacts, reaches, has_attachments, is_tabular)
"""A group with a piece of which one of these is true stays."""


def belongs(piece: PagePiece) -> bool:
    """Whether a piece is part of the document wherever it stands."""
    return any(rule(piece) for rule in BELONGS)


def is_foreign(group: HeadedGroup) -> bool:
    """Whether a group stands apart from the article, or is nothing but titles of other pages."""
    return not group.inside or _is_titles(group)


def _is_titles(group: HeadedGroup) -> bool:
    """Links as long as titles, or headings that are links, and hardly anything beside them."""
    links = [p for p in group.pieces if p.density > LINKED]
    whole = sum(len(p.text) for p in group.pieces if p.kind != "heading")
    linked = sum(len(p.text) for p in links)
    return linked > LINKED * whole and (linked >= TITLE * len(links) or any(p.kind == "heading" for p in links))


def _is_label(piece: PagePiece) -> bool:
    if piece.kind == "heading":
        return piece.tag != "h1"
    short = piece.kind == "paragraph" and len(piece.text) < SENTENCE and piece.density < PLAIN
    return short and (piece.bold or piece.text.endswith((":", "?"))) and not (belongs(piece) or dates_the_page(piece))
