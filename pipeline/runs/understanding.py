"""How bytes become entries in a run: in processes that can be ended, in this one, or as a test or another machine does.

    RawDocument -> Inside                   what its bytes are, and the documents within: look_inside
    RawDocument -> Document | ReadError     read
    Document    -> Records  | ReadError     understand
    RawDocument -> Entry                    both, as one pure function: `entry_of`
    bytes       -> list[ListedItem]         what a listing lists, read as carefully

A run is handed one `Understanding`; nothing else in the pipeline knows how a document is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from extractors.model.document import Document, RawDocument
from extractors.model.errors import ReadError
from extractors.model.records import Entry, Records
from extractors.readers.sandbox.exchange import Inside
from pipeline.runs.run_settings import RunSettings
from pipeline.sources.kinds.source_kind import ListingKind
from pipeline.sources.listed_items import ListedItem


class Understanding(Protocol):
    """A way of reading and understanding."""

    ahead: int
    """Batches that may be fetched and expected before the first of them is read."""
    batch: int | None
    """Documents of a batch; None for as many as `[run]` says."""

    def expect(self, raws: Sequence[RawDocument]) -> None:
        """These will be asked for soon, in this order: who reads elsewhere begins."""

    def look_inside(self, raw: RawDocument) -> Inside:
        """What a document's bytes are, and the documents within it.  Raises ReadError."""

    def read(self, raws: Sequence[RawDocument]) -> Iterable[Document | ReadError]:
        """The Document of each, in order, or the ReadError that says why there is none."""

    def understand(self, documents: Sequence[Document]) -> Sequence[Records]:
        """The Records of each, in order.  Raises ReadError where one of them is too much."""

    def listed(self, kind: ListingKind, content: bytes, base: str) -> list[ListedItem]:
        """The items of a listing.  Raises LouhiError, and CutShort with those of a torn one."""


class InWorkers:
    """Reads and understands in processes of their own, which are ended where a document asks too much."""

    def __init__(self, settings: RunSettings) -> None:
        self._settings, self.ahead = settings, 0
        self.batch: int | None = None

    def expect(self, raws: Sequence[RawDocument]) -> None:
        """Nothing: reading begins when it is asked for."""

    def look_inside(self, raw: RawDocument) -> Inside:
        """In one of the processes that read, within the bounds of reading."""
        from extractors.readers.sandbox.reading_safely import inside_safely

        s = self._settings
        return inside_safely(raw, seconds=s.seconds, memory=s.memory, pages=s.pages)

    def read(self, raws: Sequence[RawDocument]) -> Iterable[Document | ReadError]:
        """Several at a time, in order."""
        from extractors.readers.sandbox.reading_safely import read_many

        s = self._settings
        return read_many(raws, s.workers, seconds=s.seconds, memory=s.memory, pages=s.pages)

    def understand(self, documents: Sequence[Document]) -> Sequence[Records]:
        """All in one go, for the language model is quicker with many."""
        from extractors.readers.sandbox.reading_safely import understood_safely

        s = self._settings
        return understood_safely(documents, seconds=s.understand_seconds, memory=s.understand_memory)

    def listed(self, kind: ListingKind, content: bytes, base: str) -> list[ListedItem]:
        """Within the bounds of reading a document."""
        from pipeline.sources.kinds.listing_task import listed_safely

        return listed_safely(kind, content, base, seconds=self._settings.seconds, memory=self._settings.memory)


Chooser = Callable[[RunSettings], Understanding]
_chosen: ContextVar[Chooser] = ContextVar("understanding", default=InWorkers)


def chosen_understanding(settings: RunSettings) -> Understanding:
    """The way of the runs begun here: in processes of their own, unless `understanding_by` says another."""
    return _chosen.get()(settings)


@contextmanager
def understanding_by(chooser: Chooser) -> Iterator[None]:
    """Let the runs begun in this block read and understand in another way."""
    token = _chosen.set(chooser)
    try:
        yield
    finally:
        _chosen.reset(token)


def entry_of(raw: RawDocument, understanding: Understanding) -> Entry:
    """A document's bytes as its Entry, read and understood.  Raises ReadError.

    It asks no store and keeps nothing: the same bytes and hints give the same Entry on any machine.
    """
    [document] = understanding.read([raw])
    if isinstance(document, ReadError):
        raise document
    [records] = understanding.understand([document])
    return Entry(document=document, records=records)
