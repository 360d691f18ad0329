"""The second look: the engine's likeliest documents are scored again from their streams, the same for every engine.

score(document) = sum over the words of the query of
      max over the word's terms   weight * rarity * BM25(how often, how long)
    + hints: what a compound that was asked for is made of
    + GRAMS * the word's four-letter pieces in the text, which bring near forms and misspellings together
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.engines import K1, B
from index.forward import Streams
from index.plan import Floats, Ints, Numbers, Plan, Terms, Weighted, scored
from index.stream import code

Codes: TypeAlias = NDArray[np.uint32]

GRAMS, GRAM_K1 = 0.8, 1.2
GRAM_TEXT = 20_000
"""How much of a text is looked at for four-letter pieces."""


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


class Look:
    """Some documents laid out for counting: how often each holds each term that the plan names."""

    def __init__(self, streams: Streams, terms: Iterable[str]) -> None:
        self.numbers = np.array(streams.numbers, np.int64)
        self.lengths = np.array(streams.lengths, np.float32)
        self.places = {term: i for i, term in enumerate(dict.fromkeys(terms))}
        sizes = [len(one) // 4 for one in streams.streams]
        found, which = met(
            np.frombuffer(b"".join(streams.streams), np.uint32), np.array([code(t) for t in self.places], np.uint32)
        )
        owners = np.searchsorted(np.cumsum(sizes), found, "right")
        width = len(self.places)
        counts = np.bincount(owners * width + which, minlength=len(sizes) * width) if width else np.zeros(0)
        self._counts = counts.reshape(len(sizes), width).astype(np.float32)

    def count(self, term: str) -> Floats:
        """How often each document holds a term."""
        return np.asarray(self._counts[:, self.places[term]], np.float32)

    def held(self, term: str) -> bool:
        """Whether any of the documents holds a term."""
        return bool(self._counts[:, self.places[term]].any())

    def norm(self, k1: float, average: float) -> Floats:
        """BM25's part for the length of each document."""
        return np.asarray(k1 * (1 - B + B * self.lengths / np.float32(average)), np.float32)


def met(values: Codes, wanted: Codes) -> tuple[Ints, Ints]:
    """Where `values` holds one of `wanted`, and which of them it is.

    >>> met(np.array([7, 5, 9, 5], np.uint32), np.array([5, 9], np.uint32))
    (array([1, 2, 3]), array([0, 1, 0]))
    """
    if not len(wanted):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    likely = np.zeros(1 << 16, bool)
    likely[wanted & 0xFFFF] = True
    places = np.flatnonzero(likely[values & 0xFFFF])
    order = np.argsort(wanted, kind="stable")
    at = np.searchsorted(wanted, values[places], sorter=order)
    at[at == len(wanted)] = 0
    which = order[at]
    right = wanted[which] == values[places]
    return places[right], which[right]


def terms_of(plan: Plan) -> Iterator[str]:
    """Every term a plan names."""
    for one in scored(plan):
        if isinstance(one, Terms):
            for some in (one.any_of, *one.hints):
                yield from (weighted.term for weighted in some)


def gram_counts(texts: Sequence[str], wanted: Sequence[str]) -> Floats:
    """How often each text holds each four-letter piece: a row for each text.

    >>> gram_counts(["hanke, hankkeen", "sote"], ["hank", "sote"])
    array([[2., 0.], [0., 1.]], dtype=float32)
    """
    size, width = len(texts), len(wanted)
    if not size or not width:
        return np.zeros((size, width), np.float32)
    found, which = met(_hashes("\n".join(texts)), np.concatenate([_hashes(gram) for gram in wanted]))
    owners = np.searchsorted(np.cumsum([len(text) + 1 for text in texts]), found, "right")
    return np.asarray(np.bincount(owners * width + which, minlength=size * width).reshape(size, width), np.float32)


def _hashes(text: str) -> Codes:
    """A number for each four letters in a row."""
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if len(letters) < 4:
        return np.zeros(0, np.uint32)
    step = np.uint32(16777619)
    out = letters[:-3].copy()
    for i in range(1, 4):
        out = out * step ^ letters[i : len(letters) - 3 + i]
    return np.asarray(out ^ out >> 15, np.uint32)


@dataclass(frozen=True)
class Part:
    """What one word of the query gave each document, and by which term."""

    word: str
    scores: Floats
    terms: list[str | None]
    hints: Floats
    grams: Floats


def parts(plan: Plan, look: Look, texts: Sequence[str], average: float) -> list[Part]:
    """Each word's share in the score of each document; `texts` in lower case, beside the documents of the look."""
    norm, gram_norm = look.norm(K1, average), look.norm(GRAM_K1, average)
    told = list(scored(plan))
    wanted = {
        gram: i for i, gram in enumerate(dict.fromkeys(g for one in told if isinstance(one, Terms) for g in one.grams))
    }
    counts = gram_counts(texts, list(wanted))
    shares = counts / (counts + gram_norm[:, None]) if wanted else counts
    return [_part(one, look, shares, wanted, norm) for one in told]


def total(some: Sequence[Part], size: int) -> Floats:
    """The score of each document."""
    out = np.zeros(size, np.float32)
    for part in some:
        out += part.scores + part.hints + part.grams
    return out


def _part(one: Terms | Numbers, look: Look, shares: Floats, wanted: Mapping[str, int], norm: Floats) -> Part:
    size = len(look.numbers)
    nothing = np.zeros(size, np.float32)
    if isinstance(one, Numbers):
        counts = _counts(one, look.numbers)
        scores = one.rarity * counts * (K1 + 1) / (counts + norm)
        return Part(one.word, scores, ["phrase" if c else None for c in counts], nothing, nothing)
    scores, terms = _best(one.any_of, look, norm)
    hints = nothing.copy()
    for hint in one.hints:
        hints += _best(hint, look, norm)[0]
    near = nothing
    if one.grams:
        weight = np.float32(GRAMS * one.rarity / len(one.grams) * (GRAM_K1 + 1))
        near = weight * shares[:, [wanted[gram] for gram in one.grams]].sum(axis=1)
    return Part(one.word, scores, terms, hints, near)


def _best(some: Sequence[Weighted], look: Look, norm: Floats) -> tuple[Floats, list[str | None]]:
    scores = np.zeros(len(look.numbers), np.float32)
    best = np.full(len(look.numbers), -1)
    if len(some) > 50:  # a prefix: only the terms that stand in these documents
        some = [one for one in some if look.held(one.term)]
    for i, one in enumerate(some):
        counts = look.count(one.term)
        these = np.float32(one.weight * one.rarity * (K1 + 1)) * counts / (counts + norm)
        better = these > scores
        scores[better], best[better] = these[better], i
    return scores, [some[i].term if i >= 0 else None for i in best]


def _counts(one: Numbers, numbers: Ints) -> Floats:
    counts = np.zeros(len(numbers), np.float32)
    if one.counts is None or not len(one.numbers):
        return counts
    at = np.searchsorted(one.numbers, numbers)
    at[at == len(one.numbers)] = 0
    held = one.numbers[at] == numbers
    counts[held] = one.counts[at[held]]
    return counts
