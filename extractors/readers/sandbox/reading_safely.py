"""Reading untrusted documents, and finding what they say, within bounds.

inside_safely(raw) -> Inside                       what it is, and the documents within it
read_safely(raw) -> Document                       or a ReadError that says why not
read_many(raws) -> Iterator[Document | ReadError]  in order, several at a time
understood_safely(documents) -> list[Records]      or a ReadError for all of them together
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from extractors.model.document import Document, RawDocument
from extractors.model.errors import EmptyDocument, ReadError
from extractors.model.records import Entry, Records
from extractors.parallel import in_order
from extractors.readers.sandbox.bounds import MEGABYTE, Bounds
from extractors.readers.sandbox.exchange import (
    Inside,
    documents_as_json,
    inside_from_bytes,
    records_from_json,
    told_of,
)
from extractors.readers.sandbox.worker import Trade, done_safely

HERE = "extractors.readers.sandbox.tasks"
AT_ONCE = 16
"""Documents a process is handed at once, for the language model is quicker with many."""
USUAL = Bounds()
"""Of one document, where a caller sets none; a run has its own in settings.toml."""
WITH_MODEL = 1_500 * MEGABYTE
"""Bytes for reading and understanding in one process, which holds the language model."""
DAY = 86_400.0
"""Seconds of work: no bound a batch of documents of one's own ever meets."""
READING = Trade(
    "reading it",
    f"{HERE}:make_ready_to_read",
    "Allow more with `louhi ingest --seconds`, or look at the document: it may be made so.",
)
UNDERSTANDING = Trade(
    "understanding it",
    f"{HERE}:make_ready_to_understand",
    "Allow more with understand_seconds in settings.toml, or look at the document: it may be made so.",
)


def inside_safely(
    raw: RawDocument, *, seconds: float = USUAL.seconds, memory: int = USUAL.memory, pages: int = USUAL.pages
) -> Inside:
    """What untrusted bytes are, and the documents within them: told in a process of its own, within bounds.

    Raises ReadError as `read_safely` does.
    """
    if not raw.content:
        raise EmptyDocument("it is empty", subject=raw.source, advice="Fetch it again.")
    bounds = Bounds(seconds=seconds, memory=memory, pages=pages)
    answer = done_safely(READING, f"{HERE}:look_inside", told_of(raw), raw.content, bounds=bounds, subject=raw.source)
    return inside_from_bytes(answer)


def read_safely(
    raw: RawDocument, *, seconds: float = USUAL.seconds, memory: int = USUAL.memory, pages: int = USUAL.pages
) -> Document:
    """Read an untrusted document in a process of its own, within `seconds`, `memory` (bytes) and `pages`.

    Raises ReadTimeout when the time is up, TooLarge when it needs more memory or has more pages,
    DamagedDocument when the process crashes, and the reader's own ReadError otherwise.
    """
    if not raw.content:
        raise EmptyDocument("it is empty", subject=raw.source, advice="Fetch it again.")
    bounds = Bounds(seconds=seconds, memory=memory, pages=pages)
    answer = done_safely(READING, f"{HERE}:read_document", told_of(raw), raw.content, bounds=bounds, subject=raw.source)
    return Document.model_validate_json(answer)


def read_many(
    raws: Iterable[RawDocument],
    workers: int = 2,
    *,
    seconds: float = USUAL.seconds,
    memory: int = USUAL.memory,
    pages: int = USUAL.pages,
) -> Iterator[Document | ReadError]:
    """Read documents `workers` at a time; each gives its Document or its ReadError, in the order of `raws`.

    Takes no more than a few of `raws` ahead of what has been asked for.
    """

    def one(raw: RawDocument) -> Document | ReadError:
        try:
            return read_safely(raw, seconds=seconds, memory=memory, pages=pages)
        except ReadError as error:
            return error

    yield from in_order(one, raws, workers)


def understood_safely(
    documents: Sequence[Document], *, seconds: float = 300.0, memory: int = WITH_MODEL
) -> list[Records]:
    """Find what documents say, all in one go, in a process of its own, within `seconds` and `memory` (bytes).

    Raises ReadError for all of them where one of them is too much.
    """
    if not documents:
        return []
    subject = documents[0].source if len(documents) == 1 else f"{len(documents)} documents"
    answer = done_safely(
        UNDERSTANDING,
        f"{HERE}:understand_documents",
        {},
        documents_as_json(list(documents)),
        bounds=Bounds(seconds=seconds, memory=memory),
        subject=subject,
    )
    return records_from_json(answer)


def entered_safely(raw: RawDocument, *, seconds: float = 360.0, memory: int = WITH_MODEL) -> Entry:
    """Read one document and find what it says, in one process, within `seconds` and `memory` (bytes).

    Raises ReadError.
    """
    bounds = Bounds(seconds=seconds, memory=memory)
    answer = done_safely(
        UNDERSTANDING, f"{HERE}:enter_document", told_of(raw), raw.content, bounds=bounds, subject=raw.source
    )
    return Entry.model_validate_json(answer)


def understood_by_many(documents: Iterable[Document], workers: int) -> Iterator[Records]:
    """Find what documents say, in order, by `workers` processes that each hold the model and take some at a time.

    A document that is too much even for a day's work or so much memory ends it with its ReadError.
    """
    stream = iter(documents)
    batches = iter(lambda: list(islice(stream, AT_ONCE)), [])
    for records in in_order(partial(understood_safely, seconds=DAY), batches, workers):
        yield from records
