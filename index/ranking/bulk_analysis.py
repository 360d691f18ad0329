"""Documents of the store, analysed: in this process, or in several where there are many."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractors.text import morphology
from index.ranking.stream import Analysed, analysed
from index.store.reader import Shelf, WholeText

if TYPE_CHECKING:
    from extractors.model.document import Document

BATCH = 50
"""Documents that are read and analysed at once."""

ENOUGH = 40
"""So many batches are worth the start of other processes."""

_AHEAD = 3
"""Batches that wait for each process."""


class Found(NamedTuple):
    """One document, ready for engine and streams."""

    id: str
    language: str
    analysed: Analysed


def found(document: Document | WholeText) -> Found:
    """One document, analysed."""
    return Found(document.id, document.language, analysed(document))


def analyses(store: Path, batches: Sequence[Sequence[str]], workers: int = 1) -> Generator[list[Found], None, None]:
    """The documents of each batch of ids that the store holds, analysed, batch by batch in order."""
    if workers < 2 or len(batches) < ENOUGH:
        with closing(Shelf(store)) as shelf:
            for ids in batches:
                yield [found(document) for document in shelf.documents(ids)]
        return
    # a forked process would share the engine's threads and the store's connection: each starts anew
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _start, (store, morphology.folder())) as pool:
        try:
            waiting: deque[Future[list[Found]]] = deque()
            left = iter(batches)
            while True:
                room = workers * _AHEAD - len(waiting)
                waiting.extend(pool.submit(_analysed, list(ids)) for ids in islice(left, room))
                if not waiting:
                    return
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


_shelf: Shelf


def _start(store: Path, voikko: str | None) -> None:
    global _shelf
    _shelf = Shelf(store)
    if voikko:
        morphology.use_voikko(voikko)


def _analysed(ids: Iterable[str]) -> list[Found]:
    return [found(document) for document in _shelf.documents(list(ids))]
