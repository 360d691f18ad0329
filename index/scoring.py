"""The second look: the engine's likeliest documents are scored again from their streams, the same for every engine.

    score(document) = sum over the words of the query of
          max over the word's terms   weight * rarity * BM25(how often, how long)
        + hints: what a compound that was asked for is made of
        + GRAMS * the word's four-letter pieces in the text, which bring near forms and misspellings together
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.engines import K1, B
from index.forward import Streams
from index.plan import Floats, Ints, Numbers, Plan, Terms, Weighted, scored
from index.stream import code

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


@dataclass(frozen=True)
class Look:
    """Some documents laid out for counting: every term of every word, and whose it is."""

    numbers: Ints
    codes: np.ndarray[tuple[int], np.dtype[np.uint32]]
    owners: Ints
    lengths: Floats

    @classmethod
    def at(cls, streams: Streams) -> Look:
        """Lay out these streams."""
        codes = np.frombuffer(b"".join(streams.streams), np.uint32)
        sizes = [len(one) // 4 for one in streams.streams]
        return cls(np.array(streams.numbers, np.int64), codes, np.repeat(np.arange(len(sizes)), sizes),
                   np.array(streams.lengths, np.float32))  # fmt: skip

    def count(self, term: str) -> Floats:
        """How often each document holds a term."""
        found = self.owners[self.codes == np.uint32(code(term))]
        return np.bincount(found, minlength=len(self.numbers)).astype(np.float32)

    def norm(self, k1: float, average: float) -> Floats:
        """BM25's part for the length of each document."""
        return (k1 * (1 - B + B * self.lengths / np.float32(average))).astype(np.float32)


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
    return [_part(one, look, texts, norm, gram_norm) for one in scored(plan)]


def total(some: Sequence[Part], size: int) -> Floats:
    """The score of each document."""
    out = np.zeros(size, np.float32)
    for part in some:
        out += part.scores + part.hints + part.grams
    return out


def _part(one: Terms | Numbers, look: Look, texts: Sequence[str], norm: Floats, gram_norm: Floats) -> Part:
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
    return Part(one.word, scores, terms, hints, _grams(one, texts, gram_norm) if one.grams else nothing)


def _best(some: Sequence[Weighted], look: Look, norm: Floats) -> tuple[Floats, list[str | None]]:
    scores = np.zeros(len(look.numbers), np.float32)
    best = np.full(len(look.numbers), -1)
    if len(some) > 50:  # a prefix: only the terms that stand in these documents
        there = set(np.unique(look.codes).tolist())
        some = [one for one in some if code(one.term) in there]
    for i, one in enumerate(some):
        counts = look.count(one.term)
        these = np.float32(one.weight * one.rarity * (K1 + 1)) * counts / (counts + norm)
        better = these > scores
        scores[better], best[better] = these[better], i
    return scores, [some[i].term if i >= 0 else None for i in best]


def _grams(one: Terms, texts: Sequence[str], norm: Floats) -> Floats:
    weight = GRAMS * one.rarity / len(one.grams) * (GRAM_K1 + 1)
    out = np.zeros(len(norm), np.float32)
    for i, text in enumerate(texts):
        held, share = float(norm[i]), 0.0
        for gram in one.grams:
            if times := text.count(gram):
                share += times / (times + held)
        out[i] = weight * share
    return out


def _counts(one: Numbers, numbers: Ints) -> Floats:
    counts = np.zeros(len(numbers), np.float32)
    if one.counts is None or not len(one.numbers):
        return counts
    at = np.searchsorted(one.numbers, numbers)
    at[at == len(one.numbers)] = 0
    held = one.numbers[at] == numbers
    counts[held] = one.counts[at[held]]
    return counts
