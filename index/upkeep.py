"""Upkeep: the full-text index follows the store, and is made anew from it where it cannot be trusted.

The store is the only truth.  An index that is missing, damaged, of another version or behind is brought up to date
from it when it is opened.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from extractors.model.errors import EngineError, HomeBusy
from index.engines import clear_engine
from index.engines.disk import disk_said_plainly, of_the_disk
from index.engines.document_values import day_of
from index.engines.engine import EngineRow
from index.opened import Opened
from index.query.fields import values_of
from index.ranking.forward import VERSION
from index.sqlite_files import writable
from index.store.locking import one_writer

if TYPE_CHECKING:
    from extractors.model.document import Document
    from extractors.model.records import Entry
    from index.ranking.bulk_analysis import AnalysedDocument
    from index.store.store import Change

TellProgress = Callable[[int, int], None]
Taken: TypeAlias = "tuple[Sequence[AnalysedDocument], list[str], int]"
"""Documents to put, ids that are gone, and the store's change up to which that is everything (0: not told yet)."""

WAIT = 60.0
"""Seconds a writer waits for another before it says that the home is busy."""

MOVED = 500
"""Documents whose facet values are written anew at once."""

_FIRST = "is not there yet"
_COMMIT_WORDS = 6_000_000
"""So many words are one commit: more would hold a gigabyte in memory (tests/benchmarks)."""

log = logging.getLogger("louhi")


class Upkeep:
    """Writes what the store holds into the engine of what is opened.

    `workers` processes analyse the documents where many are to be taken in; `progress` is told (done, of how many).
    """

    def __init__(self, opened: Opened, workers: int = 1, progress: TellProgress | None = None) -> None:
        self.opened, self._workers, self._progress = opened, workers, progress
        self.rebuilt: int | None = None
        """How many documents the index was made anew of while it was opened; None where it was good as it was."""

    # --- opening and mending

    def start(self, wait: float) -> None:
        """Open the engine, and bring it up to date or make it anew."""
        reason = self.opened.open_engine() or self._unusable(wait)
        if reason is not None:
            level = logging.INFO if reason == _FIRST else logging.WARNING
            log.log(level, "The %s index %s: making it anew from the store.", self.opened.name, reason)
            self.rebuilt = self.rebuild(wait=wait)
        if not self._mark.exists():
            with suppress(OSError):
                self._mark.touch()
        self.opened.refresh()

    def _unusable(self, wait: float) -> str | None:
        """Why an index that could be opened cannot be used: it is unfit, or what is read of it is damaged."""
        try:
            return self._unfit(wait) or self._settled()
        except sqlite3.DatabaseError as error:
            if said := of_the_disk(error, str(self.opened.place.folder)):
                raise said from error
            log.debug("%s", error)
            return "is damaged"

    def _unfit(self, wait: float) -> str | None:
        """Why an index that could be opened cannot be gone on with; one of a new home is begun."""
        version = self.opened.forward.version
        if version is not None:
            return None if version == VERSION else "is of another version"
        if self._last_change():
            return "has been deleted" if self._mark.exists() else _FIRST
        with self.writing(wait):
            if self.opened.forward.version is None:
                self.opened.forward.start(VERSION)
        return None

    def _settled(self) -> str | None:
        try:
            return self._settle()
        except HomeBusy:
            log.info("Another Louhi is bringing the index up to date.")
            return None

    @property
    def _mark(self) -> Path:
        """Outside the index's folder: tells an index that was deleted from one that never was."""
        return self.opened.home.root / f".indexed-{self.opened.name}"

    def _settle(self) -> str | None:
        """Take in what the store has and the index has not; the reason where the parts of the index disagree.

        Raises HomeBusy when another process is at it.
        """
        self.opened.refresh()
        forward, reader = self.opened.forward, self.opened.reader
        if not writable(self.opened.place.folder):
            return None  # it is searched as it is
        behind = forward.followed < reader.last_change() or forward.things < reader.last_thing_change()
        if not behind and self._whole():
            return None
        with self.writing(0):
            self._catch_up()
            self.opened.refresh()
            return None if self._whole() else "has lost documents"

    def _whole(self) -> bool:
        return self.opened.engine.size() == self.opened.forward.totals().documents

    def _last_change(self) -> int:
        return self.opened.reader.last_change()

    def rebuild(self, *, wait: float = WAIT) -> int:
        """Throw the index away and make it anew from the store; returns how many documents it holds.

        Raises HomeBusy when another process has been writing for `wait` seconds.
        """
        opened, folder = self.opened, self.opened.place.folder
        with self.writing(wait):
            opened.close_engine()
            clear_engine(opened.name, opened.place)
            for one in folder.glob("forward.sqlite*"):
                one.unlink()
            if opened.open_engine() is not None:
                raise EngineError("the index cannot be made", subject=str(folder), advice="Check the folder's rights.")
            opened.forward.start(VERSION)
            self._catch_up()
            opened.engine.serve()
            return opened.forward.totals().documents

    @contextmanager
    def writing(self, wait: float) -> Iterator[None]:
        """Be the only one who writes the index."""
        folder = self.opened.place.folder
        with disk_said_plainly(str(folder)), one_writer(folder / "lock", wait):
            yield

    # --- following the store

    def add(self, documents: Iterable[Document | Entry], batch: int) -> int:
        """Keep documents and make them findable; returns how many there were."""
        from extractors.model.records import Entry
        from index.ranking.bulk_analysis import BATCH, found

        count, store = 0, self.opened.store
        stream = (one if isinstance(one, Entry) else Entry(document=one) for one in documents)
        with self.writing(WAIT):
            self._catch_up()
            while some := list(islice(stream, batch)):

                def stored(some: list[Entry] = some) -> Iterator[Taken]:
                    nonlocal count
                    more, words = some, 0
                    while more:
                        store.put(more, batch=batch)
                        count += len(more)
                        kept = list({e.document.id: e.document for e in more}.values())
                        change = store.last_change()
                        for first in range(0, len(kept), BATCH):
                            yield [found(one) for one in kept[first : first + BATCH]], [], 0
                        yield [], [], change
                        words += sum(len(e.document.text) for e in more) // 7
                        more = list(islice(stream, batch)) if words < _COMMIT_WORDS else []

                self._follow(stored())
                self._catch_up_things(self.opened.reader.last_thing_change())
        self.opened.refresh()
        return count

    def delete(self, ids: Iterable[str]) -> int:
        """Forget documents; returns how many of them there were."""
        with self.writing(WAIT):
            count = self.opened.store.delete(list(ids))
            self._catch_up()
        self.opened.refresh()
        return count

    def catch_up(self, wait: float) -> int:
        """Take in what was put into the store or deleted from it since; returns how many documents that was."""
        with self.writing(wait):
            count = self._catch_up()
        self.opened.refresh()
        return count

    def _catch_up(self) -> int:
        moves = self.opened.reader.last_thing_change()
        done = self._catch_up_documents()
        self._catch_up_things(moves)
        return done

    def _catch_up_things(self, until: int) -> None:
        """Where mentions went from one thing to another, also of documents that did not change themselves."""
        forward, reader = self.opened.forward, self.opened.reader
        if forward.things >= until:
            return
        moved = [document for _, document in reader.documents_of(reader.things_moved(forward.things))]
        numbers = forward.numbered(list(dict.fromkeys(moved)))
        for first in range(0, len(numbers), MOVED):
            facts = reader.facts(list(numbers)[first : first + MOVED])
            self.opened.engine.move({numbers[one]: values_of(told) for one, told in facts.items()})
        forward.follow_things(until)

    def _catch_up_documents(self) -> int:
        from index.ranking.bulk_analysis import BATCH, analyses

        done = 0
        while changes := self.opened.store.changes_since(self.opened.forward.followed):
            batches = [changes[first : first + BATCH] for first in range(0, len(changes), BATCH)]
            total = done + len(changes)

            def stored(batches: list[list[Change]] = batches, total: int = total) -> Iterator[Taken]:
                nonlocal done
                words = 0
                wanted = [[c.document_id for c in some if not c.deleted] for some in batches]
                with closing(analyses(self.opened.home, wanted, self._workers)) as read:
                    for some, there in zip(batches, read, strict=True):
                        held = {one.id for one in there}
                        yield there, [c.document_id for c in some if c.document_id not in held], some[-1].number
                        done += len(some)
                        if self._progress:
                            self._progress(done, total)
                        words += sum(one.analysed.length for one in there)
                        if words > _COMMIT_WORDS:
                            return

            self._follow(stored())
        return done

    def _follow(self, batches: Iterator[Taken]) -> None:
        """Hand what was taken to streams and engine: one commit, then it is remembered how far that reaches."""
        forward = self.opened.forward
        reached = forward.followed
        away: list[int] = []

        def rows() -> Iterator[EngineRow]:
            nonlocal reached
            for some, gone, change in batches:
                numbers, _ = forward.put(some, ())
                yield from self._rows(numbers, some)
                if gone:
                    away.extend(forward.put((), gone)[1])
                reached = max(reached, change)

        self.opened.engine.write(rows(), away)
        forward.follow(reached)

    def _rows(self, numbers: Sequence[int], some: Sequence[AnalysedDocument]) -> Iterator[EngineRow]:
        facts = self.opened.reader.facts([one.id for one in some])
        for number, one in zip(numbers, some, strict=True):
            told, (counts, length) = facts.get(one.id), (one.analysed.counts, one.analysed.length)
            if told is None:  # deleted meanwhile: the change that tells of it is still to come
                yield EngineRow(number, length, counts, pairs=one.analysed.pairs)
            else:
                yield EngineRow(
                    number, length, counts, values_of(told), day_of(told.published), told.title, one.analysed.pairs
                )
