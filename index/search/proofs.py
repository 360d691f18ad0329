"""The words that prove a demand on records: where the person, body, time or amount asked for stands in a hit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from index.query.parser import And, FieldIs, Node, Or
from index.query.query_amounts import amount_range, in_each_unit
from index.query.times import span
from index.store.naming import holds
from index.store.reader import Shelf

Spans = dict[str, list[tuple[int, int]]]

KINDS = {"person": "people", "body": "bodies", "mentions": "dates", "amount": "amounts"}
"""The records that each field asks of."""


def demands(node: Node) -> Iterator[FieldIs]:
    """The demands on records in a query that do not stand under a NOT."""
    if isinstance(node, FieldIs) and node.name in KINDS:
        yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from demands(part)


def proofs(shelf: Shelf, node: Node, query: str, ids: Sequence[str]) -> Spans:
    """For each document, the (start, end) in its text of what meets a demand, the most telling first."""
    out: dict[str, set[tuple[float, int, int]]] = {}
    for demand in demands(node):
        meets = _test(demand, query)
        for one, record in shelf.data(KINDS[demand.name], ids):
            if meets(record):
                rank = _breadth(record["edtf"]) if demand.name == "mentions" else 0.0
                out.setdefault(one, set()).update((rank, e["start"], e["end"]) for e in record["evidence"])
    return {one: [(start, end) for _, start, end in sorted(spans)] for one, spans in out.items()}


def _breadth(edtf: str) -> float:
    """How many days a time spans: "in 2028" tells more of 2028 than "from 2026 on" does.

    >>> _breadth("2028-01-01"), _breadth("2028"), _breadth("2026-01/..")
    (0.0, 365.0, inf)
    """
    from extractors.model.edtf import bounds

    low, high = bounds(edtf)
    if low is None or high is None:
        return float("inf")
    return float((date.fromisoformat(high[:10]) - date.fromisoformat(low[:10])).days)


def _test(demand: FieldIs, query: str) -> Callable[[Mapping[str, Any]], bool]:
    from extractors.model.edtf import bounds

    if demand.name in ("person", "body"):
        from index.query.field_filters import names

        wanted, inside = names(demand), demand.name == "body"
        return lambda record: any(
            holds(said, one, inside) for one in wanted for said in (record["name"], *record.get("aliases", ()))
        )
    if demand.name == "mentions":
        first, last = span(demand.value, demand.at, query)
        since, until = (bounds(first)[0] if first else None), (bounds(last)[1] if last else None)

        def overlaps(record: Mapping[str, Any]) -> bool:
            low, high = bounds(record["edtf"])
            reaches = not since or high is None or high >= since
            return (low is not None or high is not None) and reaches and (not until or low is None or low <= until)

        return overlaps
    asked = in_each_unit(amount_range(demand.value, demand.at, query))

    def amounts(record: Mapping[str, Any]) -> bool:
        low, high = record.get("low") or record.get("high"), record.get("high") or record.get("low")
        return any(
            (one.type is None or record["kind"] == one.type)
            and (one.unit is None or record.get("unit") == one.unit)
            and (one.low is None or high is None or Decimal(high) >= one.low)
            and (one.high is None or low is None or Decimal(low) <= one.high)
            for one in asked
        )

    return amounts
