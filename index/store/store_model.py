"""The words of the store: what it knows of addresses, changes and versions, for all its modules."""

from __future__ import annotations

from typing import Literal, NamedTuple

from extractors.model.document import Model
from extractors.model.records import Entry

PutOutcome = Literal["read", "new version", "unchanged", "same content"]


class Address(Model):
    """What is known of one address or path: which document it gave, and how to ask whether it has changed."""

    address: str
    document_id: str
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    checked: str | None = None
    vanished: str | None = None
    source: str | None = None


class ReadBy(NamedTuple):
    """When a content was fetched, and which Louhi read it."""

    fetched: str | None = None
    extractor: str = ""


class Arrival(NamedTuple):
    """What an address gave, read and understood."""

    entry: Entry
    address: Address
    by: ReadBy = ReadBy()


class Change(NamedTuple):
    """One document that was put or deleted; numbers only grow."""

    number: int
    document_id: str
    deleted: bool


class Put(NamedTuple):
    """What became of a version handed to the store."""

    document_id: str
    version_id: str
    outcome: PutOutcome


class Transition(NamedTuple):
    """One step of a document from version to version; `seq` counts them: 1, 2, ... within the document."""

    seq: int
    before: str
    after: str
    at: str | None
