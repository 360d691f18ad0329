"""The values of one facet, all of them: looked for by name, counted as the list of hits counts them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from extractors.model.errors import QueryError
from search_cli.web.drawing import draw
from search_cli.web.narrowing import FACETS, MOST_PAGES, Narrowing, narrowing, page_of

router = APIRouter(include_in_schema=False)

PER_PAGE = 50


@router.get("/haku/arvot")
async def values(request: Request) -> Response:
    """The values of a facet for a search; pressing one ticks it, or takes its tick away."""
    given = request.query_params
    name, words, page = given.get("lista") or "", given.get("etsi") or "", page_of(given.get("lehti"))
    if name not in FACETS:
        raise QueryError(f"there is no facet {name[:40]!r}", advice=f"There are: {', '.join(FACETS)}.")
    asked, facet = narrowing(given), FACETS[name]

    def look(index: Any) -> tuple[Any, ...]:
        start = (page - 1) * PER_PAGE
        chosen = asked.chosen
        found = index.facet_values(asked.query, facet, chosen=chosen, like=words, offset=start, limit=PER_PAGE + 1)
        return tuple(found)

    found = await request.app.state.desk.ask(look)
    return draw(
        request,
        "values",
        asked=asked,
        facet=facet,
        name=name,
        words=words,
        rows=[row(asked, facet, one) for one in found[:PER_PAGE]],
        page=page,
        last=len(found) <= PER_PAGE or page == MOST_PAGES,
        turned=lambda to: asked.address("/haku/arvot", lista=name, etsi=words, lehti=to),
        title=asked.query,
    )


def row(asked: Narrowing, facet: str, one: Any) -> dict[str, Any]:
    """A value as the page draws it: what pressing it leads to."""
    ticked = one.value in asked.chosen.get(facet, ())
    to = asked.without(facet, one.value) if ticked else asked.with_(facet, one.value)
    return {"label": one.label, "count": one.count, "ticked": ticked, "address": to.address()}
