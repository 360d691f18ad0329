"""Applies the corrections held in the store to entries on their way in, and keeps what the machine had found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa

from extractors.model.records import Entry, Records
from index.corrections.corrections import Correction, apply, dropped
from index.store.database import AT_ONCE, in_batches
from index.store.naming import spaced
from index.store.rows import content_id, version_id
from index.store.schema import corrections, machine_records


def corrected(db: sa.Connection, entries: Sequence[Entry]) -> list[Entry]:
    """The entries with the corrections of their documents applied; notes which of them no longer fit."""
    said = _said(db, [entry.document.id for entry in entries])
    nobody = rejected_everywhere(db)
    out = []
    for given in entries:
        entry = without(given, nobody) if nobody else given
        if some := said.get(entry.document.id):
            records, failed = apply(entry.document, entry.records, some)
            for one in some:
                db.execute(corrections.update().where(corrections.c.id == one.id).values(failed=failed.get(one.id)))
            out.append(entry.model_copy(update={"records": records}))
        else:
            out.append(entry)
    return out


def rejected_everywhere(db: sa.Connection) -> dict[str, set[str]]:
    """Names, by kind of record, of which a person said that they are none in any document."""
    out: dict[str, set[str]] = defaultdict(set)
    for data in db.execute(sa.select(corrections.c.data).where(corrections.c.document_id == "")).scalars():
        if data["action"] == "reject":
            out[data["kind"]].update(data["items"])
    return out


def without(entry: Entry, names: Mapping[str, Collection[str]]) -> Entry:
    """The entry without people and bodies of these folded names, and without what is said of them."""
    records = entry.records
    gone = {
        kind: [one.name for one in getattr(records, kind) if spaced(one.name).strip() in some]
        for kind, some in names.items()
    }
    for kind, some in gone.items():
        for name in some:
            records = dropped(records, kind, name)
    return entry if records is entry.records else entry.model_copy(update={"records": records})


def keep_machine_records(db: sa.Connection, machine: Iterable[Entry], kept: Iterable[Entry]) -> None:
    """Beside each corrected version, what the machine had found, so that a correction can be taken back."""
    held = {
        version_id(one.document.id, content_id(one.document)): (one, now)
        for one, now in zip(machine, kept, strict=True)
    }
    for some in in_batches(held, AT_ONCE):
        db.execute(machine_records.delete().where(machine_records.c.version_id.in_(some)))
    changed = [
        {"version_id": key, "data": before.records.model_dump(mode="json", by_alias=True)}
        for key, (before, after) in held.items()
        if before is not after
    ]
    if changed:
        db.execute(machine_records.insert(), changed)


def machine_entry(db: sa.Connection, entry: Entry) -> Entry:
    """The entry with the machine's own records."""
    key = version_id(entry.document.id, entry.document.sha256)
    data = db.execute(sa.select(machine_records.c.data).where(machine_records.c.version_id == key)).scalar()
    return entry if data is None else entry.model_copy(update={"records": Records.model_validate(data)})


def _said(db: sa.Connection, ids: Sequence[str]) -> dict[str, list[Correction]]:
    out: dict[str, list[Correction]] = defaultdict(list)
    query = sa.select(corrections.c.data).where(corrections.c.document_id.in_(ids)).order_by(corrections.c.seq)
    for data in db.execute(query).scalars():
        one = Correction.model_validate(data)
        out[one.document].append(one)
    return out
