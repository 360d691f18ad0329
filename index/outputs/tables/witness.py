"""Beside each row of a table: the sentence that proves it, and what the document is that says so."""

from __future__ import annotations

from typing import Any

from extractors.text.sentences import sentence_of
from index.store.database import in_batches
from index.store.store import Store


def prove(store: Store, rows: list[dict[str, Any]]) -> None:
    """Give each row the sentence and page of its first mention, and its document's title, day, publisher and source."""
    wanted = {row["evidence"][0]["document"] for row in rows if row["evidence"]}
    texts: dict[str, Any] = {}
    for some in in_batches(sorted(wanted), 200):
        texts |= {entry.document.id: entry.document for entry in store.entries(some)}
    for row in rows:
        if not row["evidence"] or row["evidence"][0]["document"] not in texts:
            continue  # forgotten meanwhile
        first = row["evidence"][0]
        document = texts[first["document"]]
        low, high = sentence_of(document, first["start"], first["end"])
        row |= {
            "sentence": " ".join(document.text[low:high].split()),
            "page": first.get("page"),
            "title": document.title,
            "published": document.published,
            "publisher": document.publisher,
            "source": document.source,
        }
