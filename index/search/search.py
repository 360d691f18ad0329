"""One search from query to Results: parse, plan, ask the engine, look again, choose passages, count facets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from index.query.parser import FieldIs, Node, is_prose, parse
from index.query.plan import All, Found, Ints, Not, Numbers, Plan
from index.query.planning import Planner
from index.ranking.forward import Streams
from index.ranking.proximity import CLOSE
from index.ranking.scoring import GRAM_TEXT, Look, Part
from index.search.proofs import proofs
from index.search.results import Hit, Results, Why
from index.search.snippets import LookedFor, best_passage

if TYPE_CHECKING:
    from index.index import Index

WINDOW = 100
"""How many of the engine's likeliest documents are looked at again."""

_TRIES, _RANKED = 5, 1000

_FIELD = re.compile(r"\b[^\W\d_]+:(?:\"[^\"]*\"|\S+)")

SORTS = ("score", "newest", "oldest", "title")


def search(
    index: Index, query: str, limit: int = 10, offset: int = 0, *, sort: str = "score", facets: bool = True
) -> Results:
    """Documents for a query; see Index.search."""
    if sort not in SORTS:
        raise ValueError(f"sort is one of {', '.join(SORTS)}, not {sort!r}")
    tree = parse(query)
    planner = planner_of(index, query)
    plan = planner.plan(tree)
    guess = None
    if planner.unknown and not is_prose(_FIELD.sub("", query)):
        from index.search.suggest import did_you_mean

        guess = did_you_mean(index.engine, query, planner.unknown)
    return answer(index, query, plan, limit, offset, sort=sort, facets=facets, guess=guess, tree=tree)


def matches(index: Index, query: str) -> list[str]:
    """The ids of all documents that match; see Index.matches."""
    plan = planner_of(index, query).plan(parse(query))
    average = index.forward.totals().average
    found = index.engine.best(plan, _RANKED, average)
    order = _ranked(index, plan, found, average).numbers.tolist()
    if found.total > len(order):
        matching = found.matching if found.matching is not None else index.engine.matching(plan)
        order = list(dict.fromkeys([*order, *matching.tolist()]))
    ids = index.forward.ids(order)
    return [ids[number] for number in order if number in ids]


def planner_of(index: Index, query: str) -> Planner:
    """What turns trees into plans against this index as it is now."""

    def chosen(demand: FieldIs) -> Ints:
        key = (demand.name, demand.value)
        if key not in index.demands:
            numbers = index.columns.having(demand)
            if numbers is None:
                from index.query.field_filters import documents

                numbers = np.array(sorted(index.forward.numbers(documents(index.store, demand, query))), np.int64)
            index.demands[key] = numbers
        return index.demands[key]

    return Planner(index.engine, index.forward, index.forward.totals(), chosen, [])


def answer(
    index: Index,
    query: str,
    plan: Plan,
    limit: int,
    offset: int = 0,
    *,
    sort: str = "score",
    facets: bool = True,
    guess: str | None = None,
    tree: Node | None = None,
) -> Results:
    """The Results of a plan: one page of hits, and what is true of all of them."""
    average = index.forward.totals().average
    for _ in range(_TRIES):
        found = index.engine.best(plan, max(WINDOW, offset + limit), average)
        matching = found.matching
        if matching is None and found.total <= len(found.numbers):
            matching = np.sort(found.numbers)
        if matching is None and (facets or sort != "score"):
            matching = index.engine.matching(plan)
        if sort == "score":
            ranked = _ranked(index, plan, found, average)
        else:
            told = dict(zip(found.numbers.tolist(), found.scores.tolist(), strict=True))
            ranked = Ranked(_sorted(index, matching if matching is not None else found.numbers, sort), told)
        page = ranked.numbers[offset : offset + limit].tolist()
        hits = _hits(index, plan, page, ranked, average, query, tree)
        missing = {int(n) for n in found.numbers[:WINDOW]} - set(ranked.scores) | {n for n in page if n not in hits}
        if not missing:
            break
        # somebody is deleting them, and the engine has not heard of it yet
        plan = All((plan, Not(Numbers(np.array(sorted(missing), np.int64)))))
    counted = index.columns.facets(matching) if facets and matching is not None else {}
    return Results.model_construct(
        query=query,
        total=found.total,
        hits=tuple(hits.values()),
        facets=counted,
        did_you_mean=guess,
        offset=offset,
        limit=limit,
        engine=index.name,
    )


class Ranked(NamedTuple):
    """Documents in order, their scores, and what the second look saw."""

    numbers: Ints
    scores: dict[int, float]
    streams: Streams | None = None
    look: Look | None = None


def _ranked(index: Index, plan: Plan, found: Found, average: float) -> Ranked:
    """The order of all: the likeliest by their full score, those after them as the engine has them."""
    streams, look = _looked_at(index, plan, found.numbers[:WINDOW].tolist(), average)
    scores = look.scores()
    order = np.lexsort((look.numbers, -scores))
    rest = found.numbers[WINDOW:]
    told = dict(zip(look.numbers.tolist(), scores.tolist(), strict=True))
    floor = min(told.values(), default=0.0)
    told |= {int(n): min(float(s), floor) for n, s in zip(rest, found.scores[WINDOW:], strict=True)}
    return Ranked(np.concatenate([look.numbers[order], rest]), told, streams, look)


def _looked_at(index: Index, plan: Plan, numbers: list[int], average: float) -> tuple[Streams, Look]:
    streams = index.forward.streams(numbers)
    texts = index.shelf.texts(streams.ids, GRAM_TEXT)
    return streams, Look(plan, streams, [texts.get(one, "") for one in streams.ids], average)


def _sorted(index: Index, matching: Ints, sort: str) -> Ints:
    if sort != "title":
        return index.columns.by_day(matching, newest=sort == "newest")
    ids = index.forward.ids(matching.tolist())
    titles = dict(index.shelf.titles(list(ids.values())))
    key = {n: ((titles.get(one) is None), (titles.get(one) or "").casefold(), n) for n, one in ids.items()}
    return np.array(sorted(key, key=lambda n: key[n]), np.int64)


def _hits(
    index: Index, plan: Plan, numbers: list[int], ranked: Ranked, average: float, query: str, tree: Node | None
) -> dict[int, Hit]:
    streams, look = ranked.streams, ranked.look
    if streams is None or look is None or not set(numbers) <= set(streams.numbers):
        streams, look = _looked_at(index, plan, numbers, average)
    rows = {number: row for row, number in enumerate(streams.numbers)}
    ids = {number: streams.ids[rows[number]] for number in numbers if number in rows}
    some = list(ids.values())
    proven = proofs(index.shelf, tree, query, some) if tree is not None else {}
    held, pieces = index.shelf.held(some), index.shelf.pieces(some)
    looked_for = LookedFor(plan, look.terms)
    shares = dict(zip(ids, look.parts([rows[number] for number in ids]), strict=True))
    out: dict[int, Hit] = {}
    for number, one in ids.items():
        if (document := held.get(one)) is None:
            continue  # deleted a moment ago
        row = rows[number]
        best = best_passage(
            document,
            pieces[one],
            streams.streams[row],
            streams.breaks[row],
            look.places(row),
            looked_for,
            proven.get(one, ()),
        )
        out[number] = Hit.model_construct(
            document_id=one,
            score=round(ranked.scores.get(number, 0.0), 4),
            title=document.title,
            kind=document.kind,
            language=document.language,
            publisher=document.publisher,
            published=document.published,
            source=document.source,
            page=best.page,
            passage=document.text[best.start : best.end],
            start=best.start,
            end=best.end,
            highlights=best.highlights,
            why=_why(shares[number]),
        )
    return out


_THROUGH = {"w": "as written", "b": "base form", "s": "stem", "e": "stem", "p": "part of a compound", "t": "title"}


def _why(parts: Iterable[Part]) -> tuple[Why, ...]:
    out = []
    for word, term, score, near in parts:
        if term is None and near <= 0:
            continue
        named = {None: "near forms", "phrase": "phrase", CLOSE: "close together"}
        through = named.get(term) or _THROUGH.get(str(term)[0], "other name")
        shown = None if term == CLOSE else _bare(term)
        out.append(
            Why.model_construct(word=word, term=shown, through=through, score=round(score, 4), near=round(near, 4))
        )
    return tuple(out)


def _bare(term: str | None) -> Any:
    return term[2:] if term and term[1:2] == ":" else term
