"""Many things on several processors: worker processes that each make themselves ready once, results in the order asked.

things -> batches -> workers (a bounded number of batches ahead) -> results, in order
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

BATCH = 16
"""Things a worker is handed at once."""

AHEAD = 2
"""Batches that wait for each worker: enough to keep it busy, few enough to bound the memory."""


def in_processes(
    work: Callable[[list[T]], list[R]], things: Iterable[T], workers: int, prepare: Callable[[], None]
) -> Iterator[R]:
    """What `work` makes of each thing, in order, done by `workers` processes that each call `prepare` once.

    Things are taken as workers come free, so a stream of any length is worked through in bounded memory.  `work` and
    `prepare` are functions of a module, for a process that starts anew finds them by name.
    """
    stream = iter(things)
    first = list(islice(stream, BATCH))
    if len(first) < BATCH:
        yield from work(first)
        return
    with ProcessPoolExecutor(workers, mp_context=_context(prepare), initializer=prepare) as pool:
        pending: deque[Future[list[R]]] = deque([pool.submit(work, first)])
        while pending:
            while len(pending) < workers * (1 + AHEAD) and (batch := list(islice(stream, BATCH))):
                pending.append(pool.submit(work, batch))
            yield from pending.popleft().result()


def _context(prepare: Callable[[], None]) -> multiprocessing.context.BaseContext:
    """Forked where that is safe, so that workers share what the parent holds at once; else each starts anew."""
    if sys.platform == "linux" and threading.active_count() == 1:
        prepare()
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")
