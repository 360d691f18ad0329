"""What a search needs in hand: a home's engine, its words in order, the store, and what facet values are called.

    engine    which documents match, how often, by facets           (index/engines)
    forward   which document a number stands for, and its words     (index/ranking/forward.py)
    reader    the store as a search reads it; `store` to write it   (index/store)
    values    the values of facets and their names                  (index/search/facet_values.py)

`Index` (index/index.py) is what is offered of it; `Upkeep` (index/upkeep.py) keeps the engine up to date.
"""

from __future__ import annotations

import logging
import sqlite3
from typing import TYPE_CHECKING

import numpy as np

from extractors.model.errors import EngineAway, EngineError, StoreError
from index.engines import open_engine
from index.engines.disk import of_the_disk
from index.engines.engine import Engine
from index.engines.place import Place
from index.home import Home
from index.query.fields import Said
from index.query.plan import Ints
from index.query.planning import Planner
from index.ranking.forward import VERSION, Forward

if TYPE_CHECKING:
    from index.search.facet_values import FacetValues
    from index.store.reader import StoreReader
    from index.store.store import Store

log = logging.getLogger("louhi")


class Opened:
    """A home's open parts; use it from one thread."""

    def __init__(self, home: Home, name: str) -> None:
        self.home, self.name = home, name
        told = home.read_settings().get(name, {})
        self.place = Place(home.index(name), told.get("url"), {key: str(value) for key, value in told.items()})
        self.engine: Engine
        self.forward: Forward
        self._store: Store | None = None
        self._reader: StoreReader | None = None
        self._values: FacetValues | None = None
        self._having: dict[tuple[str, str], Ints] = {}
        self._markers: tuple[int, int] | None = None

    @property
    def store(self) -> Store:
        """The store behind it, opened when first needed."""
        if self._store is None:
            from index.store.store import Store

            self._store = Store.open(self.home)
        return self._store

    @property
    def reader(self) -> StoreReader:
        """The store as a search reads it."""
        if self._reader is None:
            from index.store.migrate import refuse_cut
            from index.store.reader import StoreReader

            refuse_cut(self.home)
            if not self.home.store.exists():
                self.store.count()
            try:
                self._reader = StoreReader.of_home(self.home)
            except StoreError:
                self.store.count()  # brings an older store up to date, or says what is wrong with it
                self._reader = StoreReader.of_home(self.home)
        return self._reader

    @property
    def values(self) -> FacetValues:
        """The values of facets as they are now."""
        if self._values is None:
            from index.search.facet_values import FacetValues

            self._values = FacetValues(self.engine, self.reader)
        return self._values

    # --- opening and closing

    def open_engine(self) -> str | None:
        """Open engine and streams; gives the reason where they cannot be used."""
        folder = self.place.folder
        try:
            self.forward = Forward(folder / "forward.sqlite")
            if self.forward.version is not None and self.forward.version != VERSION:
                return None
            self.engine = open_engine(self.name, self.place)
        except EngineAway:
            raise
        except (EngineError, sqlite3.DatabaseError, OSError) as error:
            if "not installed" in str(error):
                raise
            if said := of_the_disk(error, str(folder)):
                raise said from error
            if isinstance(error, OSError):
                raise
            log.debug("%s", error)
            return "is damaged"
        return None

    def close_engine(self) -> None:
        """Let go of engine and streams."""
        for name in ("engine", "forward"):
            if hasattr(self, name):
                getattr(self, name).close()
                delattr(self, name)
        self._values = None

    def close(self) -> None:
        """Let go of all files."""
        self.close_engine()
        for one in (self._reader, self._store):  # the one that writes goes last, and takes its log along
            if one is not None:
                one.close()
        self._store = self._reader = None

    # --- seeing what others write

    def refresh(self) -> None:
        """See what was written since, here or elsewhere."""
        self.engine.refresh()
        self._having.clear()
        self._values = None
        self._markers = self.forward.marker(), self.reader.marker()

    def look(self) -> None:
        """Refresh where somebody has written since the last look: costs microseconds where nobody has."""
        markers = self.forward.marker(), self.reader.marker()
        if markers != self._markers:
            self.refresh()

    # --- what a planner asks

    def planner(self, query: str) -> Planner:
        """What turns a query's tree into a plan against this index as it is now."""
        return Planner(query, self.engine, self.forward, self.forward.totals(), self)

    def called(self, facet: str, said: str) -> tuple[str, ...]:
        """The values of a facet that a name means."""
        return self.values.called(facet, said)

    def unknown(self, facet: str, said: str) -> str | None:
        """What to do where an id is of no such person or body; None for what is no id."""
        from index.things.choosing import unknown

        return unknown(self.store, said, facet)

    def having(self, field: str, said: Said) -> Ints:
        """The documents that meet a demand which the store answers, ascending."""
        key = field, said[0]
        if key not in self._having:
            from index.query.field_conditions import documents

            numbers = sorted(self.forward.numbers(documents(self.store, field, said)))
            self._having[key] = np.array(numbers, np.int64)
        return self._having[key]
