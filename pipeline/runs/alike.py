"""Documents of a batch that say the same are understood once: copies of one file in an archive, under other names."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model.document import Document
from pipeline.sources.sources import host_of


def told_apart(documents: Sequence[Document]) -> tuple[list[int], list[int]]:
    """The places of those that are not the same but for their names, and for each document which of these it is like.

    The host stays: whose site it is tells whose document it is.

    >>> told_apart([Document(id=a, text=a, sha256=a, source=b) for a, b in ("x1", "y2", "x3")])
    ([0, 1], [0, 1, 0])
    """
    by_bytes: dict[tuple[str, str], list[int]] = {}
    places: list[int] = []
    like: list[int] = []
    for place, document in enumerate(documents):
        known = by_bytes.setdefault((document.sha256, host_of(document.source)), [])
        which = next((n for n in known if _is_like(documents[places[n]], document)), len(places))
        if which == len(places):
            places.append(place)
            known.append(which)
        like.append(which)
    return places, like


def _is_like(one: Document, other: Document) -> bool:
    return one.model_copy(update={"source": other.source}) == other
