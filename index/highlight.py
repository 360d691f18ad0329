"""The best passage of a hit, and the words in it that the query found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from index.analysis import WORD, terms
from index.plan import Plan, Terms, scored
from index.scoring import met
from index.shelf import Held, Piece
from index.stream import code

LookedFor: TypeAlias = list[tuple[frozenset[str], float]]

LONGEST = 700
"""A longer passage is clipped around the words found."""


class Best(NamedTuple):
    """A passage: its place in the document, its page, and the words found in it, from its beginning."""

    start: int
    end: int
    page: int | None
    highlights: tuple[tuple[int, int], ...]


def wanted(plan: Plan) -> LookedFor:
    """What to look for: for each word of the query the terms that meet it, and what it is worth."""
    out: LookedFor = []
    for one in scored(plan):
        if isinstance(one, Terms):
            out.append((frozenset(term.term for term in one.any_of), one.rarity or 1.0))
        else:
            out += [(element, one.rarity / len(one.elements) + 1.0) for element in one.elements]
    return out


class Worth:
    """What each term is worth to a query (the most, where several of its words look for it), and so each word met."""

    def __init__(self, looked_for: LookedFor) -> None:
        self.terms: dict[str, float] = {}
        self.words: dict[str, dict[str, float]] = {}
        for some, weight in looked_for:
            for term in some:
                self.terms[term] = max(weight, self.terms.get(term, 0.0))


def best_passage(held: Held, pieces: Sequence[Piece], stream: bytes, breaks: bytes, looked_for: LookedFor,
                 worth: Worth, proofs: Sequence[tuple[int, int]] = ()) -> Best:  # fmt: skip
    """The passage where most of what the query asks for stands, the earliest where two are as good.

    `proofs` are spans of the text that meet a demand on a record; they choose the passage where no word does.
    """
    piece = pieces[0] if pieces else Piece("paragraph", None, 0, len(held.text))
    if len(pieces) > 1 and looked_for:
        piece = pieces[_richest(stream, breaks, looked_for)]
    elif len(pieces) > 1 and proofs:
        piece = next((p for p in pieces if p.start <= proofs[0][0] < p.end), piece)
    text = held.text[piece.start : piece.end]
    found = _found(text, piece.language or held.language, worth)
    spans = [(a - piece.start, b - piece.start) for a, b in proofs if piece.start <= a < b <= piece.end]
    found = sorted(
        [f for f in found if not any(a < f[1] and f[0] < b for a, b in spans)] + [(a, b, 1.0) for a, b in spans]
    )
    if len(text) <= LONGEST:
        return Best(piece.start, piece.end, piece.page, tuple((a, b) for a, b, _ in found))
    first, last = _clip(text, found)
    inside = tuple((a - first, b - first) for a, b, _ in found if a >= first and b <= last)
    return Best(piece.start + first, piece.start + last, piece.page, inside)


def _richest(stream: bytes, breaks: bytes, looked_for: LookedFor) -> int:
    codes, starts = np.frombuffer(stream, np.uint32), np.frombuffer(breaks, np.int32)
    told = [(code(term), i) for i, (some, _) in enumerate(looked_for) for term in some]
    told = list({one: (one, i) for one, i in reversed(told)}.values())
    places, which = met(codes, np.array([one for one, _ in told], np.uint32))
    element = np.array([i for _, i in told], np.int64)[which]
    begins = np.flatnonzero(codes >> 30 == 0)
    word = np.searchsorted(begins, places, "right") - 1
    body = word >= starts[0]
    # a passage of no words shares its beginning with the next one: the last of those is meant
    passage = np.searchsorted(starts, word[body], "right") - 1
    counts = np.bincount(passage * len(looked_for) + element[body], minlength=len(starts) * len(looked_for))
    counts = counts.reshape(len(starts), len(looked_for))
    weights = np.array([weight for _, weight in looked_for])
    return int(np.argmax(((counts > 0) + 0.05 * np.minimum(counts, 5)) @ weights))


def _found(text: str, language: str, worth: Worth) -> list[tuple[int, int, float]]:
    out = []
    known = worth.words.setdefault(language, {})
    for match in WORD.finditer(text):
        word = match[0]
        best = known.get(word)
        if best is None:
            best = known[word] = max(worth.terms.get(term, 0.0) for term in terms(word, language))
        if best:
            out.append((match.start(), match.end(), best))
    return out


def _clip(text: str, found: Sequence[tuple[int, int, float]]) -> tuple[int, int]:
    """The stretch of at most LONGEST characters, from word to word, with the most found in it."""
    best, at = -1.0, 0
    for start, _, _ in found:
        begin = max(0, start - LONGEST // 5)
        worth = sum(weight for a, b, weight in found if a >= begin and b <= begin + LONGEST)
        if worth > best:
            best, at = worth, begin
    first = at if at == 0 else text.find(" ", at, at + 60) + 1 or at
    last = min(len(text), first + LONGEST)
    if last < len(text):
        last = max(text.rfind(" ", first + LONGEST - 60, last), first + LONGEST - 60)
    return first, last
