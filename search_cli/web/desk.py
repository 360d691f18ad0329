"""The desk: what the page's requests work with, opened once: a few readers, each with an index of its own.

A request never builds an index.  The readers open theirs when the server starts; until they are ready, `ask` raises
NotReady, and the page says so.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from extractors.model.errors import HomeBusy, LouhiError, QueryError
from index.store.databases.patience import waiting

if TYPE_CHECKING:
    from index.corrections.corrections import Correction
    from index.home import Home
    from index.index import Index

T = TypeVar("T")
log = logging.getLogger("louhi")

READERS = 2
"""Readers: on two cores a second one answers while the first works; each holds its own arrays in memory."""

WAIT = 2.0
"""Seconds a change made on the page waits for a run that holds the home; then it is told to come back."""


class NotReady(LouhiError):
    """The index is being opened or made anew; ask again in a moment."""


def follow(index: Index) -> None:
    """Let the index take in what was changed; where a run is writing it, that run does so before it ends."""
    with suppress(HomeBusy):
        index.catch_up(wait=WAIT)


def keep_correction(index: Index, one: Correction, subject: str) -> None:
    """Keep what a person says and let the index take it in; raises QueryError where it does not fit."""
    from index.corrections.correction_log import correct

    if (failed := correct(index.store, one)) is not None:
        raise QueryError(failed, subject=subject)
    follow(index)


class Desk:
    """A home opened for reading by several threads, each with an index of its own."""

    def __init__(self, home: Home, readers: int = READERS) -> None:
        self.home, self.readers = home, readers
        self._own = threading.local()
        self._pool = ThreadPoolExecutor(readers, thread_name_prefix="reader")
        self._opened: list[Index] = []
        self._failed: LouhiError | None = None
        self._ready = threading.Event()
        self._gate = threading.Lock()

    def open(self) -> None:
        """Start opening the index in every reader; returns at once."""
        meet = threading.Barrier(self.readers)
        for _ in range(self.readers):
            self._pool.submit(self._prepare, meet)

    def _prepare(self, meet: threading.Barrier) -> None:
        from index import Index

        try:
            with self._gate:  # the first brings the index up to date, the others find it so
                index = Index.open(self.home)
                index.search("", limit=1)  # loads what the first search would wait for
                self._own.index = index
                self._opened.append(index)
        except LouhiError as error:
            self._failed = error
            log.error("%s", error)
        meet.wait()
        if self._failed is None:
            self._ready.set()

    @property
    def is_ready(self) -> bool:
        """Whether requests are answered."""
        return self._ready.is_set()

    async def ask(self, work: Callable[[Index], T]) -> T:
        """What `work` makes of an index, in a reader's thread; raises NotReady before there is one."""
        if self._failed is not None:
            raise self._failed
        if not self._ready.is_set():
            raise NotReady("the index is being opened", advice="Try again in a moment.")

        def patient() -> T:
            with waiting(WAIT):
                return work(self._own.index)

        return await asyncio.wrap_future(self._pool.submit(patient))

    def close(self) -> None:
        """Let the readers end their work and close what they hold."""
        for _ in range(self.readers):
            self._pool.submit(self._close_one)
        self._pool.shutdown(wait=True)

    def _close_one(self) -> None:
        index: Index | None = getattr(self._own, "index", None)
        if index is not None:
            index.close()
            self._own.index = None
