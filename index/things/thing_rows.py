"""Writes things: which profiles each has, what it is called, and where an id that is no more leads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from index.store.database import in_batches
from index.store.naming import spaced
from index.store.schema import mentions, profiles, things
from index.things.clustering import Profile, ProfileGroup, groups
from index.things.components import AT_ONCE, components, profile_of_row, told_apart
from index.things.decisions import Decisions
from index.things.evidence import anchored
from index.things.linking import called, pairs_of, thing_ids


def regroup(db: sa.Connection, dirty: Collection[str], decisions: Decisions) -> set[str]:
    """Group the components of some profiles anew; gives the things that mentions moved to or from."""
    by_item = _profiles_of(db, decisions.items) if decisions.items else {}
    together, apart = pairs_of(decisions.together, by_item), pairs_of(decisions.apart, by_item)
    said: dict[str, set[str]] = defaultdict(set)
    for one, other in (*together, *apart):
        said[one].add(other)
        said[other].add(one)
    late = {by_item[item] for item in decisions.split_off if item in by_item}
    found: list[ProfileGroup] = []
    for part in components(db, dirty, said):
        found += groups(part, together=together, apart=apart, rivals=told_apart(db, part), late=late)
    ids = _ids(found, decisions, by_item)
    return _write(db, dict(zip(ids, found, strict=True)), _names(decisions, by_item))


def _profiles_of(db: sa.Connection, items: Iterable[str]) -> dict[str, str]:
    """The profiles of mentions called "document/record"."""
    wanted = [tuple(item.rsplit("/", 1)) for item in sorted(items) if "/" in item]
    out: dict[str, str] = {}
    columns = (mentions.c.document_id, mentions.c.record_id, mentions.c.profile_id)
    for some in in_batches(wanted, AT_ONCE):
        query = sa.select(*columns).where(mentions.c.document_id.in_({document for document, _ in some}))
        out |= {f"{row.document_id}/{row.record_id}": row.profile_id for row in db.execute(query)}
    return {item: out[item] for item in items if item in out}


def _ids(found: Sequence[ProfileGroup], decisions: Decisions, by_item: Mapping[str, str]) -> list[str]:
    """The id of each group; where a person merged a thing into another, the other's."""
    ids = thing_ids(found)
    place = {profile.id: i for i, group in enumerate(found) for profile in group.profiles}
    for items, thing in decisions.targets:
        at = next((place[by_item[item]] for item in items if by_item.get(item) in place), None)
        if at is not None and thing not in ids:
            ids[at] = thing
    return ids


def _names(decisions: Decisions, by_item: Mapping[str, str]) -> dict[str, str]:
    """The names people gave, by profile; the latest counts."""
    out: dict[str, str] = {}
    for items, name in decisions.names:
        if held := next((by_item[item] for item in items if item in by_item), None):
            out[held] = name
    return out


def _write(db: sa.Connection, found: Mapping[str, ProfileGroup], names: Mapping[str, str]) -> set[str]:
    parts = [profile.id for group in found.values() for profile in group.profiles]
    was = _things_of(db, parts)
    moved: set[str] = set()
    went: dict[str, Counter[str]] = defaultdict(Counter)
    rows, homeless = [], []
    for thing, group in found.items():
        for profile in group.profiles:
            reason = group.reasons.get(profile.id)
            because, like = (reason.because, reason.like) if reason else (None, None)
            old, *told = was[profile.id]
            if old == thing and told == [because, like]:
                continue
            rows.append({"p": profile.id, "t": thing, "b": because, "l": like})
            if old != thing:
                homeless.append({"p": profile.id, "t": thing})
            if old not in (None, thing):
                moved |= {old, thing}
                went[old][thing] += profile.uses
    if rows:
        values: dict[str, Any] = {"thing_id": sa.bindparam("t"), "reason": sa.bindparam("b"), "like": sa.bindparam("l")}
        db.execute(profiles.update().where(profiles.c.id == sa.bindparam("p")).values(values), rows)
    if homeless:
        of = mentions.update().where(mentions.c.profile_id == sa.bindparam("p"))
        db.execute(of.values(thing_id=sa.bindparam("t")), homeless)
    _put_things(db, found, names, moved)
    _settle_ended(db, went, set(found))
    _recount(db, moved)
    return moved


def _things_of(db: sa.Connection, some: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    out: dict[str, tuple[Any, ...]] = {}
    for keys in in_batches(some, AT_ONCE):
        query = sa.select(profiles.c.id, profiles.c.thing_id, profiles.c.reason, profiles.c.like)
        out |= {row[0]: tuple(row[1:]) for row in db.execute(query.where(profiles.c.id.in_(keys)))}
    return out


def _put_things(
    db: sa.Connection, found: Mapping[str, ProfileGroup], names: Mapping[str, str], moved: Collection[str]
) -> None:
    held: set[str] = set()
    for keys in in_batches(found, AT_ONCE):
        held.update(db.execute(sa.select(things.c.id).where(things.c.id.in_(keys))).scalars())
    change = last_thing_change(db)
    new, old = [], []
    for thing, group in found.items():
        row = _row(group, next((names[p.id] for p in group.profiles if p.id in names), None))
        if thing in held:
            old.append({"t": thing, **{f"_{k}": v for k, v in row.items()}})
        else:
            new.append({"id": thing, **row, "documents": 0, "mentions": 0, "change": change})
    if new:
        db.execute(things.insert(), new)
    if old:
        values: dict[str, Any] = {k[1:]: sa.bindparam(k) for k in old[0] if k != "t"}
        db.execute(things.update().where(things.c.id == sa.bindparam("t")).values(values), old)
    if moved:
        for keys in in_batches(sorted(moved), AT_ONCE):
            db.execute(things.update().where(things.c.id.in_(keys)).values(change=change + 1))


def _row(group: ProfileGroup, renamed: str | None) -> dict[str, Any]:
    first = group.profiles[0]
    return {
        "kind": first.kind,
        "renamed": renamed,
        "known": next((profile.known for profile in group.profiles if profile.known), None),
        "anchor": first.anchor,
        "merged_into": None,
        **_names_of(group.profiles, renamed),
    }


def _names_of(some: Sequence[Profile], renamed: str | None) -> dict[str, Any]:
    said = called(some)
    name = renamed or said.name
    aliases = sorted({said.name, *said.aliases} - {name})
    return {
        "name": name,
        "folded": "|".join(spaced(one) for one in (name, *aliases)),
        "type": said.type,
        "aliases": aliases,
    }


def call_anew(db: sa.Connection, some: Collection[str]) -> None:
    """What things are called, where more or fewer mentions of a profile may have changed which name most have."""
    for keys in in_batches(sorted(some), AT_ONCE):
        several = sa.or_(things.c.kind == "body", sa.cast(things.c.aliases, sa.Text) != "[]")
        query = sa.select(things.c.id, things.c.renamed).where(things.c.id.in_(keys), things.c.known.is_(None), several)
        held = {row.id: row for row in db.execute(query)}
        by_thing: dict[str, list[Profile]] = defaultdict(list)
        theirs = sa.select(profiles).where(profiles.c.thing_id.in_(list(held))).order_by(profiles.c.anchor)
        for row in db.execute(theirs):
            by_thing[row.thing_id].append(profile_of_row(row))
        values = [
            {"t": key, **{f"_{k}": v for k, v in _names_of(some, held[key].renamed).items()}}
            for key, some in by_thing.items()
        ]
        if values:
            new: dict[str, Any] = {name[1:]: sa.bindparam(name) for name in values[0] if name != "t"}
            db.execute(things.update().where(things.c.id == sa.bindparam("t")).values(new), values)


def last_thing_change(db: sa.Connection) -> int:
    """The number of the latest move of mentions between things; 0 where there was none."""
    return db.execute(sa.select(sa.func.max(things.c.change))).scalar() or 0


def _settle_ended(db: sa.Connection, went: Mapping[str, Counter[str]], live: Collection[str]) -> None:
    """A thing all of whose profiles moved leads to where most of them are."""
    for old in sorted(went.keys() - set(live)):
        left = db.execute(sa.select(profiles.c.id).where(profiles.c.thing_id == old).limit(1)).first()
        if left is None:
            now = min(went[old], key=lambda one: (-went[old][one], one))
            db.execute(things.update().where(things.c.id == old).values(merged_into=now))
            db.execute(things.update().where(things.c.merged_into == old).values(merged_into=now))


def _recount(db: sa.Connection, some: Collection[str]) -> None:
    for keys in in_batches(sorted(some), AT_ONCE):
        counts = (sa.func.count(mentions.c.document_id.distinct()), sa.func.sum(mentions.c.quotes))
        query = (
            sa.select(mentions.c.thing_id, *counts).where(mentions.c.thing_id.in_(keys)).group_by(mentions.c.thing_id)
        )
        held = {row[0]: row[1:] for row in db.execute(query)}
        values = [{"t": key, "d": held.get(key, (0, 0))[0], "q": held.get(key, (0, 0))[1]} for key in keys]
        new: dict[str, Any] = {"documents": sa.bindparam("d"), "mentions": sa.bindparam("q")}
        db.execute(things.update().where(things.c.id == sa.bindparam("t")).values(new), values)


def redirect(db: sa.Connection) -> None:
    """Let ids that are no more lead to the thing that has their first mention now."""
    ended = db.execute(sa.select(things.c.id, things.c.anchor).where(things.c.documents == 0)).all()
    for key, anchor in ended:
        document, record = anchored(anchor)
        mine = (mentions.c.document_id == document) & (mentions.c.record_id == record)
        if now := db.execute(sa.select(mentions.c.thing_id).where(mine)).scalar():
            db.execute(things.update().where(things.c.id == key).values(merged_into=now))
