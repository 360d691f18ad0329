"""Cores as the store has them: what is read and written of them and of their profiles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple

import sqlalchemy as sa

from index.store.database import asked, insert_rows
from index.store.schema import core_keys, cores, namesakes, profile_keys, profiles
from index.things.clustering import Profile
from index.things.evidence import FIRM, LOOSE, SPEAKS_AGAINST, IdentityKey, ThingKind, is_shortened

POSTS = ("role", "body")
"""The rules of keys that name a post in a body."""

FEWEST_RIVALS = 2
"""So many people can be told apart: one alone is oneself."""


class Core(NamedTuple):
    """A row of `cores`."""

    id: int
    kind: ThingKind
    name: str
    known: str | None
    least: str
    size: int
    posted: int
    contested: bool
    thing_id: str | None


class CoreKey(NamedTuple):
    """A row of `core_keys`."""

    key: str
    core_id: int
    uses: int
    calls: int


KeyCounts = tuple[Counter[str], Counter[str]]
"""How many profiles hold each key, and how many of them make it one that can join."""


def profile_rows(db: sa.Connection, some: Iterable[str]) -> list[Any]:
    """The rows of some profiles."""
    return list(asked(db, sa.select(profiles), profiles.c.id, some))


def profile_of_row(row: Any) -> Profile:
    """A profile as the clustering takes it."""
    keys = tuple(IdentityKey(*one) for one in row.keys)
    return Profile(row.id, row.kind, row.name, row.known, row.type, tuple(row.aliases), keys, row.anchor, row.uses)


def cores_of(db: sa.Connection, some: Iterable[int]) -> dict[int, Core]:
    """Some cores, by id."""
    return {row.id: Core(*row) for row in asked(db, sa.select(cores), cores.c.id, some)}


def core_of_each(db: sa.Connection, some: Iterable[str]) -> dict[str, int]:
    """The core of each of some profiles."""
    return {row[0]: row[1] for row in asked(db, sa.select(profiles.c.id, profiles.c.core_id), profiles.c.id, some)}


def holders(db: sa.Connection, keys: Iterable[str]) -> dict[str, str]:
    """A profile that holds each of some firm keys, where one does."""
    query = sa.select(profile_keys.c.key, sa.func.min(profile_keys.c.profile_id)).group_by(profile_keys.c.key)
    return {row[0]: row[1] for row in asked(db, query, profile_keys.c.key, keys)}


def members(db: sa.Connection, some: Iterable[int]) -> Iterator[tuple[int, Profile]]:
    """The profiles of some cores, each with its core."""
    for row in asked(db, sa.select(profiles), profiles.c.core_id, some):
        yield row.core_id, profile_of_row(row)


def firm(profile: Profile) -> list[str]:
    """The firm keys of a profile."""
    return sorted({key.text for key in profile.keys if key.rule in FIRM})


def loose(profile: Profile) -> Iterator[tuple[str, bool]]:
    """The other keys of a profile, and whether it makes each one that can join.

    "K. Hakari" does so for an initial, a body that is also called "Hasote" for that name.
    """
    for key in profile.keys:
        if key.rule in (*LOOSE, SPEAKS_AGAINST):
            shortened = key.rule == "initial" and is_shortened(profile.name)
            yield key.text, shortened or key.rule in ("issuer", "alias")


def posted(profile: Profile) -> bool:
    """Does it name a post in a body?"""
    return any(key.rule in POSTS for key in profile.keys)


def counted(some: Iterable[Profile]) -> KeyCounts:
    """How many of some profiles hold each key that is not firm, and how many make it one that can join."""
    uses, calls = Counter[str](), Counter[str]()
    for one in some:
        for text, calling in loose(one):
            uses[text] += 1
            calls[text] += calling
    return uses, calls


def keys_of(db: sa.Connection, some: Iterable[int]) -> Iterator[CoreKey]:
    """The keys of some cores."""
    for row in asked(db, sa.select(core_keys), core_keys.c.core_id, some):
        yield CoreKey(*row)


def holding(db: sa.Connection, keys: Iterable[str]) -> Iterator[CoreKey]:
    """The cores that hold some keys, where one of them makes it a key that can join."""
    calling = asked(db, sa.select(core_keys.c.key).where(core_keys.c.calls > 0).distinct(), core_keys.c.key, keys)
    for row in asked(db, sa.select(core_keys), core_keys.c.key, [row[0] for row in calling]):
        yield CoreKey(*row)


def put_keys(db: sa.Connection, counts: Mapping[int, KeyCounts]) -> set[tuple[int, str]]:
    """Add to how many profiles of cores hold some keys.

    Gives those, with their cores, that are new, gone, or begin or cease to join.
    """
    wanted = {(core, key) for core, (uses, _) in counts.items() for key in uses}
    # found by their cores: a key alone may be of thousands, and for pairs of both SQLite reads the whole table
    rows = asked(db, sa.select(core_keys), core_keys.c.core_id, counts)
    held = {(row.core_id, row.key): CoreKey(*row) for row in rows if (row.core_id, row.key) in wanted}
    changed, fresh, more, gone = set(), [], [], []
    for core, key in sorted(wanted):
        uses, calls = counts[core]
        old = held.get((core, key)) or CoreKey(key, core, 0, 0)
        now = CoreKey(key, core, old.uses + uses[key], old.calls + calls[key])
        if bool(old.uses) != bool(now.uses) or bool(old.calls) != bool(now.calls):
            changed.add((core, key))
        if not old.uses:
            fresh.append(now._asdict())
        elif now.uses:
            more.append({"k": key, "i": core, "u": now.uses, "c": now.calls})
        else:
            gone.append({"k": key, "i": core})
    mine = (core_keys.c.key == sa.bindparam("k")) & (core_keys.c.core_id == sa.bindparam("i"))
    insert_rows(db, core_keys, fresh)
    if more:
        db.execute(core_keys.update().where(mine).values(uses=sa.bindparam("u"), calls=sa.bindparam("c")), more)
    if gone:
        db.execute(core_keys.delete().where(mine), gone)
    return changed


def fresh_number(db: sa.Connection) -> int:
    """A number that no core has yet, nor any higher one."""
    return int(db.execute(sa.select(sa.func.coalesce(sa.func.max(cores.c.id), 0))).scalar_one()) + 1


def told_apart(db: sa.Connection, names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of profiles of people that one document told apart, among those of these names (`mixed_up_by`)."""
    told: dict[tuple[str, str], list[str]] = {}
    for row in asked(db, sa.select(namesakes), namesakes.c.name, names):
        told.setdefault((row.document_id, row.name), []).append(row.profile_id)
    return sorted({pair for some in told.values() for pair in combinations(sorted(some), 2)})
