"""A bound on the work a step in this process may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from extractors.model.errors import ReadTimeout

PATIENCE = 5  # times as many seconds may pass as are worked, for a step that waits


@contextmanager
def at_most(seconds: float, subject: str) -> Iterator[None]:
    """Raise ReadTimeout in this block once this process has worked that long in it, or waited far longer.

    It is the processor's time that counts, so that a busy machine understands what an idle one does.  Without effect
    outside of the main thread.

    >>> with at_most(0.01, "a.pdf"):
    ...     while True:
    ...         pass
    Traceback (most recent call last):
    extractors.model.errors.ReadTimeout: a.pdf: understanding it took longer than 0.0... seconds. ...
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, _: FrameType | None) -> None:
        took = seconds if number == signal.SIGPROF else seconds * PATIENCE
        raise ReadTimeout(
            f"understanding it took longer than {took:g} seconds",
            subject=subject,
            advice="Allow more time, or split it.",
        )

    clocks = {signal.SIGPROF: (signal.ITIMER_PROF, seconds), signal.SIGALRM: (signal.ITIMER_REAL, seconds * PATIENCE)}
    before = {number: signal.signal(number, ring) for number in clocks}
    for clock, most in clocks.values():
        signal.setitimer(clock, most)
    try:
        yield
    finally:
        for clock, _ in clocks.values():
            signal.setitimer(clock, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
