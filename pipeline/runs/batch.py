"""Batch: some documents on their way through the steps of a run; RunSettings: how much a run may take."""

from __future__ import annotations

from collections import deque

from extractors.model.document import Document, Model, RawDocument
from extractors.model.records import Entry
from index.store.store import Address
from pipeline.fetching.http_errors import FetchFailed
from pipeline.sources.config_values import Count, Seconds
from pipeline.sources.sources import Wanted

MEGABYTE = 1_000_000


class RunSettings(Model):
    """How much a run may take: seconds, bytes and pages a document, and how batches are cut.

    `seconds` bounds reading one document, `understand_seconds` finding its records (or those of a whole batch, before
    its documents are tried one by one).
    """

    seconds: Seconds = 60.0
    understand_seconds: Seconds = 300.0
    memory: Count = 700 * MEGABYTE
    pages: Count = 2_000
    workers: Count = 2
    batch: Count = 16
    batch_bytes: Count = 64 * MEGABYTE
    file_bytes: Count = 250 * MEGABYTE
    asked_at_once: Count = 64
    index_every: Count = 500
    tries: Count = 3


class TryAgain(Exception):
    """A step met faults that may pass; calling it again takes up what is left."""


class Batch:
    """Some documents on their way through the steps."""

    def __init__(self, number: int) -> None:
        self.number, self.tries, self.again = number, 0, False
        self.later: deque[tuple[Wanted, FetchFailed]] = deque()
        self.todo: deque[Wanted] = deque()
        self.raws: list[tuple[Wanted, RawDocument, Address]] = []
        self.documents: list[tuple[Wanted, Document, RawDocument, Address]] = []
        self.entries: list[tuple[Wanted, Entry, RawDocument, Address]] = []

    def __repr__(self) -> str:
        return f"batch {self.number}"
