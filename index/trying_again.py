"""What is done again after a wait where it met a fault that may pass: a step of a run, a request to a cluster."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

log = logging.getLogger("louhi")


def tried_again(
    step: Callable[[], T],
    waits: Iterable[float],
    *passing: type[Exception],
    sleep: Callable[[float], None] = time.sleep,
    level: int = logging.DEBUG,
) -> T:
    """What a step gives, done again after each of some waits where it raises a passing fault.

    After the last wait its fault is raised.  `level` is how loudly each fault that is waited for is logged.

    >>> answers = [TimeoutError("a moment"), "kept"]
    >>> def step():
    ...     if isinstance(answer := answers.pop(0), Exception):
    ...         raise answer
    ...     return answer
    >>> tried_again(step, (0.5, 1.0), TimeoutError, sleep=print)
    0.5
    'kept'
    """
    for wait in waits:
        try:
            return step()
        except passing as error:
            log.log(level, "%s It is tried again.", error)
            sleep(wait)
    return step()
