"""Brings the store to where a correction of a thing has been said, or has been taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import sqlalchemy as sa

from index.corrections.applying import machine_entry
from index.corrections.corrections import Correction
from index.store.database import in_batches
from index.store.loading import entries_now
from index.store.naming import spaced
from index.store.schema import documents, machine_records, records
from index.store.writing import write_entries
from index.things.incremental import update_things


def settle(db: sa.Connection, one: Correction) -> None:
    """Bring things, or the documents that name what is rejected, to what the corrections held now say."""
    if one.action == "reject":
        for some in in_batches(naming(db, one.kind, one.items), 200):
            write_entries(db, [machine_entry(db, entry) for entry in entries_now(db, some)])
        return
    items = set(one.items) | set(one.others)
    if one.action in ("together", "apart"):
        items |= {one.name, one.value or ""}
    held = sorted({item.rpartition("/")[0] for item in items})
    update_things(db, list(entries_now(db, held)), decided=items)


def naming(db: sa.Connection, kind: str, folded: Collection[str]) -> list[str]:
    """The documents that name people or bodies so, by what is kept or by what the machine found."""
    query = sa.select(documents.c.id, records.c.name).join(records, records.c.version_id == documents.c.version_id)
    found = {row.id for row in db.execute(query.where(records.c.kind == kind)) if spaced(row.name).strip() in folded}
    corrected = sa.select(documents.c.id, machine_records.c.data)
    corrected = corrected.join(machine_records, machine_records.c.version_id == documents.c.version_id)
    for row in db.execute(corrected):
        if any(spaced(name).strip() in folded for name in _names(row.data.get(kind, ()))):
            found.add(row.id)
    return sorted(found)


def _names(some: Iterable[dict[str, str]]) -> Iterator[str]:
    yield from (one["name"] for one in some)
