"""Things kept up to date: for changed documents only, in the transaction that writes them.

    the mentions of changed documents, before and after
        ▼ profiles that came, went, or were met with another beside them     (the others stay as they are)
        ▼ all profiles that share a key with those, and so on                components.py
        ▼ clustering.groups                                                  the same as for the whole corpus
    things, with how many documents and mentions each has                    thing_rows.py

What is made depends on the set of documents alone: not on their order, nor on the batches they came in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from extractors.model.records import Entry
from index.store.database import in_batches
from index.store.schema import documents, mentions, profile_keys, profiles, things
from index.things.components import AT_ONCE, neighbours, profile_rows
from index.things.decisions import decisions_of
from index.things.evidence import ThingMention, mentions_of, mixed_up_by, telling
from index.things.thing_rows import call_anew, last_thing_change, redirect, regroup

KeptByDocument = dict[str, list["Kept"]]


class Kept(NamedTuple):
    """A mention as the store has it."""

    document: str
    record: str
    seq: int
    day: str
    quotes: int
    profile: str
    thing: str | None

    @property
    def anchor(self) -> str:
        """As `Mention.anchor`."""
        return f"{self.day}|{self.document}|{self.record}"


class Step(NamedTuple):
    """What is different now: mentions that came, with their profile, that went, and that stayed."""

    came: list[tuple[ThingMention, str]]
    went: list[Kept]
    stayed: list[tuple[ThingMention, Kept]]


def update_things(
    db: sa.Connection, entries: Iterable[Entry], gone: Sequence[str] = (), decided: Collection[str] = ()
) -> None:
    """Bring the things to where these documents are as written now, and those `gone` are no more.

    `decided` are mentions ("document/record") of these documents of which a person has just said something.
    """
    latest = {entry.document.id: mentions_of(entry) for entry in entries}
    ids = [*latest, *gone]
    decisions = decisions_of(db)
    before = _held(db, ids)
    step = _step(latest, before, decisions.alone)
    if not step.came and not step.went and not decided:
        _note_stayed(db, step.stayed)
        _count(db, before, _held(db, ids), set())
        return
    dirty = _forget(db, step.went) | _take(db, step.came)
    _note_stayed(db, step.stayed)
    now = _held(db, ids)
    dirty |= _rivals(db, step, before, now)
    dirty |= {one.profile for some in now.values() for one in some if f"{one.document}/{one.record}" in decided}
    moved = regroup(db, dirty, decisions)
    now = _held(db, ids)
    _count(db, before, now, moved)
    call_anew(db, _touched(before, now))


def relink(db: sa.Connection, entries: Iterable[Entry]) -> None:
    """Make all things anew, where the rules have changed; an id that is no more leads to what has its mention now.

    Whoever follows the store is told of the things that mentions moved to and from, and of documents that lost one.
    """
    before = _thing_of_each(db)
    for table in (mentions, profile_keys, profiles):
        db.execute(table.delete())
    db.execute(things.update().values(documents=0, mentions=0))
    for some in in_batches(entries, AT_ONCE):
        update_things(db, some)
    redirect(db)
    _tell_of_moves(db, before, _thing_of_each(db))


def _thing_of_each(db: sa.Connection) -> dict[tuple[str, str], str | None]:
    """The thing of each mention, by document and record."""
    query = sa.select(mentions.c.document_id, mentions.c.record_id, mentions.c.thing_id)
    return {(row[0], row[1]): row[2] for row in db.execute(query)}


def _tell_of_moves(db: sa.Connection, before: Mapping[Any, str | None], now: Mapping[Any, str | None]) -> None:
    moves = [key for key in {**before, **now} if before.get(key) != now.get(key)]
    moved = {thing for key in moves for thing in (before.get(key), now.get(key)) if thing is not None}
    change = last_thing_change(db) + 1
    for some in in_batches(sorted(moved), AT_ONCE):
        db.execute(things.update().where(things.c.id.in_(some)).values(change=change))
    lost = sorted({document for document, record in moves if (document, record) not in now})
    first = (db.execute(sa.select(sa.func.max(documents.c.change))).scalar() or 0) + 1
    for number, one in enumerate(lost, first):
        db.execute(documents.update().where(documents.c.id == one).values(change=number))


def _held(db: sa.Connection, ids: Sequence[str]) -> KeptByDocument:
    names = ("document_id", "record_id", "seq", "day", "quotes", "profile_id", "thing_id")
    columns = [mentions.c[name] for name in names]
    out: KeptByDocument = defaultdict(list)
    for some in in_batches(ids, AT_ONCE):
        for row in db.execute(sa.select(*columns).where(mentions.c.document_id.in_(some))):
            out[row[0]].append(Kept(*row))
    return out


def _step(latest: Mapping[str, Sequence[ThingMention]], before: KeptByDocument, alone: set[str]) -> Step:
    step = Step([], [], [])
    for document in {**before, **latest}:
        left = {one.record: one for one in before.get(document, ())}
        for mention in latest.get(document, ()):
            profile, held = mention.profile(mention.item in alone), left.get(mention.record)
            if held is not None and (held.profile, held.day) == (profile, mention.day):
                step.stayed.append((mention, left.pop(mention.record)))
            else:
                step.came.append((mention, profile))
        step.went.extend(left.values())
    return step


def _forget(db: sa.Connection, went: Sequence[Kept]) -> set[str]:
    """Take mentions away, with profiles that nothing has any more; gives the profiles that this may part."""
    if not went:
        return set()
    one = (mentions.c.document_id == sa.bindparam("d")) & (mentions.c.record_id == sa.bindparam("r"))
    db.execute(mentions.delete().where(one), [{"d": m.document, "r": m.record} for m in went])
    taken: dict[str, list[str]] = defaultdict(list)
    for mention in went:
        taken[mention.profile].append(mention.anchor)
    held = {row.id: row for row in profile_rows(db, taken)}
    ended = [key for key, row in held.items() if row.uses == len(taken[key])]
    dirty = neighbours(db, ended) - set(ended)
    for key in held.keys() - set(ended):
        anchor = held[key].anchor
        if anchor in taken[key]:
            anchor = _first(db, key)
            dirty.add(key)
        values = {"uses": held[key].uses - len(taken[key]), "anchor": anchor}
        db.execute(profiles.update().where(profiles.c.id == key).values(values))
    for some in in_batches(ended, AT_ONCE):
        db.execute(profile_keys.delete().where(profile_keys.c.profile_id.in_(some)))
        db.execute(profiles.delete().where(profiles.c.id.in_(some)))
    return dirty


def _first(db: sa.Connection, profile: str) -> str:
    order = (mentions.c.day, mentions.c.document_id, mentions.c.record_id)
    query = sa.select(*order).where(mentions.c.profile_id == profile).order_by(*order).limit(1)
    return "|".join(db.execute(query).one())


def _take(db: sa.Connection, came: Sequence[tuple[ThingMention, str]]) -> set[str]:
    """Write new mentions and what they have in common; gives the profiles that are new or begin earlier."""
    if not came:
        return set()
    by_profile: dict[str, list[ThingMention]] = defaultdict(list)
    for mention, profile in came:
        by_profile[profile].append(mention)
    held = {row.id: row for row in profile_rows(db, by_profile)}
    dirty, fresh = set(), []
    for key, some in by_profile.items():
        first = min(mention.anchor for mention in some)
        if key not in held:
            fresh.append(_profile_row(key, some[0], first, len(some)))
            dirty.add(key)
            continue
        if first < held[key].anchor:
            dirty.add(key)
        values = {"uses": held[key].uses + len(some), "anchor": min(first, held[key].anchor)}
        db.execute(profiles.update().where(profiles.c.id == key).values(values))
    if fresh:
        db.execute(profiles.insert(), fresh)
    keys = [{"key": text, "profile_id": row["id"]} for row in fresh for text in _texts(by_profile[row["id"]][0])]
    if keys:
        db.execute(profile_keys.insert(), keys)
    things_of = {key: row.thing_id for key, row in held.items()}
    db.execute(mentions.insert(), [_mention_row(one, profile, things_of.get(profile)) for one, profile in came])
    return dirty


def _texts(mention: ThingMention) -> list[str]:
    return sorted({key.text for key in telling(mention.keys)})


def _profile_row(key: str, mention: ThingMention, anchor: str, uses: int) -> dict[str, Any]:
    return {
        "id": key,
        "kind": mention.kind,
        "name": mention.name,
        "known": mention.known,
        "type": mention.type,
        "aliases": list(mention.aliases),
        "keys": [list(one) for one in mention.keys],
        "uses": uses,
        "anchor": anchor,
    }


def _mention_row(mention: ThingMention, profile: str, thing: str | None) -> dict[str, Any]:
    return {
        "document_id": mention.document,
        "record_id": mention.record,
        "kind": mention.kind,
        "seq": mention.seq,
        "day": mention.day,
        "quotes": mention.quotes,
        "profile_id": profile,
        "thing_id": thing,
    }


def _note_stayed(db: sa.Connection, stayed: Sequence[tuple[ThingMention, Kept]]) -> None:
    for mention, held in stayed:
        if (mention.seq, mention.quotes) != (held.seq, held.quotes):
            one = (mentions.c.document_id == mention.document) & (mentions.c.record_id == mention.record)
            db.execute(mentions.update().where(one).values(seq=mention.seq, quotes=mention.quotes))


def _rivals(db: sa.Connection, step: Step, before: KeptByDocument, now: KeptByDocument) -> set[str]:
    """Profiles of people that a changed document tells apart, or told apart until now."""
    changed = {mention.document for mention, _ in step.came} | {one.document for one in step.went}
    rows = [one for held in (before, now) for document in changed for one in held.get(document, ())]
    found = profile_rows(db, {one.profile for one in rows})
    names = {row.id: row.name for row in found if row.kind == "person"}
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in rows:
        if one.profile in names:
            told[one.document, mixed_up_by(names[one.profile])].add(one.profile)
    return {profile for some in told.values() if len(some) > 1 for profile in some}


def _touched(before: KeptByDocument, now: KeptByDocument) -> set[str]:
    """Things of which mentions came or went."""
    was, is_ = ({(one.thing or "", one.anchor) for some in held.values() for one in some} for held in (before, now))
    return {thing for thing, _ in was ^ is_}


def _count(db: sa.Connection, before: KeptByDocument, now: KeptByDocument, moved: set[str]) -> None:
    """Add what changed to the counts of the things; those that mentions moved to or from are counted already."""
    more: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for sign, held in ((-1, before), (1, now)):
        for some in held.values():
            met: dict[str, int] = defaultdict(int)
            for one in some:
                met[one.thing or ""] += one.quotes
            for thing, quotes in met.items():
                more[thing][0] += sign
                more[thing][1] += sign * quotes
    values = [{"t": thing, "d": d, "q": q} for thing, (d, q) in more.items() if (d or q) and thing not in moved]
    if values:
        db.execute(
            things.update()
            .where(things.c.id == sa.bindparam("t"))
            .values(documents=things.c.documents + sa.bindparam("d"), mentions=things.c.mentions + sa.bindparam("q")),
            values,
        )
