"""Entries as the store has them, within one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from extractors.model.document import Document
from extractors.model.records import Entry
from index.store.database import among, in_batches
from index.store.rows import document_of, entry_of
from index.store.schema import documents, passages, records, transitions, versions
from index.store.store_model import Transition


def entries_now(db: sa.Connection, ids: Collection[str]) -> Iterator[Entry]:
    """Some documents as they are in this transaction, by id; those not held are left out."""
    for rows in _versions_now(db, ids):
        yield from entries_at(db, rows)


def documents_now(db: sa.Connection, ids: Collection[str]) -> Iterator[Document]:
    """As `entries_now`, without their records: where the text alone is looked at."""
    for rows in _versions_now(db, ids):
        held = _passages(db, rows)
        yield from (document_of(row, held[row["id"]]) for row in rows)


def _versions_now(db: sa.Connection, ids: Collection[str]) -> Iterator[list[sa.RowMapping]]:
    """The rows of `versions` that some documents are at, by document, some at a time."""
    query = sa.select(versions).join(documents, documents.c.version_id == versions.c.id)
    for some in in_batches(sorted(ids), 200):
        rows = db.execute(query.where(among(db, documents.c.id, some), ~documents.c.deleted)).mappings().all()
        yield sorted(rows, key=lambda row: str(row["document_id"]))


def entries_of(db: sa.Connection, batch: int = 200) -> Iterator[Entry]:
    """All documents as they are now, by id."""
    held = db.execute(sa.select(documents.c.version_id).where(~documents.c.deleted).order_by(documents.c.id)).scalars()
    for some in in_batches(held.all(), batch):
        rows = db.execute(sa.select(versions).where(among(db, versions.c.id, some))).mappings().all()
        yield from entries_at(db, sorted(rows, key=lambda row: row["document_id"]))


def entries_at(db: sa.Connection, chosen: Sequence[sa.RowMapping]) -> Iterator[Entry]:
    """The entries of some rows of `versions`, in their order."""
    keys = [row["id"] for row in chosen]
    held = _passages(db, chosen)
    found: dict[str, list[Any]] = defaultdict(list)
    for row in db.execute(
        sa.select(records).where(among(db, records.c.version_id, keys)).order_by(records.c.version_id, records.c.seq)
    ).mappings():
        found[row["version_id"]].append(row)
    for row in chosen:
        yield entry_of(row, held[row["id"]], found[row["id"]])


def _passages(db: sa.Connection, chosen: Sequence[sa.RowMapping]) -> Mapping[str, list[Any]]:
    """The rows of `passages` of each of some rows of `versions`, in order."""
    held: dict[str, list[Any]] = defaultdict(list)
    query = sa.select(passages).where(among(db, passages.c.version_id, [row["id"] for row in chosen]))
    for row in db.execute(query.order_by(passages.c.version_id, passages.c.seq)).mappings():
        held[row["version_id"]].append(row)
    return held


def transitions_of(db: sa.Connection, document_id: str) -> list[Transition]:
    """How a document went from version to version, oldest first."""
    columns = [transitions.c[name] for name in Transition._fields]
    query = sa.select(*columns).where(transitions.c.document_id == document_id).order_by(transitions.c.seq)
    return [Transition(*row) for row in db.execute(query)]
