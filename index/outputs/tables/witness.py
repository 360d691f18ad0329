"""Beside each row of a table: the sentence that proves it, and what the document is that says so."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import sqlalchemy as sa

from extractors.model.document import Document
from extractors.text.sentences import sentence_of
from index.store.database import asked
from index.store.loading import documents_now
from index.store.schema import documents
from index.store.store import Store


def prove(store: Store, rows: list[dict[str, Any]]) -> None:
    """Give each row the sentence and page of its first mention, and its document's title, day, publisher and source.

    `vanished` is when that document was gone from its last address.
    A document is read once for all of its rows; those of one that was forgotten meanwhile stay as they are.
    """
    said_by: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["evidence"]:
            said_by[row["evidence"][0]["document"]].append(row)
    with store.reading() as db:
        query = sa.select(documents.c.id, documents.c.vanished).where(documents.c.vanished.is_not(None))
        gone = {row.id: row.vanished for row in asked(db, query, documents.c.id, said_by)}
        for document in documents_now(db, said_by):
            for row in said_by[document.id]:
                first = row["evidence"][0]
                row |= {
                    "sentence": sentence_around(document, first["start"], first["end"]),
                    "page": first.get("page"),
                    "title": document.title,
                    "published": document.published,
                    "publisher": document.publisher,
                    "source": document.source,
                    "vanished": gone.get(document.id),
                }


def sentence_around(document: Document, start: int, end: int) -> str:
    """The sentence that a mention stands in, on one line.

    No sentence goes on from one passage to the next: of a long document that passage alone is looked at, where no other
    meets it.
    """
    around = [p for p in document.passages if p.start <= start and end <= p.end]
    if len(around) == 1:
        [one] = around
        if not any(p.start <= one.end and one.start <= p.end for p in document.passages if p is not one):
            alone = one.model_copy(
                update={
                    "start": 0,
                    "end": one.end - one.start,
                    "cells": tuple((low - one.start, high - one.start) for low, high in one.cells),
                }
            )
            text = document.text[one.start : one.end]
            document = document.model_copy(update={"text": text, "passages": (alone,)})
            start, end = start - one.start, end - one.start
    low, high = sentence_of(document, start, end)
    return " ".join(document.text[low:high].split())
