"""Writes entries as the current versions of their documents: all that is kept of them in one transaction.

    contents of addresses       put_arrivals: each to the document it belongs to (duplicates/identity.py)
    entries under their ids     write_entries

What a batch of them asks of the database it asks once: a question costs more than its answer, and ten documents have as
many questions as one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from extractors.model.records import Entry
from index.corrections.applying import corrected, keep_machine_records
from index.store.database import among, insert_rows, upsert
from index.store.duplicates.identity import (
    WhatIsHeld,
    free_ids,
    held_of,
    independent,
    note_words,
    place,
    settle_left,
)
from index.store.duplicates.near_duplicates import update_groups
from index.store.maintenance.seal import seal
from index.store.rows import content_id, passage_rows, record_rows, version_id, version_row
from index.store.schema import addresses, documents, passages, records, transitions, versions
from index.store.store_model import Arrival, Put, ReadBy
from index.things.incremental import update_things


def last_change(db: sa.Connection) -> int:
    """The number of the latest put or delete; 0 for a new store."""
    return db.execute(sa.select(sa.func.max(documents.c.change))).scalar() or 0


def forget_records(db: sa.Connection, of: Any) -> None:
    """Take away the passages and records of versions."""
    for table in (passages, records):
        db.execute(table.delete().where(table.c.version_id.in_(of)))


def write_entries(db: sa.Connection, entries: Collection[Entry], by: Mapping[str, ReadBy] | None = None) -> None:
    """Write entries as the current versions of their documents; the last wins where an id comes twice.

    Corrections that people made are applied on the way.  `by` says who read them, by document id; a version that is
    held keeps when it was fetched, and without `by` also who read it.
    """
    machine = {entry.document.id: entry for entry in entries}
    latest = dict(zip(machine, corrected(db, list(machine.values())), strict=True))
    ids = list(latest)
    numbers: dict[str, dict[str, int]] = defaultdict(dict)
    for row in db.execute(
        sa.select(versions.c.document_id, versions.c.id, versions.c.number).where(
            among(db, versions.c.document_id, ids)
        )
    ):
        numbers[row.document_id][row.id] = row.number
    change = last_change(db)
    rows = []
    for one, entry in latest.items():
        key = version_id(one, content_id(entry.document))
        number = numbers[one].get(key) or max(numbers[one].values(), default=0) + 1
        rows.append(version_row(entry, number, (by or {}).get(one, ReadBy())))
    was = _current_versions(db, ids)
    keys = [row["id"] for row in rows]
    known = {key for held in numbers.values() for key in held}
    again = [key for key in keys if key in known]
    if again:
        forget_records(db, again)
    fresh = upsert(db, documents)
    moved = {c.name: c for c in fresh.excluded if c.name in ("version_id", "change", "deleted")}
    heads = [
        {"id": row["document_id"], "version_id": row["id"], "change": change + i, "deleted": False}
        for i, row in enumerate(rows, 1)
    ]
    db.execute(fresh.on_conflict_do_update(index_elements=["id"], set_=moved), heads)
    held = [[*passage_rows(key, entry.document.passages)] for key, entry in zip(keys, latest.values(), strict=True)]
    found = [[*record_rows(key, entry.records)] for key, entry in zip(keys, latest.values(), strict=True)]
    for head, its_passages, its_records in zip(rows, held, found, strict=True):
        head["seal"] = seal(head, its_passages, its_records)
    put = upsert(db, versions)
    kept = {c.name: c for c in put.excluded if c.name not in ("id", "fetched", "number")}
    if by is None:
        del kept["extractor"]
    db.execute(put.on_conflict_do_update(index_elements=["id"], set_=kept), rows)
    _note_transitions(db, was, rows)
    for table, some in ((passages, held), (records, found)):
        insert_rows(db, table, [row for one in some for row in one])
    keep_machine_records(db, machine.values(), latest.values())
    update_things(db, latest.values())
    update_groups(db, [entry.document for entry in latest.values()])


def put_arrivals(db: sa.Connection, some: Sequence[Arrival]) -> list[Put]:
    """Keep what addresses gave, each as if it came alone after those before it."""
    out: list[Put] = []
    while some:
        held = held_of(db, some)
        here = some[: independent(held, some)]
        out += _put(db, here, held)
        some = some[len(here) :]
    return out


def _put(db: sa.Connection, some: Sequence[Arrival], held: WhatIsHeld) -> list[Put]:
    """Keep some of which none changes where another belongs."""
    placed = [place(db, held, one) for one in some]
    free = free_ids(db, [one.entry.document.id for one, at in zip(some, placed, strict=True) if at.document_id is None])
    puts, written, by, keyed = [], [], {}, {}
    for one, at in zip(some, placed, strict=True):
        document = one.entry.document
        key = at.document_id or free[document.id]
        version = version_id(key, content_id(document))
        puts.append(Put(key, version, at.outcome))
        if at.write:
            written.append(one.entry if document.id == key else _under(one.entry, key))
            by[key], keyed[version] = one.by, document
    if written:
        write_entries(db, written, by)
        note_words(db, keyed)
    rows = [
        {**one.address.model_dump(), "document_id": put.document_id, "sha256": content_id(one.entry.document)}
        for one, put in zip(some, puts, strict=True)
    ]
    fresh = upsert(db, addresses)
    told = {column.name: column for column in fresh.excluded if column.name != "address"}
    db.execute(fresh.on_conflict_do_update(index_elements=["address"], set_=told), rows)
    there = sorted({put.document_id for put in puts})
    db.execute(
        documents.update()
        .where(among(db, documents.c.id, there), documents.c.vanished.is_not(None))
        .values(vanished=None)
    )
    for one, put in zip(some, puts, strict=True):
        known = held.known.get(one.address.address)
        if known and known != put.document_id:
            settle_left(db, known, one.address.checked or one.by.fetched)
    return puts


def _under(entry: Entry, document_id: str) -> Entry:
    return entry.model_copy(update={"document": entry.document.model_copy(update={"id": document_id})})


def _current_versions(db: sa.Connection, ids: Sequence[str]) -> dict[str, str]:
    """The version that each of some documents has now; those that are held no more have none."""
    query = sa.select(documents.c.id, documents.c.version_id).where(
        among(db, documents.c.id, ids), ~documents.c.deleted
    )
    return {row.id: row.version_id for row in db.execute(query)}


def _note_transitions(db: sa.Connection, was: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep which documents have another version now than they had; `rows` are their versions as written."""
    moved = [row for row in rows if was.get(row["document_id"], row["id"]) != row["id"]]
    if not moved:
        return
    ids = [row["document_id"] for row in moved]
    last = sa.select(transitions.c.document_id, sa.func.max(transitions.c.seq)).group_by(transitions.c.document_id)
    taken = Counter({row[0]: row[1] for row in db.execute(last.where(transitions.c.document_id.in_(ids)))})
    db.execute(
        transitions.insert(),
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
