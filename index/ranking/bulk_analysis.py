"""Documents of the store, analysed: in this process, or in several where there are many.

The processes are those of the sandbox: what they give comes as JSON and numbers, and nothing in it can be made to run.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from extractors.parallel import in_order
from extractors.readers.sandbox.bounds import MEGABYTE, Bounds
from extractors.readers.sandbox.worker import Trade, close_workers, done_safely
from extractors.text import morphology
from index.home import Home
from index.ranking.stream import Analysed, analysed
from index.store.reader import StoreReader, WholeText

if TYPE_CHECKING:
    from extractors.model.document import Document

BATCH = 50
"""Documents that are read and analysed at once."""

ENOUGH = 40
"""So many batches are worth the start of other processes."""

HERE = "index.ranking.bulk_analysis"
ANALYSING = Trade("analysing documents", f"{HERE}:make_ready_to_analyse", "Make the index with fewer processes.")
BOUNDS = Bounds(seconds=86_400.0, memory=4_000 * MEGABYTE, answer=900 * MEGABYTE)
"""None that documents which were read within their own bounds ever meet."""


class AnalysedDocument(NamedTuple):
    """One document, ready for engine and streams."""

    id: str
    language: str
    analysed: Analysed


def found(document: Document | WholeText) -> AnalysedDocument:
    """One document, analysed."""
    return AnalysedDocument(document.id, document.language, analysed(document))


def analyses(
    home: Home, batches: Sequence[Sequence[str]], workers: int = 1
) -> Generator[list[AnalysedDocument], None, None]:
    """The documents of each batch of ids that the store holds, analysed, batch by batch in order.

    Those of a database are analysed here: the other processes are told no password.
    """
    if workers <= 1 or len(batches) < ENOUGH or home.database is not None:
        with closing(StoreReader.of_home(home)) as reader:
            for ids in batches:
                yield [found(document) for document in reader.documents(ids)]
        return
    store = home.store
    told = {"store": str(store), "voikko": morphology.folder()}

    def asked(ids: Sequence[str]) -> list[AnalysedDocument]:
        body = json.dumps(list(ids)).encode()
        task = f"{HERE}:analyse"
        return found_from_bytes(done_safely(ANALYSING, task, told, body, bounds=BOUNDS, subject=str(store)))

    try:
        yield from in_order(asked, batches, workers)
    finally:
        close_workers(ANALYSING)


def analyse(told: Mapping[str, Any], ids: bytes) -> bytes:
    """The task: ids of documents of a store -> what is found in them, as `found_from_bytes` takes it."""
    if told["voikko"] and morphology.folder() != told["voikko"]:
        morphology.use_voikko(told["voikko"])
    with closing(StoreReader.open(Path(told["store"]))) as reader:
        return found_as_bytes([found(document) for document in reader.documents(json.loads(ids))])


def make_ready_to_analyse() -> None:
    """Nothing that the imports above have not done."""


def found_as_bytes(some: Sequence[AnalysedDocument]) -> bytes:
    """Documents as a process gives them: a line of JSON, then the streams, breaks and pairs of each.

    >>> one = AnalysedDocument("a", "fi", Analysed({"b:kunta": 1}, 1, 0, b"1234", b"5678", (7,)))
    >>> found_from_bytes(found_as_bytes([one])) == [one]
    True
    """
    index: list[Any] = []
    parts: list[bytes] = []
    for one in some:
        it = one.analysed
        these = (it.stream, it.breaks, array("I", it.pairs).tobytes())
        index.append([one.id, one.language, it.counts, it.length, it.title, [len(part) for part in these]])
        parts += these
    return b"".join([json.dumps(index).encode(), b"\n", *parts])


def found_from_bytes(said: bytes) -> list[AnalysedDocument]:
    """The documents `found_as_bytes` was given."""
    at = said.index(b"\n") + 1
    some = []
    for id, language, counts, length, title, sizes in json.loads(said[:at]):
        parts = []
        for size in sizes:
            parts.append(said[at : at + size])
            at += size
        stream, breaks, pairs = parts
        some.append(
            AnalysedDocument(id, language, Analysed(counts, length, title, stream, breaks, tuple(array("I", pairs))))
        )
    return some
