"""Small state in the store: what is to be remembered beside the documents, by kind and key, under its transactions.

    with store.writing() as db:
        held = get(db, "search", "raha")         None where there is none
        put(db, "search", "raha", {...})         both see what nobody else writes meanwhile

A home of an earlier Louhi kept such things in JSON files: see taking_in.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa

from index.store.schema import state

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


def put_changed(db: sa.Connection, kind: str, wanted: Mapping[str, StateValue]) -> None:
    """Let exactly these be remembered of a kind; what is as it was is not written."""
    held = every(db, kind)
    for key in held.keys() - wanted.keys():
        remove(db, kind, key)
    put_new(db, kind, {key: data for key, data in wanted.items() if held.get(key) != data})


def put_new(db: sa.Connection, kind: str, some: Mapping[str, StateValue]) -> None:
    """Remember these of a kind; what else is remembered of it stays."""
    for key, data in some.items():
        put(db, kind, key, data)


def remove(db: sa.Connection, kind: str, key: str) -> bool:
    """Forget a key; whether there was one."""
    return bool(db.execute(state.delete().where(state.c.kind == kind, state.c.key == key)).rowcount)


def update(
    db: sa.Connection, kind: str, key: str, change: Callable[[StateValue | None], StateValue | None]
) -> StateValue | None:
    """Change what is remembered of a key: `change` gets what is held, None where nothing is.

    What it gives is kept; None forgets the key.
    """
    new = change(get(db, kind, key))
    if new is None:
        remove(db, kind, key)
    else:
        put(db, kind, key, new)
    return new
