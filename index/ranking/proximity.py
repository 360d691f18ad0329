"""Words of a query that stand close to each other in a text: a document where they do goes before one where they don't.

For each word of the query, each time the next one met is another word, at most REACH words on:

    gained += the other's rarity * the lesser weight of the two / distance ** 2
    score  += min(rarity, 1) * gained / (gained + BM25's norm)
"""

from __future__ import annotations

import numpy as np

from index.query.plan import Floats
from index.ranking.placement import Placed

REACH = 8


def closeness(places: Placed, rarity: Floats, norm: Floats) -> Floats:
    """What each document gains by words of the query that stand close together."""
    gained = np.zeros((len(norm), len(rarity)), np.float32)
    document, word, weight = places.document, places.word, places.weight
    distance = np.diff(places.at)
    pairs = np.flatnonzero(
        (distance > 0) & (distance <= REACH) & (word[1:] != word[:-1]) & (document[1:] == document[:-1])
    )
    value = np.minimum(weight[pairs], weight[pairs + 1]) / distance[pairs] ** 2
    for here, there in ((pairs, pairs + 1), (pairs + 1, pairs)):
        at = document[here] * len(rarity) + word[here]
        more = np.bincount(at, value * rarity[word[there]], gained.size)
        gained += more.reshape(gained.shape).astype(np.float32)
    return np.asarray((np.minimum(rarity, 1.0) * gained / (gained + norm[:, None])).sum(1), np.float32)
