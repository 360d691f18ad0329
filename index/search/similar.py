"""Similar documents: those that share the words which set a document apart."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from extractors.model.errors import QueryError
from index.query.plan import All, AllBut, AnyOf, Numbers, Terms, Weighted
from index.ranking.scoring import rarity
from index.ranking.stream import analysed, stopless

if TYPE_CHECKING:
    from index.opened import Opened
    from index.search.results import Results

LIKELY = 400
"""How many of a document's commonest words are looked at."""
TELLING = 25
"""How many of a document's words are looked for."""


def similar(opened: Opened, document_id: str, limit: int = 10) -> Results:
    """The documents likest to one, by its id or where it came from; raises QueryError where it is not held."""
    from index.search.search import Asked, answer

    document_id = opened.store.meant(document_id)
    entry = opened.store.entry(document_id)
    if entry is None:
        raise QueryError(
            f"there is no document {document_id}", subject=document_id, advice="Take an id from the hits of a search."
        )
    counts: Counter[str] = Counter(dict(stopless(analysed(entry.document).counts)))
    documents = opened.forward.totals().documents
    likely = counts.most_common(LIKELY)
    held = opened.engine.frequencies([term for term, _ in likely])
    worth = {term: (1 + math.log(n)) * rarity(held[term], documents) for term, n in likely if held[term] > 1}
    chosen = sorted(worth, key=lambda term: (-worth[term], term))[:TELLING]
    words = tuple(Terms(term[2:], (Weighted(term, 1.0, rarity(held[term], documents)),)) for term in chosen)
    itself = Numbers(np.array(opened.forward.numbers([document_id]), np.int64))
    asked = Asked(f"similar to {document_id}", All((AnyOf(words), AllBut(itself))))
    return answer(opened, asked, limit, facets=False)
