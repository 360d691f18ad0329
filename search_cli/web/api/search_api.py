"""Searching, by scripts."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from index.outputs.search_citations import SEARCH_FORMS, SearchCitation
from search_cli.web.api.envelope import (
    PROBLEMS,
    Chosen,
    Cursor,
    FacetName,
    Limit,
    Words,
    cursor,
    offset_of,
    place,
    tagged,
)
from search_cli.web.narrowing import Narrowing, Sort
from search_cli.web.search_citing import cited_search

router = APIRouter(prefix="/api/v1", tags=["search"], responses=PROBLEMS)

DEEPEST = 10_000
"""Hits that a cursor reaches; an export holds all."""


class FoundValue(BaseModel):
    """A value of a facet: `value` is what narrows by it, `count` what narrowing finds."""

    value: str
    label: str
    count: int


class FoundHit(BaseModel):
    """A document with its best passage; `highlights` are spans within it."""

    document: str
    title: str | None
    kind: str
    language: str
    publisher: str | None
    published: str | None
    source: str
    vanished: str | None
    score: float
    page: int | None
    passage: str
    start: int
    end: int
    highlights: list[tuple[int, int]]
    why: dict[str, Any]
    others: list[dict[str, Any]]


class SearchAnswer(BaseModel):
    """One page of a search."""

    query: str
    total: int
    items: list[FoundHit]
    next: str | None
    facets: dict[str, list[FoundValue]]
    did_you_mean: str | None


@router.get("/search", response_model=SearchAnswer, operation_id="search")
async def search(
    request: Request,
    chosen: Chosen,
    q: Words = "",
    sort: Sort = "score",
    limit: Limit = 20,
    after: Cursor = None,
) -> Response:
    """Documents for a query, best first; values of one facet are alternatives, facets narrow each other."""
    at = place(after)

    def look(index: Any) -> tuple[int, SearchAnswer]:
        from search_cli.render.json_values import results_value

        offset = min(int(at[0]), DEEPEST) if at else 0
        results = index.search(q, limit=limit + 1, offset=max(0, offset - 1), sort=sort, chosen=chosen)
        said = results_value(results)
        hits = said["hits"]
        if at:  # where a run has put documents before the place, go on behind the last that was seen
            seen = next((i for i, hit in enumerate(hits) if hit["document"] == at[1]), 0 if offset else -1)
            hits = hits[seen + 1 :]
        shown = [FoundHit.model_validate(hit) for hit in hits[:limit]]
        reached = offset + len(shown)
        more = reached < min(results.total, DEEPEST) and bool(shown)
        found = SearchAnswer(
            query=q,
            total=results.total,
            items=shown,
            next=cursor(reached, shown[-1].document) if more else None,
            facets={
                name: [FoundValue(value=v.value, label=v.label, count=v.count) for v in values]
                for name, values in results.facets.items()
            },
            did_you_mean=results.did_you_mean,
        )
        return index.store.last_change(), found

    change, found = await request.app.state.desk.ask(look)
    return tagged(request, change, found)


class ValuesOfFacet(BaseModel):
    """Values of one facet, the commonest first; `next` is the cursor of those after them, null at the end."""

    items: list[FoundValue]
    next: str | None


@router.get("/search/values", response_model=ValuesOfFacet, operation_id="facet_values")
async def facet_values(
    request: Request,
    chosen: Chosen,
    facet: FacetName,
    q: Words = "",
    like: Annotated[str, Query(max_length=200, description="Only values that are called so.")] = "",
    limit: Limit = 50,
    after: Cursor = None,
) -> Response:
    """All values of one facet of a search, counted as the search counts them."""
    at = offset_of(after)

    def look(index: Any) -> tuple[int, ValuesOfFacet]:
        found = index.facet_values(q, facet, chosen=chosen, like=like, offset=at, limit=limit + 1)
        some = [FoundValue(value=one.value, label=one.label, count=one.count) for one in found[:limit]]
        more = cursor(at + limit) if len(found) > limit else None
        return index.store.last_change(), ValuesOfFacet(items=some, next=more)

    return tagged(request, *await request.app.state.desk.ask(look))


class CitedSearch(BaseModel):
    """A search as it is cited, and its text in the form asked for."""

    citation: SearchCitation
    text: str


@router.get("/search/cite", response_model=CitedSearch, operation_id="cite_search")
async def cite_search(
    request: Request,
    chosen: Chosen,
    q: Words = "",
    sort: Sort = "score",
    form: Literal["teksti", "bibtex", "csl", "ris"] = "teksti",
) -> Response:
    """The citation of a search: its address with all choices, the state of the corpus, and a hash of what it found."""
    asked, base = Narrowing(query=q, chosen=chosen, sort=sort), str(request.base_url).rstrip("/")

    def look(index: Any) -> tuple[int, CitedSearch]:
        one = cited_search(index, asked, base)
        return one.change, CitedSearch(citation=one, text=SEARCH_FORMS[form](one))

    return tagged(request, *await request.app.state.desk.ask(look))
