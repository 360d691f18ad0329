"""Many documents on several processors: worker processes that each hold the model once, results in the order asked.

documents -> batches -> workers (a bounded number of batches ahead) -> Records, in order
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from extractors.model.document import Document
from extractors.model.records import Records

BATCH = 16
"""Documents a worker is handed at once."""

AHEAD = 2
"""Batches that wait for each worker: enough to keep it busy, few enough to bound the memory."""


def extract_in_processes(documents: Iterable[Document], workers: int) -> Iterator[Records]:
    """The Records of each document, in order, read by `workers` processes.

    Documents are taken as workers come free, so a stream of any length is read in bounded memory.
    """
    stream = iter(documents)
    first = list(islice(stream, BATCH))
    if len(first) < BATCH:
        yield from _read(first)
        return
    with ProcessPoolExecutor(workers, mp_context=_context(), initializer=_prepare) as pool:
        pending: deque[Future[list[Records]]] = deque([pool.submit(_read, first)])
        while pending:
            while len(pending) < workers * (1 + AHEAD) and (batch := list(islice(stream, BATCH))):
                pending.append(pool.submit(_read, batch))
            yield from pending.popleft().result()


def _context() -> multiprocessing.context.BaseContext:
    """Forked where that is safe, so that workers share the parent's model at once; else each starts anew."""
    if sys.platform == "linux" and threading.active_count() == 1:
        _prepare()
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _prepare() -> None:
    """Load what every document needs: the model and the lexicon."""
    from extractors.bodies.lexical import lexical_mentions
    from extractors.text.finnish_model import model

    model()
    list(lexical_mentions([]))


def _read(documents: list[Document]) -> list[Records]:
    from extractors.extraction import extract_many

    return list(extract_many(documents))
