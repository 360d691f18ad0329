"""Reading untrusted documents, and finding what they say, within bounds.

read_safely(raw) -> Document                       or a ReadError that says why not
read_many(raws) -> Iterator[Document | ReadError]  in order, several at a time
understood_safely(documents) -> list[Records]      or a ReadError for all of them together
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from extractors.model.document import Document, RawDocument
from extractors.model.errors import EmptyDocument, ReadError
from extractors.model.records import Entry, Records
from extractors.readers.sandbox.bounds import MEGABYTE, Bounds
from extractors.readers.sandbox.tasks import documents_as_json, records_from_json, told_of
from extractors.readers.sandbox.worker import Trade, done_safely

HERE = "extractors.readers.sandbox.tasks"
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


def read_safely(
    raw: RawDocument, *, seconds: float = 60.0, memory: int = 1_000 * MEGABYTE, pages: int = 2_000
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
    seconds: float = 60.0,
    memory: int = 1_000 * MEGABYTE,
    pages: int = 2_000,
) -> Iterator[Document | ReadError]:
    """Read documents `workers` at a time; each gives its Document or its ReadError, in the order of `raws`.

    Takes no more than a few of `raws` ahead of what has been asked for.
    """

    def one(raw: RawDocument) -> Document | ReadError:
        try:
            return read_safely(raw, seconds=seconds, memory=memory, pages=pages)
        except ReadError as error:
            return error

    waiting: deque[Future[Document | ReadError]] = deque()
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="reading") as pool:
        try:
            for raw in raws:
                waiting.append(pool.submit(one, raw))
                if len(waiting) > 2 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def understood_safely(
    documents: Sequence[Document], *, seconds: float = 300.0, memory: int = 1_500 * MEGABYTE
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


def entered_safely(raw: RawDocument, *, seconds: float = 360.0, memory: int = 1_500 * MEGABYTE) -> Entry:
    """Read one document and find what it says, in one process, within `seconds` and `memory` (bytes).

    Raises ReadError.
    """
    bounds = Bounds(seconds=seconds, memory=memory)
    answer = done_safely(
        UNDERSTANDING, f"{HERE}:enter_document", told_of(raw), raw.content, bounds=bounds, subject=raw.source
    )
    return Entry.model_validate_json(answer)
