"""The timeline: what documents say happens when, in order of time, and how much of it in each year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from index.outputs.tables.witness import prove
from index.store.filters import Condition
from index.store.schema import documents, records, versions
from index.store.store import Store

TimelineRow = dict[str, Any]


def times(
    store: Store,
    first: str,
    last: str,
    words: str,
    limit: int,
    offset: int,
    having: Sequence[Condition] = (),
) -> tuple[list[TimelineRow], int]:
    """Dates that begin from `first` to `last` (years, months or days; "" for no end), in order, and how many there are.

    `having` are conditions on records, see record_conditions.py; `words` keep those whose quote or title holds them;
    times of no known year come last.
    """
    begun = sa.func.coalesce(records.c.since, records.c.until)
    query = (
        sa.select(documents.c.id, records.c.data)
        .join(documents, documents.c.version_id == records.c.version_id)
        .join(versions, versions.c.id == records.c.version_id)
        .where(records.c.kind == "dates", ~documents.c.deleted, *having)
    )
    if first:
        query = query.where(begun >= first)
    if last:
        query = query.where(begun <= f"{last}~")  # after every day, and time of day, that begins so
    if words:
        said = records.c.data["evidence"][0]["quote"].as_string()
        held = (said, versions.c.title, versions.c.publisher)
        query = query.where(sa.or_(*(one.icontains(words, autoescape=True) for one in held)))
    order = (sa.case((begun.is_(None), 1), else_=0), begun, documents.c.id, records.c.seq)
    with store.reading() as db:
        total = int(db.execute(sa.select(sa.func.count()).select_from(query.subquery())).scalar_one())
        ordered = query.order_by(*order).offset(offset)
        rows = [_row(*one) for one in db.execute(ordered.limit(limit) if limit else ordered)]
    prove(store, rows)
    return rows, total


def by_year(store: Store, first: int, last: int, having: Sequence[Condition] = ()) -> dict[int, int]:
    """How many dates begin in each year."""
    begun = sa.func.coalesce(records.c.since, records.c.until)
    year = sa.func.substr(begun, 1, 4)
    query = (
        sa.select(year, sa.func.count())
        .join(documents, documents.c.version_id == records.c.version_id)
        .where(records.c.kind == "dates", ~documents.c.deleted, begun >= str(first), begun <= f"{last}-12-31", *having)
        .group_by(year)
    )
    with store.reading() as db:
        return {int(one): count for one, count in db.execute(query)}


def _row(document: str, data: dict[str, Any]) -> TimelineRow:
    evidence = [{"document": document, **e} for e in data["evidence"]]
    return {
        "edtf": data["edtf"],
        "sense": data.get("sense", "date"),
        "event": data.get("event"),
        "quote": evidence[0]["quote"],
        "document": document,
        "evidence": evidence,
    }
