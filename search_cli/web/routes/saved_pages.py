"""Saved searches: a query by name, what is new for it, and its feed."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from search_cli.web.drawing import draw
from search_cli.web.forms import back_to, form_of

router = APIRouter(include_in_schema=False)


@router.get("/tallennetut")
async def saved(request: Request) -> Response:
    """Every saved search with how many documents are new for it."""

    def look(index: Any) -> list[dict[str, Any]]:
        from index.search.saved import saved_searches, whats_new

        found = saved_searches(index.home).values()
        return [{"search": one, "new": whats_new(index, one.name, 0, look=False).total} for one in found]

    return draw(request, "saved", title="Tallennetut haut", searches=await request.app.state.desk.ask(look))


@router.post("/tallennetut")
async def keep(request: Request) -> Response:
    """Save a query under a name."""
    fields = await form_of(request)
    query, name = fields.get("q", ""), fields.get("nimi", "").strip() or fields.get("q", "")

    def save_it(index: Any) -> None:
        from index.search.saved import save

        save(index, name, query)

    await request.app.state.desk.ask(save_it)
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
