"""What an engine is: it keeps terms and facet values that were made elsewhere, and answers with document numbers and
counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from index.query.plan import Floats, Found, Ints, Plan, Terms

K1, B = 0.8, 0.6
"""BM25's two: how soon repeating a word stops counting, and how much a long document is held back."""


class EngineRow(NamedTuple):
    """One document for an engine.

    Its number, how many words it has, how often each term stands in it; the values of each of its facets, the day it
    was published as a number (20210217; 20210200 where only the month is known, 0 for none), its title, and the numbers
    of its pairs of words (see `stream.py`), by which a phrase is found.
    """

    number: int
    length: int
    counts: Mapping[str, int]
    values: Mapping[str, Sequence[str]] = {}
    day: int = 0
    title: str | None = None
    pairs: Sequence[int] = ()


class PhraseDocuments(NamedTuple):
    """Documents of a phrase: those that may hold it, and those that do, with how often; ascending, none in both."""

    likely: Ints
    known: Ints | None = None
    times: Floats | None = None


Counts = list[tuple[str, int]]
"""The values of a facet, each with how many documents have it."""


class Engine(Protocol):
    """What every engine does.  `average` is the mean length of all documents, for BM25."""

    def write(self, rows: Iterable[EngineRow], gone: Collection[int] = ()) -> None:
        """Put rows (replacing documents of the same number), then drop others: all of it or nothing.

        `gone` is looked at once the rows are all there.
        """

    def move(self, values: Mapping[int, Mapping[str, Sequence[str]]]) -> None:
        """Give documents other facet values, which things of the corpus have become; their terms stay."""

    def refresh(self) -> None:
        """See what was written since, by whomever."""

    def size(self) -> int:
        """How many documents it holds."""

    def frequencies(self, terms: Collection[str]) -> Mapping[str, int]:
        """How many documents hold each of these terms, about."""

    def look_up(self, prefixes: Collection[str], terms: Collection[str] = ()) -> None:
        """These vocabularies and frequencies will be asked for: an engine that is far away asks for all at once."""

    def vocabulary(self, prefix: str) -> list[str]:
        """Every term that begins so, in order; some may stand in deleted documents alone."""

    def count(self, plan: Plan) -> int:
        """How many documents match."""

    def matching(self, plan: Plan) -> Ints:
        """The numbers of all documents that match, ascending: for alerts and exports, not for a page of hits."""

    def best(self, plan: Plan, limit: int, average: float) -> Found:
        """The likeliest `limit` documents, best first, the lower number first where two are equal."""

    def page(self, plan: Plan, sort: str, offset: int, limit: int) -> Ints:
        """A page of the documents that match, by day or title; those without one last, by number where equal."""

    def facets(self, plan: Plan, chosen: Mapping[str, Plan], wanted: Mapping[str, int]) -> dict[str, Counts]:
        """The commonest values of each facet wanted (at most so many; by value where two are as common).

        Counted are the documents that match the plan and all that is chosen of the other facets.
        """

    def phrase(self, elements: Sequence[Terms], slop: int) -> PhraseDocuments:
        """The documents that may hold a phrase: all that do, and some that do not."""

    def serve(self) -> None:
        """Let an index that was made anew be what everybody searches."""

    def close(self) -> None:
        """Let go of files."""
