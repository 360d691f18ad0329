"""The second look: the engine's likeliest documents are scored again from their streams, the same for every engine.

score(document) = sum over the words of the query of
      max over the word's terms   weight * rarity * BM25(how often, how long)
    + hints: the form as typed, and what a compound that was asked for is made of
    + the word's four-letter pieces in the text, which bring near forms and misspellings together
and for all words at once
    + what they gain by standing close to each other (proximity.py)
    + what they gain by standing early in the text, and in one stretch of it (placement.py)

Each part counts as much as the table of weights says (weights.toml), which was learned.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from index.engines.engine import K1, B
from index.query.plan import Codes, Floats, Ints, Numbers, Plan, Terms, Weighted, scored
from index.ranking.forward import Streams
from index.ranking.placement import earliness, placed, stretches
from index.ranking.proximity import closeness
from index.ranking.stream import code
from index.ranking.weights import WEIGHTS

CLOSENESS, EARLINESS, STRETCHES = "close", "early", "stretch"
"""Each stands for a term where a score is told by its parts."""

GRAM_K1 = 0.4
GRAM = 4
"""Letters of a piece: four fit into one number, and tell Finnish stems apart better than three."""
GRAM_TEXT = 20_000
"""How much of a text is looked at for four-letter pieces."""

_CAPITALS = bytes(ord(chr(i).lower()) if len(chr(i).lower()) == 1 else i for i in range(256))


def rarity(frequency: int, documents: int) -> float:
    """BM25's inverse document frequency.

    >>> round(rarity(1, 100), 2), round(rarity(100, 100), 3)
    (4.21, 0.005)
    """
    frequency = min(frequency, documents)
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


def grams(word: str) -> tuple[str, ...]:
    """The four-letter pieces of a word in lower case.

    >>> grams("hanke"), grams("sote")
    (('hank', 'anke'), ('sote',))
    """
    return tuple(dict.fromkeys(word[i : i + 4] for i in range(len(word) - 3)))


class Part(NamedTuple):
    """What one word of the query gave one document: by which term, what it is made of, and its four-letter pieces."""

    word: str
    term: str | None
    score: float
    near: float


class Look:
    """Some documents and what each word of a plan gives them; `texts` stand beside the rows of `streams`.

    `terms` are all that the plan names; `weights` tell how much each part counts.
    """

    def __init__(
        self,
        plan: Plan,
        streams: Streams,
        texts: Sequence[str],
        average: float,
        weights: Mapping[str, float] = WEIGHTS,
    ) -> None:
        self._weights = weights
        self.numbers = np.array(streams.numbers, np.int64)
        self._told = list(scored(plan))
        self.terms = list(dict.fromkeys(_terms(self._told)))
        self._ends = np.cumsum([len(one) // 4 for one in streams.streams], dtype=np.int64)
        values = np.frombuffer(b"".join(streams.streams), np.uint32)
        self._met = met(values, np.array([code(term) for term in self.terms], np.uint32))
        counts = _counted(*self._met, self._ends, len(self.terms))
        longer = (1 - B + B * np.array(streams.lengths, np.float32) / np.float32(average)).astype(np.float32)
        self._norm = np.float32(K1) * longer
        self._groups = _Groups(self._told, {term: i for i, term in enumerate(self.terms)})
        self._shares: Floats = (counts / (counts + self._norm[:, None])).T.astype(np.float32)
        self._best = self._groups.scores(self._shares)
        self._grams = self._gram_shares(texts, np.float32(GRAM_K1) * longer)
        self._each = [self._score(i, one) for i, one in enumerate(self._told)]
        self._together = self._placed(values)

    def scores(self) -> Floats:
        """The score of each document, to four digits: what is shown is what the order goes by."""
        out = np.zeros(len(self.numbers), np.float32)
        for own, near in self._each:
            out += own + near
        for gained in self._together.values():
            out += gained
        return np.asarray(np.round(out, 4), np.float32)

    def parts(self, rows: Sequence[int]) -> Iterator[list[Part]]:
        """Each word's share in the score of the documents in these rows."""
        words = []
        for i, (one, (own, near)) in enumerate(zip(self._told, self._each, strict=True)):
            scores = own[rows].tolist()
            if isinstance(one, Numbers):
                terms: list[str | None] = ["phrase" if score else None for score in scores]
            else:
                terms = self._groups.terms(i, self._shares[:, rows])
            words.append([Part(one.word, *told) for told in zip(terms, scores, near[rows].tolist(), strict=True)])
        together = " ".join(one.word for one in self._told)
        for name, gained in self._together.items():
            words.append([Part(together, name if score else None, score, 0.0) for score in gained[rows].tolist()])
        return map(list, zip(*words, strict=True)) if words else iter([[] for _ in rows])

    def places(self, row: int) -> tuple[Ints, Ints]:
        """Where the terms of the plan stand in one document's stream, and which of `terms` each is."""
        first = self._ends[row - 1] if row else 0
        low, high = np.searchsorted(self._met[0], (first, self._ends[row]))
        return self._met[0][low:high] - first, self._met[1][low:high]

    def _placed(self, values: Codes) -> dict[str, Floats]:
        """What all words together give each document by where they stand."""
        places = placed(self._told, self.terms, values, self._met, self._ends)
        rarity = np.array([one.rarity for one in self._told], np.float32)
        gained = {EARLINESS: earliness(places, rarity)}
        if len(self._told) > 1:
            gained |= {CLOSENESS: closeness(places, rarity, self._norm), STRETCHES: stretches(places, rarity)}
        return {name: np.float32(self._weights[name]) * some for name, some in gained.items()}

    def _gram_shares(self, texts: Sequence[str], norm: Floats) -> dict[str, Floats]:
        asked = list(dict.fromkeys(g for one in self._told if isinstance(one, Terms) for g in one.grams))
        counts = gram_counts(texts, asked)
        return dict(zip(asked, (counts / (counts + norm[:, None])).T.astype(np.float32), strict=True))

    def _score(self, i: int, one: Terms | Numbers) -> tuple[Floats, Floats]:
        """What a word gives each document: by itself, and by what is near to it."""
        near = np.zeros(len(self.numbers), np.float32)
        if isinstance(one, Numbers):
            counts = _among(one, self.numbers)
            own: Floats = (np.float32(one.rarity * (K1 + 1)) * counts / (counts + self._norm)).astype(np.float32)
            return np.float32(self._weights["phrase"]) * own, near
        first, last = self._groups.of[i]
        own = self._groups.best(i, self._shares, self._weights)
        for gram in one.grams:
            near += self._grams[gram]
        near *= np.float32(one.rarity / max(len(one.grams), 1) * (GRAM_K1 + 1))
        near *= np.where(own > 0, np.float32(self._weights["pieces met"]), np.float32(self._weights["pieces"]))
        for hint, name in zip(self._best[first + 1 : last], ("typed", *["inside"] * (last - first)), strict=False):
            near += np.float32(self._weights[name]) * hint
        return own, near


class _Groups:
    """The terms of a plan side by side, a group for each word and each of its hints; the best of a group counts."""

    def __init__(self, told: Sequence[Terms | Numbers], places: dict[str, int]) -> None:
        groups: list[Sequence[Weighted]] = []
        self.of: dict[int, tuple[int, int]] = {}
        for i, one in enumerate(told):
            if isinstance(one, Terms):
                self.of[i] = len(groups), len(groups) + 1 + len(one.hints)
                groups += [one.any_of, *one.hints]
        self.starts = [0, *accumulate(len(group) for group in groups)]
        flat = [one for group in groups for one in group]
        self.names = [one.term for one in flat]
        self.kinds = ["whole" if one.weight == 1.0 else "part" if one.term[0] == "p" else "other" for one in flat]
        self.columns = np.array([places[one.term] for one in flat], np.int64)
        self.weights = np.array([one.weight * one.rarity * (K1 + 1) for one in flat], np.float32)

    def scores(self, shares: Floats) -> Floats:
        """A row for each group, a column for each document; `shares` has a row for each term."""
        out = np.zeros((len(self.starts) - 1, shares.shape[1]), np.float32)
        full = [i for i in range(len(out)) if self.starts[i] < self.starts[i + 1]]
        if full:
            worth = shares[self.columns] * self.weights[:, None]
            out[full] = np.maximum.reduceat(worth, [self.starts[i] for i in full], axis=0)
        return out

    def best(self, i: int, shares: Floats, weights: Mapping[str, float]) -> Floats:
        """What a word gives each document by its best term, as much as the kind of that term counts."""
        first, last = self._own(i)
        if first == last:
            return np.zeros(shares.shape[1], np.float32)
        worth = self._worth(first, last, shares)
        best = worth.argmax(axis=0)
        kinds = np.array([weights[kind] for kind in self.kinds[first:last]], np.float32)
        return np.asarray(worth[best, np.arange(len(best))] * kinds[best], np.float32)

    def terms(self, i: int, shares: Floats) -> list[str | None]:
        """The term that gave a word its score in each document."""
        first, last = self._own(i)
        if first == last:
            return [None] * shares.shape[1]
        worth = self._worth(first, last, shares)
        best, some = worth.argmax(axis=0).tolist(), (worth.max(axis=0) > 0).tolist()
        return [self.names[first + at] if scores else None for at, scores in zip(best, some, strict=True)]

    def _own(self, i: int) -> tuple[int, int]:
        """Where the terms of a word itself begin and end, its hints aside."""
        group = self.of[i][0]
        return self.starts[group], self.starts[group + 1]

    def _worth(self, first: int, last: int, shares: Floats) -> Floats:
        """What each of some terms gives each document, whatever its kind counts."""
        return np.asarray(shares[self.columns[first:last]] * self.weights[first:last, None], np.float32)


def _among(one: Numbers, numbers: Ints) -> Floats:
    """How often a phrase stands in each of these documents."""
    counts = np.zeros(len(numbers), np.float32)
    if one.counts is not None and len(one.numbers):
        at = np.searchsorted(one.numbers, numbers)
        at[at == len(one.numbers)] = 0
        held = one.numbers[at] == numbers
        counts[held] = one.counts[at[held]]
    return counts


def _terms(told: Iterable[Terms | Numbers]) -> Iterator[str]:
    for one in told:
        if isinstance(one, Terms):
            for some in (one.any_of, *one.hints):
                yield from (weighted.term for weighted in some)
        else:
            for element in one.elements:
                yield from sorted(element)


def gram_counts(texts: Sequence[str], wanted: Sequence[str]) -> Floats:
    """How often each text holds each four-letter piece, capitals or not: a row for each text.

    >>> gram_counts(["Hanke, hankkeen", "sote"], ["hank", "sote"])
    array([[2., 0.], [0., 1.]], dtype=float32)
    """
    found = met(_fours(_latin("\n".join(texts))), _fours(_latin("".join(wanted)))[::4])
    return _counted(*found, np.cumsum([len(text) + 1 for text in texts], dtype=np.int64), len(wanted))


def _counted(found: Ints, which: Ints, ends: Ints, width: int) -> Floats:
    owners = np.searchsorted(ends, found, "right")
    counts = np.bincount(owners * width + which, minlength=len(ends) * width)
    return counts.reshape(len(ends), width).astype(np.float32)


def met(values: Codes, wanted: Codes) -> tuple[Ints, Ints]:
    """Where `values` holds one of `wanted`, and which of them it is.

    >>> met(np.array([7, 5, 9, 5], np.uint32), np.array([5, 9], np.uint32))
    (array([1, 2, 3]), array([0, 1, 0]))
    """
    if not len(wanted):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    likely = np.zeros(1 << 16, bool)
    likely[wanted & 0xFFFF] = True
    places = np.flatnonzero(likely[values.astype(np.uint16)])
    order = np.argsort(wanted, kind="stable")
    at = np.searchsorted(wanted, values[places], sorter=order)
    at[at == len(wanted)] = 0
    which = order[at]
    right = wanted[which] == values[places]
    return places[right], which[right]


def _latin(text: str) -> bytes:
    """A text in lower case, a byte for each letter; those beyond Latin-1 become question marks."""
    return text.encode("latin-1", "replace").translate(_CAPITALS)


def _fours(text: bytes) -> Codes:
    """A number for each four letters in a row."""
    if len(text) < GRAM:
        return np.zeros(0, np.uint32)
    fours: Codes = np.ndarray((len(text) - GRAM + 1,), "<u4", text, 0, (1,)) * np.uint32(2654435761)
    fours ^= fours >> np.uint32(15)
    return fours
