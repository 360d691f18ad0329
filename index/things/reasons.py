"""Why a mention belongs to its thing: told when it is asked, by what it has in common with another.

A mention that says the same as an earlier one is of it; the first that says so shares a key with another: a firm one
with another profile of its core, else one that joins where one alone can be meant; else a person said they are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from index.store.database import among, asked
from index.store.schema import core_keys, cores, mentions, profile_keys, profiles, things
from index.things.clustering import DECIDED
from index.things.evidence import FIRM, IdentityKey, anchored, ranked, telling

WHY = (
    mentions.c.thing_id.label("of_thing"),
    mentions.c.record_id.label("of_record"),
    mentions.c.document_id.label("of_document"),
    mentions.c.profile_id.label("of_profile"),
    profiles.c["keys"].label("tells"),
    profiles.c.anchor,
    profiles.c.core_id,
)
"""The columns that `whys` reads."""


class ThingReason(NamedTuple):
    """Why a mention belongs to its thing, and a document that names it so too; nothing of both for the first."""

    because: str | None = None
    like: str | None = None


def whys(db: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> list[ThingReason]:
    """Why each of some mentions belongs to its thing; a handful of questions, however many they are."""
    firsts = _firsts(db, {row["of_thing"] for row in rows})
    keyed = [(row, _keys(row)) for row in rows]
    told = [_said_before(row, keys) for row, keys in keyed]
    asked_of = [one for one, reason in zip(keyed, told, strict=True) if reason is None]
    joined = _joined(db, [one for one in asked_of if one[0]["of_profile"] != firsts.get(one[0]["of_thing"])], firsts)
    return [reason or joined.get(row["of_profile"], ThingReason()) for row, reason in zip(rows, told, strict=True)]


KeyedRow = tuple[Mapping[str, Any], list[IdentityKey]]
"""A row of WHY, and its keys that can join, the surest first."""


def _keys(row: Mapping[str, Any]) -> list[IdentityKey]:
    return ranked(telling([IdentityKey(*one) for one in row["tells"]]))


def _said_before(row: Mapping[str, Any], keys: Sequence[IdentityKey]) -> ThingReason | None:
    """The reason of a mention that says the same as an earlier one."""
    document, record = anchored(row["anchor"])
    if (document, record) == (row["of_document"], row["of_record"]) or not keys:
        return None
    return ThingReason(keys[0].because, document)


def _firsts(db: sa.Connection, some: Iterable[str]) -> dict[str, str]:
    """The profile of the earliest mention of each of some things."""
    order = (mentions.c.day, mentions.c.document_id, mentions.c.record_id)
    first = sa.select(mentions.c.profile_id).where(mentions.c.thing_id == things.c.id).order_by(*order).limit(1)
    query = sa.select(things.c.id, first.scalar_subquery())
    return {row[0]: row[1] for row in asked(db, query, things.c.id, some)}


def _joined(db: sa.Connection, rows: Sequence[KeyedRow], firsts: Mapping[str, str]) -> dict[str, ThingReason]:
    """Why the first mention of a profile is of its thing, by profile."""
    beside = {**_of_core(db, rows), **_of_thing(db, rows)}
    found: dict[str, tuple[str, str]] = {}
    for row, keys in rows:
        one = row["of_profile"]
        key = next((key for key in keys if (one, key.text) in beside), None)
        found[one] = (key.because, beside[one, key.text]) if key else (DECIDED, firsts[row["of_thing"]])
    query = sa.select(profiles.c.id, profiles.c.anchor)
    anchors = {row[0]: row[1] for row in asked(db, query, profiles.c.id, {other for _, other in found.values()})}
    return {one: ThingReason(because, anchored(anchors[other])[0]) for one, (because, other) in found.items()}


HoldersBeside = dict[tuple[str, str], str]
"""Another profile of the same thing that holds a key, by profile and key."""


def _of_core(db: sa.Connection, rows: Sequence[KeyedRow]) -> HoldersBeside:
    """Others of the same core that hold a firm key; of a contested one some who hold it may be another's."""
    query = sa.select(cores.c.id, cores.c.contested)
    contested = {row[0] for row in asked(db, query, cores.c.id, {row["core_id"] for row, _ in rows}) if row[1]}
    key, one = profile_keys.c.key, profile_keys.c.profile_id
    ends = sa.select(key, sa.func.min(one), sa.func.max(one)).group_by(key)
    wanted = [(row, {one.text for one in keys if one.rule in FIRM}) for row, keys in rows]
    plain = {text for row, keys in wanted if row["core_id"] not in contested for text in keys}
    held = {row[0]: (row[1], row[2]) for row in asked(db, ends, key, plain)}
    out: HoldersBeside = {}
    for row, keys in wanted:
        mine = row["of_profile"]
        if row["core_id"] in contested:
            same = (profiles.c.id == one) & (profiles.c.core_id == row["core_id"])
            inside = sa.select(key, sa.func.min(one)).where(one != mine).group_by(key).join(profiles, same)
            out |= {(mine, found[0]): found[1] for found in asked(db, inside, key, keys)}
            continue
        for text in keys & held.keys():
            other = next((end for end in held[text] if end != mine), None)
            if other is not None:
                out[mine, text] = other
    return out


def _of_thing(db: sa.Connection, rows: Sequence[KeyedRow]) -> HoldersBeside:
    """Profiles of other cores of the same thing that hold a loose key."""
    wanted = [(row, {one.text for one in keys if one.rule not in FIRM}) for row, keys in rows]
    query = sa.select(core_keys.c.key, cores.c.id, cores.c.thing_id, cores.c.least)
    query = query.join(cores, cores.c.id == core_keys.c.core_id)
    # A loose key ("A. Virtanen") is held by ever more cores of others.  `coalesce` keeps the database from looking for
    # every key in every core of all these things.
    of_these = sa.func.coalesce(cores.c.thing_id, "")
    query = query.where(among(db, of_these, {row["of_thing"] for row, _ in rows}))
    held: dict[str, list[Any]] = defaultdict(list)
    for found in asked(db, query, core_keys.c.key, {text for _, keys in wanted for text in keys}):
        held[found.key].append(found)
    out: HoldersBeside = {}
    for row, keys in wanted:
        for text in keys:
            others = [one.least for one in held[text] if one.thing_id == row["of_thing"] and one.id != row["core_id"]]
            if others:
                out[row["of_profile"], text] = min(others)
    return out
