"""The best passage of a hit, and the words in it that the query found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, islice
from typing import Any, NamedTuple

import numpy as np

from index.query.plan import Codes, Ints, Plan, Terms, scored
from index.ranking.analysis import SURFACE, WORD, lower, terms
from index.ranking.phrases import standing
from index.ranking.stream import code
from index.store.reader import HitDocument, PassagePlace

_LEAST = 0.1
"""What a word of a phrase is worth however common it is."""

LONGEST = 700
"""A longer passage is clipped around the words found."""


class Best(NamedTuple):
    """A passage: its place in the document, its page, and the words found in it, from its beginning."""

    start: int
    end: int
    page: int | None
    highlights: tuple[tuple[int, int], ...]


class LookedFor:
    """What a plan looks for in a passage: what each term is worth, and which word of the query it meets."""

    def __init__(self, plan: Plan, terms: Sequence[str]) -> None:
        elements: list[tuple[frozenset[str], float]] = []
        phrases: list[tuple[int, int, int]] = []
        for one in scored(plan):
            if isinstance(one, Terms):
                elements.append((frozenset(term.term for term in one.any_of), one.rarity or 1.0))
            else:
                phrases.append((len(elements), len(one.elements), one.slop))
                elements += [(element, one.rarity / len(one.elements) + _LEAST) for element in one.elements]
        self.weights = np.array([weight for _, weight in elements])
        self.terms: dict[str, float] = {}
        first: dict[str, int] = {}
        for i, (some, weight) in enumerate(elements):
            for term in some:
                self.terms[term] = max(weight, self.terms.get(term, 0.0))
                first.setdefault(term, i)
        self.elements = np.array([first.get(term, -1) for term in terms], np.int64)
        """For each of the terms which word of the query it meets first; -1 for one that only hints."""
        self.worths = np.array([self.terms.get(term, 0.0) for term in terms])
        """For each of the terms what a word that meets it is worth."""
        told = [first.get(term) for some, _ in elements for term in some]
        own = [i for i, (some, _) in enumerate(elements) for _ in some]
        shared = {i for i, other in zip(own, told, strict=True) if i != other}
        self.phrases = [
            (range(at, at + size), slop) for at, size, slop in phrases if not shared & set(range(at, at + size))
        ]
        """The words of each phrase, and how many others may stand among them; without those that share words."""

    def worth(self, word: str, language: str) -> float:
        """What a word of a text is worth; 0 for one that nobody asked for."""
        return max(self.terms.get(term, 0.0) for term in terms(word, language))


def best_passage(
    held: HitDocument,
    pieces: Sequence[PassagePlace],
    stream: bytes,
    breaks: bytes,
    places: tuple[Ints, Ints],
    looked_for: LookedFor,
    proofs: Sequence[tuple[int, int]] = (),
) -> Best:
    """The passage where most of what the query asks for stands, the earliest where two are as good.

    `places` says where in the stream which of the terms stand, see `Look.places`.
    `proofs` are spans of the text that meet a demand on a record; they choose the passage where no word does.
    """
    chosen, starts = 0, np.frombuffer(breaks, np.int32)
    met = _met(np.frombuffer(stream, np.uint32), places, looked_for)
    if len(pieces) > 1 and len(looked_for.weights):
        chosen = _richest(met, starts, looked_for.weights)
    elif len(pieces) > 1 and proofs:
        chosen = next((i for i, p in enumerate(pieces) if p.start <= proofs[0][0] < p.end), 0)
    piece = pieces[chosen] if pieces else PassagePlace("paragraph", None, 0, len(held.text))
    text = held.text[piece.start : piece.end]
    first, last = int(starts[chosen]), int(starts[chosen + 1]) if chosen + 1 < len(starts) else len(met.surfaces)
    found = _found(text, piece.language or held.language, looked_for, met, first, last)
    spans = [(a - piece.start, b - piece.start) for a, b in proofs if piece.start <= a < b <= piece.end]
    found = sorted(
        [f for f in found if not any(a < f[1] and f[0] < b for a, b in spans)] + [(a, b, 1.0) for a, b in spans]
    )
    if len(text) <= LONGEST:
        return Best(piece.start, piece.end, piece.page, tuple((a, b) for a, b, _ in found))
    begin, end = _clip(text, found)
    kept = tuple((a - begin, b - begin) for a, b, _ in found if a >= begin and b <= end)
    return Best(piece.start + begin, piece.start + end, piece.page, kept)


class _Met(NamedTuple):
    """The words of a stream that are looked for.

    `words` are their places, `elements` which word of the query each meets, `worths` what that is worth: beside each
    other, a word once for each of its terms.  `surfaces` holds the code of every word of the stream as written.
    """

    words: Ints
    elements: Ints
    worths: Any
    surfaces: Codes


def _met(codes: Codes, places: tuple[Ints, Ints], looked_for: LookedFor) -> _Met:
    begins = np.flatnonzero(codes < 1 << 30)
    elements = looked_for.elements[places[1]]
    meant = elements >= 0
    words, elements = np.searchsorted(begins, places[0][meant], "right") - 1, elements[meant]
    worths = looked_for.worths[places[1][meant]]
    for phrase, slop in looked_for.phrases:  # a word of a phrase counts where the phrase stands, and nowhere else
        kept = (elements < phrase.start) | (elements >= phrase.stop)
        together = standing([np.unique(words[elements == one]) for one in phrase], slop)
        for one, there in zip(phrase, together, strict=True):
            kept |= (elements == one) & np.isin(words, there)
        words, elements, worths = words[kept], elements[kept], worths[kept]
    return _Met(words, elements, worths, codes[begins])


def _richest(met: _Met, starts: Any, weights: Any) -> int:
    body = met.words >= starts[0]
    # a passage of no words shares its beginning with the next one: the last of those is meant
    passage = np.searchsorted(starts, met.words[body], "right") - 1
    counts = np.bincount(passage * len(weights) + met.elements[body], minlength=len(starts) * len(weights))
    counts = counts.reshape(len(starts), len(weights))
    return int(np.argmax(((counts > 0) + 0.05 * np.minimum(counts, 5)) @ weights))


def _found(
    text: str, language: str, looked_for: LookedFor, met: _Met, first: int, last: int
) -> list[tuple[int, int, float]]:
    """(start, end, worth) of the words of a text that are looked for; it holds the words `first` to `last` of `met`."""
    inside = (met.words >= first) & (met.words < last)
    likely: dict[int, float] = {}
    for word, worth in zip(met.words[inside].tolist(), met.worths[inside].tolist(), strict=True):
        likely[word] = max(worth, likely.get(word, 0.0))
    if not likely:
        return []
    spans = [match.span() for match in islice(WORD.finditer(text), max(likely) - first + 1)]
    told = [(*spans[i - first], worth, int(met.surfaces[i])) for i, worth in likely.items() if i - first < len(spans)]
    if len(told) == len(likely) and all(code(SURFACE + lower(text[a:b])) == written for a, b, _, written in told):
        return [(a, b, worth) for a, b, worth, _ in told]
    # the text and the stream are not of one make: every word is looked at
    each = (match.span() for match in WORD.finditer(text))
    return [(a, b, worth) for a, b in each if (worth := looked_for.worth(text[a:b], language))]


def _clip(text: str, found: Sequence[tuple[int, int, float]]) -> tuple[int, int]:
    """The stretch of at most LONGEST characters, from word to word, with the most found in it."""
    best, at = -1.0, 0
    starts, ends = [a for a, _, _ in found], [b for _, b, _ in found]
    sums = [0.0, *accumulate(weight for _, _, weight in found)]
    for start in starts:
        begin = max(0, start - LONGEST // 5)
        worth = sums[bisect_right(ends, begin + LONGEST)] - sums[bisect_left(starts, begin)]
        if worth > best + 1e-9:
            best, at = worth, begin
    first = at if at == 0 else text.find(" ", at, at + 60) + 1 or at
    last = min(len(text), first + LONGEST)
    if last < len(text):
        last = max(text.rfind(" ", first + LONGEST - 60, last), first + LONGEST - 60)
    return first, last
