"""What an engine is asked: a query with its words turned into terms, its filters and phrases into document numbers.

Terms     documents with any of some terms; the weight says how much of a match each is
Numbers   these documents (a filter's, or those where a phrase was found, with how often)
Has       documents with one of some values of a facet      Published   documents of a time
All       documents that every part finds          AnyOf   documents that some part finds
Not       documents that the part does not find    Everything
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float32]
Codes: TypeAlias = NDArray[np.uint32]


class Weighted(NamedTuple):
    """A term, how much a match by it counts (0-1), and how rare it is."""

    term: str
    weight: float
    rarity: float = 0.0


@dataclass(frozen=True)
class Terms:
    """One word of the query.  A document matches by any of `any_of`, and counts by the best of them.

    `hints` raise the score of documents that match otherwise and match nothing themselves (the parts of a compound
    that was asked for); `grams` are the four-letter pieces the second look counts, and `word` is what was typed.
    """

    word: str
    any_of: tuple[Weighted, ...]
    hints: tuple[tuple[Weighted, ...], ...] = ()
    grams: tuple[str, ...] = ()
    rarity: float = 0.0


@dataclass(frozen=True, eq=False)
class Numbers:
    """Documents that are known already; `counts` beside them where they are scored like a term of this `rarity`.

    `elements` are the terms of each word of a phrase, whose words may have up to `slop` others among them.
    """

    numbers: Ints
    counts: Floats | None = None
    rarity: float = 0.0
    word: str = ""
    elements: tuple[frozenset[str], ...] = ()
    slop: int = 0


@dataclass(frozen=True)
class Has:
    """Documents with one of these values of a facet; gives no score."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Published:
    """Documents published in a time, both ends included, each a day as a number; gives no score.

    One of which only the month or year is known (20210200, 20210000) counts where it overlaps.
    """

    since: int = 0
    until: int = 99999999


@dataclass(frozen=True)
class All:
    """Documents that every part finds."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True)
class AnyOf:
    """Documents that at least one part finds."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True)
class AllBut:
    """Documents that the part does not find; gives no score."""

    part: Plan


@dataclass(frozen=True)
class Everything:
    """Every document."""


Plan: TypeAlias = Terms | Numbers | Has | Published | All | AnyOf | AllBut | Everything


@dataclass(frozen=True, eq=False)
class Found:
    """What an engine answers: the likeliest documents, best first, and how many match at all."""

    total: int
    numbers: Ints
    scores: Floats


def scored(plan: Plan) -> Iterator[Terms | Numbers]:
    """The parts of a plan that give a score: all that do not stand under a Not."""
    if isinstance(plan, Terms) or (isinstance(plan, Numbers) and plan.counts is not None):
        yield plan
    elif isinstance(plan, All | AnyOf):
        for part in plan.parts:
            yield from scored(part)
