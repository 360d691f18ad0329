"""Beside each row of a table: the sentence that proves it, and what the document is that says so."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from extractors.text.sentences import sentence_of
from index.store.loading import documents_now
from index.store.store import Store


def prove(store: Store, rows: list[dict[str, Any]]) -> None:
    """Give each row the sentence and page of its first mention, and its document's title, day, publisher and source.

    A document is read once for all of its rows; those of one that was forgotten meanwhile stay as they are.
    """
    said_by: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["evidence"]:
            said_by[row["evidence"][0]["document"]].append(row)
    with store.reading() as db:
        for document in documents_now(db, said_by):
            for row in said_by[document.id]:
                first = row["evidence"][0]
                low, high = sentence_of(document, first["start"], first["end"])
                row |= {
                    "sentence": " ".join(document.text[low:high].split()),
                    "page": first.get("page"),
                    "title": document.title,
                    "published": document.published,
                    "publisher": document.publisher,
                    "source": document.source,
                }
