"""What a worker on another machine does: the bytes under some sha256 as Entries, by the same pure function as here.

    [Waiting(told, sha256)], bounds  ->  [Done(document, records)], each in order

Dask carries what goes to and fro.  A document's bytes do not go that way: the coordinator lays them beside the kept
ones, and the worker takes them from there, for its own home names the same object store.  A task keeps nothing and may
be done twice, by two workers: the answers are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from extractors.model.document import Document, RawDocument
from extractors.model.errors import ReadError, SetupError
from extractors.model.records import Records
from extractors.readers.sandbox.exchange import (
    documents_as_json,
    documents_from_json,
    raw_of,
    records_as_json,
    records_from_json,
)
from index.home import Home
from index.objects import kept_bytes
from pipeline.runs.extractor_version import extractor
from pipeline.runs.run_settings import RunSettings
from pipeline.runs.understanding import InWorkers, Understanding


class Waiting(NamedTuple):
    """A document to be read: all that is told of it, and the sha256 under which its bytes wait."""

    told: Mapping[str, Any]
    digest: str


class Done(NamedTuple):
    """What became of a document, as JSON or as the error that says why not; no records where it was not read."""

    document: bytes | ReadError
    records: bytes | ReadError | None

    def opened(self) -> tuple[Document | ReadError, Records | ReadError | None]:
        """The Document and the Records."""
        document = self.document if isinstance(self.document, ReadError) else documents_from_json(self.document)[0]
        records = self.records if not isinstance(self.records, bytes) else records_from_json(self.records)[0]
        return document, records


def entries_of(some: Sequence[Waiting], settings: RunSettings, louhi: str) -> list[Done]:
    """What a worker answers; raises StoreError where the bytes cannot be had, SetupError where it is another Louhi."""
    if louhi != extractor():
        raise SetupError(
            f"a worker is another Louhi ({extractor()}) than the coordinator ({louhi})",
            advice="Install the same version on both; the run takes up what is left.",
        )
    objects = home_of_this_worker().in_transit
    raws = [raw_of(one.told, kept_bytes(objects, one.digest)) for one in some]
    return done(raws, InWorkers(settings))


def done(raws: Sequence[RawDocument], understanding: Understanding) -> list[Done]:
    """Documents read and understood: of all together, else each by itself."""
    documents = list(understanding.read(raws))
    found = _understood([one for one in documents if not isinstance(one, ReadError)], understanding)
    return [
        Done(one, None) if isinstance(one, ReadError) else Done(documents_as_json([one]), next(found))
        for one in documents
    ]


def _understood(documents: list[Document], understanding: Understanding) -> Any:
    try:
        found: list[Records | ReadError] = list(understanding.understand(documents))
    except ReadError:
        found = [_alone(one, understanding) for one in documents]
    return iter([one if isinstance(one, ReadError) else records_as_json([one]) for one in found])


def _alone(document: Document, understanding: Understanding) -> Records | ReadError:
    try:
        return understanding.understand([document])[0]
    except ReadError as error:
        return error


HOME = "louhi_home"
"""What a worker calls the home it was started with."""


def home_of_this_worker() -> Home:
    """The home that `louhi worker` was started with."""
    from distributed import get_worker

    home = getattr(get_worker(), HOME, None)
    assert isinstance(home, Home)
    return home
