"""One search from query to Results: parse, plan, ask the engine, look again, choose passages, count facets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from extractors.model.errors import QueryError, UnkeepableText
from extractors.text.cleaning import is_keepable, nfc, plain
from index.engines import SORTS as PAGED
from index.opened import Opened
from index.query.parser import Node, is_prose, parse
from index.query.plan import All, AllBut, Everything, Found, Ints, Numbers, Plan
from index.ranking.forward import Streams
from index.ranking.scoring import CLOSENESS, EARLINESS, GRAM_TEXT, STRETCHES, Look, Part
from index.search.facet_counts import choices
from index.search.facet_counts import facets as count_facets
from index.search.folding import folded, side_by_side, with_forms
from index.search.proofs import proofs
from index.search.results import TOGETHER, Hit, Results, Why
from index.search.snippets import LookedFor, best_passage

WINDOW = 100
"""How many of the engine's likeliest documents are looked at again."""

_TRIES, _RANKED = 5, 1000

_FIELD = re.compile(r"\b[^\W\d_]+:(?:\"[^\"]*\"|\S+)")

SORTS = ("score", *PAGED)
_PAGES = "Write 0 or more; `--offset` is how many hits to skip."


def search(
    opened: Opened,
    query: str,
    limit: int = 10,
    offset: int = 0,
    *,
    sort: str = "score",
    facets: bool = True,
    fold: bool = False,
    chosen: Mapping[str, Sequence[str]] | None = None,
) -> Results:
    """Documents for a query; see Index.search."""
    if sort not in SORTS:
        raise QueryError(f"there is no order {sort}", subject=sort, advice=f"There are: {', '.join(SORTS)}.")
    if limit < 0 or offset < 0:
        raise QueryError("a page cannot begin or end below nothing", subject=str(min(limit, offset)), advice=_PAGES)
    asked = asked_for(opened, query, chosen or {})
    if asked.tree is None and sort == "score":  # nothing was asked for: no document is nearer to it than another
        sort = "newest"
    guess = None
    if asked.unknown and not is_prose(_FIELD.sub("", asked.query)):
        from index.search.suggest import did_you_mean

        guess = did_you_mean(opened.engine, asked.query, asked.unknown)
    return answer(opened, asked, limit, offset, sort=sort, facets=facets, fold=fold, guess=guess)


def as_typed(query: str) -> str:
    """A query as it was meant: letters composed, and nothing in it that nobody sees.

    >>> as_typed("pa\u0308a\u0308to\u0308s"), as_typed("kunta\u00adraha\u200b")
    ('päätös', 'kuntaraha')

    Raises UnkeepableText for what is no text: NUL, half of a surrogate pair.
    """
    if not is_keepable(query):
        raise UnkeepableText()
    return plain(nfc(query))


def matches(opened: Opened, query: str, chosen: Mapping[str, Sequence[str]] | None = None) -> list[str]:
    """The ids of all documents that match; see Index.matches."""
    asked = asked_for(opened, query, chosen or {})
    plan = asked.whole()
    if asked.tree is None:
        newest = opened.engine.page(plan, "newest", 0, opened.engine.count(plan)).tolist()
        ids = opened.forward.ids(newest)
        return [ids[number] for number in newest if number in ids]
    average = opened.forward.totals().average
    found = opened.engine.best(plan, _RANKED, average)
    order = _ranked(opened, plan, found, average).numbers.tolist()
    if found.total > len(order):
        order = list(dict.fromkeys([*order, *opened.engine.matching(plan).tolist()]))
    ids = opened.forward.ids(order)
    return [ids[number] for number in order if number in ids]


class Asked(NamedTuple):
    """What is asked: the query, its plan, what is chosen of each facet, and the query's tree where it has one.

    `unknown` are the words of it that the index does not hold.
    """

    query: str
    plan: Plan
    chosen: Mapping[str, Plan] = {}
    tree: Node | None = None
    unknown: Sequence[str] = ()

    def whole(self) -> Plan:
        """The plan of the hits: the query and everything chosen."""
        return All((self.plan, *self.chosen.values())) if self.chosen else self.plan


def asked_for(opened: Opened, query: str, chosen: Mapping[str, Sequence[str]]) -> Asked:
    """A query and what is chosen as a plan; an empty query asks for every document."""
    query = as_typed(query)
    if not query.strip():
        return Asked(query, Everything(), choices(opened, chosen))
    tree, planner = parse(query), opened.planner(query)
    plan = planner.plan_of(tree)
    return Asked(query, plan, choices(opened, chosen), tree, planner.unknown)


def answer(
    opened: Opened,
    asked: Asked,
    limit: int,
    offset: int = 0,
    *,
    sort: str = "score",
    facets: bool = True,
    fold: bool = False,
    guess: str | None = None,
) -> Results:
    """The Results of a plan: one page of hits, and what is true of all of them."""
    average = opened.forward.totals().average
    for _ in range(_TRIES):
        plan = asked.whole()
        found = opened.engine.best(plan, max(WINDOW, offset + limit) if sort == "score" else WINDOW, average)
        if not limit:  # only how many there are is asked for: their order would be thrown away
            page, ranked = [], _unranked(opened, found)
        elif sort == "score":
            ranked = _ranked(opened, plan, found, average)
            numbers = _side_by_side(opened, ranked) if fold else ranked.numbers
            page = numbers[offset : offset + limit].tolist()
        else:
            told = dict(zip(found.numbers.tolist(), found.scores.tolist(), strict=True))
            page = opened.engine.page(plan, sort, offset, limit).tolist()
            ranked = Ranked(np.array(page, np.int64), told)
        hits = _hits(opened, plan, page, ranked, average, asked) if page else {}
        missing = {int(n) for n in found.numbers[:WINDOW]} - set(ranked.scores) | {n for n in page if n not in hits}
        if not missing:
            break
        # somebody is deleting them, and the engine has not heard of it yet
        asked = asked._replace(plan=All((asked.plan, AllBut(Numbers(np.array(sorted(missing), np.int64))))))
    shown = with_forms(opened.reader, hits.values())
    kept = folded(shown) if fold else shown
    return Results.model_construct(
        query=asked.query,
        total=found.total,
        hits=tuple(kept),
        folded=len(shown) - len(kept),
        facets=count_facets(opened, asked.plan, asked.chosen) if facets else {},
        did_you_mean=guess,
        offset=offset,
        limit=limit,
        engine=opened.name,
    )


class Ranked(NamedTuple):
    """Documents in order, their scores, and what the second look saw."""

    numbers: Ints
    scores: dict[int, float]
    streams: Streams | None = None
    look: Look | None = None


def _ranked(opened: Opened, plan: Plan, found: Found, average: float) -> Ranked:
    """The order of all: the likeliest by their full score, those after them as the engine has them."""
    streams, look = _looked_at(opened, plan, found.numbers[:WINDOW].tolist(), average)
    scores = look.scores()
    order = np.lexsort((look.numbers, -scores))
    rest = found.numbers[WINDOW:]
    told = dict(zip(look.numbers.tolist(), scores.tolist(), strict=True))
    floor = min(told.values(), default=0.0)
    told |= {int(n): min(float(s), floor) for n, s in zip(rest, found.scores[WINDOW:], strict=True)}
    return Ranked(np.concatenate([look.numbers[order], rest]), told, streams, look)


def _unranked(opened: Opened, found: Found) -> Ranked:
    """The documents as the engine has them, without those that somebody has deleted meanwhile."""
    held = opened.forward.ids(found.numbers[:WINDOW].tolist())
    return Ranked(
        found.numbers, {n: s for n, s in zip(found.numbers.tolist(), found.scores.tolist(), strict=True) if n in held}
    )


def _side_by_side(opened: Opened, ranked: Ranked) -> Ints:
    """The order with the forms of one document together, as far as it was looked at again: the same on every page."""
    if ranked.streams is None or not (groups := opened.reader.groups(ranked.streams.ids)):
        return ranked.numbers
    ids = dict(zip(ranked.streams.numbers, ranked.streams.ids, strict=True))
    numbers = {one: number for number, one in ids.items()}
    looked = [ids[number] for number in ranked.numbers[: len(ids)].tolist()]
    ahead = [numbers[one] for one in side_by_side(looked, groups)]
    return np.concatenate([np.array(ahead, np.int64), ranked.numbers[len(ids) :]])


def _looked_at(opened: Opened, plan: Plan, numbers: list[int], average: float) -> tuple[Streams, Look]:
    streams = opened.forward.streams(numbers)
    texts = opened.reader.texts(streams.ids, GRAM_TEXT)
    return streams, Look(plan, streams, [texts.get(one, "") for one in streams.ids], average)


def _hits(
    opened: Opened, plan: Plan, numbers: list[int], ranked: Ranked, average: float, asked: Asked
) -> dict[int, Hit]:
    streams, look = ranked.streams, ranked.look
    if streams is None or look is None or not set(numbers) <= set(streams.numbers):
        streams, look = _looked_at(opened, plan, numbers, average)
    rows = {number: row for row, number in enumerate(streams.numbers)}
    ids = {number: streams.ids[rows[number]] for number in numbers if number in rows}
    some = list(ids.values())
    proven = proofs(opened, asked.tree, asked.query, asked.chosen, some)
    held, pieces = opened.reader.held(some), opened.reader.pieces(some)
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
            vanished=document.vanished,
            page=best.page,
            passage=document.text[best.start : best.end],
            start=best.start,
            end=best.end,
            highlights=best.highlights,
            why=_why(shares[number]),
        )
    return out


_THROUGH = {"w": "as written", "b": "base form", "s": "stem", "e": "stem", "p": "part of a compound", "t": "title"}


_TOGETHER: dict[str | None, str] = dict(zip((CLOSENESS, EARLINESS, STRETCHES), TOGETHER, strict=True))


def _why(parts: Iterable[Part]) -> tuple[Why, ...]:
    out = []
    for word, term, score, near in parts:
        if term is None and near <= 0:
            continue
        named: dict[str | None, str] = {None: "near forms", "phrase": "phrase", **_TOGETHER}
        through = named.get(term) or _THROUGH.get(str(term)[0], "other name")
        shown = None if term in _TOGETHER else _bare(term)
        out.append(
            Why.model_construct(word=word, term=shown, through=through, score=round(score, 4), near=round(near, 4))
        )
    return tuple(out)


def _bare(term: str | None) -> Any:
    return term[2:] if term and term[1:2] == ":" else term
