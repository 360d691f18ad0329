"""Things kept up to date: for changed documents only, in the transaction that writes them.

    the mentions of changed documents, before and after
        ▼ profiles that came or went, and people told apart          (the others stay as they are)
        ▼ the cores that share a firm key with those                 cores.py
        ▼ where a core is new or says more: the few that share another key with it     core_groups.py
    things, with how many documents and mentions each has            thing_rows.py

What is made depends on the set of documents alone: not on their order, nor on the batches they came in.  It is the same
as clustering.groups gives for all profiles at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from extractors.model.records import Entry
from index.store.database import AT_ONCE, among, asked, in_batches, insert_rows
from index.store.schema import (
    core_keys,
    cores,
    documents,
    mentions,
    namesakes,
    profile_keys,
    profiles,
    things,
)
from index.things.clustering import Profile
from index.things.core_groups import group_anew
from index.things.core_rows import profile_of_row, profile_rows
from index.things.cores import DecidedPairs, Ended, settle
from index.things.decisions import decisions_of
from index.things.evidence import ThingMention, mentions_of, mixed_up_by
from index.things.linking import pairs_of, profile_of
from index.things.named_counts import how_often_named, note_named, note_none_named
from index.things.thing_rows import call_anew, last_thing_change, put_things, recount
from index.things.yearly_counts import YearOfThing, add_yearly, none_in_any_year, year_of

KeptByDocument = dict[str, list["Kept"]]
ThingOfMention = Mapping[tuple[str, str], str | None]
"""The thing of each mention, by document and record."""


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
    _note_stayed(db, step.stayed)
    if not step.came and not step.went and not decided:
        _count(db, before, _held(db, ids), set())
        return
    ended = _forget(db, step.went)
    fresh = _take(db, step.came)
    told = [(mention.document, mention.name, key) for mention, key in _people(step)]
    anew = _note_namesakes(db, ids, told)
    of_item = {mention.item: key for mention, key in _all_of(step)}
    anew |= {of_item[item] for item in decided if item in of_item}
    spoken = _profiles_of(db, decisions.items - of_item.keys()) | {
        item: key for item, key in of_item.items() if item in decisions.items
    }
    said = DecidedPairs(
        pairs_of(decisions.together, spoken),
        pairs_of(decisions.apart, spoken),
        frozenset(spoken[item] for item in decisions.split_off if item in spoken),
    )
    shift = settle(db, fresh, ended, anew, said)
    found = group_anew(db, shift, said, decisions, spoken)
    moves = put_things(db, found, shift.drifted)
    _put_mentions(db, step.came)
    recount(db, moves.things)
    now = _held(db, ids)
    _count(db, before, now, moves.things)
    if decided:
        # no document changes by what a person says: whoever follows the store is told by the things alone
        was, is_ = _by_mention(before), _by_mention(now)
        _tell(db, was, is_, [key for key in was.keys() & is_.keys() if was[key] != is_[key]])
        _redirect(db, was, is_, decisions.split_off)
    thing_of = {one.profile: one.thing or "" for some in now.values() for one in some}
    more: dict[str, list[Profile]] = defaultdict(list)
    for one in fresh:
        more[thing_of[one.id]].append(one)
    named = _touched(before, now)
    whole = moves.things | moves.anew | shift.lost
    call_anew(db, whole, more, named)


def relink(db: sa.Connection, entries: Iterable[Entry]) -> None:
    """Make all things anew, where the rules have changed; an id that is no more leads to what has its mention now.

    Whoever follows the store is told of the things that mentions moved to and from, and of documents that lost one.
    """
    before = _thing_of_each(db)
    for table in (mentions, namesakes, profile_keys, profiles, core_keys, cores):
        db.execute(table.delete())
    db.execute(things.update().values(documents=0, mentions=0))
    note_none_named(db)
    none_in_any_year(db)
    for some in in_batches(entries, AT_ONCE):
        update_things(db, some)
    now = _thing_of_each(db)
    _redirect(db, before, now)
    _tell_of_moves(db, before, now)


def _redirect(db: sa.Connection, before: ThingOfMention, now: ThingOfMention, split_off: Collection[str] = ()) -> None:
    """Let ids that are no more lead to the thing that has most of their mentions now, rather not to one split off."""
    went: dict[str, Counter[str]] = defaultdict(Counter)
    for key, thing in before.items():
        if thing is not None and (then := now.get(key)) is not None:
            went[thing][then] += 1
    late = {thing for key, thing in now.items() if "/".join(key) in split_off}
    ended = sa.select(things.c.id).where(things.c.documents == 0)
    for one in asked(db, ended, things.c.id, went):
        then = min(went[one.id], key=lambda other: (-went[one.id][other], other in late, other))
        for where in (things.c.id == one.id, things.c.merged_into == one.id):
            db.execute(things.update().where(where).values(merged_into=then))


def _by_mention(held: KeptByDocument) -> ThingOfMention:
    return {(one.document, one.record): one.thing for some in held.values() for one in some}


def _thing_of_each(db: sa.Connection) -> ThingOfMention:
    """The thing of each mention, by document and record."""
    query = sa.select(mentions.c.document_id, mentions.c.record_id, mentions.c.thing_id)
    return {(row[0], row[1]): row[2] for row in db.execute(query)}


def _tell(db: sa.Connection, before: ThingOfMention, now: ThingOfMention, moves: Iterable[tuple[str, str]]) -> None:
    """Tell whoever follows the store of the things that these mentions were of, and of those that they are of."""
    moved = {thing for key in moves for thing in (before.get(key), now.get(key)) if thing is not None}
    change = last_thing_change(db) + 1
    for some in in_batches(sorted(moved), AT_ONCE):
        db.execute(things.update().where(among(db, things.c.id, some)).values(change=change))


def _tell_of_moves(db: sa.Connection, before: ThingOfMention, now: ThingOfMention) -> None:
    moves = [key for key in {**before, **now} if before.get(key) != now.get(key)]
    _tell(db, before, now, moves)
    lost = sorted({document for document, record in moves if (document, record) not in now})
    first = (db.execute(sa.select(sa.func.max(documents.c.change))).scalar() or 0) + 1
    for number, one in enumerate(lost, first):
        db.execute(documents.update().where(documents.c.id == one).values(change=number))


def _held(db: sa.Connection, ids: Sequence[str]) -> KeptByDocument:
    names = ("document_id", "record_id", "seq", "day", "quotes", "profile_id", "thing_id")
    columns = [mentions.c[name] for name in names]
    out: KeptByDocument = defaultdict(list)
    for row in asked(db, sa.select(*columns), mentions.c.document_id, ids):
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


def _forget(db: sa.Connection, went: Sequence[Kept]) -> list[Ended]:
    """Take mentions away, with profiles that nothing has any more; gives these."""
    if not went:
        return []
    one = (mentions.c.document_id == sa.bindparam("d")) & (mentions.c.record_id == sa.bindparam("r"))
    db.execute(mentions.delete().where(one), [{"d": m.document, "r": m.record} for m in went])
    taken: dict[str, list[str]] = defaultdict(list)
    for mention in went:
        taken[mention.profile].append(mention.anchor)
    ended, left = [], []
    for row in profile_rows(db, taken):
        if row.uses == len(taken[row.id]):
            ended.append(Ended(profile_of_row(row), row.core_id))
        else:
            anchor = _first(db, row.id) if row.anchor in taken[row.id] else row.anchor
            left.append({"p": row.id, "u": row.uses - len(taken[row.id]), "a": anchor})
    _put_uses(db, left)
    for some in in_batches([one.profile.id for one in ended], AT_ONCE):
        db.execute(profile_keys.delete().where(among(db, profile_keys.c.profile_id, some)))
        db.execute(profiles.delete().where(among(db, profiles.c.id, some)))
    return ended


def _put_uses(db: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        values: dict[str, Any] = {"uses": sa.bindparam("u"), "anchor": sa.bindparam("a")}
        db.execute(profiles.update().where(profiles.c.id == sa.bindparam("p")).values(values), list(rows))


def _first(db: sa.Connection, profile: str) -> str:
    order = (mentions.c.day, mentions.c.document_id, mentions.c.record_id)
    query = sa.select(*order).where(mentions.c.profile_id == profile).order_by(*order).limit(1)
    return "|".join(db.execute(query).one())


def _take(db: sa.Connection, came: Iterable[tuple[ThingMention, str]]) -> list[Profile]:
    """Count new mentions to the profiles they have; gives the profiles that are new."""
    by_profile: dict[str, list[ThingMention]] = defaultdict(list)
    for mention, profile in came:
        by_profile[profile].append(mention)
    columns = (profiles.c.id, profiles.c.uses, profiles.c.anchor)
    held = {row.id: row for row in asked(db, sa.select(*columns), profiles.c.id, by_profile)}
    more = []
    for key, row in held.items():
        first = min(row.anchor, *(mention.anchor for mention in by_profile[key]))
        more.append({"p": key, "u": row.uses + len(by_profile[key]), "a": first})
    _put_uses(db, more)
    return [profile_of(key, some) for key, some in by_profile.items() if key not in held]


def _put_mentions(db: sa.Connection, came: Sequence[tuple[ThingMention, str]]) -> None:
    query = sa.select(profiles.c.id, cores.c.thing_id).join(cores, cores.c.id == profiles.c.core_id)
    things_of = {row[0]: row[1] for row in asked(db, query, profiles.c.id, {profile for _, profile in came})}
    rows = [_mention_row(one, profile, things_of[profile]) for one, profile in came]
    insert_rows(db, mentions, rows)


def _all_of(step: Step) -> Iterator[tuple[ThingMention, str]]:
    """The mentions that changed documents have now, each with its profile."""
    yield from step.came
    yield from ((mention, held.profile) for mention, held in step.stayed)


def _people(step: Step) -> Iterator[tuple[ThingMention, str]]:
    yield from (one for one in _all_of(step) if one[0].kind == "person")


def _profiles_of(db: sa.Connection, items: Iterable[str]) -> dict[str, str]:
    """The profiles of mentions called "document/record"."""
    wanted = {item.rsplit("/", 1)[0] for item in items if "/" in item}
    columns = (mentions.c.document_id, mentions.c.record_id, mentions.c.profile_id)
    rows = asked(db, sa.select(*columns), mentions.c.document_id, wanted)
    out = {f"{row.document_id}/{row.record_id}": row.profile_id for row in rows}
    return {item: out[item] for item in items if item in out}


def _note_stayed(db: sa.Connection, stayed: Sequence[tuple[ThingMention, Kept]]) -> None:
    for mention, held in stayed:
        if (mention.seq, mention.quotes) != (held.seq, held.quotes):
            one = (mentions.c.document_id == mention.document) & (mentions.c.record_id == mention.record)
            db.execute(mentions.update().where(one).values(seq=mention.seq, quotes=mention.quotes))


def _note_namesakes(db: sa.Connection, ids: Sequence[str], told: Iterable[tuple[str, str, str]]) -> set[str]:
    """Keep which people, given as (document, name, profile), each document tells apart; gives those of whom that is new
    or no more so."""
    by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
    for document, name, profile in told:
        by_name[document, mixed_up_by(name)].add(profile)
    now = {(document, one, name) for (document, name), some in by_name.items() if len(some) > 1 for one in some}
    query = sa.select(namesakes.c.document_id, namesakes.c.profile_id, namesakes.c.name)
    was = {tuple(row) for row in asked(db, query, namesakes.c.document_id, ids)}
    one = (namesakes.c.document_id == sa.bindparam("d")) & (namesakes.c.profile_id == sa.bindparam("p"))
    if gone := sorted(was - now):
        db.execute(namesakes.delete().where(one), [{"d": row[0], "p": row[1]} for row in gone])
    if came := sorted(now - was):
        db.execute(
            namesakes.insert(), [dict(zip(("document_id", "profile_id", "name"), row, strict=True)) for row in came]
        )
    return {row[1] for row in was ^ now}


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


def _touched(before: KeptByDocument, now: KeptByDocument) -> set[str]:
    """Things of which mentions came or went."""
    was, is_ = ({(one.thing or "", one.anchor) for some in held.values() for one in some} for held in (before, now))
    return {thing for thing, _ in was ^ is_}


def _count(db: sa.Connection, before: KeptByDocument, now: KeptByDocument, moved: set[str]) -> None:
    """Add what changed to the counts of the things; those that mentions moved to or from are counted already."""
    by_day = _more_by_day(before, now)
    more: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    yearly: dict[YearOfThing, list[int]] = defaultdict(lambda: [0, 0])
    for (thing, day), counts in by_day.items():
        if thing not in moved and any(counts):
            _add(more[thing], counts)
            if year := year_of(day):
                _add(yearly[thing, year], counts)
    if not more:
        return
    named = how_often_named(db, more)
    note_named(db, named, {thing: was.documents + more[thing][0] for thing, was in named.items()})
    values = [{"t": thing, "d": d, "q": q} for thing, (d, q) in more.items() if d or q]
    if values:
        db.execute(
            things.update()
            .where(things.c.id == sa.bindparam("t"))
            .values(documents=things.c.documents + sa.bindparam("d"), mentions=things.c.mentions + sa.bindparam("q")),
            values,
        )
    add_yearly(db, yearly, {thing: was.kind for thing, was in named.items()})


def _more_by_day(before: KeptByDocument, now: KeptByDocument) -> dict[tuple[str, str], list[int]]:
    """In how many documents of a day more a thing is named than before, and how much more often; fewer is below 0."""
    more: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for sign, held in ((-1, before), (1, now)):
        for some in held.values():
            met: Counter[tuple[str, str]] = Counter()
            for one in some:
                met[one.thing or "", one.day] += one.quotes
            for key, quotes in met.items():
                _add(more[key], (sign, sign * quotes))
    return more


def _add(counts: list[int], more: Sequence[int]) -> None:
    for place, number in enumerate(more):
        counts[place] += number
