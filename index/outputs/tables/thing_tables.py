"""The tables of people and bodies: one row a thing of the corpus, counted and cut by the database."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from index.store.database import asked
from index.store.filters import Filter, conditions, in_time
from index.store.naming import spaced, spellings
from index.store.schema import documents, mentions, profiles, records, thing_years, things
from index.store.store import Store
from index.things.evidence import UNDATED
from index.things.lookup import LatestMentions, called, record_of_mention
from index.things.named_counts import how_many_named
from index.things.reasons import WHY, ThingReason, whys
from index.things.yearly_counts import whole_year

TableRow = dict[str, Any]

SHOWN = 10
"""Of a thing in thousands of documents, so many of them are shown: the latest."""

KINDS = {"people": "person", "bodies": "body"}


class RowWindow(NamedTuple):
    """Which rows: in order of a column ("-" before it: the largest first), so many of them from an offset."""

    sort: str = ""
    limit: int = 0
    offset: int = 0


def thing_rows(
    store: Store, kind: str, wanted: Filter, name: str | None, page: RowWindow
) -> tuple[list[TableRow], int]:
    """The rows of people or bodies, and how many there are before the page is cut."""
    with store.reading() as db:
        tests = _tests(db, kind, wanted, name)
        counts = None if wanted == Filter() else _counts(kind, wanted)
        counted = _counted(tests, counts)
        plain = len(tests) == PLAIN
        if counts is not None and page.limit and page.sort == "-documents" and plain:
            counted = counted.where(counts.c.documents >= _least_shown(counts, page))
        every = counts if counts is not None and plain else counted.subquery()
        total = sa.select(sa.func.count()).select_from(every)
        asked_once = counts is not None and plain  # what is counted of a filter is counted once, for page and total
        if asked_once:
            counted = counted.add_columns(total.scalar_subquery().label("total"))
        if counts is None and page.sort.lstrip("-") in WALKED:
            counted = _counted([tests[0], things.c.documents + 0 > 0, *tests[PLAIN:]], None)
        ordered = counted.order_by(*_order(counted, page.sort)).offset(page.offset)
        if page.limit:
            ordered = ordered.limit(page.limit)
        found = db.execute(ordered).mappings().all()
        if asked_once and (found or not page.offset):
            count = found[0]["total"] if found else 0
        elif counts is None and plain:
            count = how_many_named(db, KINDS[kind])
        else:
            count = int(db.execute(total).scalar_one())
        shown = _shown(db, {row["id"]: row["documents"] for row in found}, wanted)
        roles = _roles(db, shown) if kind == "people" else {}
        return [_row(kind, row, shown[row["id"]], roles.get(row["id"], ())) for row in found], count


def _tests(db: sa.Connection, kind: str, wanted: Filter, name: str | None) -> list[Any]:
    """What is asked of a thing itself: PLAIN conditions where no name is."""
    tests = [things.c.kind == KINDS[kind], things.c.documents > 0]
    asked = wanted.person if kind == "people" else wanted.body
    if asked:
        tests.append(sa.or_(*(called(one, inside=kind == "bodies") for one in spellings(asked, body=kind == "bodies"))))
    if name:
        tests.append(_holding(db, kind, name))
    return tests


PLAIN = 2
"""The kind, and being named at all: what every mention of that kind meets."""


WALKED = ("name", "mentions")
"""Columns with an index of their own: a page is the first rows of a walk along it, and not of all things, sorted.

The `+ 0` keeps the database from walking the index of documents instead.
"""


def _counted(tests: Sequence[Any], counts: sa.FromClause | None) -> sa.Select[Any]:
    """Things, each with in how many documents it is named and how often."""
    columns = [things.c[one] for one in ("id", "name", "folded", "type", "aliases", "known")]
    if counts is None:
        return sa.select(*columns, things.c.documents, things.c.mentions).where(*tests)
    joined = sa.select(*columns, counts.c.documents, counts.c.mentions)
    # what is counted is of the kind and named: to ask it again leads the database through all things first
    return joined.join(counts, counts.c.thing_id == things.c.id).where(*tests[PLAIN:])


def _counts(kind: str, wanted: Filter) -> sa.FromClause:
    """In how many of the documents that a filter keeps each thing is named, and how often.

    What is kept of a year is looked up; any other time of publishing alone is asked of the mentions themselves, whose
    index by day has all that is counted.
    """
    times = _times(wanted)
    if times and (year := whole_year(wanted.published_since, wanted.published_until)):
        kept = sa.select(thing_years.c.thing_id, thing_years.c.documents, thing_years.c.mentions)
        return kept.where(thing_years.c.kind == KINDS[kind], thing_years.c.year == year).subquery("counts")
    held = (
        sa.select(
            mentions.c.thing_id,
            sa.func.count(mentions.c.document_id.distinct()).label("documents"),
            sa.func.sum(mentions.c.quotes).label("mentions"),
        )
        .where(mentions.c.kind == KINDS[kind])
        .group_by(mentions.c.thing_id)
    )
    if times:
        return held.where(*times).cte("counts")
    held = held.join(documents, documents.c.id == mentions.c.document_id).where(*conditions(wanted))
    if wanted.min_confidence:
        held = held.join(records, record_of_mention()).where(records.c.confidence >= wanted.min_confidence)
    return held.cte("counts")


def _times(wanted: Filter) -> list[Any]:
    """What a filter asks of the days of mentions, where it asks for a time of publishing and nothing else."""
    since, until = wanted.published_since, wanted.published_until
    if wanted == Filter() or wanted != Filter(published_since=since, published_until=until):
        return []
    day = len("2026-01-01")  # as exact as a mention's day is
    return [mentions.c.day < UNDATED, *in_time(mentions.c.day, since and since[:day], until and until[:day])]


def _least_shown(counts: sa.FromClause, page: RowWindow) -> Any:
    """In how many documents the last thing of a page of the commonest is named: no names are needed of the others."""
    last = sa.select(counts.c.documents).order_by(counts.c.documents.desc()).offset(page.offset + page.limit - 1)
    return sa.func.coalesce(last.limit(1).scalar_subquery(), 0)


def _holding(db: sa.Connection, kind: str, name: str) -> Any:
    """Things with these words in a name or, of people, in a role."""
    words = spaced(name).strip()
    held = things.c.folded.contains(words, autoescape=True)
    if kind != "people":
        return held | sa.func.lower(things.c.type).contains(name.casefold(), autoescape=True)
    run = max(re.findall(r"[a-z0-9]+", name.casefold()), key=len, default="")
    said = sa.cast(records.c.data, sa.Text).icontains(run)
    query = sa.select(documents.c.id, records.c.data).join(records, records.c.version_id == documents.c.version_id)
    holders = [
        (row.id, row.data.get("person_id"), row.data["person"])
        for row in db.execute(query.where(records.c.kind == "roles", ~documents.c.deleted, said))
        if name.casefold() in f"{row.data['role']}, {row.data.get('body') or ''}".casefold()
    ]
    return held | things.c.id.in_(sorted(_persons(db, holders)))


def _persons(db: sa.Connection, holders: Collection[tuple[str, str | None, str]]) -> Iterator[str]:
    """The things of those who hold roles: (document, the person's id there if it is told, the name)."""
    wanted = defaultdict(set)
    for document, person_id, name in holders:
        wanted[document].add(person_id or name)
    query = sa.select(mentions.c.document_id, mentions.c.record_id, mentions.c.thing_id, profiles.c.name)
    query = query.join(profiles, profiles.c.id == mentions.c.profile_id).where(mentions.c.kind == "person")
    for row in asked(db, query, mentions.c.document_id, wanted):
        if wanted[row.document_id] & {row.record_id, row.name}:
            yield row.thing_id


def _order(counted: sa.Select[Any], sort: str) -> Iterator[Any]:
    """By a column, by name and id where two are the same; the largest first with "-"."""
    columns = counted.selected_columns
    by = {
        "name": columns.name,
        "documents": columns.documents,
        "mentions": columns.mentions,
        "kind": sa.func.coalesce(columns.type, ""),
        "aliases": sa.cast(columns.aliases, sa.Text),
        "confidence": _best(),
        "roles": _first_role(),
    }.get(sort.lstrip("-"))
    if by is not None:
        yield by.desc() if sort.startswith("-") else by
    yield from (columns.name, columns.id)


def _best() -> Any:
    """How sure the surest record of a thing is."""
    query = sa.select(sa.func.max(records.c.confidence)).select_from(mentions)
    query = query.join(documents, documents.c.id == mentions.c.document_id).join(records, record_of_mention())
    return query.where(mentions.c.thing_id == things.c.id).scalar_subquery()


def _first_role() -> Any:
    """The first in the alphabet of what a person is said to be."""
    role = records.c.data["role"].as_string()
    query = sa.select(sa.func.coalesce(sa.func.min(role), "")).select_from(mentions)
    query = query.join(documents, documents.c.id == mentions.c.document_id)
    query = query.join(profiles, profiles.c.id == mentions.c.profile_id)
    same = (records.c.version_id == documents.c.version_id) & (records.c.kind == "roles")
    query = query.join(records, same & (records.c.name == profiles.c.name))
    return query.where(mentions.c.thing_id == things.c.id).scalar_subquery()


class ShownMention(NamedTuple):
    """One mention that a row shows."""

    document: str
    version: str
    record: str
    data: Any
    confidence: float
    why: str


def _shown(db: sa.Connection, counts: Mapping[str, int], wanted: Filter) -> dict[str, list[ShownMention]]:
    """The latest mentions of each thing, in documents that the filter keeps."""
    query = (
        sa.select(documents.c.version_id, records.c.data, records.c.confidence, *WHY)
        .join(documents, documents.c.id == mentions.c.document_id)
        .join(records, record_of_mention())
        .join(profiles, profiles.c.id == mentions.c.profile_id)
    )
    times = _times(wanted)
    if wanted == Filter() or times:
        latest = LatestMentions(query.where(*(times or [~documents.c.deleted])))
        rows = [(key, row) for key, most in counts.items() for row in latest.page(db, key, SHOWN, most=most)]
    else:
        places = _places(counts, wanted)
        same = (places.c.document_id == mentions.c.document_id) & (places.c.record_id == mentions.c.record_id)
        picked = query.join(places, same).where(places.c.place <= SHOWN).order_by(mentions.c.thing_id, places.c.place)
        rows = [(row["of_thing"], row) for row in db.execute(picked).mappings()]
    out: dict[str, list[ShownMention]] = {key: [] for key in counts}
    for (key, row), why in zip(rows, whys(db, [row for _, row in rows]), strict=True):
        out[key].append(_shown_of(row, why))
    return out


def _places(some: Iterable[str], wanted: Filter) -> sa.Subquery:
    """Which mentions of each thing are the first of those a filter keeps: it is asked once for all the things."""
    order = (mentions.c.day == UNDATED, mentions.c.day.desc(), mentions.c.document_id, mentions.c.record_id)
    place = sa.func.row_number().over(partition_by=mentions.c.thing_id, order_by=order)
    query = sa.select(mentions.c.document_id, mentions.c.record_id, place.label("place"))
    query = query.join(documents, documents.c.id == mentions.c.document_id)
    if wanted.min_confidence:
        query = query.join(records, record_of_mention() & (records.c.confidence >= wanted.min_confidence))
    return query.where(mentions.c.thing_id.in_(sorted(some)), *conditions(wanted)).subquery()


def _shown_of(row: Any, why: ThingReason) -> ShownMention:
    document, data = row["of_document"], row["data"]
    like = f", like {why.like}" if why.like else ""
    said = f"{document}: {data['name']}{like}: {why.because or f'it is named in {document}'}"
    return ShownMention(document, row["version_id"], row["of_record"], data, row["confidence"], said)


def _roles(db: sa.Connection, shown: dict[str, list[ShownMention]]) -> dict[str, list[str]]:
    """What people are said to be in the mentions shown, each once."""
    by_version: dict[str, list[Any]] = defaultdict(list)
    wanted = {one.version for some in shown.values() for one in some}
    names = sorted({one.data["name"] for some in shown.values() for one in some})
    # found by their versions: the index by name holds a common one's roles in thousands of documents
    theirs = (records.c.kind == "roles", sa.func.coalesce(records.c.name, "").in_(names))
    query = sa.select(records.c.version_id, records.c.data).where(*theirs)
    for row in asked(db, query.order_by(records.c.version_id, records.c.seq), records.c.version_id, wanted):
        by_version[row.version_id].append(row.data)
    return {
        key: [
            _said(role)
            for one in some
            for role in by_version[one.version]
            if (role.get("person_id") or one.record) == one.record and role["person"] == one.data["name"]
        ]
        for key, some in shown.items()
    }


def _said(role: Any) -> str:
    said = f"{role['role']}, {role['body']}" if role.get("body") else str(role["role"])
    return said + (f" ({role['status']})" if role.get("status", "held") != "held" else "")


def _row(kind: str, thing: Any, shown: Sequence[ShownMention], roles: Sequence[str]) -> TableRow:
    own = (
        {"roles": joined(*roles)}
        if kind == "people"
        else {"kind": thing["type"] or "body", "aliases": joined(*thing["aliases"])}
    )
    return {
        "id": thing["id"],
        "name": thing["name"],
        **own,
        "documents": thing["documents"],
        "mentions": thing["mentions"],
        "confidence": max((one.confidence for one in shown), default=0.0),
        "evidence": [{"document": one.document, **e} for one in shown for e in one.data["evidence"]],
        "why": [one.why for one in shown],
    }


def joined(*lists: str) -> str:
    """Lists of words as one, each word once.

    >>> joined("STM; SHM", "", "STM")
    'STM; SHM'
    """
    return "; ".join(dict.fromkeys(one for some in lists for one in some.split("; ") if one))
