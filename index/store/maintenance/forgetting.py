"""Forgetting: a document is taken out of the store with every trace of it, and its file is overwritten.

The small state keeps the record: when, why, how much of what, and digests by which Louhi knows the document's
addresses and bytes again, so that no pass brings it back; from a digest nobody reads what it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa
from pydantic import Field

from extractors.model.document import Model
from extractors.model.ids import sha256
from index.home import Home
from index.objects import FolderObjects
from index.store import state
from index.store.alert_rows import drop_alerts
from index.store.schema import (
    addresses,
    candidates,
    corrections,
    documents,
    items,
    profiles,
    records,
    things,
    versions,
)
from index.store.schema import state as remembered
from index.store.store import Store

KIND = "forgotten"  # what the records are in the small state


class Forgotten(Model):
    """The record of one document that was forgotten; `removed` counts what was, by kind.

    One that is not `done` was cut off: the next `forget` does the rest.
    """

    when: str
    document: str
    why: str | None = None
    addresses: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    removed: dict[str, int] = Field(default_factory=dict)
    done: bool = True


class Traces(Model):
    """All a store knows of one document: what its addresses and bytes are, and how much there is of each kind."""

    document: str
    addresses: tuple[str, ...]
    contents: tuple[str, ...]
    counts: dict[str, int]


def traces(store: Store, document_id: str) -> Traces:
    """What would be removed with a document."""
    with store.reading() as db:
        own = sa.select(versions.c.id).where(versions.c.document_id == document_id)
        at = list(db.execute(sa.select(addresses.c.address).where(addresses.c.document_id == document_id)).scalars())
        held: set[str] = set()
        elsewhere: set[str] = set()
        for table in (versions, addresses):
            its = table.c.document_id == document_id
            held |= set(db.execute(sa.select(table.c.sha256).where(its)).scalars())
            elsewhere |= set(db.execute(sa.select(table.c.sha256).where(~its)).scalars())

        def count(table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
            return int(db.execute(sa.select(sa.func.count()).select_from(table).where(*where)).scalar_one())

        counts = {
            "versions": count(versions, versions.c.document_id == document_id),
            "records": count(records, records.c.version_id.in_(own)),
            "corrections": count(corrections, corrections.c.document_id == document_id),
        }
    contents = tuple(sorted(held - elsewhere - {""}))
    return Traces(document=document_id, addresses=tuple(sorted(at)), contents=contents, counts=counts)


def naming(store: Store, person: str) -> list[str]:
    """The documents any version of which names a person, in any case of letters."""
    wanted = " ".join(person.casefold().split())
    query = (
        sa.select(versions.c.document_id, records.c.name)
        .join(versions, versions.c.id == records.c.version_id)
        .where(records.c.kind.in_(("people", "roles")))
        .distinct()
    )
    with store.reading() as db:
        return sorted({row.document_id for row in db.execute(query) if (row.name or "").casefold() == wanted})


def remove(store: Store, home: Home, found: Traces) -> dict[str, int]:
    """Take a document out of the store, its corrections and its kept bytes; how many of each."""
    removed = dict(found.counts)
    with store.writing() as db:
        about = sa.cast(corrections.c.data, sa.String).like(f"%{found.document}%")
        db.execute(corrections.delete().where(sa.or_(corrections.c.document_id == found.document, about)))
        gone = sa.or_(items.c.document_id == found.document, items.c.address.in_(found.addresses))
        removed["outcomes"] = db.execute(items.delete().where(gone)).rowcount
        removed["alerts"] = drop_alerts(db, found.document, found.addresses)
        removed["remembered"] = _forget_state(db, {found.document, *found.addresses})
    store.delete([found.document])
    _forget_things(store)
    removed["objects"] = removed["pictures"] = 0
    for digest in found.contents:
        places = (
            (home.kept, FolderObjects(home.objects)) if home.objects_url else (home.kept,)
        )  # it may have moved there
        removed["objects"] += max([one.remove(digest) for one in places])
        for picture in home.pictures(digest):
            picture.unlink(missing_ok=True)
            removed["pictures"] += 1
    return removed


def _forget_state(db: sa.Connection, gone: Collection[str]) -> int:
    """Take documents and addresses out of all small state but these records; in how much of it they stood."""
    count = 0
    query = sa.select(remembered).where(remembered.c.kind != KIND)
    for row in db.execute(query).all():
        left = without(row.data, gone)
        if row.key in gone:
            state.remove(db, row.kind, row.key)
        elif left != row.data:
            state.put(db, row.kind, row.key, left)
        else:
            continue
        count += 1
    return count


def without(held: Any, gone: Collection[str]) -> Any:
    """What is remembered, without what is about some documents or addresses: by key, by itself, or as it says.

    >>> without({"seen": {"a": "1", "b": "2"}, "items": [{"address": "a"}, {"address": "c"}], "aside": ["a"]}, {"a"})
    {'seen': {'b': '2'}, 'items': [{'address': 'c'}], 'aside': []}
    """
    if isinstance(held, dict):
        return {key: without(one, gone) for key, one in held.items() if key not in gone}
    if isinstance(held, list):
        return [without(one, gone) for one in held if not _is_about(one, gone)]
    return held


def _is_about(one: Any, gone: Collection[str]) -> bool:
    if isinstance(one, dict):
        return one.get("address") in gone or one.get("document") in gone
    return isinstance(one, str) and one in gone


def _forget_things(store: Store) -> None:
    """Remove people and bodies that no document names any more: their names are all that is left of them."""
    with store.writing() as db:
        nameless = sa.select(things.c.id).where(things.c.documents == 0)
        db.execute(candidates.delete().where(sa.or_(candidates.c.one.in_(nameless), candidates.c.other.in_(nameless))))
        db.execute(profiles.delete().where(profiles.c.uses == 0))
        db.execute(things.delete().where(things.c.documents == 0))


def overwrite(store: Store) -> None:
    """Write the store's file anew, so that nothing of what was deleted is left in its free pages."""
    if store.engine.dialect.name != "sqlite":
        return
    held = store.engine.raw_connection()
    try:
        for said in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):  # not within a transaction
            held.cursor().execute(said)
    finally:
        held.close()


def note(store: Store, one: Forgotten) -> None:
    """Keep a record; it stands before anything is removed, so that a run that is killed can be done again."""
    with store.writing() as db:
        state.put(db, KIND, f"{one.when} {one.document}", one.model_dump(mode="json"))


def forgotten(store: Store) -> list[Forgotten]:
    """The records, oldest first."""
    with store.reading() as db:
        return [Forgotten.model_validate(one) for one in state.every(db, KIND).values()]


def cut_off(store: Store) -> list[Forgotten]:
    """The records of what was begun to be forgotten and never ended."""
    return [one for one in forgotten(store) if not one.done]


def forgotten_digests(store: Store) -> frozenset[str]:
    """By what Louhi knows the addresses and the bytes of what was forgotten."""
    return frozenset(digest for one in forgotten(store) for digest in (*one.addresses, *one.contents))


def digests_of(some: Iterable[str]) -> tuple[str, ...]:
    """Addresses as they stand in the record.

    >>> digests_of(["/srv/paperi.pdf"])[0][:8]
    '1658ebc5'
    """
    return tuple(sha256(address.encode()) for address in some)


def is_held(store: Store, document_id: str) -> bool:
    """Whether a document is in the store now."""
    query = sa.select(documents.c.id).where(documents.c.id == document_id, ~documents.c.deleted)
    with store.reading() as db:
        return db.execute(query).scalar() is not None
