"""Conditions on the rows of one kind of record: amounts of a kind, unit and size; deadlines; the status of roles."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from index.query.query_amounts import AmountRange, amount_range, in_each_unit
from index.query.times import span, today
from index.store.filters import Condition
from index.store.schema import documents, mentions, records


def amounts_that(kind: str | None, unit: str | None, over: str | None, under: str | None) -> list[Condition]:
    """Amounts of this kind and unit that reach from `over` to `under`, each as it may stand in a query: "1M", "2 M€".

    Both ends are included: "yli miljoona euroa" is over a million.  Raises QueryError for what is no amount.
    """
    out: list[Condition] = []
    if kind:
        out.append(records.c.type == kind)
    if unit:
        out.append(sa.func.lower(records.c.unit) == unit.lower())
    for said, low in ((over, True), (under, False)):
        if said is not None:
            asked = amount_range(f"{said}.." if low else f"..{said}", 0, said)
            out.append(sa.or_(*(_reaching(one) for one in in_each_unit(asked))))
    return out


def _reaching(one: AmountRange) -> Condition:
    tests: list[Any] = [sa.true()]
    if one.type:
        tests.append(records.c.type == one.type)
    if one.unit:
        tests.append(records.c.unit == one.unit)
    if one.low is not None:
        tests.append(sa.func.coalesce(records.c.high, records.c.low) >= float(one.low))
    if one.high is not None:
        tests.append(sa.func.coalesce(records.c.low, records.c.high) <= float(one.high))
    return sa.and_(*tests)


def dates_that(deadlines: bool, since: str | None, until: str | None) -> list[Condition]:
    """Deadlines alone, and times that reach into since..until ("today", "tänään", 2026-11, 28.11.2026)."""
    out: list[Condition] = []
    if deadlines:
        out.append(records.c.data["sense"].as_string() == "deadline")
    if since:
        out.append(sa.func.coalesce(records.c.until, records.c.since) >= _ends(since)[0])
    if until:
        out.append(sa.func.coalesce(records.c.since, records.c.until) <= _ends(until)[1])
    return out


def _ends(said: str) -> tuple[str, str]:
    """The first and last day of a time."""
    from extractors.model.edtf import bounds
    from extractors.model.errors import QueryError

    since, until = (today().isoformat(),) * 2 if said in ("today", "tänään") else span(said, 0, said)
    if since is None or until is None:
        raise QueryError(f"{said} has an open end", subject=said, advice="Write a day, month or year.")
    return str(bounds(since)[0]), str(bounds(until)[1])


def roles_that(status: str | None) -> list[Condition]:
    """Roles that are held, proposed, coming, leaving or former."""
    return [sa.func.coalesce(records.c.data["status"].as_string(), "held") == status] if status else []


def of_thing(key: str) -> Condition:
    """Records of documents that name a person or body of the corpus."""
    return documents.c.id.in_(sa.select(mentions.c.document_id).where(mentions.c.thing_id == key))
