"""Conditions on the store: which documents, and which of their records, a person asks for.

Each function gives one condition on `documents.c.id`; `Filter` is the conjunction that the command line and the
exports know.  The query language combines the same conditions with AND, OR and NOT.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from extractors.model.document import Model
from extractors.model.records import RECORD_KINDS, Record
from index.store.naming import pattern, spellings
from index.store.schema import documents, records, versions
from index.store.store import Store

Condition = sa.ColumnElement[bool]


class Filter(Model):
    """What to keep; a field left out keeps everything.

    Times are EDTF or ISO dates at any precision and both ends are included; `mentions` keeps documents that speak of
    a time overlapping it; `person` and `body` are names in any form, whole or a part: see `naming.py`.
    """

    documents: tuple[str, ...] | None = None
    kind: str | None = None
    publisher: str | None = None
    language: str | None = None
    published_since: str | None = None
    published_until: str | None = None
    person: str | None = None
    body: str | None = None
    mentions: str | None = None
    min_confidence: float = 0.0


def conditions(wanted: Filter) -> list[Condition]:
    """The conditions on documents that a Filter stands for."""
    out: list[Condition] = [~documents.c.deleted]
    if wanted.documents is not None:
        out.append(documents.c.id.in_(wanted.documents))
    if wanted.kind:
        out.append(having(versions.c.kind == wanted.kind))
    if wanted.language:
        out.append(having(versions.c.language == wanted.language))
    if wanted.publisher:
        out.append(having(publishing(spellings(wanted.publisher, body=True))))
    if wanted.published_since or wanted.published_until:
        out.append(published(wanted.published_since, wanted.published_until))
    for kind, name in (("people", wanted.person), ("bodies", wanted.body)):
        if name:
            out.append(naming(kind, spellings(name, body=kind == "bodies"), wanted.min_confidence))
    if wanted.mentions:
        from extractors.model.edtf import bounds

        out.append(speaking_of(*bounds(wanted.mentions), wanted.min_confidence))
    return out


def having(condition: Any) -> Condition:
    """Documents whose current version meets a condition on `versions`."""
    return documents.c.version_id.in_(sa.select(versions.c.id).where(condition))


def publishing(some: Sequence[str]) -> Condition:
    """Versions one of whose publishers is called one of these; `publisher` is the first of them."""
    return called(versions.c.publishers, some)


def published(since: str | None, until: str | None) -> Condition:
    """Documents published in a time; one of which only the month or year is known counts where it overlaps."""
    day = versions.c.published
    return having(sa.and_(day.is_not(None), *in_time(day, since, until)))


def in_time(day: Any, since: str | None, until: str | None) -> list[Any]:
    """The conditions on a column of days, months and years that it overlaps a time."""
    tests: list[Any] = []
    if since:
        # a year or month may reach into it; the first condition of each is what an index can be walked by
        tests += [day >= since[: len("2026")], (day >= since) | sa.literal(since).startswith(day)]
    if until:
        tests += [day <= until + "~", (day <= until) | day.startswith(until, autoescape=True)]
    return tests


def naming(kind: str, some: Sequence[str], min_confidence: float = 0.0) -> Condition:
    """Documents with a record of this kind whose name, or one of whose aliases, is called one of these."""
    said = called(records.c.folded, some, inside=kind != "people")
    return _with_record(records.c.kind == kind, said, records.c.confidence >= min_confidence)


def speaking_of(since: str | None, until: str | None, min_confidence: float = 0.0) -> Condition:
    """Documents with a date that overlaps since..until (ISO days, None for an open end)."""
    tests = [records.c.kind == "dates", records.c.confidence >= min_confidence]
    if since:
        tests.append(records.c.until.is_(None) | (records.c.until >= since))
    if until:
        tests.append(records.c.since.is_(None) | (records.c.since <= until))
    return _with_record(*tests, records.c.since.is_not(None) | records.c.until.is_not(None))


def amounting(
    type_: str, unit: str | None, low: Decimal | None, high: Decimal | None, min_confidence: float = 0.0
) -> Condition:
    """Documents with an amount of this kind and unit that overlaps low..high (None for an open end).

    "Over a million" counts as the million it names: nobody who looks for a hundred million means it.
    """
    tests = [records.c.kind == "amounts", records.c.type == type_, records.c.confidence >= min_confidence]
    if unit:
        tests.append(records.c.unit == unit)
    if low is not None:
        tests.append(sa.func.coalesce(records.c.high, records.c.low) >= float(low))
    if high is not None:
        tests.append(sa.func.coalesce(records.c.low, records.c.high) <= float(high))
    return _with_record(*tests)


def called(column: Any, some: Sequence[str], *, inside: bool = True) -> Condition:
    """The folded names of a column hold the words of one of these: see `naming.holds`."""
    looked_for = [one for name in some if (one := pattern(name, inside))]
    return sa.or_(sa.false(), *(column.contains(one, autoescape=True) for one in looked_for))


def _with_record(*tests: Any) -> Condition:
    return documents.c.version_id.in_(sa.select(records.c.version_id).where(*tests))


def select(store: Store, *wanted: Condition) -> set[str]:
    """The ids of the documents that meet all conditions."""
    with store.reading() as db:
        return set(db.execute(sa.select(documents.c.id).where(~documents.c.deleted, *wanted)).scalars())


def _about(kind: str, wanted: Filter) -> Iterator[Any]:
    """Of a document that names the person or body asked for, only the records that are about them."""
    person = spellings(wanted.person, body=False) if wanted.person else []
    body = spellings(wanted.body, body=True) if wanted.body else []
    if person and kind in ("people", "roles"):
        yield called(records.c.folded, person, inside=False)
    if body and kind == "bodies":
        yield called(records.c.folded, body)
    if body and kind == "roles":
        yield called(records.c.others, body)
    if person and kind == "contacts":
        yield called(records.c.others, person, inside=False)


def records_of(kind: str, wanted: Filter, *tests: Any) -> sa.Select[Any]:
    """(document id, record's data) of one kind for the documents a Filter keeps, in no order."""
    query = sa.select(documents.c.id, records.c.data).join(records, records.c.version_id == documents.c.version_id)
    query = query.where(*conditions(wanted), *_about(kind, wanted), records.c.kind == kind, *tests)
    return query.where(records.c.confidence >= wanted.min_confidence) if wanted.min_confidence else query


def found(store: Store, kind: str, wanted: Filter, *tests: Any) -> Iterator[tuple[str, Record]]:
    """(document id, record) of one kind for the documents a Filter keeps, by document and first mention."""
    query = records_of(kind, wanted, *tests).order_by(documents.c.id, records.c.seq)
    model = RECORD_KINDS[kind]
    with store.reading() as db:
        for row in db.execute(query):
            yield row.id, model.model_validate(row.data)
