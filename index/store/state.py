"""Small state in the store: what is to be remembered beside the documents, by kind and key, under its transactions.

    with store.writing() as db:
        held = get(db, "search", "raha")         None where there is none
        put(db, "search", "raha", {...})         both see what nobody else writes meanwhile

A home of an earlier Louhi kept such things in JSON files: `FILES` says which are taken in when it is opened.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from extractors.model.errors import StoreError
from index.home import Home
from index.store.schema import state
from index.store.store import Store

StateValue = dict[str, Any]


def get(db: sa.Connection, kind: str, key: str) -> StateValue | None:
    """What is remembered of a key; None where nothing is."""
    found = db.execute(sa.select(state.c.data).where(state.c.kind == kind, state.c.key == key)).scalar()
    return None if found is None else dict(found)


def every(db: sa.Connection, kind: str) -> dict[str, StateValue]:
    """All that is remembered of a kind, by key, in order."""
    query = sa.select(state.c.key, state.c.data).where(state.c.kind == kind).order_by(state.c.key)
    return {row.key: dict(row.data) for row in db.execute(query)}


def put(db: sa.Connection, kind: str, key: str, data: StateValue) -> None:
    """Remember this of a key, in place of what was."""
    changed = db.execute(state.update().where(state.c.kind == kind, state.c.key == key).values(data=data))
    if not changed.rowcount:
        db.execute(state.insert(), {"kind": kind, "key": key, "data": data})


def remove(db: sa.Connection, kind: str, key: str) -> bool:
    """Forget a key; whether there was one."""
    return bool(db.execute(state.delete().where(state.c.kind == kind, state.c.key == key)).rowcount)


def update(
    store: Store, kind: str, key: str, change: Callable[[StateValue | None], StateValue | None]
) -> StateValue | None:
    """Change what is remembered of a key, in one transaction: `change` gets what is held, None where nothing is.

    What it gives is kept; None forgets the key.
    """
    with store.writing() as db:
        new = change(get(db, kind, key))
        if new is None:
            remove(db, kind, key)
        else:
            put(db, kind, key, new)
        return new


def _by_name(value: Any) -> Iterator[tuple[str, StateValue]]:
    yield from ((one["name"], one) for one in value)


FILES: dict[str, tuple[str, Callable[[Any], Iterable[tuple[str, StateValue]]]]] = {
    "searches.json": ("search", _by_name)
}
"""Files of an earlier Louhi: the kind they become, and how their content falls into keys."""


def take_in_files(store: Store, home: Home) -> None:
    """Take in what an earlier Louhi kept in files; each is laid aside as `NAME.taken-in` when all of it is kept."""
    for name, (kind, parts) in FILES.items():
        path = home.root / name
        if not path.exists():
            continue
        with store.writing() as db:
            try:
                content = path.read_bytes()
            except FileNotFoundError:
                continue  # another process was first
            try:
                found = list(parts(json.loads(content)))
            except (ValueError, KeyError, TypeError) as error:
                raise StoreError(
                    f"it cannot be read ({error})", subject=str(path), advice="Mend or remove that file."
                ) from error
            for key, value in found:
                if get(db, kind, key) is None:
                    put(db, kind, key, value)
        path.replace(path.with_name(f"{name}.taken-in"))
