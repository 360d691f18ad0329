"""Batch: some documents on their way through the steps of a run, each InFlight."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from extractors.model.document import Document, RawDocument
from extractors.model.records import Entry, Records
from index.store.store import Address, Arrival, ReadBy
from pipeline.fetching.http_errors import FetchFailed
from pipeline.runs.extractor_version import extractor
from pipeline.runs.partly_read import read_by
from pipeline.sources.sources import Wanted

KEPT_AT_ONCE = 1_000_000
"""Characters of text in one transaction: another writer waits no longer than for one long document."""


class TryAgain(Exception):
    """A step met faults that may pass; calling it again takes up what is left."""


@dataclass(frozen=True)
class InFlight:
    """One document on its way: what was wanted, its bytes, what its address is to hold, and what was made of it."""

    wanted: Wanted
    raw: RawDocument
    state: Address
    document: Document | None = None
    records: Records | None = None

    @property
    def entry(self) -> Entry:
        """What the store takes, once the document has been read and understood."""
        assert self.document is not None
        assert self.records is not None
        return Entry(document=self.document, records=self.records)

    @property
    def arrival(self) -> Arrival:
        """The same with its address, and who read it."""
        entry = self.entry
        return Arrival(entry, self.state, ReadBy(self.state.checked, read_by(extractor(), entry.document)))


class Batch:
    """Some documents on their way through the steps; those `again` are read again from kept bytes."""

    def __init__(self, number: int) -> None:
        self.number, self.tries, self.again = number, 0, False
        self.later: deque[tuple[Wanted, FetchFailed]] = deque()
        self.todo: deque[Wanted] = deque()
        self.fetched: list[InFlight] = []
        self.read: list[InFlight] = []
        self.understood: list[InFlight] = []

    def kept_at_once(self) -> list[InFlight]:
        """The first that were understood, as many as are kept in one transaction: one at least."""
        out: list[InFlight] = []
        size = 0
        for one in self.understood:
            size += len(one.entry.document.text)
            if out and size > KEPT_AT_ONCE:
                break
            out.append(one)
        return out

    def __repr__(self) -> str:
        return f"batch {self.number}"
