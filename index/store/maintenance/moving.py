"""Moving: a home's store and original bytes go to a database and an object store, or back into its own folder.

    store      table by table, in the order of their keys: what the other side lacks or has otherwise is written there
    bytes      under their sha256, each looked at as it is read
    settings   name the new place at the end; the old file of a store is laid aside

It is the same work however often it is cut off: the next time compares what is there and does the rest.  When all is
across it is compared once more, record by record, before the settings say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import sqlalchemy as sa

from extractors.model.document import Model
from extractors.model.errors import StoreError
from index.home import Home
from index.store import state as remembered
from index.store.database import database_name, upsert
from index.store.maintenance.copies import What, note_copy
from index.store.schema import addresses, metadata, versions
from index.store.schema import state as state_rows
from index.store.store import Store

AT_ONCE = 500
"""Rows read and compared at a time."""
HEAVY = {"versions": 50, "machine_records": 50}
"""Tables whose rows hold whole texts, and how many of them at a time."""
HANDS = 8
"""Objects that are carried at a time: an object store answers each after some twenty milliseconds, many at once."""
KIND, KEY = "moving", "begun"
"""What says on the other side whose store it is: this home may move there again."""

MoveTeller = Callable[[str, int], None]


class MovedHome(Model):
    """What was moved: rows of all tables, objects, and where they are now."""

    store: str
    objects: str
    rows: int
    objects_moved: int
    left: tuple[str, ...] = ()
    """The database and the object store it was moved from: they hold what they held, and are for a person to clear."""


class StoreDifference(NamedTuple):
    """A stretch of a table's keys, and the rows in which two stores differ there."""

    wanted: list[dict[str, Any]]
    gone: list[tuple[Any, ...]]


def move(home: Home, to: Mapping[str, str | None], tell: MoveTeller | None = None) -> MovedHome:
    """Move a home's `store` and `objects` each to an address, or with None into the home's folder.

    Raises StoreError where the other side holds something else, and where it is not the same in the end: then all is
    left as it was.  Call it with the home's writer lock held.
    """
    there = home.moved(**to)
    rows = moved = 0
    if there.database != home.database:
        with Store.open(home) as old, Store.open(there) as new:
            _refuse_another(home, there, new)
            rows = copy_store(old, new, tell)
            if differ := sum(len(one.wanted) + len(one.gone) for _, one in differences(old, new)):
                raise StoreError(f"{differ} rows are not the same", subject=new.name, advice="Move it again.")
    with Store.open(home) as old:
        moved = move_objects(old, home, there, tell)
    left = _left(home, there)
    was_file = home.database is None
    for name, url in to.items():
        home.set(name, url)
    if was_file and there.database is not None:
        _lay_aside(home)
    for what, at in left.items():
        note_copy(home, what, at)
    return MovedHome(
        store=database_name(home),
        objects=home.objects_url or str(home.objects),
        rows=rows,
        objects_moved=moved,
        left=tuple(left.values()),
    )


def _left(home: Home, there: Home) -> dict[What, str]:
    """What is elsewhere and is no longer where the home is."""
    found: dict[What, str] = {}
    if home.database is not None and home.database != there.database:
        found["database"] = database_name(home)
    if home.objects_url is not None and home.objects_url != there.objects_url:
        found["object store"] = home.objects_url
    return found


def copy_store(old: Store, new: Store, tell: MoveTeller | None = None) -> int:
    """Make a store the same as another; how many rows are in it."""
    rows: dict[str, int] = {}
    for table, one in differences(old, new, rows, tell):
        key = list(table.primary_key.columns)
        with new.writing() as db:
            for gone in one.gone:
                db.execute(table.delete().where(sa.and_(*(c == v for c, v in zip(key, gone, strict=True)))))
            if one.wanted:
                put = upsert(db, table)
                others = {c.name: c for c in put.excluded if c.name not in {k.name for k in key}}
                names = [c.name for c in key]
                put = (
                    put.on_conflict_do_update(index_elements=names, set_=others)
                    if others
                    else put.on_conflict_do_nothing(index_elements=names)
                )
                db.execute(put, one.wanted)
    return sum(rows.values())


def differences(
    old: Store, new: Store, rows: dict[str, int] | None = None, tell: MoveTeller | None = None
) -> Iterator[tuple[sa.Table, StoreDifference]]:
    """Where two stores differ, stretch by stretch; `rows` counts those of the old one by table."""
    with old.reading() as db:
        for table in metadata.sorted_tables:
            count = 0
            for low, some in _stretches(db, table):
                wanted = {_key(table, row): row for row in some}
                high = _key(table, some[-1]) if some else None
                with new.reading() as other:
                    held = {_key(table, row): row for row in _between(other, table, low, high)}
                if some or held:
                    unlike = [row for key, row in wanted.items() if held.get(key) != row]
                    gone = [key for key in held if key not in wanted]
                    if unlike or gone:
                        yield table, StoreDifference(unlike, gone)
                count += len(some)
                if tell:
                    tell(table.name, count)
            if rows is not None:
                rows[table.name] = count


def move_objects(store: Store, home: Home, there: Home, tell: MoveTeller | None = None) -> int:
    """Keep in another place the bytes that a store names and a home has; how many there are now that were not."""
    if there.objects_url == home.objects_url and there.objects == home.objects:
        return 0
    with store.reading() as db:
        named = sa.union(sa.select(versions.c.sha256), sa.select(addresses.c.sha256))
        digests = sorted({one for one in db.execute(named).scalars() if one})

    def carried(digest: str) -> bool:
        if not home.kept.exists(digest):
            return False
        content = home.content(digest)
        if there.holds(digest):
            return False
        there.kept.write(digest, content)
        there.content(digest)
        return True

    count = 0
    with ThreadPoolExecutor(HANDS) as hands:
        try:
            for done in hands.map(carried, digests):
                count += done
                if tell:
                    tell("objects", count)
        finally:
            hands.shutdown(cancel_futures=True)
    return count


def _stretches(db: sa.Connection, table: sa.Table) -> Iterator[tuple[tuple[Any, ...] | None, list[dict[str, Any]]]]:
    """The rows of a table in order of their keys, some at a time, each with the key they come after; at last none."""
    low: tuple[Any, ...] | None = None
    while True:
        some = _between(db, table, low, None, HEAVY.get(table.name, AT_ONCE))
        yield low, some
        if not some:
            return
        low = _key(table, some[-1])


def _between(
    db: sa.Connection,
    table: sa.Table,
    low: tuple[Any, ...] | None,
    high: tuple[Any, ...] | None,
    most: int | None = None,
) -> list[dict[str, Any]]:
    """The rows whose keys come after `low` and not after `high`, in order; what says that it is moved left out."""
    columns = list(table.primary_key.columns)
    query = sa.select(table).order_by(*columns)
    if table is state_rows:
        query = query.where(table.c.kind != KIND)
    if low is not None:
        query = query.where(_after(columns, low))
    if high is not None:
        query = query.where(sa.not_(_after(columns, high)))
    return [dict(row) for row in db.execute(query.limit(most) if most else query).mappings()]


def _after(columns: Sequence[Any], key: tuple[Any, ...]) -> Any:
    values = [sa.literal(value, column.type) for column, value in zip(columns, key, strict=True)]
    return columns[0] > values[0] if len(columns) == 1 else sa.tuple_(*columns) > sa.tuple_(*values)


def _key(table: sa.Table, row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in table.primary_key.columns)


def _refuse_another(home: Home, there: Home, new: Store) -> None:
    """Mark an empty store as the one this home is moved to; raise StoreError for one that holds something else."""
    me = {"home": str(home.root)}
    with new.writing() as db:
        begun = remembered.get(db, KIND, KEY)
        if begun is None and any(
            db.execute(sa.select(sa.func.count()).select_from(table)).scalar() for table in metadata.sorted_tables
        ):
            raise StoreError(
                "it holds another store already",
                subject=database_name(there),
                advice="Name an empty database; a file of an earlier store is to be moved away by hand.",
            )
        if begun is not None and begun != me:
            raise StoreError("another home is being moved there", subject=database_name(there))
        remembered.put(db, KIND, KEY, me)


def _lay_aside(home: Home) -> None:
    """Keep the store's file under another name: nothing reads it any more, and forgetting removes it."""
    for tail in ("-wal", "-shm"):
        home.store.with_name(home.store.name + tail).unlink(missing_ok=True)
    home.store.replace(home.store.with_name(f"{home.store.stem}.before-move"))
