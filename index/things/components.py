"""Profiles that may have to do with each other: those that share a key, and so on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from index.store.database import in_batches
from index.store.schema import mentions, profile_keys, profiles
from index.things.clustering import Profile
from index.things.evidence import IdentityKey, telling
from index.things.linking import rivals_of

AT_ONCE = 500
"""So many ids stand in one question to the database."""

FEWEST_APART = 2
"""So many people can be told apart: one alone is oneself."""


def profile_rows(db: sa.Connection, some: Iterable[str]) -> list[Any]:
    """The rows of some profiles, by id."""
    out: list[Any] = []
    for keys in in_batches(sorted(some), AT_ONCE):
        out += db.execute(sa.select(profiles).where(profiles.c.id.in_(keys)).order_by(profiles.c.id)).all()
    return out


def profile_of_row(row: Any) -> Profile:
    """A profile as the clustering takes it."""
    keys = tuple(IdentityKey(*one) for one in row.keys)
    return Profile(row.id, row.kind, row.name, row.known, row.type, tuple(row.aliases), keys, row.anchor, row.uses)


def neighbours(db: sa.Connection, some: Collection[str]) -> set[str]:
    """All profiles that share a key with one of these, themselves among them."""
    mine, theirs = profile_keys.alias("mine"), profile_keys.alias("theirs")
    out = set(some)
    for keys in in_batches(sorted(some), AT_ONCE):
        query = sa.select(theirs.c.profile_id).join(mine, mine.c.key == theirs.c.key)
        out.update(db.execute(query.where(mine.c.profile_id.in_(keys)).distinct()).scalars())
    return out


def components(db: sa.Connection, dirty: Iterable[str], said: Mapping[str, Collection[str]]) -> list[list[Profile]]:
    """All profiles that can be reached from these by keys, or by what a person `said` of them, parted by reach."""
    found: dict[str, Any] = {}
    waiting = set(dirty)
    while waiting:
        met = neighbours(db, waiting)
        met |= {other for one in met for other in said.get(one, ())}
        new = profile_rows(db, (met | waiting) - found.keys())
        found |= {row.id: row for row in new}
        waiting = {row.id for row in new}
    return _parted([profile_of_row(row) for row in found.values()], said)


def _parted(some: list[Profile], said: Mapping[str, Collection[str]]) -> list[list[Profile]]:
    holders: dict[str, list[str]] = defaultdict(list)
    by_id = {one.id: one for one in some}
    for one in some:
        for text in {key.text for key in telling(one.keys)}:
            holders[text].append(one.id)
    out, seen = [], set[str]()
    for one in some:
        if one.id in seen:
            continue
        seen.add(one.id)
        waiting, part, looked = [one.id], [], set[str]()
        while waiting:
            here = by_id[waiting.pop()]
            part.append(here)
            texts = {key.text for key in telling(here.keys)} - looked
            looked |= texts
            for other in (*(o for text in texts for o in holders[text]), *said.get(here.id, ())):
                if other in by_id and other not in seen:
                    seen.add(other)
                    waiting.append(other)
        out.append(part)
    return out


def told_apart(db: sa.Connection, part: Collection[Profile]) -> list[tuple[str, str]]:
    """Pairs of people that one document told apart, among some profiles."""
    names = {one.id: one.name for one in part if one.kind == "person"}
    if len(names) < FEWEST_APART:
        return []
    rows: list[tuple[str, str, str]] = []
    for keys in in_batches(sorted(names), AT_ONCE):
        query = sa.select(mentions.c.document_id, mentions.c.profile_id).where(mentions.c.profile_id.in_(keys))
        rows += [(row.document_id, names[row.profile_id], row.profile_id) for row in db.execute(query)]
    return rivals_of(rows)
