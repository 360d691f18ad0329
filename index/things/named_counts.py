"""How many people and bodies are named at all: kept, for to count them takes longer the more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

import sqlalchemy as sa

from index.store import state
from index.store.database import asked
from index.store.schema import things

NAMED = "named"
"""The kind of small state: a row for people, one for bodies."""


class NamedThing(NamedTuple):
    """A person or body, and in how many documents it is named."""

    kind: str
    documents: int


def how_often_named(db: sa.Connection, some: Collection[str]) -> dict[str, NamedThing]:
    """In how many documents each of these things is said to be named."""
    query = sa.select(things.c.id, things.c.kind, things.c.documents)
    return {row.id: NamedThing(row.kind, row.documents) for row in asked(db, query, things.c.id, some)}


def how_many_named(db: sa.Connection, kind: str) -> int:
    """How many people or bodies are named in some document; counted where a store of an earlier Louhi does not say."""
    held = state.get(db, NAMED, kind)
    return _counted(db, kind) if held is None else int(held["count"])


def note_named(db: sa.Connection, before: Mapping[str, NamedThing], now: Mapping[str, int]) -> None:
    """Keep how many are named, where things are about to be named in so many documents; it is asked before they are."""
    more: Counter[str] = Counter()
    for thing, was in before.items():
        more[was.kind] += (now[thing] > 0) - (was.documents > 0)
    for kind, difference in more.items():
        if difference:
            state.put(db, NAMED, kind, {"count": how_many_named(db, kind) + difference})


def note_none_named(db: sa.Connection) -> None:
    """Keep that nobody is named: all things are made anew."""
    state.put_new(db, NAMED, {kind: {"count": 0} for kind in ("body", "person")})


def _counted(db: sa.Connection, kind: str) -> int:
    query = sa.select(sa.func.count()).select_from(things)
    return int(db.execute(query.where(things.c.kind == kind, things.c.documents > 0)).scalar_one())
