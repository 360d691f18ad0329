"""Saved searches: a query by name, what is new for it, and its feed."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from search_cli.web.drawing import draw
from search_cli.web.forms import back_to, form_of
from search_cli.web.narrowing import Narrowing, narrowing

router = APIRouter(include_in_schema=False)

NEW = 10
"""New documents of a saved search that its entry names."""


@router.get("/tallennetut")
async def saved(request: Request) -> Response:
    """Every saved search with how many documents are new for it."""

    def look(index: Any) -> list[dict[str, Any]]:
        from index.search.saved import saved_searches

        return [told(index, one) for one in saved_searches(index.home).values()]

    return draw(request, "saved", title="Tallennetut haut", searches=await request.app.state.desk.ask(look))


def told(index: Any, one: Any) -> dict[str, Any]:
    """A saved search with what is new for it; one that cannot be asked any more says why, and hides no other."""
    from extractors.model.errors import QueryError
    from index.search.saved import ticked, whats_new

    shown = {"search": one, "asked": Narrowing(query=one.query, chosen=one.chosen), "ticked": ticked(index, one)}
    try:
        new = whats_new(index, one.name, NEW, look=False)
    except QueryError as error:
        return {**shown, "new": 0, "hits": (), "problem": error.reason}
    return {**shown, "new": new.total, "hits": new.hits, "problem": None}


@router.post("/tallennetut")
async def keep(request: Request) -> Response:
    """Save a search with what is ticked in it, under a name."""
    fields = await form_of(request)
    asked = narrowing(QueryParams(parse_qsl(fields.get("haku", "")) or {"q": fields.get("q", "")}))
    name = fields.get("nimi", "").strip() or asked.query or "kaikki"

    def save_it(index: Any) -> None:
        from index.search.saved import save

        save(index, name, asked.query, asked.chosen)

    await request.app.state.desk.ask(save_it)
    return back_to("/tallennetut")


@router.post("/tallennetut/katsottu")
async def looked(request: Request) -> Response:
    """Count what is new for a saved search as looked at."""
    name = (await form_of(request)).get("nimi", "")

    def look_at(index: Any) -> None:
        from index.search.saved import whats_new

        whats_new(index, name, 0)

    await request.app.state.desk.ask(look_at)
    return back_to("/tallennetut")


@router.post("/tallennetut/poista")
async def drop(request: Request) -> Response:
    """Forget a saved search."""
    name = (await form_of(request)).get("nimi", "")

    def forget_it(index: Any) -> None:
        from index.search.saved import forget

        forget(index.home, name)

    await request.app.state.desk.ask(forget_it)
    return back_to("/tallennetut")
