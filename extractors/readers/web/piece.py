"""A piece is one block of a page before it is a passage, with what its place in the page tells of it."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from extractors.model.document import PassageKind
from extractors.model.draft import GridRow
from extractors.readers.web.text_weight import Weights
from extractors.text.cleaning import lines_of


@dataclass
class PagePlace:
    """Where in a page the walk stands: what kind of text comes here, and inside which of the page's parts."""

    kind: PassageKind = "paragraph"
    level: int | None = None
    tag: str = ""
    heading_class: str = ""
    main: bool = False
    content: bool = False
    article: int = 0
    aside: bool = False
    lists: int = 0
    element: Any = None
    part: int = 0
    """The text of the article around it, or of the page."""
    language: str | None = None

    def inside_of(self, element: Any, tag: str, heading_class: str) -> PagePlace:
        """The place within an element; what it is besides is told by its tag and names."""
        at = copy(self)
        at.element, at.tag, at.heading_class = element, tag, heading_class
        return at


@dataclass(eq=False)
class PagePiece:
    """One block of a page; `linked` counts the letters and digits inside links, `article` numbers the <article>."""

    kind: PassageKind
    text: str
    level: int | None = None
    cells: tuple[str, ...] = ()
    row: GridRow | None = None
    fault: str = ""
    """Why the columns of its table cannot be told."""
    linked: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)
    tag: str = ""
    bold: bool = False
    heading_class: str = ""
    main: bool = False
    content: bool = False
    article: int = 0
    aside: bool = False
    language: str | None = None
    element: Any = None
    """The block of the page it is, None for a piece that no markup made."""

    @cached_property
    def density(self) -> float:
        """Share of link text, letters and digits only."""
        size = alnum(self.text)
        return self.linked / size if size else 0.0


@dataclass
class Walk:
    """The walk through a page's elements: the pieces so far, and the text of the one that is being gathered."""

    pieces: list[PagePiece] = field(default_factory=list)
    place: PagePlace = field(default_factory=PagePlace)
    parts: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    linked: int = 0
    bold: int = 0
    unbold: bool = False
    """Whether words of it are not in bold."""
    articles: int = 0
    weights: Weights = field(default_factory=Weights)
    total: int = 0
    dropped: set[Any] = field(default_factory=set)
    """Elements that are left out whole."""
    heads: set[Any] = field(default_factory=set)
    """The page's headline and the elements around it."""
    believes: bool = True
    """Whether names that only hint at furniture are believed."""
    replied: int = 0
    """How much that readers wrote was left out."""
    threads: bool = False
    """Whether what readers wrote is the text: a thread of a forum."""
    doubted: bool = False
    """Whether an element was left out for such a name."""

    def add(self, text: str | None, in_link: bool, in_bold: bool) -> None:
        """Text of the piece at hand; a line end in the source is a space, only <br> breaks a line."""
        if not text:
            return
        self.parts.append(text.replace("\n", " ").replace("\r", " ") if "\n" in text or "\r" in text else text)
        if in_link or in_bold:
            size = alnum(text)
            self.linked += size if in_link else 0
            self.bold += size if in_bold else 0
        if not (in_bold or self.unbold):
            self.unbold = any(map(str.isalnum, text))

    def flush(self) -> None:
        """The text gathered so far becomes a piece."""
        text = lines_of("".join(self.parts)) if self.parts else ""
        if text:
            bold = self.bold >= alnum(text) * 0.9 > 0
            self.pieces.append(self.piece(self.place.kind, text, self.linked, self.links, bold, self.place.tag))
        if self.parts:
            self.parts, self.links, self.linked, self.bold, self.unbold = [], [], 0, 0, False

    def piece(
        self, kind: PassageKind, text: str, linked: int, links: list[tuple[str, str]], bold: bool, tag: str
    ) -> PagePiece:
        """A piece in the place where the walk stands."""
        at = self.place
        return PagePiece(
            kind,
            text,
            at.level,
            linked=linked,
            links=links,
            tag=tag,
            bold=bold,
            heading_class=at.heading_class,
            main=at.main,
            content=at.content,
            article=at.article,
            aside=at.aside,
            language=at.language,
            element=at.element,
        )


def alnum(text: str) -> int:
    """How many letters and digits there are."""
    return sum(map(str.isalnum, text))
