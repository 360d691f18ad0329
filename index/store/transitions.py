"""Transitions: from which version to which a document went, and when.

Versions are what a document has ever been, each once; a page may go back to an earlier one, and forth again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from index.store.schema import documents, transitions

if TYPE_CHECKING:
    from index.store.store import Store


class Transition(NamedTuple):
    """One step of a document from version to version; `seq` counts them: 1, 2, ... within the document."""

    seq: int
    before: str
    after: str
    at: str | None


def transitions_of(store: Store, document_id: str) -> list[Transition]:
    """How a document went from version to version, oldest first."""
    columns = [transitions.c[name] for name in Transition._fields]
    query = sa.select(*columns).where(transitions.c.document_id == document_id).order_by(transitions.c.seq)
    with store.reading() as db:
        return [Transition(*row) for row in db.execute(query)]


def current_versions(db: sa.Connection, ids: Sequence[str]) -> dict[str, str]:
    """The version that each of some documents has now; those that are held no more have none."""
    query = sa.select(documents.c.id, documents.c.version_id).where(documents.c.id.in_(ids), ~documents.c.deleted)
    return {row.id: row.version_id for row in db.execute(query)}


def note_transitions(db: sa.Connection, was: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep which documents have another version now than they had; `rows` are their versions as written."""
    moved = [row for row in rows if was.get(row["document_id"], row["id"]) != row["id"]]
    if not moved:
        return
    ids = [row["document_id"] for row in moved]
    last = sa.select(transitions.c.document_id, sa.func.max(transitions.c.seq)).group_by(transitions.c.document_id)
    taken = Counter({row[0]: row[1] for row in db.execute(last.where(transitions.c.document_id.in_(ids)))})
    db.execute(
        insert(transitions),
        [
            {
                "document_id": row["document_id"],
                "seq": taken[row["document_id"]] + 1,
                "at": row["fetched"],
                "before": was[row["document_id"]],
                "after": row["id"],
            }
            for row in moved
        ],
    )
