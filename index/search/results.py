"""What a search gives: ranked documents with the passage that fits best, and why they matched."""

from __future__ import annotations

from pydantic import Field

from extractors.model.document import Model

TOGETHER = ("close together", "early in the text", "in one stretch")
"""What all words of a query have together."""


class Why(Model):
    """One word of the query in one hit: the term it was met by, through what, and its share of the score.

    `through` is "as written", "base form", "part of a compound", "stem", "phrase", "title" or, where the word itself is
    not there, "near forms" (only its letters and a compound's parts speak for it).  What all words of the query have
    together for where they stand is "close together", "early in the text" and "in one stretch".
    """

    word: str
    term: str | None
    through: str
    score: float
    near: float = 0.0

    @property
    def joint(self) -> bool:
        """Whether it is a share of all words together."""
        return self.through in TOGETHER


class HitForm(Model):
    """Another form of a hit's document, held as a document of its own: the deck as PDF, the release on another host."""

    document_id: str
    title: str | None = None
    kind: str = "document"
    source: str = ""


class Hit(Model):
    """One document.

    `passage` is the text of its best passage, clipped around the words found where it is long:
    `document.text[start:end]`; `highlights` are (start, end) within `passage`, on the words as they stand there.
    `others` are the forms that the document is held in beside this one, whether they match or not.  `vanished` is when
    its last address stopped answering: its publisher has taken it away.
    """

    document_id: str
    score: float
    title: str | None = None
    kind: str = "document"
    language: str = "fi"
    publisher: str | None = None
    published: str | None = None
    source: str = ""
    vanished: str | None = None
    page: int | None = None
    passage: str = ""
    start: int = 0
    end: int = 0
    highlights: tuple[tuple[int, int], ...] = ()
    why: tuple[Why, ...] = ()
    others: tuple[HitForm, ...] = ()


class FacetValue(Model):
    """One value of a facet: what `chosen` takes, what it is called, and how many documents choosing it finds."""

    value: str
    label: str
    count: int


class Results(Model):
    """The hits of one page of a search and what is true of all of them.

    `total` counts every document that matches, each form of one for itself, and so do `offset` and `limit`: where hits
    are folded a page has `folded` hits fewer than documents.  `facets` maps each facet to its commonest values, years
    in their order, each counted among the documents that all choices but the facet's own leave; `did_you_mean` is the
    query with words the corpus does not hold put right.
    """

    query: str
    total: int
    hits: tuple[Hit, ...] = ()
    facets: dict[str, tuple[FacetValue, ...]] = Field(default_factory=dict)
    did_you_mean: str | None = None
    offset: int = 0
    limit: int = 10
    folded: int = 0
    engine: str = "whoosh"
