"""Cores kept up to date: which profiles firm keys make one.

    a new profile       joins the core that holds one of its keys, or makes several one, the smaller written anew
    one that went       leaves the core as it is where the others hold together without it
    anything contested  the profiles of the core are looked at anew: two of one document, two that a person told apart

What more documents cost depends on what they name, and not on how many speak of the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import sqlalchemy as sa

from index.store.database import AT_ONCE, asked, insert_rows
from index.store.schema import core_keys, cores, profile_keys, profiles
from index.things.clustering import Profile, firm_groups, reached
from index.things.core_rows import (
    Core,
    KeyCounts,
    core_of_each,
    cores_of,
    counted,
    firm,
    fresh_number,
    holders,
    keys_of,
    members,
    posted,
    put_keys,
    told_apart,
)
from index.things.evidence import SPEAKS_AGAINST, mixed_up_by


class DecidedPairs(NamedTuple):
    """What people decided, as pairs of profiles; `late` are those split off."""

    together: Sequence[tuple[str, str]] = ()
    apart: Sequence[tuple[str, str]] = ()
    late: frozenset[str] = frozenset()


class Drifted(NamedTuple):
    """A profile that is of another core now, and the thing its mentions still are."""

    profile: str
    thing: str | None
    uses: int


@dataclass
class Shift:
    """What is different among cores now.

    `cores` and the holders of `keys` may be other things than they were, and those of `gained` keys that several hold;
    `silent` are keys that a profile which went made ones that can join: without it perhaps none does.
    `drifted` are profiles by the core that they are of now; `lost` are things that something of theirs went from.
    """

    cores: set[int] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    gained: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    drifted: dict[int, list[Drifted]] = field(default_factory=lambda: defaultdict(list))
    lost: set[str] = field(default_factory=set)


class Ended(NamedTuple):
    """A profile that nothing has any more, and the core that it was of."""

    profile: Profile
    core: int


class Connected(NamedTuple):
    """New profiles and cores that firm keys connect."""

    fresh: list[Profile]
    cores: list[int]


@dataclass
class Writes:
    """What is yet to be written of cores that profiles join: done for a whole batch at once."""

    number: int
    """The next that no core has."""
    made: list[dict[str, Any]] = field(default_factory=list)
    grown: list[dict[str, Any]] = field(default_factory=list)
    keys: dict[int, KeyCounts] = field(default_factory=dict)
    rows: list[tuple[Profile, int]] = field(default_factory=list)
    """New profiles, each with its core."""

    def next(self) -> int:
        """A number for a new core."""
        self.number += 1
        return self.number - 1

    def write(self, db: sa.Connection, shift: Shift) -> None:
        """Write it, and note which cores may be another thing for it."""
        insert_rows(db, cores, self.made)
        if self.grown:
            names = ("least", "size", "posted")
            values: dict[str, Any] = {name: sa.bindparam("_" + name) for name in names}
            db.execute(cores.update().where(cores.c.id == sa.bindparam("i")).values(values), self.grown)
        for core, key in put_keys(db, self.keys):
            shift.gained.add(key)
            if key.startswith(SPEAKS_AGAINST + "|"):
                shift.cores.add(core)
        insert_rows(db, profiles, [_profile_row(one, core) for one, core in self.rows])
        keys = [{"key": key, "profile_id": one.id} for one, _ in self.rows for key in firm(one)]
        insert_rows(db, profile_keys, keys)


def settle(
    db: sa.Connection, fresh: Sequence[Profile], ended: Iterable[Ended], asked_anew: Collection[str], said: DecidedPairs
) -> Shift:
    """Bring the cores to where these profiles are new, those `ended` are no more, and some are to be `asked_anew`.

    Profiles that are new get their rows here.
    """
    shift = Shift()
    loosened = _end(db, list(ended), shift)
    again = set(core_of_each(db, asked_anew).values())
    shift.cores |= again
    at = holders(db, {key for one in fresh for key in firm(one)})
    homes = core_of_each(db, at.values())
    met = {key: homes[profile] for key, profile in at.items()}
    held = cores_of(db, {*met.values(), *loosened, *again})
    against = _against(db, fresh, held, said)
    writes = Writes(fresh_number(db))
    for seen in _connected(fresh, met, held):
        theirs = [held[core] for core in seen.cores]
        if loosened.isdisjoint(seen.cores) and not _is_contested(seen.fresh, theirs, against):
            _join(db, seen.fresh, theirs, writes, shift)
        else:
            _part(db, seen, writes, shift, said)
    writes.write(db, shift)
    shift.cores |= {core for one, core in writes.rows if one.id in asked_anew}
    return shift


CorePlace = int | str
"""A core, or a profile that is in none yet."""
HeldApart = Mapping[CorePlace, Collection[CorePlace]]  # what may not be one with each


def _against(db: sa.Connection, fresh: Sequence[Profile], held: Mapping[int, Core], said: DecidedPairs) -> HeldApart:
    """What may not be one, among new profiles and cores: people of one document, and what a person said."""
    names = {mixed_up_by(one.name) for one in fresh if one.kind == "person"}
    names |= {mixed_up_by(core.name) for core in held.values() if core.kind == "person"}
    spoken = [*told_apart(db, names), *said.apart]
    new = {one.id for one in fresh}
    homes = core_of_each(db, {one for pair in spoken for one in pair} - new)
    place: dict[str, CorePlace] = {**{one: one for one in new}, **homes}
    out: dict[CorePlace, set[CorePlace]] = defaultdict(set)
    for one, other in spoken:
        if one in place and other in place:
            out[place[one]].add(place[other])
    return out


def _connected(fresh: Sequence[Profile], met: Mapping[str, int], held: Mapping[int, Core]) -> Iterator[Connected]:
    """New profiles and cores, those together that share a firm key."""
    at: dict[Any, Any] = {}

    def top(one: Any) -> Any:
        at.setdefault(one, one)
        while at[one] != one:
            at[one] = at[at[one]]
            one = at[one]
        return one

    for core in sorted(held):
        top(core)
    for one in fresh:
        top(one.id)
        for key in firm(one):
            at[top(one.id)] = top(met.get(key, "key " + key))
    found: dict[Any, Connected] = defaultdict(lambda: Connected([], []))
    for one in fresh:
        found[top(one.id)].fresh.append(one)
    for core in sorted(held):
        found[top(core)].cores.append(core)
    yield from found.values()


def _is_contested(fresh: Sequence[Profile], held: Sequence[Core], against: HeldApart) -> bool:
    """May these not simply be one core?"""
    known = {one.known for one in fresh} | {core.known for core in held}
    inside: set[CorePlace] = {*(one.id for one in fresh), *(core.id for core in held)}
    return (
        any(core.contested for core in held)
        or len(known - {None}) > 1
        or any(not inside.isdisjoint(against.get(one, ())) for one in inside)
    )


# --- what joins ----------------------------------------------------------------------------------------------------


def _join(db: sa.Connection, fresh: Sequence[Profile], held: Sequence[Core], writes: Writes, shift: Shift) -> None:
    """Make profiles and cores one core, the largest of them where there is one."""
    if not fresh and len(held) == 1:
        return  # asked about, and nothing is different
    uses, calls = counted(fresh)
    least = min([core.least for core in held] + [one.id for one in fresh])
    size, posts = len(fresh), sum(map(posted, fresh))
    for core in held:
        size, posts = size + core.size, posts + core.posted
    if not held:
        known, number = next((one.known for one in fresh if one.known), None), writes.next()
        writes.made.append(_core(number, min(fresh, key=lambda one: one.id), known, least, size, posts))
        shift.cores.add(number)
    else:
        into = max(held, key=lambda core: (core.size, -core.id))
        number = into.id
        for core in held:
            if core is not into:
                _absorb(db, core, number, shift, uses, calls)
        writes.grown.append({"i": number, "_least": least, "_size": size, "_posted": posts})
        if least != into.least or bool(posts) != bool(into.posted) or len(held) > 1:
            shift.cores.add(number)
    writes.keys[number] = uses, calls
    writes.rows += [(one, number) for one in fresh]


def _absorb(db: sa.Connection, core: Core, into: int, shift: Shift, uses: Counter[str], calls: Counter[str]) -> None:
    """Give a core's profiles and keys to another."""
    mine = sa.select(profiles.c.id, profiles.c.uses).where(profiles.c.core_id == core.id)
    shift.drifted[into] += [Drifted(row.id, core.thing_id, row.uses) for row in db.execute(mine)]
    shift.drifted[into] += shift.drifted.pop(core.id, [])
    for row in keys_of(db, [core.id]):
        uses[row.key] += row.uses
        calls[row.key] += row.calls
    if core.thing_id:
        shift.lost.add(core.thing_id)
    db.execute(profiles.update().where(profiles.c.core_id == core.id).values(core_id=into))
    db.execute(core_keys.delete().where(core_keys.c.core_id == core.id))
    db.execute(cores.delete().where(cores.c.id == core.id))
    shift.cores.discard(core.id)


def _core(
    number: int, first: Any, known: str | None, least: str, size: int, posts: int, *, contested: bool = False
) -> dict[str, Any]:
    return {
        "id": number,
        "kind": first.kind,
        "name": first.name,
        "known": known,
        "least": least,
        "size": size,
        "posted": posts,
        "contested": contested,
        "thing_id": None,
    }


def _profile_row(one: Profile, core: int) -> dict[str, Any]:
    return {
        **one._asdict(),
        "aliases": list(one.aliases),
        "keys": [list(key) for key in one.keys],
        "core_id": core,
    }


# --- what goes -----------------------------------------------------------------------------------------------------


def _end(db: sa.Connection, ended: Sequence[Ended], shift: Shift) -> set[int]:
    """Take profiles out of their cores; gives the cores that may fall apart without them."""
    by_core: dict[int, list[Profile]] = defaultdict(list)
    for one in ended:
        by_core[one.core].append(one.profile)
    out = set()
    fewer = {core: (_less(uses), _less(calls)) for core, some in by_core.items() for uses, calls in [counted(some)]}
    for number, key in put_keys(db, fewer):
        called = bool(fewer[number][1][key])
        (shift.silent if called else shift.keys).add(key)
    for core in cores_of(db, by_core).values():
        gone = by_core[core.id]
        shift.cores.add(core.id)
        if core.thing_id:
            shift.lost.add(core.thing_id)
        if core.size == len(gone):
            db.execute(core_keys.delete().where(core_keys.c.core_id == core.id))
            db.execute(cores.delete().where(cores.c.id == core.id))
            shift.cores.discard(core.id)
            continue
        values: dict[str, Any] = {"size": core.size - len(gone), "posted": core.posted - sum(map(posted, gone))}
        if core.least in {one.id for one in gone}:
            left = sa.select(sa.func.min(profiles.c.id)).where(profiles.c.core_id == core.id)
            values["least"] = db.execute(left).scalar_one()
        if core.name in {one.name for one in gone}:
            values["name"] = _name_left(db, core.id)
        db.execute(cores.update().where(cores.c.id == core.id).values(values))
        if core.contested or not _holds_together(db, gone):
            out.add(core.id)
    return out


def _name_left(db: sa.Connection, core: int) -> str:
    query = sa.select(profiles.c.name).where(profiles.c.core_id == core).order_by(profiles.c.name).limit(1)
    return str(db.execute(query).scalar_one())


def _less(some: Counter[str]) -> Counter[str]:
    return Counter({key: -count for key, count in some.items()})


def _holds_together(db: sa.Connection, gone: Iterable[Profile]) -> bool:
    """Do the others of a core still reach each other: by one key of what went, or by one profile with all of them?"""
    keys = {key for one in gone for key in firm(one)}
    shared = sorted(holders(db, keys))
    if len(shared) <= 1:
        return True
    if len(shared) > AT_ONCE:
        return False
    with_all = sa.select(profile_keys.c.profile_id).where(profile_keys.c.key.in_(shared))
    with_all = with_all.group_by(profile_keys.c.profile_id).having(sa.func.count() == len(shared))
    return db.execute(with_all.limit(1)).first() is not None


# --- what is contested ---------------------------------------------------------------------------------------------


def _part(db: sa.Connection, seen: Connected, writes: Writes, shift: Shift, said: DecidedPairs) -> None:
    """Look at all profiles that firm keys connect, and write the cores that they are."""
    found = _closure(db, seen)
    home = {one.id: core for core, one in found}
    some = [one for _, one in found] + seen.fresh
    names = {mixed_up_by(one.name) for one in some if one.kind == "person"}
    groups, _ = firm_groups(
        some, together=said.together, apart=said.apart, rivals=told_apart(db, names), late=said.late
    )
    reach = reached(some)
    parts = Counter(reach[group[0].id] for group in groups)
    old = cores_of(db, set(home.values()))
    shift.keys |= {row.key for row in keys_of(db, old)}
    for core in old:
        db.execute(core_keys.delete().where(core_keys.c.core_id == core))
    taken: set[int] = set()
    for group in groups:
        was = Counter(home[one.id] for one in group if one.id in home)
        kept = next((core for core, _ in was.most_common() if core not in taken), None)
        core = writes.next() if kept is None else kept
        taken.add(core)
        contested = parts[reach[group[0].id]] > 1
        row = _core(
            core, group[0], _known(group), group[0].id, len(group), sum(map(posted, group)), contested=contested
        )
        if kept is None:
            db.execute(cores.insert(), [row])
        else:
            del row["thing_id"]
            db.execute(cores.update().where(cores.c.id == core).values(row))
        for one in group:
            if home.get(one.id) == core:
                continue
            if one.id in home:
                shift.drifted[core].append(Drifted(one.id, old[home[one.id]].thing_id, one.uses))
                db.execute(profiles.update().where(profiles.c.id == one.id).values(core_id=core))
            else:
                writes.rows.append((one, core))
        put_keys(db, {core: counted(group)})
        shift.cores.add(core)
    for core in old.keys() - taken:
        db.execute(cores.delete().where(cores.c.id == core))
        shift.cores.discard(core)
    shift.lost |= {core.thing_id for core in old.values() if core.thing_id}


def _known(group: Iterable[Profile]) -> str | None:
    return next((one.known for one in group if one.known), None)


def _closure(db: sa.Connection, seen: Connected) -> list[tuple[int, Profile]]:
    """All profiles, each with its core, that can be reached from these by firm keys."""
    found: list[tuple[int, Profile]] = []
    waiting, met = set(seen.cores), set(seen.cores)
    keys, looked = {key for one in seen.fresh for key in firm(one)}, set[str]()
    query = sa.select(profiles.c.core_id).join(profile_keys, profile_keys.c.profile_id == profiles.c.id).distinct()
    while waiting or keys - looked:
        here = list(members(db, waiting))
        found += here
        keys = {key for _, one in here for key in firm(one)} | (keys - looked)
        theirs = {row.core_id for row in asked(db, query, profile_keys.c.key, keys - looked)}
        looked |= keys
        waiting = theirs - met
        met |= waiting
    return found
