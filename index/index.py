"""Index: the store and a full-text engine as one thing; what is put into one is found by the other.

    Index.open(home) -> .add(documents) .delete(ids) .search(query) .similar(id) .catch_up() .rebuild() .close()

The store is the only truth.  An index that is missing, damaged, of another version or behind is brought up to date
from it when it is opened.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from extractors.model.errors import EngineError, HomeBusy, StoreError
from index.engines import ENGINES, Engine, Row, engine_of, open_engine
from index.engines.disk import disk_said_plainly, of_the_disk
from index.home import Home
from index.ranking.bulk_analysis import BATCH, Found, analyses, found
from index.ranking.forward import VERSION, Forward
from index.store.locking import one_writer

if TYPE_CHECKING:
    from extractors.model.document import Document
    from extractors.model.records import Entry
    from index.query.plan import Ints
    from index.search.facets import Columns
    from index.search.results import Results
    from index.store.reader import Shelf
    from index.store.store import Change, Store

T = TypeVar("T")
Progress = Callable[[int, int], None]
Taken = tuple[Sequence[Found], list[str], int]
"""Documents to put, ids that are gone, and the store's change up to which that is everything (0: not told yet)."""
_FIRST = "is not there yet"
log = logging.getLogger("louhi")

WAIT = 60.0
"""Seconds a writer waits for another before it says that the home is busy."""

_COMMIT_WORDS = 6_000_000
_WORTH_KEEPING = 500
"""So many documents taken into the columns are worth writing them down."""


class Index:
    """A home's documents, searchable.  Use it from one thread; open another for another.

    >>> import tempfile
    >>> from extractors.model.document import Document
    >>> with Index.open(tempfile.mkdtemp()) as index:
    ...     _ = index.add([Document(id="a", text="Kuntayhtymämallit ovat käytössä.")])
    ...     found = index.search("kuntayhtymä")
    >>> found.total, found.hits[0].document_id, found.hits[0].highlights
    (1, 'a', ((0, 17),))
    """

    def __init__(self, home: Home, engine: str) -> None:
        self.home, self.name, self.folder = home, engine, home.index(engine)
        self._store: Store | None = None
        self._shelf: Shelf | None = None
        self._columns: Columns | None = None
        self._made: str | None = None
        self.rebuilt: int | None = None
        """How many documents the index was made anew of while it was opened; None where it was good as it was."""
        self._stamps: tuple[int, int] | None = None
        self._workers, self._progress = 1, None  # type: int, Progress | None
        self.demands: dict[tuple[str, str], Ints] = {}
        self.forward: Forward
        self.engine: Engine

    @classmethod
    def open(
        cls,
        home: Home | str | Path,
        engine: str | None = None,
        *,
        wait: float = WAIT,
        workers: int = 1,
        progress: Progress | None = None,
    ) -> Self:
        """Open a home's index; makes it where there is none, and brings it up to date with the store.

        `engine` is a name of ENGINES, else what the home's settings say, else Whoosh.  `workers` processes analyse the
        documents where many are to be taken in, and `progress` is told (done, of how many).  Raises EngineError for an
        engine that is not there, StoreError for a store that cannot be trusted.
        """
        home = home if isinstance(home, Home) else Home(home)
        name = engine or engine_of(home)
        if name not in ENGINES:
            raise EngineError(f"there is no engine called {name}", advice=f"There are: {', '.join(ENGINES)}.")
        index = cls(home, name)
        index._workers, index._progress = workers, progress
        index._start(wait)
        return index

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all files."""
        self._close_engine()
        for one in (self._store, self._shelf):
            if one is not None:
                one.close()
        self._store = self._shelf = None

    @property
    def store(self) -> Store:
        """The store behind it, opened when first needed."""
        if self._store is None:
            from index.store.store import Store

            self._store = Store.open(self.home)
        return self._store

    @property
    def shelf(self) -> Shelf:
        """The store as a search reads it."""
        if self._shelf is None:
            from index.store.migrate import refuse_cut
            from index.store.reader import Shelf

            refuse_cut(self.home)
            if not self.home.store.exists():
                self.store.count()
            try:
                self._shelf = Shelf(self.home.store)
            except StoreError:
                self.store.count()  # brings an older store up to date, or says what is wrong with it
                self._shelf = Shelf(self.home.store)
        return self._shelf

    # --- opening and mending

    def _start(self, wait: float) -> None:
        reason = self._open_engine()
        if reason is None and self.forward.version is None:
            if not self._last_change():
                with self._writing(wait):
                    if self.forward.version is None:
                        self.forward.start(VERSION)
            else:
                reason = "has been deleted" if self._mark.exists() else _FIRST
        elif reason is None and self.forward.version != VERSION:
            reason = "is of another version"
        if reason is None:
            try:
                reason = self._settle()
            except HomeBusy:
                log.info("Another Louhi is bringing the index up to date.")
        if reason is not None:
            level = logging.INFO if reason == _FIRST else logging.WARNING
            log.log(level, "The %s index %s: making it anew from the store.", self.name, reason)
            self.rebuilt = self.rebuild(wait=wait)
        if not self._mark.exists():
            with suppress(OSError):
                self._mark.touch()
        self.refresh()

    @property
    def _mark(self) -> Path:
        """Outside the index's folder: tells an index that was deleted from one that never was."""
        return self.home.root / f".indexed-{self.name}"

    def _settle(self) -> str | None:
        """Take in what the store has and the index has not; the reason where the two parts of the index disagree.

        Raises HomeBusy when another process is at it.
        """
        self.refresh()
        if self.forward.followed >= self._last_change() and self.engine.size() == self.forward.totals().documents:
            return None
        with self._writing(0):
            self._catch_up()
            self.refresh()
            return None if self.engine.size() == self.forward.totals().documents else "has lost documents"

    def _last_change(self) -> int:
        return self.shelf.last_change()

    def _open_engine(self) -> str | None:
        """Open engine and streams; gives the reason where they cannot be used."""
        try:
            self.forward = Forward(self.folder / "forward.sqlite")
            if self.forward.version is not None and self.forward.version != VERSION:
                return None
            self.engine = open_engine(self.name, self.folder / self.name)
        except (EngineError, sqlite3.DatabaseError, OSError) as error:
            if "not installed" in str(error):
                raise
            if said := of_the_disk(error, str(self.folder)):
                raise said from error
            if isinstance(error, OSError):
                raise
            log.debug("%s", error)
            return "is damaged"
        return None

    def _close_engine(self) -> None:
        for name in ("engine", "forward"):
            if hasattr(self, name):
                getattr(self, name).close()
                delattr(self, name)

    def rebuild(self, *, wait: float = WAIT) -> int:
        """Throw the index away and make it anew from the store; returns how many documents it holds.

        Raises HomeBusy when another process has been writing for `wait` seconds.
        """
        with self._writing(wait):
            self._close_engine()
            for one in self.folder.iterdir():
                if one.name != "lock":
                    shutil.rmtree(one) if one.is_dir() else one.unlink()
            if self._open_engine() is not None:
                advice = "Check the folder's rights."
                raise EngineError("the index cannot be made", subject=str(self.folder), advice=advice)
            self.forward.start(VERSION)
            self._columns = None
            self._catch_up()
            return self.forward.totals().documents

    @contextmanager
    def _writing(self, wait: float) -> Iterator[None]:
        with disk_said_plainly(str(self.folder)), one_writer(self.folder / "lock", wait):
            yield

    # --- writing

    def add(self, documents: Iterable[Document | Entry], *, batch: int = 500) -> int:
        """Keep documents, with or without their records, and make them findable; one added again is replaced.

        Takes any iterable, in batches; returns how many there were.
        """
        from extractors.model.records import Entry

        count = 0
        stream = (one if isinstance(one, Entry) else Entry(document=one) for one in documents)
        with self._writing(WAIT):
            self._catch_up()
            while some := list(islice(stream, batch)):

                def stored(some: list[Entry] = some) -> Iterator[Taken]:
                    nonlocal count
                    more, words = some, 0
                    while more:
                        self.store.put(more, batch=batch)
                        count += len(more)
                        kept = list({e.document.id: e.document for e in more}.values())
                        change = self.store.last_change()
                        for first in range(0, len(kept), BATCH):
                            yield [found(one) for one in kept[first : first + BATCH]], [], 0
                        yield [], [], change
                        words += sum(len(e.document.text) for e in more) // 7
                        more = list(islice(stream, batch)) if words < _COMMIT_WORDS else []

                self._follow(stored())
        self.refresh()
        return count

    def delete(self, ids: Iterable[str]) -> int:
        """Forget documents; returns how many of them there were."""
        with self._writing(WAIT):
            count = self.store.delete(list(ids))
            self._catch_up()
        self.refresh()
        return count

    def catch_up(self, *, wait: float = WAIT) -> int:
        """Take in what was put into the store or deleted from it since; returns how many documents that was."""
        with self._writing(wait):
            count = self._catch_up()
        self.refresh()
        return count

    def _catch_up(self) -> int:
        done = 0
        while changes := self.store.changes_since(self.forward.followed):
            batches = [changes[first : first + BATCH] for first in range(0, len(changes), BATCH)]
            total = done + len(changes)

            def stored(batches: list[list[Change]] = batches, total: int = total) -> Iterator[Taken]:
                nonlocal done
                words = 0
                wanted = [[c.document_id for c in some if not c.deleted] for some in batches]
                with closing(analyses(self.home.store, wanted, self._workers)) as read:
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
        reached = self.forward.followed
        away: list[int] = []

        def rows() -> Iterator[Row]:
            nonlocal reached
            for some, gone, change in batches:
                numbers, _ = self.forward.put(some, ())
                for number, one in zip(numbers, some, strict=True):
                    yield Row(number, one.analysed.length, one.analysed.counts)
                if gone:
                    away.extend(self.forward.put((), gone)[1])
                reached = max(reached, change)

        self.engine.write(rows(), away)
        self.forward.follow(reached)

    # --- searching

    def refresh(self) -> None:
        """See what was written since, here or elsewhere."""
        self.engine.refresh()
        self.demands.clear()
        self._stamps = self.forward.stamp(), self.shelf.stamp()

    def look(self) -> None:
        """Refresh where somebody has written since the last look: costs microseconds where nobody has."""
        stamps = self.forward.stamp(), self.shelf.stamp()
        if stamps != self._stamps:
            self.refresh()

    @property
    def columns(self) -> Columns:
        """What hits are counted and sorted by, up to date."""
        from index.search.facets import Columns

        made = self.forward.made
        if self._columns is None or self._made != made:
            self._columns, self._made = Columns.kept(self.folder / "columns.npz", made), made
        if self._columns.change < self.forward.followed and (
            self._columns.follow(self.shelf, self.forward) >= _WORTH_KEEPING
        ):
            with suppress(StoreError):
                self._columns.keep(self.folder / "columns.npz", made)
        return self._columns

    def matches(self, query: str) -> list[str]:
        """The ids of all documents that match, the likeliest first, those beyond the first thousand in no order.

        Cheap: no passages, no facets.  Raises QueryError for a query that cannot be meant.
        """
        from index.search.search import matches

        return self._mended(lambda: matches(self, query))

    def search(
        self, query: str, limit: int = 10, offset: int = 0, *, sort: str = "score", facets: bool = True
    ) -> Results:
        """Documents for a query, best first, each with the passage that fits best; see `query.py` for the language.

        `sort` is "score", "newest", "oldest" or "title".  Raises QueryError for a query that cannot be meant.
        """
        from index.search.search import search

        return self._mended(lambda: search(self, query, limit, offset, sort=sort, facets=facets))

    def similar(self, document_id: str, limit: int = 10) -> Results:
        """Documents that speak of the same things as this one; raises QueryError where it is not held."""
        from index.search.similar import similar

        return self._mended(lambda: similar(self, document_id, limit))

    def _mended(self, look: Callable[[], T]) -> T:
        """Search; where the index is damaged or was made anew meanwhile, open it again, else make it anew."""
        try:
            self.look()
            return look()
        except (EngineError, sqlite3.DatabaseError) as error:
            log.debug("%s", error)
            self._close_engine()
            if self._open_engine() is None:
                try:
                    self.refresh()
                    return look()
                except (EngineError, sqlite3.DatabaseError):
                    pass
            log.warning("The %s index is damaged: making it anew from the store.", self.name)
            self.rebuild()
            self.refresh()
            return look()
