"""How long a writer waits for another: long on the command line, shortly where a person waits for a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LONG = 60.0
"""Seconds that one batch of another writer never takes."""

_seconds: ContextVar[float] = ContextVar("louhi_patience", default=LONG)


def patience() -> float:
    """Seconds that a writer waits here."""
    return _seconds.get()


@contextmanager
def waiting(seconds: float) -> Iterator[None]:
    """Let what is written in this block wait so long for another writer, then raise HomeBusy.

    >>> with waiting(2.0):
    ...     patience()
    2.0
    >>> patience()
    60.0
    """
    before = _seconds.set(seconds)
    try:
        yield
    finally:
        _seconds.reset(before)
