"""The best passage of a hit, and the words in it that the query found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.analysis import terms, words
from index.plan import Numbers, Plan, Terms, scored
from index.shelf import Held, Piece
from index.stream import code

LONGEST = 700
"""A longer passage is clipped around the words found."""


class Best(NamedTuple):
    """A passage: its place in the document, its page, and the words found in it, from its beginning."""

    start: int
    end: int
    page: int | None
    highlights: tuple[tuple[int, int], ...]


def wanted(plan: Plan) -> list[tuple[frozenset[str], float]]:
    """What to look for: for each word of the query the terms that meet it, and what it is worth."""
    out: list[tuple[frozenset[str], float]] = []
    for one in scored(plan):
        if isinstance(one, Terms):
            out.append((frozenset(term.term for term in one.any_of), one.rarity or 1.0))
        else:
            out += [(element, one.rarity / len(one.elements) + 1.0) for element in one.elements]
    return out


def best_passage(held: Held, pieces: Sequence[Piece], stream: bytes, breaks: bytes, looked_for: Sequence[tuple[frozenset[str], float]]) -> Best:
    """The passage where most of what the query asks for stands, the earliest where two are as good."""
    piece = pieces[0] if pieces else Piece("paragraph", None, 0, len(held.text))
    if len(pieces) > 1:
        piece = pieces[_richest(stream, breaks, looked_for)]
    found = _found(held.text[piece.start : piece.end], piece.language or held.language, looked_for)
    if piece.end - piece.start <= LONGEST:
        return Best(piece.start, piece.end, piece.page, tuple((a, b) for a, b, _ in found))
    first, last = _clip(held.text[piece.start : piece.end], found)
    inside = tuple((a - first, b - first) for a, b, _ in found if a >= first and b <= last)
    return Best(piece.start + first, piece.start + last, piece.page, inside)


def _richest(stream: bytes, breaks: bytes, looked_for: Sequence[tuple[frozenset[str], float]]) -> int:
    codes, starts = np.frombuffer(stream, np.uint32), np.frombuffer(breaks, np.int32)
    word = np.cumsum(codes >> 30 == 0) - 1
    worth = np.zeros(len(starts))
    for some, weight in looked_for:
        if len(some) > 500:
            there = set(np.unique(codes).tolist())
            some = frozenset(term for term in some if code(term) in there)
        told = np.array([code(term) for term in some], np.uint32)
        places = word[np.isin(codes, told)]
        places = places[places >= starts[0]]
        if len(places):
            held = np.bincount(np.searchsorted(starts, places, "right") - 1, minlength=len(starts))
            worth += weight * (held > 0) + 0.05 * weight * np.minimum(held, 5)
    # a passage of no words shares its beginning with the next one: the last of those is meant
    return int(np.argmax(worth))


def _found(text: str, language: str, looked_for: Sequence[tuple[frozenset[str], float]]) -> list[tuple[int, int, float]]:
    out = []
    for word in words(text):
        said = terms(word.text, language)
        worth = max((weight for some, weight in looked_for if not some.isdisjoint(said)), default=0.0)
        if worth:
            out.append((word.start, word.end, worth))
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
