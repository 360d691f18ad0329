"""What amounts come to: within one kind, unit and qualifier, each fact of a document once.

    "2 miljoonaa euroa teihin ... teihin annetaan 2 miljoonaa euroa"       one fact, told twice
    "2 miljoonaa euroa teihin, 2 miljoonaa euroa kouluihin"                two, for they are for something else
    "noin 2 miljoonaa euroa", "2 miljoonaa euroa vuodessa"                 sums of their own

Papers tell the same sum again and again: a sum over several documents is of what they tell, not of what was paid.
Shares are never added up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from index.outputs.tables.tables import table_rows
from index.store.filters import Condition, Filter, records_of
from index.store.schema import documents, records
from index.store.store import Store

SHARES = ("percent",)
"""Kinds of amounts that make no sum."""


class AmountSum(NamedTuple):
    """What the amounts of one kind, unit and qualifier come to (for each `per`, and as a total or a change: `sense`).

    `mentions` are how often they are told, `facts` how many there are, in so many `documents`; `low` and `high` are the
    sums of their ends, None for shares.
    """

    kind: str
    unit: str | None
    qualifier: str
    per: str | None
    sense: str
    mentions: int
    facts: int
    documents: int
    low: float | None
    high: float | None


ONE_SUM = ("kind", "unit", "qualifier", "per", "sense")
"""What the amounts of a sum have in common."""


def amount_sums(
    store: Store, wanted: Filter, name: str | None = None, having: Sequence[Condition] = ()
) -> list[AmountSum]:
    """The sums of the amounts that a filter keeps, that of most facts first."""
    if name:
        return _ordered(_summed(table_rows(store, "amounts", wanted, name=name, having=having)[0]))
    facts = _facts(wanted, having).subquery()
    by = [facts.c[one] for one in ONE_SUM]
    many = facts.c.facts
    columns = (
        sa.func.sum(facts.c.mentions).label("mentions"),
        sa.func.sum(many).label("facts"),
        sa.func.count(facts.c.document.distinct()).label("documents"),
        sa.func.sum(many * sa.func.coalesce(facts.c.low, facts.c.high)).label("low"),
        sa.func.sum(many * sa.func.coalesce(facts.c.high, facts.c.low)).label("high"),
    )
    with store.reading() as db:
        rows = db.execute(sa.select(*by, *columns).group_by(*by)).mappings()
        return _ordered([_sum_of(dict(row)) for row in rows])


def _facts(wanted: Filter, having: Sequence[Condition]) -> sa.Select[Any]:
    """The amounts of each document that are alike in all but what they are for: how often told, and for how many ends.

    One that is told with its purpose and again without it is one fact.
    """

    def said(key: str) -> Any:
        return records.c.data[key].as_string()

    alike = {
        "kind": records.c.type,
        "unit": records.c.unit,
        "qualifier": sa.func.coalesce(said("qualifier"), "exact"),
        "per": said("per"),
        "sense": sa.func.coalesce(said("sense"), "amount"),
        "year": said("when"),
        "low": records.c.low,
        "high": records.c.high,
    }
    purposes = sa.func.count(said("purpose").distinct())
    columns = [documents.c.id.label("document"), *(column.label(key) for key, column in alike.items())]
    counted = (sa.func.count().label("mentions"), sa.case((purposes > 1, purposes), else_=1).label("facts"))
    query = records_of("amounts", wanted, *having).with_only_columns(*columns, *counted)
    return query.group_by(documents.c.id, *alike.values())


def _sum_of(row: dict[str, Any]) -> AmountSum:
    ends = {end: None if row["kind"] in SHARES or row[end] is None else float(row[end]) for end in ("low", "high")}
    counts = {one: int(row[one]) for one in ("mentions", "facts", "documents")}
    return AmountSum(**{**row, **counts, **ends})


def _summed(rows: Sequence[dict[str, Any]]) -> list[AmountSum]:
    """The same of rows in hand: where words narrow them, which no database knows to look for."""
    alike: dict[tuple[Any, ...], dict[tuple[Any, ...], list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        fact = row["document"], row.get("when"), row["low"], row["high"]
        alike[tuple(row[one] for one in ONE_SUM)][fact].append(row)
    out = []
    for key, facts in alike.items():
        told = {"mentions": 0, "facts": 0, "documents": len({fact[0] for fact in facts}), "low": 0.0, "high": 0.0}
        for (*_, low, high), some in facts.items():
            many = max(1, len({row["purpose"] for row in some} - {None}))
            ends = [float(one) for one in (low, high) if one is not None]
            told["mentions"] += len(some)
            told["facts"] += many
            told["low"] += many * ends[0]
            told["high"] += many * ends[-1]
        out.append(_sum_of({**dict(zip(ONE_SUM, key, strict=True)), **told}))
    return out


def _ordered(some: Sequence[AmountSum]) -> list[AmountSum]:
    return sorted(some, key=lambda one: (-one.facts, *(str(part or "") for part in one[: len(ONE_SUM)])))
