"""Index: the store and a full-text engine as one thing; what is put into one is found by the other.

    Index.open(home) -> .add(documents) .delete(ids) .search(query) .similar(id) .catch_up() .rebuild() .close()

What is behind it stands in `opened.py` (what a search needs in hand) and `upkeep.py` (how it follows the store).
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from extractors.model.errors import EngineError
from index.engines import ENGINES, engine_of
from index.engines.disk import of_the_disk
from index.home import Home
from index.opened import Opened
from index.upkeep import WAIT, TellProgress, Upkeep

if TYPE_CHECKING:
    from extractors.model.document import Document
    from extractors.model.records import Entry
    from index.search.results import FacetValue, Results
    from index.store.store import Store

T = TypeVar("T")
Chosen = Mapping[str, Sequence[str]]
log = logging.getLogger("louhi")


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

    def __init__(self, opened: Opened, upkeep: Upkeep) -> None:
        self.opened, self._upkeep = opened, upkeep

    @classmethod
    def open(
        cls,
        home: Home | str | Path,
        engine: str | None = None,
        *,
        wait: float = WAIT,
        workers: int = 1,
        progress: TellProgress | None = None,
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
        opened = Opened(home, name)
        upkeep = Upkeep(opened, workers, progress)
        upkeep.start(wait)
        return cls(opened, upkeep)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all files."""
        self.opened.close()

    @property
    def home(self) -> Home:
        """The home it belongs to."""
        return self.opened.home

    @property
    def name(self) -> str:
        """The engine's name."""
        return self.opened.name

    @property
    def folder(self) -> Path:
        """Where the index lies."""
        return self.opened.place.folder

    @property
    def store(self) -> Store:
        """The store behind it."""
        return self.opened.store

    @property
    def rebuilt(self) -> int | None:
        """How many documents it was made anew of while it was opened; None where it was good as it was."""
        return self._upkeep.rebuilt

    # --- writing

    def add(self, documents: Iterable[Document | Entry], *, batch: int = 500) -> int:
        """Keep documents, with or without their records, and make them findable; one added again is replaced.

        Takes any iterable, in batches; returns how many there were.
        """
        return self._upkeep.add(documents, batch)

    def delete(self, ids: Iterable[str]) -> int:
        """Forget documents; returns how many of them there were."""
        return self._upkeep.delete(ids)

    def catch_up(self, *, wait: float = WAIT) -> int:
        """Take in what was put into the store or deleted from it since; returns how many documents that was."""
        return self._upkeep.catch_up(wait)

    def rebuild(self, *, wait: float = WAIT) -> int:
        """Throw the index away and make it anew from the store; returns how many documents it holds.

        Raises HomeBusy when another process has been writing for `wait` seconds.
        """
        return self._upkeep.rebuild(wait=wait)

    def look(self) -> None:
        """See what was written since, here or elsewhere."""
        self.opened.look()

    # --- searching

    def matches(self, query: str, *, chosen: Chosen | None = None) -> list[str]:
        """The ids of all documents that match, the likeliest first, those beyond the first thousand in no order.

        Cheap: no passages, no facets.  An empty query is every document, the newest first.  Raises QueryError for a
        query or a value that cannot be meant.
        """
        from index.search.search import matches

        return self._mended(lambda: matches(self.opened, query, chosen or {}))

    def search(
        self,
        query: str,
        limit: int = 10,
        offset: int = 0,
        *,
        sort: str = "score",
        facets: bool = True,
        fold: bool = False,
        chosen: Chosen | None = None,
    ) -> Results:
        """Documents for a query, best first, each with the passage that fits best; see `parser.py` for the language.

        An empty query is every document, the newest first.  `chosen` maps facets to values: OR within a facet, AND
        across them, each facet counted without itself.  `sort` is "score", "newest", "oldest" or "title".  With `fold`
        those of the page that are forms of one document (a deck as PPTX and PDF) are one hit; `limit`, `offset`,
        `total` and facets go on counting documents.  Raises QueryError for a query or a value that cannot be meant.
        """
        from index.search.search import search

        chosen = chosen or {}
        return self._mended(
            lambda: search(self.opened, query, limit, offset, sort=sort, facets=facets, fold=fold, chosen=chosen)
        )

    def facet_values(
        self, query: str, facet: str, *, chosen: Chosen | None = None, like: str = "", offset: int = 0, limit: int = 50
    ) -> tuple[FacetValue, ...]:
        """More values of one facet of a search, counted as `search` counts them; with `like`, those called so."""
        from index.search.facet_counts import more_values

        return self._mended(lambda: more_values(self.opened, query, facet, chosen or {}, like)[offset : offset + limit])

    def similar(self, document_id: str, limit: int = 10) -> Results:
        """Documents that speak of the same things as this one; raises QueryError where it is not held."""
        from index.search.similar import similar

        return self._mended(lambda: similar(self.opened, document_id, limit))

    def _mended(self, ask: Callable[[], T]) -> T:
        """Search; where the index is damaged or was made anew meanwhile, open it again, else make it anew."""
        opened = self.opened
        try:
            opened.look()
            return ask()
        except (EngineError, sqlite3.DatabaseError) as error:
            if said := of_the_disk(error, str(self.folder)):
                raise said from error
            log.debug("%s", error)
            opened.close_engine()
            if opened.open_engine() is None:
                try:
                    opened.refresh()
                    return ask()
                except (EngineError, sqlite3.DatabaseError):
                    pass
            log.warning("The %s index is damaged: making it anew from the store.", opened.name)
            self.rebuild()
            opened.refresh()
            return ask()
