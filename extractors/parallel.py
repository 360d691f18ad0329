"""Many things worked on several at a time, the results in the order asked.

The work itself is done in processes of the sandbox (readers/sandbox): here wait the threads that ask them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 2
"""Things that wait for each process: enough to keep it busy, few enough to bound the memory."""


def in_order(work: Callable[[T], R], things: Iterable[T], workers: int) -> Generator[R, None, None]:
    """What `work` makes of each thing, in order, `workers` at a time.

    Things are taken as workers come free, so a stream of any length is worked through in bounded memory.

    >>> list(in_order(len, ["vuosi", "kunta", "maa"], workers=2))
    [5, 5, 3]
    """
    waiting: deque[Future[R]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="working") as pool:
        try:
            for one in things:
                waiting.append(pool.submit(work, one))
                if len(waiting) > AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
