"""Words of a query that stand close to each other in a text: a document where they do goes before one where they don't.

For each word of the query, each time the next one met is another word, at most REACH words on:

    gained += the other's rarity * the lesser weight of the two / distance ** 2
    score  += min(rarity, 1) * gained / (gained + BM25's norm)
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.query.plan import Codes, Floats, Ints, Numbers, Terms

REACH, TOGETHER = 8, 1.0
CLOSENESS = "close"
"""Stands for a term where a score is told by its parts."""


def closeness(
    told: Sequence[Terms | Numbers],
    terms: Sequence[str],
    values: Codes,
    met: tuple[Ints, Ints],
    ends: Ints,
    norm: Floats,
) -> Floats:
    """What each document gains by words of the query that stand close together.

    `values` are the streams of all documents in a row, each ending at its place in `ends`; `met` says where which of
    `terms` stand in them.
    """
    own: dict[str, tuple[int, float]] = {}
    for i, one in enumerate(told):
        for term in one.any_of if isinstance(one, Terms) else ():
            own.setdefault(term.term, (i, term.weight))
    gained = np.zeros((len(norm), len(told)), np.float32)
    if len(told) <= 1 or len({i for i, _ in own.values()}) <= 1:
        return np.zeros(len(norm), np.float32)
    word: Ints = np.array([own.get(term, (-1, 0.0))[0] for term in terms], np.int64)[met[1]]
    weight: Floats = np.array([own.get(term, (-1, 0.0))[1] for term in terms], np.float32)[met[1]]
    meant = word >= 0
    word, weight, at = word[meant], weight[meant], met[0][meant]
    document = np.searchsorted(ends, at, "right")
    distance = np.diff(np.searchsorted(np.flatnonzero(values < 1 << 30), at, "right"))
    pairs = np.flatnonzero(
        (distance > 0) & (distance <= REACH) & (word[1:] != word[:-1]) & (document[1:] == document[:-1])
    )
    rarity = np.array([one.rarity for one in told], np.float32)
    value = np.minimum(weight[pairs], weight[pairs + 1]) / distance[pairs] ** 2
    for here, there in ((pairs, pairs + 1), (pairs + 1, pairs)):
        places = document[here] * len(told) + word[here]
        more = np.bincount(places, value * rarity[word[there]], gained.size)
        gained += more.reshape(gained.shape).astype(np.float32)
    worth = np.minimum(rarity, 1.0) * gained / (gained + norm[:, None])
    return np.asarray(np.float32(TOGETHER) * worth.sum(1), np.float32)
