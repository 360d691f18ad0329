"""Where the words of a query stand in a text: near its beginning, and many of them in one stretch of it.

early  = sum over the words met of    rarity * weight * exp(-words before the first place / EARLY)
stretch = the best stretch of STRETCH words: sum over the words in it of    rarity * weight
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.query.plan import Codes, Floats, Ints, Numbers, Terms

EARLY = 50.0
"""So many words on, a first place counts a third of what it does at the beginning."""

STRETCH = 25
"""Words that are read in one go: a long sentence."""


class Placed(NamedTuple):
    """Each place where a word of the query is met, in order: document, word of the query, weight, and the place.

    The place counts words through all documents in a row; `begins` is where each document begins.
    """

    document: Ints
    word: Ints
    weight: Floats
    at: Ints
    begins: Ints


def placed(
    told: Sequence[Terms | Numbers], terms: Sequence[str], values: Codes, met: tuple[Ints, Ints], ends: Ints
) -> Placed:
    """Where the words themselves are met, their hints aside.

    `values` are the streams of all documents in a row, each ending at its place in `ends`; `met` says where which of
    `terms` stand in them.
    """
    own: dict[str, tuple[int, float]] = {}
    for i, one in enumerate(told):
        for term in one.any_of if isinstance(one, Terms) else ():
            own.setdefault(term.term, (i, term.weight))
    word: Ints = np.array([own.get(term, (-1, 0.0))[0] for term in terms], np.int64)[met[1]]
    weight: Floats = np.array([own.get(term, (-1, 0.0))[1] for term in terms], np.float32)[met[1]]
    meant = word >= 0
    at = met[0][meant]
    starts = np.flatnonzero(values < 1 << 30)
    begins = np.searchsorted(starts, np.concatenate([[0], ends[:-1]]))
    return Placed(
        np.searchsorted(ends, at, "right"),
        word[meant],
        weight[meant],
        np.searchsorted(starts, at, "right") - 1,
        begins,
    )


def earliness(places: Placed, rarity: Floats) -> Floats:
    """What each document gains by words of the query that stand near its beginning."""
    _, first = np.unique(places.document * len(rarity) + places.word, return_index=True)
    document, word = places.document[first], places.word[first]
    before = places.at[first] - places.begins[document]
    worth = rarity[word] * places.weight[first] * np.exp(-before / EARLY)
    return np.bincount(document, worth, len(places.begins)).astype(np.float32)


def stretches(places: Placed, rarity: Floats) -> Floats:
    """What each document gains by the stretch of it that holds most of the query."""
    here = np.arange(len(places.at))
    held = np.zeros(len(here), np.float32)
    for i, rare in enumerate(rarity.tolist()):
        last = np.maximum.accumulate(np.where(places.word == i, here, -1)) if len(here) else here
        near = (last >= 0) & (places.document[last] == places.document) & (places.at - places.at[last] < STRETCH)
        held += np.where(near, np.float32(rare) * places.weight[last], np.float32(0.0))
    out = np.zeros(len(places.begins), np.float32)
    np.maximum.at(out, places.document, held)
    return out
