"""Writes things: which cores each has, what it is called, and where an id that is no more leads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from index.store.database import AT_ONCE, among, asked, in_batches, insert_rows
from index.store.naming import spaced
from index.store.schema import cores, mentions, profiles, things
from index.things.clustering import Profile
from index.things.core_groups import CoreGroup
from index.things.core_rows import Core
from index.things.cores import Drifted
from index.things.linking import called_by
from index.things.named_counts import how_often_named, note_named
from index.things.yearly_counts import count_years


class Moves(NamedTuple):
    """Things that mentions went from and to, how many from each to each, and things that are new, that nothing named
    before, or that were renamed."""

    things: set[str]
    went: dict[str, Counter[str]]
    anew: set[str]


def put_things(db: sa.Connection, found: Sequence[CoreGroup], drifted: Mapping[int, Sequence[Drifted]]) -> Moves:
    """Write which cores each thing has, and the mentions of those that were another's."""
    moves = Moves(set(), defaultdict(Counter), set())
    given = [
        {"i": core.id, "t": group.thing} for group in found for core in group.cores if core.thing_id != group.thing
    ]
    if given:
        db.execute(cores.update().where(cores.c.id == sa.bindparam("i")).values(thing_id=sa.bindparam("t")), given)
    for group in found:
        for core in group.cores:
            if core.thing_id not in (None, group.thing):  # of a new one the mentions are yet to be written, or drifted
                _move(db, core, group.thing, moves)
            _settle_drifted(db, drifted.get(core.id, ()), group.thing, moves)
    moves.anew.update(_put_rows(db, found, moves.things))
    _settle_ended(db, moves.went)
    return moves


def _move(db: sa.Connection, core: Core, thing: str, moves: Moves) -> None:
    mine = sa.select(profiles.c.id).where(profiles.c.core_id == core.id)
    uses = db.execute(sa.select(sa.func.sum(profiles.c.uses)).where(profiles.c.core_id == core.id)).scalar() or 0
    db.execute(mentions.update().where(mentions.c.profile_id.in_(mine)).values(thing_id=thing))
    moves.things.update((str(core.thing_id), thing))
    moves.went[str(core.thing_id)][thing] += int(uses)


def _settle_drifted(db: sa.Connection, some: Iterable[Drifted], thing: str, moves: Moves) -> None:
    away = [one for one in some if one.thing is not None and one.thing != thing]
    if away:
        of = mentions.update().where(mentions.c.profile_id == sa.bindparam("p"))
        db.execute(of.values(thing_id=sa.bindparam("t")), [{"p": one.profile, "t": thing} for one in away])
    for one in away:
        moves.things.update((str(one.thing), thing))
        moves.went[str(one.thing)][thing] += one.uses


def _put_rows(db: sa.Connection, found: Sequence[CoreGroup], moved: Collection[str]) -> set[str]:
    """Write things but for what they are called; gives those that are new, named by nothing before, or renamed."""
    columns = [things.c[name] for name in ("id", "kind", "known", "renamed", "merged_into", "documents")]
    held = {row.id: row for row in asked(db, sa.select(*columns), things.c.id, {group.thing for group in found})}
    change = last_thing_change(db)
    new, old = [], []
    again = {row.id for row in held.values() if not row.documents}
    for group in found:
        row = {"kind": group.kind, "known": group.known, "renamed": group.renamed, "merged_into": None}
        was = held.get(group.thing)
        if was is None:
            nameless = {"name": "", "folded": "", "aliases": [], "documents": 0, "mentions": 0, "change": change}
            new.append({"id": group.thing, **row, **nameless})
        elif (was.kind, was.known, was.renamed, was.merged_into) != tuple(row.values()):
            old.append({"t": group.thing, **{f"_{k}": v for k, v in row.items()}})
    insert_rows(db, things, new)
    _update(db, old)
    for keys in in_batches(sorted(moved), AT_ONCE):
        db.execute(things.update().where(among(db, things.c.id, keys)).values(change=change + 1))
    return {str(row["id"]) for row in new} | {str(row["t"]) for row in old} | again


def _update(db: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Give things, named `t`, the values of their other columns, each with a _ before its name."""
    if rows:
        values: dict[str, Any] = {name[1:]: sa.bindparam(name) for name in rows[0] if name != "t"}
        db.execute(things.update().where(things.c.id == sa.bindparam("t")).values(values), list(rows))


def last_thing_change(db: sa.Connection) -> int:
    """The number of the latest move of mentions between things; 0 where there was none."""
    return db.execute(sa.select(sa.func.max(things.c.change))).scalar() or 0


def _settle_ended(db: sa.Connection, went: Mapping[str, Counter[str]]) -> None:
    """A thing all of whose cores went leads to where most of its mentions are."""
    left = {row[0] for row in asked(db, sa.select(cores.c.thing_id).distinct(), cores.c.thing_id, went)}
    for old in sorted(went.keys() - left):
        now = min(went[old], key=lambda one: (-went[old][one], one))
        db.execute(things.update().where(things.c.id == old).values(merged_into=now))
        db.execute(things.update().where(things.c.merged_into == old).values(merged_into=now))


def recount(db: sa.Connection, some: Collection[str]) -> None:
    """In how many documents things are named, and how often, counted anew."""
    counts = (sa.func.count(mentions.c.document_id.distinct()), sa.func.sum(mentions.c.quotes))
    query = sa.select(mentions.c.thing_id, *counts).group_by(mentions.c.thing_id)
    counted = dict.fromkeys(some, (0, 0))
    counted |= {row[0]: (row[1], row[2]) for row in asked(db, query, mentions.c.thing_id, some)}
    note_named(db, how_often_named(db, some), {key: named for key, (named, _) in counted.items()})
    _update(db, [{"t": key, "_documents": named, "_mentions": quotes} for key, (named, quotes) in counted.items()])
    count_years(db, some)


# --- names ---------------------------------------------------------------------------------------------------------


def call_anew(
    db: sa.Connection, whole: Collection[str], more: Mapping[str, Sequence[Profile]], touched: Collection[str]
) -> None:
    """What things are called.

    `whole` are looked at as a whole, others have `more` profiles than they had; of those that are only `touched`, more
    or fewer mentions of a profile may have changed which name most have.
    """
    columns = [things.c[name] for name in ("id", "kind", "name", "type", "aliases", "known", "renamed")]
    rows = {row.id: row for row in asked(db, sa.select(*columns), things.c.id, {*whole, *more, *touched})}
    rows = {key: row for key, row in rows.items() if key in whole or key in more or _may_change(row)}
    names, types = _counted(db, rows)
    aliases = _aliases(db, set(whole) & rows.keys())
    changed = []
    for key, row in rows.items():
        others = aliases[key] if key in whole else {row.name, *row.aliases} - {row.renamed}
        others |= {name for one in more.get(key, ()) for name in (one.name, *one.aliases)}
        said = called_by(names[key], types[key], others, row.known)
        name = row.renamed or said.name
        left = sorted({said.name, *said.aliases} - {name})
        if (name, said.type, left) != (row.name, row.type, row.aliases):
            folded = "|".join(spaced(one) for one in (name, *left))
            changed.append({"t": key, "_name": name, "_folded": folded, "_type": said.type, "_aliases": left})
    _update(db, changed)


def _may_change(row: Any) -> bool:
    """Has it several names, or kinds, and does the lexicon not say which goes first?"""
    return row.known is None and (row.kind == "body" or bool(row.aliases))


def _counted(db: sa.Connection, some: Iterable[str]) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """How many mentions have each name and each kind, by thing."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    types: dict[str, Counter[str]] = defaultdict(Counter)
    parts = (cores.c.thing_id, profiles.c.name, profiles.c.type)
    query = sa.select(*parts, sa.func.sum(profiles.c.uses)).join(profiles, profiles.c.core_id == cores.c.id)
    for thing, name, type_, uses in asked(db, query.group_by(*parts), cores.c.thing_id, some):
        names[thing][name] += int(uses)
        types[thing][type_ or ""] += int(uses)
    return names, types


def _aliases(db: sa.Connection, some: Iterable[str]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    query = sa.select(cores.c.thing_id, profiles.c.aliases).join(profiles, profiles.c.core_id == cores.c.id)
    query = query.where(sa.cast(profiles.c.aliases, sa.Text) != "[]")
    for row in asked(db, query, cores.c.thing_id, some):
        out[row.thing_id].update(row.aliases)
    return out
