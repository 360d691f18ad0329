"""Which documents a plan finds, told from the documents of each of its terms: the same for every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.query.plan import All, AllBut, AnyOf, Everything, Has, Ints, Numbers, Plan, Published, Terms

Mask: TypeAlias = NDArray[np.bool_]
V = TypeVar("V")
Leaf: TypeAlias = Terms | Has | Published

MOST = 4_000_000
"""How many postings are kept in memory between searches."""


class Held(dict[str, V]):
    """What is known of terms, kept until it grows large; then it is begun anew."""

    def __init__(self) -> None:
        super().__init__()
        self._size = 0

    def keep(self, term: str, value: V, size: int) -> None:
        """Keep what was found out of a term; `size` is how many documents hold it."""
        self._size += size
        if self._size > MOST:
            self.clear()
            self._size = size
        self[term] = value


def mask(
    plan: Plan,
    size: int,
    live: Callable[[], Mask],
    documents: Callable[[Leaf], Iterable[Ints]],
) -> Mask:
    """True for each document number below `size` that a plan finds; a new array.

    `live` tells the documents that are there, where that has to be known; `documents` gives those of a leaf.

    >>> from index.query.plan import Weighted
    >>> not_a = AllBut(Terms("a", (Weighted("b:a", 1.0),)))
    >>> mask(not_a, 3, lambda: np.array([False, True, True]), lambda leaf: [np.array([1])]).tolist()
    [False, False, True]
    """
    if isinstance(plan, Everything):
        return live().copy()
    if isinstance(plan, AllBut):
        return live() & ~mask(plan.part, size, live, documents)
    if isinstance(plan, All):
        return _all(plan, size, live, documents)
    out = np.zeros(size, bool)
    if isinstance(plan, AnyOf):
        for part in plan.parts:
            out |= mask(part, size, live, documents)
    elif isinstance(plan, Numbers):
        out[plan.numbers[plan.numbers < size]] = True
        out &= live()
    else:
        for some in documents(plan):
            out[some] = True
    return out


def _all(plan: All, size: int, live: Callable[[], Mask], documents: Callable[[Leaf], Iterable[Ints]]) -> Mask:
    needed = [part for part in plan.parts if not isinstance(part, AllBut)]
    out = mask(needed[0], size, live, documents) if needed else live().copy()
    for one in needed[1:]:
        out &= mask(one, size, live, documents)
    for barred in (part.part for part in plan.parts if isinstance(part, AllBut)):
        out &= ~mask(barred, size, live, documents)
    return out
