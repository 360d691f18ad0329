"""What is known of things: by id, by document, by name; an id that was merged away still answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from extractors.model.document import Model
from index.store import filters
from index.store.database import asked
from index.store.schema import documents, mentions, profiles, records, things, versions
from index.store.store import Store
from index.things.evidence import UNDATED, ThingKind
from index.things.reasons import WHY, ThingReason, whys

RECORDS = {"person": "people", "body": "bodies"}
"""The kind of record that a kind of thing is made of."""


class Thing(Model):
    """A person or body of the corpus; `documents` and `mentions` are 0 for one that is named no more."""

    id: str
    kind: ThingKind
    name: str
    known: str | None = None
    type: str | None = None
    aliases: tuple[str, ...] = ()
    renamed: str | None = None
    documents: int
    mentions: int


class NamingDocument(Model):
    """One document that names a thing: which record, how often and where, when and by whom published, and why."""

    document: str
    record: str
    title: str | None
    published: str | None
    publisher: str | None
    source: str
    vanished: str | None
    name: str
    kind: str
    quote: str
    start: int
    end: int
    page: int | None
    mentions: int
    spans: tuple[tuple[int, int], ...]
    because: str | None
    like: str | None


def thing(store: Store, key: str) -> Thing | None:
    """A thing by its id, or by one that it had before; None where there is none."""
    with store.reading() as db:
        for _ in range(8):  # a redirect leads to a thing that is; another merge meanwhile makes one step more
            row = db.execute(sa.select(things).where(things.c.id == key)).mappings().first()
            if row is None:
                return None
            if row["merged_into"] is None:
                return _thing(row)
            key = row["merged_into"]
    return None


def _thing(row: Any) -> Thing:
    return Thing.model_validate({name: row[name] for name in Thing.model_fields})


def things_of(store: Store, some: Sequence[str]) -> dict[str, list[str]]:
    """The ids of the things that each of some documents names, in order."""
    out: dict[str, list[str]] = {one: [] for one in some}
    with store.reading() as db:
        query = sa.select(mentions.c.document_id, mentions.c.thing_id).distinct().order_by(mentions.c.thing_id)
        for document, key in asked(db, query, mentions.c.document_id, out):
            out[document].append(key)
    return out


def things_in(store: Store, document_id: str) -> dict[str, str]:
    """The things that a document's records are of: record id -> thing id."""
    query = sa.select(mentions.c.record_id, mentions.c.thing_id).where(mentions.c.document_id == document_id)
    with store.reading() as db:
        return {row.record_id: row.thing_id for row in db.execute(query)}


def documents_of(store: Store, key: str) -> list[str]:
    """The ids of the documents that name a thing, in order; of one that was merged away, those of what it is now."""
    found = thing(store, key)
    if found is None:
        return []
    with store.reading() as db:
        query = sa.select(mentions.c.document_id).where(mentions.c.thing_id == found.id).distinct()
        return list(db.execute(query.order_by(mentions.c.document_id)).scalars())


def named_in(store: Store, key: str, limit: int = 0, offset: int = 0) -> list[NamingDocument]:
    """Where a thing is named, the latest documents first, with the reason why each mention is of it."""
    query = (
        sa.select(
            mentions.c.document_id.label("document"),
            mentions.c.record_id.label("record"),
            versions.c.title,
            versions.c.published,
            versions.c.publisher,
            versions.c.source,
            documents.c.vanished,
            versions.c.kind,
            profiles.c.name,
            mentions.c.quotes.label("mentions"),
            *WHY,
            records.c.data,
        )
        .join(documents, documents.c.id == mentions.c.document_id)
        .join(versions, versions.c.id == documents.c.version_id)
        .join(profiles, profiles.c.id == mentions.c.profile_id)
        .join(records, record_of_mention())
    )
    with store.reading() as db:
        latest = LatestMentions(query)
        rows = latest.page(db, key, limit, offset) if limit else latest.all(db, key)[offset:]
        return [_named(row, why) for row, why in zip(rows, whys(db, rows), strict=True)]


class LatestMentions:
    """A query on mentions, put together once, that gives those of a thing: the latest first, those without a day last.

    Two questions a thing, each of which the index by day answers in order.
    """

    def __init__(self, query: sa.Select[Any]) -> None:
        order = (mentions.c.day.desc(), mentions.c.document_id, mentions.c.record_id)
        mine = query.where(mentions.c.thing_id == sa.bindparam("of_thing")).order_by(*order)
        self._parts = mine.where(mentions.c.day < UNDATED), mine.where(mentions.c.day == UNDATED)
        page = sa.bindparam("at_most", type_=sa.Integer), sa.bindparam("from_row", type_=sa.Integer)
        self._pages = [part.limit(page[0]).offset(page[1]) for part in self._parts]
        self._dated = sa.select(sa.func.count()).select_from(self._parts[0].order_by(None).subquery())

    def all(self, db: sa.Connection, thing: str) -> list[Any]:
        """All of them."""
        return [row for part in self._parts for row in db.execute(part, {"of_thing": thing}).mappings()]

    def page(self, db: sa.Connection, thing: str, limit: int, offset: int = 0, most: int | None = None) -> list[Any]:
        """So many of them from an offset; one question where there are `most` at the most."""
        said = {"of_thing": thing, "at_most": limit, "from_row": offset}
        out = list(db.execute(self._pages[0], said).mappings())
        if len(out) < (limit if most is None else min(limit, most)):
            skipped = 0
            if offset and not out:
                skipped = offset - int(db.execute(self._dated, {"of_thing": thing}).scalar_one())
            said = {"of_thing": thing, "at_most": limit - len(out), "from_row": skipped}
            out += db.execute(self._pages[1], said).mappings()
        return out


def latest_documents(db: sa.Connection, thing: str, most: int) -> list[str]:
    """The latest documents that name a thing, so many of them, those without a day last."""
    rows = LatestMentions(sa.select(mentions.c.document_id)).page(db, thing, 2 * most)  # one may name it by two records
    return list(dict.fromkeys(row["document_id"] for row in rows))[:most]


def record_of_mention() -> Any:
    """The record that a mention is of, in the version its document has now."""
    kind = sa.case((mentions.c.kind == "person", RECORDS["person"]), else_=RECORDS["body"])
    same = (records.c.kind == kind) & (records.c.seq == mentions.c.seq)
    return (records.c.version_id == documents.c.version_id) & same


def _named(row: Any, why: ThingReason) -> NamingDocument:
    first, *_ = every = row["data"]["evidence"]
    reason = {"because": why.because, "like": why.like, "spans": [(e["start"], e["end"]) for e in every]}
    told = {name: first.get(name) for name in ("quote", "start", "end", "page")} | reason
    return NamingDocument.model_validate(
        {**{name: row[name] for name in NamingDocument.model_fields if name in row}, **told}
    )


def labels(store: Store, some: Collection[str]) -> dict[str, str]:
    """What things are called, by id."""
    with store.reading() as db:
        return {row.id: row.name for row in asked(db, sa.select(things.c.id, things.c.name), things.c.id, some)}


def called(words: str, *, inside: bool = True) -> Any:
    """A condition on `things`: one of its names or aliases holds these words; see `naming.holds`."""
    return filters.called(things.c.folded, [words], inside=inside)


def by_beginning(store: Store, start: str, limit: int = 20) -> list[Thing]:
    """Things that are named, whose ids begin so, in order of id."""
    query = sa.select(things).where(things.c.documents > 0, things.c.id >= start, things.c.id < start + "~")
    with store.reading() as db:
        return [_thing(row) for row in db.execute(query.order_by(things.c.id).limit(limit)).mappings()]


def by_known(store: Store, some: Collection[str]) -> dict[str, str]:
    """The things that are entries of the lexicon and are named: the entry's id -> the thing's."""
    query = sa.select(things.c.known, things.c.id).where(things.c.documents > 0, things.c.merged_into.is_(None))
    with store.reading() as db:
        return {row.known: row.id for row in asked(db, query, things.c.known, some)}


def by_name(store: Store, words: str, kind: ThingKind | None = None, limit: int = 20) -> list[Thing]:
    """Things that are called so, those in most documents first."""
    query = sa.select(things).where(things.c.documents + 0 > 0, called(words, inside=kind != "person"))  # all, in a row
    query = query.where(things.c.kind == kind) if kind else query
    with store.reading() as db:
        found = db.execute(query.order_by(things.c.documents.desc(), things.c.name, things.c.id).limit(limit))
        return [_thing(row) for row in found.mappings()]
