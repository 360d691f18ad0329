"""A plan in OpenSearch's words: the same documents, scored as the embedded engines' first look scores them.

Each term brings its own rarity from OpenSearch; what the plan says of it is made good by a boost.  What only narrows
stands in filters, and gives no score.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from index.engines.engine import K1
from index.engines.engine_terms import field_of
from index.query.plan import All, AllBut, AnyOf, Everything, Has, Numbers, Plan, Published, Terms, Weighted, scored

Query: TypeAlias = dict[str, Any]
Rarity: TypeAlias = Callable[[str], float]

MANY = 200
"""More terms than these are a prefix's, and weigh the same."""

NONE: Query = {"match_none": {}}
ALL: Query = {"match_all": {}}


def finding(plan: Plan) -> Query:
    """What finds the documents of a plan, unscored.

    >>> finding(AllBut(Has("kind", ("slides",))))
    {'bool': {'must_not': [{'terms': {'values.kind': ['slides']}}]}}
    """
    match plan:
        case Everything():
            return ALL
        case Terms(any_of=some):
            return _any(some)
        case Numbers(numbers=numbers):
            return {"terms": {"number": numbers.tolist()}} if len(numbers) else NONE
        case Has(facet, values):
            return {"terms": {f"values.{facet}": [sayable(value) for value in values]}} if values else NONE
        case Published(since, until):
            last = {"range": {"last": {"gte": since}}}
            return {"bool": {"filter": [{"range": {"first": {"gte": 1, "lte": until}}}, last]}}
        case AllBut(part):
            return {"bool": {"must_not": [finding(part)]}}
        case All(parts):
            return {"bool": {"filter": [finding(part) for part in parts]}} if parts else ALL
        case AnyOf(parts):
            return {"bool": {"should": [finding(part) for part in parts]}} if parts else NONE


def scoring(plan: Plan, rarity: Rarity) -> Query:
    """What finds the documents of a plan and scores them; `rarity` tells how rare OpenSearch holds a term to be.

    The hints of a word raise every document that is found, by whichever word.
    """
    hints = [hint for one in scored(plan) if isinstance(one, Terms) for hint in one.hints]
    return {"bool": {"must": [_scoring(plan, rarity)], "should": [_best_of(hint, rarity) for hint in hints]}}


def _scoring(plan: Plan, rarity: Rarity) -> Query:
    match plan:
        case Terms(any_of=some):
            return _best_of(some, rarity)
        case Numbers() if plan.counts is not None:
            return {"constant_score": {"filter": finding(plan), "boost": plan.rarity}} if len(plan.numbers) else NONE
        case All(parts) if parts:
            return {"bool": {"must": [_scoring(part, rarity) for part in parts]}}
        case AnyOf(parts) if parts:
            return {"bool": {"should": [_scoring(part, rarity) for part in parts]}}
    return {"bool": {"filter": [finding(plan)]}}


def _best_of(some: Sequence[Weighted], rarity: Rarity) -> Query:
    if len(some) > MANY:
        return {"constant_score": {"filter": _any(some), "boost": max(some[0].rarity, 0.0)}}
    each = []
    for one in some:
        if held := rarity(one.term):
            boost = one.weight * one.rarity * (K1 + 1) / held
            each.append({"term": {field_of(one.term): {"value": sayable(one.term), "boost": boost}}})
    return {"dis_max": {"queries": each}} if len(each) > 1 else each[0] if each else NONE


def _any(some: Sequence[Weighted]) -> Query:
    """Documents with any of some terms, field by field."""
    fields: dict[str, list[str]] = {}
    for one in some:
        fields.setdefault(field_of(one.term), []).append(sayable(one.term))
    each: list[Query] = [{"terms": {name: terms}} for name, terms in fields.items()]
    return {"bool": {"should": each}} if len(each) > 1 else each[0] if each else NONE


def counting(chosen: Mapping[str, Plan], wanted: Mapping[str, int]) -> Query:
    """The aggregations that count each facet's values among the documents which all other choices leave.

    >>> counting({}, {"kind": 20})["kind"]["aggs"]["values"]["terms"]["field"]
    'values.kind'
    """
    out: Query = {}
    for name, most in wanted.items():
        others = [finding(plan) for facet, plan in chosen.items() if facet != name]
        size = min(most, AT_ONCE)
        order = [{"_count": "desc"}, {"_key": "asc"}]
        terms = {"field": f"values.{name}", "size": size, "shard_size": max(size, SHARD), "order": order}
        out[name] = {"filter": {"bool": {"filter": others}} if others else ALL, "aggs": {"values": {"terms": terms}}}
    return out


AT_ONCE = 10_000
"""So many documents or values come in one answer."""

SHARD = 2_000
"""So many values each part of an index tells of, that the commonest of all are among them."""


def sayable(text: str) -> str:
    r"""A text without halves of letters, which JSON has no words for.

    >>> sayable("w:\ud800a")
    'w:?a'
    """
    return text.encode("utf-8", "replace").decode()
