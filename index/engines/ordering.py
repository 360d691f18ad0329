"""Order that is the same everywhere: by score, then by number."""

from __future__ import annotations

import numpy as np

from index.query.plan import Floats, Ints


def best_first(numbers: Ints, scores: Floats, limit: int) -> Ints:
    """The `limit` numbers with the highest scores, best first, the lower number first where two are equal.

    >>> best_first(np.array([3, 5, 9]), np.array([1.0, 2.0, 2.0], np.float32), 2).tolist()
    [5, 9]
    """
    if len(numbers) > limit:
        floor = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        kept = scores >= floor
        numbers, scores = numbers[kept], scores[kept]
    order = np.lexsort((numbers, -scores))[:limit]
    return np.asarray(numbers[order], np.int64)
