"""The tables of roles, dates, amounts, contacts and identifiers: one row a record, ordered and cut by the database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from extractors.model.records import RECORD_KINDS, Record
from index.outputs.export_rows import flat
from index.outputs.tables.thing_tables import RowWindow, TableRow
from index.outputs.tables.witness import prove
from index.store.filters import Filter, records_of
from index.store.schema import documents, records, versions
from index.store.store import Store

ALWAYS = (("roles", "person"), ("identifiers", "value"))
"""Columns that every record of a kind has: by them an index is walked."""

ORDERS: dict[str, dict[str, Any]] = {
    "roles": {
        "person": records.c.name,
        "role": records.c.data["role"].as_string(),
        "body": records.c.data["body"].as_string(),
        "status": sa.func.coalesce(records.c.data["status"].as_string(), "held"),
        "from": records.c.since,
        "until": records.c.until,
    },
    "dates": {"sense": sa.func.coalesce(records.c.data["sense"].as_string(), "date")},
    "amounts": {
        "kind": records.c.type,
        "unit": records.c.unit,
        "purpose": records.c.data["purpose"].as_string(),
    },
    "contacts": {
        "person": records.c.data["person"].as_string(),
        "kind": records.c.type,
        "value": records.c.data["value"].as_string(),
    },
    "identifiers": {"kind": records.c.type, "value": records.c.name},
}
"""What the columns of each kind are ordered by; times and amounts have orders of their own."""


def record_rows(
    store: Store, kind: str, wanted: Filter, name: str | None, page: RowWindow, columns: tuple[str, ...], *tests: Any
) -> tuple[list[TableRow], int]:
    """The rows of one kind of record, and how many there are before the page is cut.

    `name` keeps rows with these words in any of the columns: the database says where they may be, each row whether
    they are.  `tests` are conditions on the records; see record_conditions.py.
    """
    query = records_of(kind, wanted, *tests)
    ordered = query.order_by(*_order(kind, page.sort), documents.c.id, records.c.seq)
    if name:
        with store.reading() as db:
            rows = [_row(kind, *one) for one in db.execute(ordered.where(_may_hold(kind, name)))]
        prove(store, rows)
        kept = [row for row in rows if any(name.casefold() in str(row.get(c) or "").casefold() for c in columns)]
        return kept[page.offset : page.offset + page.limit if page.limit else None], len(kept)
    with store.reading() as db:
        total = int(db.execute(sa.select(sa.func.count()).select_from(query.subquery())).scalar_one())
        cut = ordered.offset(page.offset).limit(page.limit) if page.limit else ordered.offset(page.offset)
        rows = [_row(kind, *one) for one in db.execute(cut)]
    prove(store, rows)
    return rows, total


def _order(kind: str, sort: str) -> Iterator[Any]:
    """By a column, what has none last; "-" turns it round.

    Times go by when they begin, amounts by how much among their like, all else by code points.
    """
    key = sort.lstrip("-")
    if kind == "dates" and key == "edtf":
        begun = sa.func.coalesce(records.c.since, records.c.until)
        by = [sa.case((begun.is_(None), 1), else_=0), begun, sa.func.coalesce(records.c.until, "9")]
    elif kind == "amounts" and key in ("value", "low", "high"):
        first, second = (records.c.high, records.c.low) if key == "high" else (records.c.low, records.c.high)
        by = [records.c.type, sa.func.coalesce(records.c.unit, ""), sa.func.coalesce(first, second)]
    elif key in ("quote", "sentence"):
        by = [records.c.data["evidence"][0]["quote"].as_string()]
    elif (kind, key) in ALWAYS:
        by = [ORDERS[kind][key]]
    elif key in ORDERS[kind]:
        column = ORDERS[kind][key]
        by = [sa.case((sa.func.coalesce(column, "") == "", 1), else_=0), column]
    elif key == "document":
        by = [documents.c.id]
    else:
        by = []
    yield from (one.desc() if sort.startswith("-") else one for one in by)


def _may_hold(kind: str, name: str) -> Any:
    """Records that may have these words in a column: in what they say, or in the text around it.

    The database is asked for their longest run of plain letters: it need not know how others are lowered.
    """
    run = max(re.findall(r"[a-z0-9]+", name.casefold()), key=len, default="")
    unsaid = [info.default for info in RECORD_KINDS[kind].model_fields.values() if isinstance(info.default, str)]
    if not run or any(run in one for one in unsaid):
        return sa.true()
    text = sa.select(versions.c.text).where(versions.c.id == records.c.version_id).scalar_subquery()
    said = (sa.cast(records.c.data, sa.Text), documents.c.id, text)
    return sa.or_(*(one.icontains(run) for one in said))


def _row(kind: str, document: str, data: Any) -> TableRow:
    record: Record = RECORD_KINDS[kind].model_validate(data)
    value = flat(record)
    if kind == "amounts":
        value["value"] = spoken(value)
    evidence = [{"document": document, **e.model_dump()} for e in record.evidence]
    return {**value, "quote": evidence[0]["quote"], "document": document, "evidence": evidence}


def spoken(amount: TableRow) -> str:
    """An amount as a person writes it.

    >>> spoken({"low": "9400000", "high": "9400000", "unit": "EUR", "qualifier": "about", "per": None})
    'about 9 400 000 EUR'
    >>> spoken({"low": "2000000", "high": None, "unit": "EUR", "qualifier": "over", "per": "year"})
    'over 2 000 000 EUR / year'
    """
    low, high = (_spaced(amount[end]) for end in ("low", "high"))
    told = amount["qualifier"] not in ("exact", "about")
    span = low if low == high else (low or high) if told and None in (low, high) else f"{low or ''}–{high or ''}"
    words = [
        None if amount["qualifier"] == "exact" else amount["qualifier"],
        span,
        amount["unit"],
        amount["per"] and f"/ {amount['per']}",
    ]
    return " ".join(word for word in words if word)


def _spaced(value: str | None) -> str | None:
    return f"{Decimal(value):,f}".replace(",", " ") if value is not None else None
