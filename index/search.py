"""One search from query to Results: parse, plan, ask the engine, look again, choose passages, count facets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from index.highlight import Worth, best_passage, wanted
from index.plan import All, Found, Ints, Not, Numbers, Plan
from index.planning import Planner
from index.proofs import proofs
from index.query import FieldIs, Node, is_prose, parse
from index.results import Hit, Results, Why
from index.scoring import GRAM_TEXT, Look, Part, parts, terms_of, total

if TYPE_CHECKING:
    from index.index import Index

WINDOW = 100
"""How many of the engine's likeliest documents are looked at again."""

_TRIES = 5

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
    if planner.unknown and not is_prose(query):
        from index.suggest import did_you_mean

        guess = did_you_mean(index.engine, query, planner.unknown)
    return answer(index, query, plan, limit, offset, sort=sort, facets=facets, guess=guess, tree=tree)


def planner_of(index: Index, query: str) -> Planner:
    """What turns trees into plans against this index as it is now."""

    def chosen(demand: FieldIs) -> Ints:
        key = (demand.name, demand.value)
        if key not in index.demands:
            numbers = index.columns.having(demand)
            if numbers is None:
                from index.demands import documents

                numbers = np.array(sorted(index.forward.numbers(documents(index.store, demand, query))), np.int64)
            index.demands[key] = numbers
        return index.demands[key]

    return Planner(index.engine, index.forward, index.forward.totals(), chosen, [])


def answer(index: Index, query: str, plan: Plan, limit: int, offset: int = 0, *, sort: str = "score",
           facets: bool = True, guess: str | None = None, tree: Node | None = None) -> Results:  # fmt: skip
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
            numbers, scores = _second_look(index, plan, found, average)
        else:
            numbers = _sorted(index, matching if matching is not None else found.numbers, sort)
            scores = dict(zip(found.numbers.tolist(), found.scores.tolist(), strict=True))
        page = numbers[offset : offset + limit].tolist()
        hits = _hits(index, plan, page, scores, average, query, tree)
        missing = {int(n) for n in found.numbers[:WINDOW]} - set(scores) | {n for n in page if n not in hits}
        if not missing:
            break
        # somebody is deleting them, and the engine has not heard of it yet
        plan = All((plan, Not(Numbers(np.array(sorted(missing), np.int64)))))
    counted = index.columns.facets(matching) if facets and matching is not None else {}
    return Results(query=query, total=found.total, hits=tuple(hits.values()), facets=counted, did_you_mean=guess,
                   offset=offset, limit=limit, engine=index.name)  # fmt: skip


def _second_look(index: Index, plan: Plan, found: Found, average: float) -> tuple[Ints, dict[int, float]]:
    """The order of all: the likeliest by their full score, those after them as the engine has them."""
    first = found.numbers[:WINDOW].tolist()
    streams = index.forward.streams(first)
    look = Look(streams, terms_of(plan))
    texts = index.shelf.texts(streams.ids, GRAM_TEXT)
    lowered = [texts.get(one, "").lower() for one in streams.ids]
    scores = total(parts(plan, look, lowered, average), len(look.numbers))
    order = np.lexsort((look.numbers, -scores))
    rest = found.numbers[WINDOW:]
    told = dict(zip(look.numbers.tolist(), scores.tolist(), strict=True))
    floor = min(told.values(), default=0.0)
    told |= {int(n): min(float(s), floor) for n, s in zip(rest, found.scores[WINDOW:], strict=True)}
    return np.concatenate([look.numbers[order], rest]), told


def _sorted(index: Index, matching: Ints, sort: str) -> Ints:
    if sort != "title":
        return index.columns.by_day(matching, newest=sort == "newest")
    ids = index.forward.ids(matching.tolist())
    titles = dict(index.shelf.titles(list(ids.values())))
    key = {n: ((titles.get(one) is None), (titles.get(one) or "").casefold(), n) for n, one in ids.items()}
    return np.array(sorted(key, key=lambda n: key[n]), np.int64)


def _hits(index: Index, plan: Plan, numbers: list[int], scores: dict[int, float], average: float, query: str,
          tree: Node | None) -> dict[int, Hit]:  # fmt: skip
    streams = index.forward.streams(numbers)
    proven = proofs(index.shelf, tree, query, streams.ids) if tree is not None else {}
    held, pieces = index.shelf.held(streams.ids), index.shelf.pieces(streams.ids)
    looked_for = wanted(plan)
    worth = Worth(looked_for)
    lowered = [held[one].text[:GRAM_TEXT].lower() if one in held else "" for one in streams.ids]
    shares = parts(plan, Look(streams, terms_of(plan)), lowered, average)
    out: dict[int, Hit] = {}
    for i, (number, one) in enumerate(zip(streams.numbers, streams.ids, strict=True)):
        if (document := held.get(one)) is None:
            continue  # deleted a moment ago
        best = best_passage(document, pieces[one], streams.streams[i], streams.breaks[i], looked_for, worth,
                            proven.get(one, ()))  # fmt: skip
        out[number] = Hit.model_construct(
            document_id=one, score=round(scores.get(number, 0.0), 4), title=document.title, kind=document.kind,
            language=document.language, publisher=document.publisher, published=document.published,
            source=document.source,
            page=best.page, passage=document.text[best.start : best.end], start=best.start, end=best.end,
            highlights=best.highlights, why=_why(shares, i))  # fmt: skip
    return out


_THROUGH = {"w": "as written", "b": "base form", "s": "stem", "e": "stem", "p": "part of a compound", "t": "title"}


def _why(shares: Sequence[Part], i: int) -> tuple[Why, ...]:
    out = []
    for part in shares:
        term, score, near = part.terms[i], float(part.scores[i]), float(part.hints[i] + part.grams[i])
        if term is None and near <= 0:
            continue
        through = (
            "near forms" if term is None else "phrase" if term == "phrase" else _THROUGH.get(term[0], "other name")
        )
        out.append(
            Why.model_construct(
                word=part.word, term=_bare(term), through=through, score=round(score, 4), near=round(near, 4)
            )
        )
    return tuple(out)


def _bare(term: str | None) -> Any:
    return term[2:] if term and term[1:2] == ":" else term
