"""A Draft is what a reader hands over; `assemble` makes the Document out of it.

A reader says what it saw: blocks of text in reading order, and *claims* about title, date, publisher ... each with
where it was seen.  Which claim wins is decided in one place for all readers, by the strength of its evidence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from extractors.model.document import Box, Issue, Link, Page, PassageKind, RawDocument

ClaimField = Literal["title", "published", "publisher", "language", "kind"]

CellPlace = tuple[int, int]
"""A row and a column of a table, from 0."""


@dataclass(frozen=True)
class GridRow:
    """A row of a table's logical grid.

    `table` is one object for all rows of a table; `cells` are the words by column, "" where another cell covers the
    place; `places` tell for each column where the cell that stands there begins, None where there is none.
    """

    table: object
    number: int
    cells: tuple[str, ...]
    places: tuple[CellPlace | None, ...]
    head: bool = False


@dataclass(frozen=True)
class Block:
    """One passage before it has a place: `cells` instead of `text` for a table row."""

    kind: PassageKind
    text: str = ""
    page: int | None = None
    level: int | None = None
    cells: tuple[str, ...] = ()
    hidden: bool = False
    ocr: float | None = None
    language: str | None = None
    box: Box | None = None
    row: GridRow | None = None
    """Its row in the grid of a table, for rows and for the headings and notes between them."""
    span: tuple[int, int] | None = None
    """Where it stands in `Draft.text`, for a reader that keeps a text as it is."""


@dataclass(frozen=True)
class Claim:
    """Someone says that `field` is `value`; `where` names the witness ("json-ld", "text", "file properties")."""

    field: ClaimField
    value: str
    where: str


@dataclass
class Draft:
    """What a reader saw."""

    media_type: str
    blocks: list[Block] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    listing: bool = False
    text: str | None = None
    """The text as it stands, when the blocks are spans of it; else it is joined from the blocks."""


ReadsOne: TypeAlias = Callable[[RawDocument], Draft]
"""A reader, as one asks it."""

ReaderOf: TypeAlias = Callable[[str], ReadsOne | None]
"""Media type -> its reader, None where there is none: what a reader is handed whose documents hold others."""
