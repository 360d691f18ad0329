"""A bound on the time a piece of work in this process may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from extractors.errors import ReadTimeout


@contextmanager
def at_most(seconds: float, subject: str) -> Iterator[None]:
    """Raise ReadTimeout in this block once it has taken that long.  Without effect outside of the main thread.

    >>> with at_most(0.01, "a.pdf"):
    ...     while True:
    ...         pass
    Traceback (most recent call last):
    extractors.errors.ReadTimeout: a.pdf: understanding it took longer than 0.01 seconds. Allow more time, or split it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_: int, __: FrameType | None) -> None:
        reason = f"understanding it took longer than {seconds:g} seconds"
        raise ReadTimeout(reason, subject=subject, advice="Allow more time, or split it.")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
