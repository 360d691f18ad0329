"""Batch: some documents on their way through the steps of a run, each InFlight."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from extractors.model.document import Document, RawDocument
from extractors.model.records import Entry, Records
from index.store.store import Address
from pipeline.fetching.http_errors import FetchFailed
from pipeline.sources.sources import Wanted


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


class Batch:
    """Some documents on their way through the steps; those `again` are read again from kept bytes."""

    def __init__(self, number: int) -> None:
        self.number, self.tries, self.again = number, 0, False
        self.later: deque[tuple[Wanted, FetchFailed]] = deque()
        self.todo: deque[Wanted] = deque()
        self.fetched: list[InFlight] = []
        self.read: list[InFlight] = []
        self.understood: list[InFlight] = []

    def __repr__(self) -> str:
        return f"batch {self.number}"
