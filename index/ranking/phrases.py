"""Where words stand together: found in the streams of the documents that hold them all, alike for every engine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.query.plan import Codes, Floats, Ints
from index.ranking.forward import Forward, Words
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
    numbers: list[Ints] = [np.zeros(0, np.int64)]
    counts: list[Floats] = [np.zeros(0, np.float32)]
    codes = [np.array([code(term) for term in terms], np.uint32) for terms in elements]
    for first in range(0, len(candidates), _AT_ONCE):
        some = forward.words(candidates[first : first + _AT_ONCE].tolist())
        found = _Places(some, codes, len(elements) + slop, in_title)
        times = found.in_a_row() if not slop else found.near(slop)
        held = np.flatnonzero(times)
        numbers.append(np.array(some.numbers, np.int64)[held])
        counts.append(times[held].astype(np.float32))
    return np.concatenate(numbers), np.concatenate(counts)


def in_order(numbers: Ints, counts: Floats) -> tuple[Ints, Floats]:
    """Documents and how often each, by their numbers.

    >>> [some.tolist() for some in in_order(np.array([5, 2]), np.array([1, 3], np.float32))]
    [[2, 5], [3.0, 1.0]]
    """
    order = np.argsort(numbers)
    return numbers[order], counts[order]


def find_in_titles(forward: Forward, candidates: Ints, terms: Sequence[str]) -> Ints:
    """The documents, of `candidates`, one of whose terms stands in the title."""
    return find_phrase(forward, candidates, [terms], 0, in_title=True)[0]


class _Places:
    """Where the elements stand in many documents at once: words counted on from document to document, with a gap."""

    def __init__(self, some: Words, codes: Sequence[Codes], gap: int, in_title: bool) -> None:
        values = np.frombuffer(b"".join(some.streams), np.uint32)
        ends = np.cumsum([len(one) // 4 for one in some.streams], dtype=np.int64)
        words = np.flatnonzero(values < 1 << 30)  # a word begins with its surface
        begins = np.searchsorted(words, np.concatenate([[0], ends[:-1]]) if len(ends) else ends)
        self.size = len(ends)
        self.starts = begins + gap * np.arange(self.size)
        self.places: list[Ints] = []
        for one in codes:
            at = met(values, one)[0]
            document, word = np.searchsorted(ends, at, "right"), np.searchsorted(words, at, "right") - 1
            if in_title:
                kept = word - begins[document] < np.array(some.titles, np.int64)[document]
                word, document = word[kept], document[kept]
            self.places.append(np.unique(word + gap * document))

    def _documents(self, places: Ints) -> Ints:
        return np.searchsorted(self.starts, places, "right") - 1

    def in_a_row(self) -> Ints:
        """How often the elements stand in a row in each document."""
        return np.bincount(self._documents(standing(self.places, 0)[0]), minlength=self.size)

    def near(self, slop: int) -> Ints:
        """How often they stand near each other in each document; only where each has all others within reach."""
        out = np.zeros(self.size, np.int64)
        close = standing(self.places, slop)
        each = [self._documents(some) for some in close]
        for document in np.unique(each[0]):
            out[document] = together([p[d == document] for p, d in zip(close, each, strict=True)], slop)
        return out


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
