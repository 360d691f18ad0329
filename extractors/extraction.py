"""Document -> Records: the door to what `finders.py` finds, of one document or many, in one process or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from extractors.finders import found_in
from extractors.model.document import Document
from extractors.model.records import Records


def extract(document: Document) -> Records:
    """All that one document says of people, roles, bodies, dates, amounts, contacts and identifiers."""
    return next(extract_many([document]))


def extract_many(documents: Iterable[Document], *, workers: int = 1) -> Iterator[Records]:
    """The Records of each document, in order; read in batches, by `workers` processes.

    A worker process holds the model and the caches: about half a gigabyte each.
    """
    if workers > 1:
        from extractors.readers.sandbox.reading_safely import AT_ONCE, understood_by_many

        stream = iter(documents)
        documents = list(islice(stream, AT_ONCE))
        if len(documents) == AT_ONCE:  # enough to be worth the start of other processes
            yield from understood_by_many(chain(documents, stream), workers)
            return
    yield from found_in(documents)
