"""Records as rows: the one schema of every export, from documents, their versions and the things they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from extractors.model.document import Document
from extractors.model.edtf import DayBounds, bounds
from extractors.model.ids import stable_id
from extractors.model.records import RECORD_KINDS, Body, Entry, Evidence, Person, Record, Records
from extractors.text.sentences import sentence_of
from index.outputs.columns import has_times, own
from index.store.database import in_batches
from index.store.schema import corrections, documents, mentions, things, versions
from index.store.store import Store

BATCH = 200
"""Documents that are looked up at once: what an export holds in memory."""


class About(NamedTuple):
    """What a row tells of a document beside what was read: its version, when it came and went, its things, corrections.

    `things` maps the id of a record, or its name, to (thing id, thing name); `corrected` holds (kind, name).
    """

    version: int = 1
    fetched: str | None = None
    things: Mapping[str, tuple[str, str]] = {}
    corrected: frozenset[tuple[str, str]] = frozenset()
    vanished: str | None = None


class Exported(NamedTuple):
    """A document with its records and what is known about it."""

    entry: Entry
    about: About


def exported(store: Store, ids: Iterable[str]) -> Iterator[Exported]:
    """Documents in the order of `ids`, ready to become rows, a batch at a time."""
    for some in in_batches(ids, BATCH):
        held = about(store, some)
        for entry in store.entries(some):
            yield Exported(entry, _named(entry, held.get(entry.document.id, About())))


def about(store: Store, some: list[str]) -> dict[str, About]:
    """What is known about some documents."""
    version = sa.select(documents.c.id, versions.c.number, versions.c.fetched, documents.c.vanished).join(
        versions, versions.c.id == documents.c.version_id
    )
    named = sa.select(mentions.c.document_id, mentions.c.record_id, things.c.id, things.c.name).join(
        things, things.c.id == mentions.c.thing_id
    )
    said = sa.select(corrections.c.document_id, corrections.c.data)
    known: dict[str, dict[str, tuple[str, str]]] = {one: {} for one in some}
    mended: dict[str, set[tuple[str, str]]] = {one: set() for one in some}
    with store.reading() as db:
        for document, record, thing, name in db.execute(named.where(mentions.c.document_id.in_(some))):
            known[document][record] = (thing, name)
        for document, data in db.execute(said.where(corrections.c.document_id.in_(some))):
            mended[document].add((data["kind"], data.get("value") or data["name"]))
        rows = db.execute(version.where(documents.c.id.in_(some))).all()
    return {one: About(number, when, known[one], frozenset(mended[one]), gone) for one, number, when, gone in rows}


def _named(entry: Entry, about: About) -> About:
    """The same, with things by the names that roles call them too."""
    some: tuple[Person | Body, ...] = (*entry.records.people, *entry.records.bodies)
    by_name = {
        name: about.things[record.id]
        for record in some
        if record.id in about.things
        for name in (record.name, *getattr(record, "aliases", ()))
    }
    return about._replace(things={**by_name, **about.things})


def document_row(one: Exported) -> dict[str, Any]:
    """The row of a document."""
    d = one.entry.document
    return {
        "document": d.id,
        "title": d.title,
        "kind": d.kind,
        "language": d.language,
        "publisher": "; ".join(d.publishers),
        "published": d.published,
        "source": d.source,
        "media_type": d.media_type,
        "version": one.about.version,
        "fetched": one.about.fetched,
        "vanished": one.about.vanished,
        "sha256": d.sha256,
    }


def rows_of(kind: str, one: Exported) -> Iterator[dict[str, Any]]:
    """The rows of one kind of record in a document, a mention each."""
    d = one.entry.document
    for record in getattr(one.entry.records, kind):
        value = flat(record)
        fields = {name: value[name] for name in own(kind)}
        thing, thing_name = _thing(kind, record, one.about.things)
        name = str(fields.get("name") or fields.get("person") or fields.get("edtf") or fields.get("value") or "")
        for e in record.evidence:
            yield {
                "record": record_id(kind, d, record),
                "document": d.id,
                "title": d.title,
                "published": d.published,
                "source": d.source,
                "version": one.about.version,
                "sha256": d.sha256,
                "thing": thing,
                "thing_name": thing_name,
                **fields,
                **(dict(zip(("first_day", "last_day"), days_of(record), strict=True)) if has_times(kind) else {}),
                **proof(d, record, e),
                "corrected": (kind, name) in one.about.corrected,
            }


def record_id(kind: str, document: Document, record: Record) -> str:
    """A record's id: its own, else one made of where it first stands and what it says."""
    held = getattr(record, "id", None)
    first = record.evidence[0]
    return str(held or stable_id(kind, document.id, str(first.start), str(first.end), record.model_dump_json()))


def flat(record: Record) -> dict[str, Any]:
    """A record's fields as a table takes them: numbers plain, lists joined with "; "."""
    value = record.model_dump(mode="json", by_alias=True, exclude={"evidence"})
    return {k: "; ".join(v) if isinstance(v, list) else v for k, v in value.items()}


def days_of(record: Any) -> DayBounds:
    """The first and the last day a record's time may mean."""
    if (edtf := getattr(record, "edtf", None)) is not None:
        return bounds(edtf)
    first, last = getattr(record, "from_", None), getattr(record, "until", None)
    return (bounds(first)[0] if first else None, bounds(last)[1] if last else None)


def proof(document: Document, record: Record, e: Evidence) -> dict[str, Any]:
    """How sure a record is, and the words of one mention."""
    low, high = sentence_of(document, e.start, e.end)
    return {
        "confidence": record.confidence,
        "rule": record.rule,
        "reason": record.reason,
        "quote": e.quote,
        "sentence": " ".join(document.text[low:high].split()),
        "page": e.page,
        "start": e.start,
        "end": e.end,
    }


def _thing(kind: str, record: Any, known: Mapping[str, tuple[str, str]]) -> tuple[str | None, str | None]:
    keys = {
        "people": (getattr(record, "id", None),),
        "bodies": (getattr(record, "id", None),),
        "roles": (getattr(record, "person_id", None), getattr(record, "person", None)),
        "contacts": (getattr(record, "person", None),),
    }.get(kind, ())
    return next((known[str(key)] for key in keys if key in known), (None, None))


KINDS = ("documents", *RECORD_KINDS)
"""The tables of an export."""


def entry_value(document: Document, records: Records) -> dict[str, Any]:
    """A document with its records as one JSON object: what `louhi extract --json` prints."""
    found = records.model_dump(mode="json", by_alias=True)
    about = {**document.model_dump(mode="json"), "publisher": document.publisher}
    return {"document": about, **{kind: found[kind] for kind in RECORD_KINDS}}
