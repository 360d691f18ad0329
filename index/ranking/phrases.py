"""Where words stand together: found in the streams of the documents that hold them all, alike for every engine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.query.plan import Codes, Floats, Ints
from index.ranking.forward import Forward
from index.ranking.scoring import met
from index.ranking.stream import code

_AT_ONCE = 2_000


def find_phrase(
    forward: Forward, candidates: Ints, elements: Sequence[Sequence[str]], slop: int, *, in_title: bool = False
) -> tuple[Ints, Floats]:
    """The documents, of `candidates`, where the elements stand in a row, and how often.

    Each element is the terms it may be met by.  With `slop`, the elements in any order with up to so many other words
    among them; with `in_title`, in the title alone.
    """
    numbers: list[int] = []
    counts: list[int] = []
    codes = [np.array([code(term) for term in terms], np.uint32) for terms in elements]
    for first in range(0, len(candidates), _AT_ONCE):
        held = forward.streams(candidates[first : first + _AT_ONCE].tolist())
        for number, title, stream in zip(held.numbers, held.titles, held.streams, strict=True):
            places = positions(np.frombuffer(stream, np.uint32), codes)
            if times := together([some[some < title] for some in places] if in_title else places, slop):
                numbers.append(number)
                counts.append(times)
    return np.array(numbers, np.int64), np.array(counts, np.float32)


def find_in_titles(forward: Forward, candidates: Ints, terms: Sequence[str]) -> Ints:
    """The documents, of `candidates`, one of whose terms stands in the title."""
    found: list[int] = []
    codes = [np.array([code(term) for term in terms], np.uint32)]
    for first in range(0, len(candidates), _AT_ONCE):
        held = forward.streams(candidates[first : first + _AT_ONCE].tolist())
        for number, title, stream in zip(held.numbers, held.titles, held.streams, strict=True):
            if title and (positions(np.frombuffer(stream, np.uint32), codes)[0] < title).any():
                found.append(number)
    return np.array(found, np.int64)


def positions(stream: Codes, codes: Sequence[Codes]) -> list[Ints]:
    """For each element, the places of the words that meet it, ascending, each once."""
    word = np.cumsum(stream >> 30 == 0) - 1
    return [np.unique(word[met(stream, some)[0]]) for some in codes]


def together(places: Sequence[Ints], slop: int) -> int:
    """How often the elements stand in a row; with slop, how many places begin a stretch that holds them all.

    >>> together([np.array([0, 5]), np.array([1, 9])], 0)
    1
    >>> together([np.array([4]), np.array([1])], 2), together([np.array([4]), np.array([1])], 1)
    (1, 0)
    """
    if not slop:
        return len(standing(places, 0)[0])
    events = sorted((int(place), i) for i, some in enumerate(places) for place in some)
    found, width = 0, len(places) + slop
    last: dict[int, int] = {}
    for place, i in events:
        last[i] = place
        if len(last) == len(places) and len(set(last.values())) == len(places) and place - min(last.values()) < width:
            found += 1
    return found


def standing(places: Sequence[Ints], slop: int) -> list[Ints]:
    """Of each element the places that stand in a row with all others; with slop, those that have all within reach.

    >>> [some.tolist() for some in standing([np.array([0, 5]), np.array([1, 9])], 0)]
    [[0], [1]]
    >>> [some.tolist() for some in standing([np.array([0, 90]), np.array([3, 40])], 2)]
    [[0], [3]]
    """
    if not slop:
        begins = places[0]
        for i, some in enumerate(places[1:], 1):
            begins = np.intersect1d(begins, some - i, assume_unique=True)
        return [begins + i for i in range(len(places))]
    reach, out = len(places) + slop - 1, []
    for some in places:
        kept = np.ones(len(some), bool)
        for others in places:
            if others is not some:
                kept &= np.searchsorted(others, some - reach) < np.searchsorted(others, some + reach, "right")
        out.append(some[kept])
    return out
