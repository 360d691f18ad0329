"""Why a mention belongs to its thing: told when it is asked, by what it has in common with another.

A mention that says the same as an earlier one is of it; the first that says so shares a key with another: a firm one
with another profile of its core, else one that joins where one alone can be meant; else a person said they are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from index.store.schema import core_keys, cores, mentions, profile_keys, profiles
from index.things.clustering import DECIDED
from index.things.core_rows import asked
from index.things.evidence import FIRM, IdentityKey, anchored, firmest, ranked, telling

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
    """Why each of some mentions belongs to its thing."""
    firsts = {key: _first(db, key) for key in {row["of_thing"] for row in rows}}
    return [_why(db, row, firsts[row["of_thing"]]) for row in rows]


def _first(db: sa.Connection, thing: str) -> str | None:
    """The profile of the earliest mention of a thing."""
    order = (mentions.c.day, mentions.c.document_id, mentions.c.record_id)
    query = sa.select(mentions.c.profile_id).where(mentions.c.thing_id == thing).order_by(*order).limit(1)
    return db.execute(query).scalar()


def _why(db: sa.Connection, row: Mapping[str, Any], first: str | None) -> ThingReason:
    document, record = anchored(row["anchor"])
    keys = ranked(telling([IdentityKey(*one) for one in row["tells"]]))
    if (document, record) != (row["of_document"], row["of_record"]) and keys:
        return ThingReason(firmest(keys), document)
    if row["of_profile"] == first:
        return ThingReason()
    firm = [key for key in keys if key.rule in FIRM]
    loose = [key for key in keys if key.rule not in FIRM]
    for some, others in ((firm, _of_core(db, row, firm)), (loose, _of_thing(db, row, loose))):
        for key in some:
            if key.text in others:
                return ThingReason(key.because, _document(db, others[key.text]))
    return ThingReason(DECIDED, _document(db, first)) if first else ThingReason()


def _of_core(db: sa.Connection, row: Mapping[str, Any], keys: Iterable[IdentityKey]) -> dict[str, str]:
    """Another profile of its core for each key that one holds."""
    query = sa.select(profile_keys.c.key, sa.func.min(profile_keys.c.profile_id))
    query = query.where(profile_keys.c.profile_id != row["of_profile"]).group_by(profile_keys.c.key)
    if db.execute(sa.select(cores.c.contested).where(cores.c.id == row["core_id"])).scalar():
        same = (profiles.c.id == profile_keys.c.profile_id) & (profiles.c.core_id == row["core_id"])
        query = query.join(profiles, same)
    return {one[0]: one[1] for one in asked(db, query, profile_keys.c.key, {key.text for key in keys})}


def _of_thing(db: sa.Connection, row: Mapping[str, Any], keys: Iterable[IdentityKey]) -> dict[str, str]:
    """A profile of another core of its thing for each key that one holds."""
    query = sa.select(core_keys.c.key, sa.func.min(cores.c.least)).join(cores, cores.c.id == core_keys.c.core_id)
    query = query.where(cores.c.thing_id == row["of_thing"], cores.c.id != row["core_id"]).group_by(core_keys.c.key)
    return {one[0]: one[1] for one in asked(db, query, core_keys.c.key, {key.text for key in keys})}


def _document(db: sa.Connection, profile: str) -> str | None:
    anchor = db.execute(sa.select(profiles.c.anchor).where(profiles.c.id == profile)).scalar()
    return anchored(anchor)[0] if anchor else None
