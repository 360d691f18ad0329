"""The words that prove a demand on records: where the person, body, time or amount asked for stands in a hit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from index.opened import Opened
from index.query.fields import FIELDS, Meets
from index.query.parser import And, FieldIs, Must, Node, Or
from index.query.plan import Has, Plan
from index.query.planning import said_of

TextSpans = dict[str, list[tuple[int, int]]]


def proofs(opened: Opened, tree: Node | None, query: str, chosen: Mapping[str, Plan], ids: Sequence[str]) -> TextSpans:
    """For each document, the (start, end) in its text of what meets a demand, the most telling first."""
    out: dict[str, set[tuple[float, int, int]]] = {}
    tests = [(FIELDS[one.name], _asked(opened, one, query)) for one in record_filters(tree)] if tree is not None else []
    tests += [(FIELDS[name], _among(name, plan.values)) for name, plan in chosen.items() if isinstance(plan, Has)]
    things = opened.reader.mentions_of(ids) if any(field.thing for field, _ in tests) else {}
    for field, meets in tests:
        for one, record in opened.reader.records(field.records, ids) if field.records else ():
            if meets({**record, "thing": things.get((one, str(record.get("id"))))}):
                rank = _breadth(record["edtf"]) if field.records == "dates" else 0.0
                out.setdefault(one, set()).update((rank, e["start"], e["end"]) for e in record["evidence"])
    return {one: [(start, end) for _, start, end in sorted(spans)] for one, spans in out.items()}


def record_filters(node: Node) -> Iterator[FieldIs]:
    """The demands on records in a query that do not stand under a NOT."""
    if isinstance(node, FieldIs) and FIELDS[node.name].records:
        yield node
    elif isinstance(node, Must):
        yield from record_filters(node.part)
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from record_filters(part)


def _asked(opened: Opened, demand: FieldIs, query: str) -> Meets:
    """Whether a record is one that a demand of the query asks for."""
    field = FIELDS[demand.name]
    if field.meets is not None:
        return field.meets(said_of(demand, query))
    return _among(field.name, opened.called(field.name, demand.value))


def _among(facet: str, values: Sequence[str]) -> Meets:
    """Whether a record is of one of these values: a kind of amount, or a thing."""
    wanted = set(values)
    return lambda record: record.get("thing" if FIELDS[facet].thing else "kind") in wanted


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
