"""How many amounts of each kind and unit the documents of each month or year tell, and how much.

Amounts are counted, never added up: papers tell the same sum again and again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from index.outputs.tables.tables import table_rows
from index.store.filters import Condition, Filter, records_of
from index.store.schema import records, versions
from index.store.store import Store

MOST_MONTHS = 18
"""Months that are told one by one; a longer time is told by years."""
YEAR, MONTH = len("2026"), len("2026-03")
MONTHS_OF_A_YEAR = 12


class AmountPeriod(NamedTuple):
    """A month or year: how many amounts, the least and the most of them (None where no end of any is told)."""

    period: str
    amounts: int
    low: float | None
    high: float | None


class UnitOverTime(NamedTuple):
    """The amounts of a kind and unit over time; `undated` are of documents of which not that much is known."""

    kind: str
    unit: str | None
    periods: tuple[AmountPeriod, ...]
    undated: int


def amounts_over_time(
    store: Store, wanted: Filter, name: str | None = None, having: Sequence[Condition] = ()
) -> list[UnitOverTime]:
    """Every kind and unit, that of most amounts first, by when its documents were published.

    Periods without any stand between those with some.  All are told by the same length: by months where they are few.
    """
    if name:
        return by_unit(table_rows(store, "amounts", wanted, name=name, having=having)[0])
    query = records_of("amounts", wanted, *having).join(versions, versions.c.id == records.c.version_id)
    kind, month = records.c.type.label("kind"), sa.func.substr(versions.c.published, 1, MONTH).label("published")
    ends = (
        sa.func.min(sa.func.coalesce(records.c.low, records.c.high)).label("low"),
        sa.func.max(sa.func.coalesce(records.c.high, records.c.low)).label("high"),
    )
    counted = query.with_only_columns(kind, records.c.unit, month, sa.func.count().label("amounts"), *ends)
    with store.reading() as db:
        found = db.execute(counted.group_by(records.c.type, records.c.unit, month)).mappings()
        return by_unit([dict(row) for row in found])


def by_unit(rows: Iterable[Mapping[str, Any]]) -> list[UnitOverTime]:
    """Amounts with the day of their document, told apart by kind and unit; a row may stand for several (`amounts`).

    >>> row = {"kind": "money", "unit": "EUR", "low": 5.0, "high": 5.0, "published": "2026-01-31"}
    >>> [found] = by_unit([row, {**row, "high": 9.0, "published": "2026-03"}])
    >>> [tuple(one) for one in found.periods]
    [('2026-01', 1, 5.0, 5.0), ('2026-02', 0, None, None), ('2026-03', 1, 5.0, 9.0)]
    """
    held: dict[tuple[str, str | None], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        held[row["kind"], row["unit"]].append(row)
    days = [row["published"] for some in held.values() for row in some if row["published"]]
    size = _length(days)
    out = []
    for (kind, unit), some in held.items():
        of: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in some:
            if row["published"] and len(row["published"]) >= size:
                of[row["published"][:size]].append(row)
        between = _between(min(of), max(of)) if of else ()
        periods = tuple(_period(one, of.get(one, ())) for one in between)
        dated = sum(one.amounts for one in periods)
        out.append(UnitOverTime(kind, unit, periods, _many(some) - dated))
    return sorted(out, key=lambda one: (-sum(p.amounts for p in one.periods) - one.undated, one.kind, one.unit or ""))


def _many(rows: Iterable[Mapping[str, Any]]) -> int:
    return sum(row.get("amounts", 1) for row in rows)


def _length(days: Sequence[str]) -> int:
    """The letters of a day by which it is told: a month's where the days are of few, else a year's."""
    if not days or any(len(day) < MONTH for day in days):
        return YEAR
    return MONTH if len(_between(min(days)[:MONTH], max(days)[:MONTH])) <= MOST_MONTHS else YEAR


def _between(first: str, last: str) -> tuple[str, ...]:
    """The years or months from one to another.

    >>> _between("2025-11", "2026-02"), _between("2024", "2026")
    (('2025-11', '2025-12', '2026-01', '2026-02'), ('2024', '2025', '2026'))
    """
    if len(first) == YEAR:
        return tuple(f"{year:04}" for year in range(int(first), int(last) + 1))
    low, high = (int(one[:YEAR]) * MONTHS_OF_A_YEAR + int(one[YEAR + 1 :]) - 1 for one in (first, last))
    months = (divmod(month, MONTHS_OF_A_YEAR) for month in range(low, high + 1))
    return tuple(f"{year:04}-{month + 1:02}" for year, month in months)


def _period(period: str, rows: Sequence[Mapping[str, Any]]) -> AmountPeriod:
    told = [float(row[end]) for row in rows for end in ("low", "high") if row[end] is not None]
    return AmountPeriod(period, _many(rows), min(told, default=None), max(told, default=None))
