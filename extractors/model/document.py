"""RawDocument and Document: what is fetched, and what is read out of it.

RawDocument   bytes, where they came from, and what the sender said of them
    ▼ read
Document      title, published, kind, language, passages; `text` is the passages joined once
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extractors.model.ids import sha256

DocumentKind = Literal["slides", "web page", "press release", "document"]
PassageKind = Literal["title", "heading", "paragraph", "list item", "table row", "note", "caption"]


PARTLY_READ = "partly read"
"""How the reason of an issue begins that says which pages wait for more time."""


class Model(BaseModel):
    """Every model of Louhi: frozen, and no field that nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # a search makes few of them


class Hints(Model):
    """What a feed, a listing or a source says of a document before it is read; evidence, not truth."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    kind: DocumentKind | None = None


class RawDocument(Model):
    """The bytes of one document as they came.

    `source` is a path or an address; `media_type` and `charset` are what the sender claimed (never trusted
    over the content); `fetched` is a time with its zone.
    """

    content: bytes = Field(repr=False)
    source: str
    media_type: str | None = None
    charset: str | None = None
    fetched: datetime | None = None
    hints: Hints = Hints()

    @cached_property
    def sha256(self) -> str:
        """Hex digest of `content`; its name in the object store."""
        return sha256(self.content)


Box = tuple[float, float, float, float]
"""Left, top, right and bottom, counted from a page's top left corner, as shares (0 to 1) of its width and height."""


class Passage(Model):
    """One piece of a document: `document.text[start:end]` is its text.

    `level` is a heading's depth (1 is the highest) or a list item's (from 1); `language` is set where it differs from
    the document's; `ocr` is Tesseract's mean confidence (0-100) where the words were read from a picture; `box` is
    where on the picture of its page it stands, for formats that have pages with places.

    `cells` are the spans of a table row's cells, one for each column: a cell over several columns or rows stands in
    each of them, so that a label carried down from a row above is a span of that row.  `table` numbers the document's
    tables, and is also set for what stands between their rows; `head` marks a row that the format calls a heading.
    """

    kind: PassageKind
    page: int | None = None
    start: int
    end: int
    level: int | None = None
    cells: tuple[tuple[int, int], ...] = ()
    table: int | None = None
    head: bool = False
    language: str | None = None
    hidden: bool = False
    ocr: float | None = None
    box: Box | None = None


class Page(Model):
    """A page or slide; `number` counts from 1."""

    number: int
    title: str | None = None
    hidden: bool = False
    needs_ocr: bool = False


class Link(Model):
    """An address a document names: an attachment, or in a listing an article, which by it has `changed` then."""

    url: str
    text: str = ""
    kind: Literal["article", "attachment", "feed", "sitemap", "link"] = "link"
    published: str | None = None
    changed: str | None = None


class Issue(Model):
    """Something Louhi could not understand, with the words it is about."""

    reason: str
    text: str = ""
    page: int | None = None


class Document(Model):
    """A document as read.

    `published` is ISO 8601 at the precision that is known: `2021-02-17T14:26:00+02:00`, `2021-02-17`, `2021-02`.
    `publisher` is the first of `publishers`.  `found_in` says where a field came from (`{"title": "json-ld"}`).
    `furniture` holds running headers and footers kept out of the text.  Every passage lies within `text`,
    in order.
    """

    id: str
    title: str | None = None
    kind: DocumentKind = "document"
    listing: bool = False
    language: str = "fi"
    publishers: tuple[str, ...] = ()
    published: str | None = None
    source: str = ""
    media_type: str = "text/plain"
    sha256: str = ""
    text: str = Field(repr=False)
    passages: tuple[Passage, ...] = Field(default=(), repr=False)
    pages: tuple[Page, ...] = Field(default=(), repr=False)
    links: tuple[Link, ...] = Field(default=(), repr=False)
    furniture: tuple[str, ...] = Field(default=(), repr=False)
    found_in: Mapping[str, str] = Field(default_factory=dict, repr=False)
    issues: tuple[Issue, ...] = ()

    @property
    def publisher(self) -> str | None:
        """The first issuer."""
        return self.publishers[0] if self.publishers else None

    @property
    def is_partly_read(self) -> bool:
        """Whether pages wait that more time would have read."""
        return any(issue.reason.startswith(PARTLY_READ) for issue in self.issues)

    @model_validator(mode="after")
    def _passages_lie_within(self) -> Document:
        for p in self.passages:
            if not 0 <= p.start <= p.end <= len(self.text):
                raise ValueError(f"passage {p.start}-{p.end} lies outside the text of {len(self.text)} characters")
        return self

    def words(self, passage: Passage) -> str:
        """The text of one of its passages."""
        return self.text[passage.start : passage.end]

    def page_at(self, offset: int) -> int | None:
        """The page or slide a character stands on, None where the document has none."""
        at = bisect_right(self._starts, offset) - 1
        return self.passages[at].page if at >= 0 else None

    @cached_property
    def _starts(self) -> list[int]:
        return [p.start for p in self.passages]


def hints_of(document: Document) -> Hints:
    """What was said of a document when it came, and not in it: what no reading of its bytes can find again."""
    said = [name for name in Hints.model_fields if document.found_in.get(name) == "hint"]
    return Hints(**{name: getattr(document, name) for name in said})
