"""Work that a test must see end: what grows with the square of its input is broken off, not waited for."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

ENOUGH = 60.0
"""Seconds of the processor's work: ten times and more what such work takes, far less than with a square in it."""

HUNG = 900.0
"""Seconds by the clock after which a command that a test runs has hung, however busy the machine is."""


@contextmanager
def broken_off(after: float = ENOUGH) -> Iterator[None]:
    """Fail where this block still works after so many seconds of the processor; a busy machine counts for nothing."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        pytest.fail(f"still at work after {after:g} seconds of the processor")

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, after)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
