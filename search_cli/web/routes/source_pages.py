"""Sources, runs and failures: what is watched, what each run brought, what failed and why."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from search_cli.web.drawing import draw
from search_cli.web.forms import back_to, form_of

router = APIRouter(include_in_schema=False)

RUNS = 20
"""The latest runs that are listed."""
ITEMS = 500
"""Items of a run that are listed; `louhi status` and the run's report hold all."""


@router.get("/lahteet")
async def sources(request: Request) -> Response:
    """What is watched, the latest runs, and what failed."""
    found = await request.app.state.desk.ask(watched)
    return draw(request, "sources", title="Lähteet", retrying=request.app.state.retrying.is_going_on, **found)


def watched(index: Any) -> dict[str, Any]:
    """The watched sources, the latest runs and the standing failures."""
    from index.store.run_log import recent_runs
    from index.store.status import status
    from pipeline.sources.watched import load

    return {
        "sources": load(index.home),
        "runs": recent_runs(index.store, RUNS),
        "status": status(index.store, index.home),
    }


@router.get("/ajot/{run_id}")
async def run(request: Request, run_id: str) -> Response:
    """One run: what became of each item."""

    def look(index: Any) -> dict[str, Any]:
        from index.store.run_log import recent_runs, run_items

        found = next((one for one in recent_runs(index.store, 10_000) if one.id == run_id), None)
        if found is None:
            raise HTTPException(404, "there is no such run")
        items = run_items(index.store, run_id)
        return {"run": found, "items": items[:ITEMS], "more": max(0, len(items) - ITEMS)}

    return draw(request, "run", title="Ajo", **await request.app.state.desk.ask(look))


@router.post("/lahteet/uudelleen")
async def retry(request: Request) -> Response:
    """Try what failed again, in a process of its own: the page goes on meanwhile."""
    await form_of(request)
    request.app.state.retrying.start()
    return back_to("/lahteet#epaonnistuneet")
