"""Which cores are one thing: those that a change may have moved, and all that share a key with them, and so on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from index.store.database import asked
from index.store.schema import core_keys, cores
from index.things.clustering import Profile, between, loose_groups
from index.things.core_rows import (
    FEWEST_RIVALS,
    POSTS,
    Core,
    CoreKey,
    core_of_each,
    cores_of,
    holding,
    keys_of,
    told_apart,
)
from index.things.cores import DecidedPairs, Shift
from index.things.decisions import Decisions
from index.things.evidence import LOOSE, IdentityKey, mixed_up_by
from index.things.linking import Identified, thing_ids

ALONE = 1


class CoreGroup(NamedTuple):
    """Cores that are one thing, and the name that a person gave it."""

    thing: str
    kind: str
    known: str | None
    cores: tuple[Core, ...]
    renamed: str | None = None


def group_anew(
    db: sa.Connection, shift: Shift, said: DecidedPairs, decisions: Decisions, profile_of: Mapping[str, str]
) -> list[CoreGroup]:
    """The things of all cores that a shift may have moved; `profile_of` are the mentions that decisions speak of."""
    spoken = {one for pair in (*said.together, *said.apart) for one in pair} | set(profile_of.values()) | said.late
    core_of = core_of_each(db, spoken) if spoken else {}
    beside: dict[int, set[int]] = defaultdict(set)
    for one, other in (*said.together, *said.apart):
        if one in core_of and other in core_of:
            beside[core_of[one]].add(core_of[other])
            beside[core_of[other]].add(core_of[one])
    found, keys = _reached(db, shift, beside)
    sets = list(_sets(db, found, keys, said, core_of, beside))
    least = {core_of[one] for one in said.late if one in core_of}
    late = {min(core.least for core in some) for some in sets if any(core.id in least for core in some)}
    ids = thing_ids([_identified(some) for some in sets], late)
    place = {core.id: i for i, some in enumerate(sets) for core in some}
    at = {item: place[core_of[one]] for item, one in profile_of.items() if core_of.get(one) in place}
    for items, thing in decisions.targets:
        here = next((at[item] for item in items if item in at), None)
        if here is not None and thing not in ids:
            ids[here] = thing
    names: dict[int, str] = {}
    for items, name in decisions.names:
        here = next((at[item] for item in items if item in at), None)
        if here is not None:
            names[here] = name
    return [
        CoreGroup(ids[i], some[0].kind, _identified(some).known, tuple(some), names.get(i))
        for i, some in enumerate(sets)
    ]


def _identified(some: Sequence[Core]) -> Identified:
    known = next((core.known for core in some if core.known), None)
    return Identified(some[0].kind, known, min(core.least for core in some))


def _reached(
    db: sa.Connection, shift: Shift, beside: Mapping[int, Collection[int]]
) -> tuple[dict[int, Core], dict[int, list[CoreKey]]]:
    """The cores that can be reached by keys, or by what a person said of them, and the keys of each."""
    waiting = {row.core_id for row in holding(db, shift.keys)} | shift.cores | _shared(db, shift.gained)
    waiting |= _of_keys(db, shift.silent)
    found: dict[int, Core] = {}
    held: dict[int, list[CoreKey]] = defaultdict(list)
    looked: set[str] = set()
    while waiting:
        new = cores_of(db, waiting)
        found |= new
        keys = set()
        for row in keys_of(db, new):
            held[row.core_id].append(row)
            keys.add(row.key)
        met = {row.core_id for row in holding(db, {key for key in keys - looked if _joins(key)})}
        looked |= keys
        met |= {other for core in new for other in beside.get(core, ())}
        met |= _of_lexicon(db, {core.known for core in new.values() if core.known and core.contested})
        waiting = met - found.keys()
    return found, held


def _shared(db: sa.Connection, keys: Collection[str]) -> set[int]:
    """The cores that hold some keys, where several hold one."""
    by_key: dict[str, set[int]] = defaultdict(set)
    for row in holding(db, {key for key in keys if _joins(key)}):
        by_key[row.key].add(row.core_id)
    return {core for some in by_key.values() if len(some) > ALONE for core in some}


def _of_keys(db: sa.Connection, keys: Collection[str]) -> set[int]:
    """All cores with some keys, whether or not one makes it a key that can join.

    "Hasote" of the release that alone said "Hallanmaan liitto (Hasote)" was taken back: the others are on their own.
    """
    query = sa.select(core_keys.c.core_id)
    return {row[0] for row in asked(db, query, core_keys.c.key, {key for key in keys if _joins(key)})}


def _of_lexicon(db: sa.Connection, known: Collection[str | None]) -> set[int]:
    """All cores of some bodies of the lexicon, where a person told some apart."""
    return {row[0] for row in asked(db, sa.select(cores.c.id), cores.c.known, known)}


def _joins(key: str) -> bool:
    return key.partition("|")[0] in LOOSE


def _sets(
    db: sa.Connection,
    found: Mapping[int, Core],
    keys: Mapping[int, Sequence[CoreKey]],
    said: DecidedPairs,
    core_of: Mapping[str, int],
    beside: Mapping[int, Collection[int]],
) -> Iterator[list[Core]]:
    names = {mixed_up_by(core.name) for core in found.values() if core.kind == "person"}
    rivals = told_apart(db, names) if len(found) >= FEWEST_RIVALS and names else []
    homes = core_of_each(db, {one for pair in rivals for one in pair}) if rivals else {}
    by_least = {core.least: core for core in found.values()}
    least = {profile: found[core].least for profile, core in {**core_of, **homes}.items() if core in found}
    together, apart = between(said.together, least), between(said.apart, least)
    against, late = between(rivals, least), {least[one] for one in said.late if one in least}
    told = [_by_first(some) for some in (together, apart, against)]
    for part in _parted(found, keys, beside):
        inside = {core.least for core in part}
        pairs = [[(one, two) for one in inside for two in some.get(one, ()) if two in inside] for some in told]
        some = [_as_one(core, keys.get(core.id, ())) for core in part]
        groups, _ = loose_groups(some, together=pairs[0], apart=pairs[1], rivals=pairs[2], late=late)
        yield from ([by_least[one] for one in group] for group in groups)


def _by_first(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        out[one].append(other)
    return out


def _parted(
    found: Mapping[int, Core], keys: Mapping[int, Sequence[CoreKey]], beside: Mapping[int, Collection[int]]
) -> Iterator[list[Core]]:
    """The cores in parts that nothing connects."""
    holders: dict[str, list[int]] = defaultdict(list)
    for some in keys.values():
        for row in some:
            if _joins(row.key):
                holders[row.key].append(row.core_id)
    seen: set[int] = set()
    looked: set[str] = set()
    for first in sorted(found):
        if first in seen:
            continue
        seen.add(first)
        waiting, part = [first], []
        while waiting:
            here = waiting.pop()
            part.append(found[here])
            texts = {row.key for row in keys.get(here, ())} - looked
            looked |= texts
            for other in (*(one for text in texts for one in holders[text]), *beside.get(here, ())):
                if other in found and other not in seen:
                    seen.add(other)
                    waiting.append(other)
        yield part


def _as_one(core: Core, keys: Iterable[CoreKey]) -> Profile:
    """A core as the clustering takes it: a profile with all its keys but the firm ones, which have done their work."""
    return Profile(
        core.least, core.kind, core.name, core.known, None, (), tuple(_identity_keys(core, keys)), "", core.size
    )


def _identity_keys(core: Core, keys: Iterable[CoreKey]) -> Iterator[IdentityKey]:
    for row in keys:
        rule, _, value = row.key.partition("|")
        if rule != "called":
            yield IdentityKey(rule, value, "")
            continue
        if row.calls:
            yield IdentityKey("alias", value, "")
        if row.uses > row.calls:
            yield IdentityKey("called", value, "")
    if core.posted:
        yield IdentityKey(POSTS[0], "", "")
