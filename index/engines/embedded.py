"""What every engine inside this process does alike: which documents a plan finds, counted, paged, by facets.

An engine of this kind tells which documents hold a term, which are there at all, and scores; the rest is numpy over
document numbers, and stays in here.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

import numpy as np

from extractors.model.errors import EngineError
from index.engines.document_values import DocumentValues, overlapping
from index.engines.engine import Counts, EngineRow, PhraseDocuments
from index.engines.engine_terms import frequent_ways, other_ways, pair_term, side_by_side, value_term
from index.engines.file_digests import FileDigests
from index.engines.matching_documents import Mask, mask
from index.engines.place import Place
from index.query.fields import THINGS
from index.query.plan import All, Has, Ints, Plan, Published, Terms
from index.ranking.stream import Way, beside

V = TypeVar("V")

_TOLD_APART = 2
"""In so many ways two words may stand side by side in a document whose places are told apart without a look at it."""


class Embedded:
    """An engine whose index lies in a folder; a subclass has `_room`, `_live`, `_numbers` and all that scores."""

    FOLDER = ""
    """The name of the engine's own folder within the place."""

    def __init__(self, place: Place) -> None:
        self.folder = place.folder / self.FOLDER
        self.folder.mkdir(parents=True, exist_ok=True)
        self.digests = FileDigests(self.folder)
        if name := self.digests.damaged():
            raise EngineError(f"the index is damaged ({name} is not what was written)", subject=str(self.folder))
        self.values = DocumentValues(place.folder)
        self._asked: tuple[Plan, Mask] | None = None

    @classmethod
    def clear(cls, place: Place) -> None:
        """Throw the index away, whatever state it is in."""
        for one in (*place.folder.glob("values.*"), *place.folder.glob("*.digests.json"), place.folder / cls.FOLDER):
            if one.is_dir():
                shutil.rmtree(one)
            elif one.exists():
                one.unlink()

    def look_up(self, prefixes: Collection[str], terms: Collection[str] = ()) -> None:
        """Nothing: they are read where they are asked for."""

    def serve(self) -> None:
        """Nothing to be done: nobody else searches an index while it is made anew."""

    def close(self) -> None:
        """Let go of files."""
        self.values.close()

    # what a subclass gives

    def _room(self) -> int:
        """One more than the highest number."""
        raise NotImplementedError

    def _live(self) -> Mask:
        """True for the number of every document that is there."""
        raise NotImplementedError

    def _numbers(self, term: str) -> Ints:
        """The numbers of the documents that hold a term."""
        raise NotImplementedError

    # what all of them do

    def _forget(self) -> None:
        self._asked = None

    def _mask(self, plan: Plan) -> Mask:
        """True for each document a plan finds; the last answer is kept, for a search asks several things of it."""
        if self._asked is None or self._asked[0] is not plan:
            self._asked = plan, self._masked(plan)
        return self._asked[1]

    def _masked(self, plan: Plan) -> Mask:
        return mask(plan, self._room(), self._live, self._documents)

    def _documents(self, plan: Terms | Has | Published) -> Iterator[Ints]:
        """The documents of a plan's leaf."""
        if isinstance(plan, Terms):
            yield from (self._numbers(term.term) for term in plan.any_of)
        elif isinstance(plan, Has):
            yield self._having(plan)
        else:
            days = self._values(lambda: self.values.arrays.days(self._room()))
            yield np.flatnonzero(overlapping(days, plan.since, plan.until) & self._live())

    def _having(self, plan: Has) -> Ints:
        """The documents with one of some values, those that are there alone."""
        found = self._values(lambda: self.values.arrays.having(plan.facet, plan.values))
        live = self._live()
        found = found[found < len(live)]
        return found[live[found]]

    def move(self, values: Mapping[int, Mapping[str, Sequence[str]]]) -> None:
        """Give documents other facet values."""
        self._values(lambda: self.values.move(values))
        self._forget()

    def _values(self, look: Callable[[], V]) -> V:
        try:
            return look()
        except sqlite3.DatabaseError as error:
            raise EngineError(f"the index is damaged ({error})", subject=str(self.values.path)) from error

    def count(self, plan: Plan) -> int:
        """How many documents match."""
        return int(np.count_nonzero(self._mask(plan)))

    def matching(self, plan: Plan) -> Ints:
        """The numbers of all documents that match, ascending."""
        return np.flatnonzero(self._mask(plan))

    def page(self, plan: Plan, sort: str, offset: int, limit: int) -> Ints:
        """A page of the documents that match, by day or title."""
        if sort == "title":
            return self._values(lambda: self.values.by_title(self._mask(plan), offset, limit))
        held = np.flatnonzero(self._mask(plan))
        days = self._values(lambda: self.values.arrays.days(self._room()))[held]
        order = np.lexsort((held, -days if sort == "newest" else np.where(days == 0, 10**9, days)))
        return np.asarray(held[order][offset : offset + limit], np.int64)

    def facets(self, plan: Plan, chosen: Mapping[str, Plan], wanted: Mapping[str, int]) -> dict[str, Counts]:
        """The commonest values of each facet, counted among the documents that all other choices leave."""
        everything = self._mask(plan)
        held = {name: self._masked(one) for name, one in chosen.items()}
        arrays = self._values(lambda: self.values.arrays)

        def among(facet: str) -> Mask:
            out = everything
            for name, one in held.items():
                out = out & one if name != facet else out
            return out

        rest = among("")
        return {
            name: arrays.counted(name, among(name) if name in held else rest, most) for name, most in wanted.items()
        }

    def phrase(self, elements: Sequence[Terms], slop: int) -> PhraseDocuments:
        """The documents that hold all the words, and where it can be told each two of them side by side."""
        steps = side_by_side(elements, slop)
        if not steps:
            return PhraseDocuments(np.flatnonzero(self._masked(All(tuple(elements)))))
        if len(steps) == 1 and (ways := frequent_ways(*elements)):
            return self._counted_pair(sorted(ways), other_ways(*elements))
        found = np.ones(self._room(), bool)
        for step in steps:
            found &= self._paired(step)
        return PhraseDocuments(np.flatnonzero(found))

    def _paired(self, numbers: Iterable[int]) -> Mask:
        here = np.zeros(self._room(), bool)
        for number in numbers:
            here[self._numbers(pair_term(number))] = True
        return here

    def _counted_pair(self, ways: Sequence[Way], others: Iterable[int]) -> PhraseDocuments:
        """The documents of two frequent words; those where they stand so in more than two ways are to be looked at."""
        times = np.zeros(self._room(), np.int64)
        met = np.zeros(self._room(), np.int32)
        for way in ways:
            met += self._add(times, 1, way)
        for way, also in combinations(ways, 2):  # read in both ways at one place, which is counted twice
            self._add(times, -1, way, also)
        likely = self._paired(others) | (met > _TOLD_APART)
        known = np.flatnonzero((met > 0) & ~likely)
        return PhraseDocuments(np.flatnonzero(likely), known, times[known].astype(np.float32))

    def _add(self, times: Ints, sign: int, way: Way, also: Way | None = None) -> Mask:
        """Add to each document how often two words stand in it so; True for those where they do."""
        some = self._numbers(beside(way, also))
        here, often = np.zeros(self._room(), bool), 1
        here[some] = True
        while len(some):
            times[some] += sign
            often += 1
            some = self._numbers(beside(way, also, often))
        return here


def valued(rows: Iterable[EngineRow], kept: list[EngineRow]) -> Iterator[tuple[EngineRow, dict[str, int]]]:
    """Each row with its terms, those of its facet values among them, things aside: these may change without it.

    `kept` gets the rows without their terms.
    """
    for row in rows:
        fixed = {facet: some for facet, some in row.values.items() if facet not in THINGS}
        marks = {value_term(facet, value): 1 for facet, some in fixed.items() for value in some}
        kept.append(row._replace(counts={}, pairs=()))
        yield row, {**row.counts, **marks, **{pair_term(number): 1 for number in row.pairs}}
