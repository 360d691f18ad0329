"""Sources, runs, failures and saved searches, by scripts."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Path
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from index.store.run_log import Item, Run
from index.store.status import Status
from search_cli.web.api.envelope import PROBLEMS, Cursor, FacetName, Id, Limit, PageOf, answered, paged, place, tagged
from search_cli.web.api.search_api import FoundHit

router = APIRouter(prefix="/api/v1", tags=["sources and runs"], responses=PROBLEMS)
Name = Annotated[str, Path(max_length=200)]


class Watched(BaseModel):
    """A watched source."""

    name: str
    kind: str
    address: str


class Sources(BaseModel):
    """All watched sources."""

    items: list[Watched]


class RunItems(BaseModel):
    """A run and what became of each item."""

    run: Run
    items: list[Item]


class Started(BaseModel):
    """Whether it was begun."""

    started: bool


class Saved(BaseModel):
    """A saved search; `chosen` are the values ticked of each facet, `new` counts the documents that are new for it."""

    name: str
    query: str
    chosen: dict[str, list[str]]
    looked: str | None
    new: int


class Searches(BaseModel):
    """All saved searches."""

    items: list[Saved]


class RunRequest(BaseModel):
    """What to save: a query, and the values ticked of each facet."""

    query: Annotated[str, Body(max_length=2000)]
    chosen: dict[FacetName, Annotated[list[str], Field(max_length=50)]] = {}


class NewHits(BaseModel):
    """The documents that are new for a saved search since it was last looked at, the likeliest first."""

    total: int
    items: list[FoundHit]


@router.get("/sources", response_model=Sources, operation_id="sources")
async def sources(request: Request) -> Response:
    """What is watched."""

    def look(index: Any) -> tuple[int, Sources]:
        from pipeline.sources.watched import load

        rows = [Watched(name=one.name, kind=one.kind, address=one.address) for one in load(index.home)]
        return index.store.last_change(), Sources(items=rows)

    return tagged(request, *await request.app.state.desk.ask(look))


@router.get("/runs", response_model=PageOf[Run], operation_id="runs")
async def runs(request: Request, limit: Limit = 20, after: Cursor = None) -> Response:
    """The runs, the latest first."""
    at = place(after)

    def look(index: Any) -> tuple[int, PageOf[Run]]:
        from index.store.run_log import recent_runs

        held = recent_runs(index.store, 10_000)
        rest = [one for one in held if at is None or [one.started, one.id] < [str(key) for key in at]]
        return index.store.last_change(), paged(rest, len(held), limit, lambda one: (one.started, one.id))

    return tagged(request, *await request.app.state.desk.ask(look))


@router.get("/runs/{run_id}", response_model=RunItems, operation_id="run")
async def run(request: Request, run_id: Id) -> Response:
    """One run and what became of each item."""

    def look(index: Any) -> tuple[int, RunItems]:
        from index.store.run_log import recent_runs, run_items

        found = next((one for one in recent_runs(index.store, 10_000) if one.id == run_id), None)
        if found is None:
            raise HTTPException(404, "there is no such run")
        return index.store.last_change(), RunItems(run=found, items=run_items(index.store, run_id))

    return tagged(request, *await request.app.state.desk.ask(look))


@router.get("/status", response_model=Status, operation_id="status")
async def status(request: Request) -> Response:
    """What is held, what failed and why, what needs a person."""

    def look(index: Any) -> Status:
        from index.store.status import status

        return status(index.store, index.home)

    found: BaseModel = await request.app.state.desk.ask(look)
    return answered(found)


@router.post("/retry", status_code=202, response_model=Started, operation_id="retry")
async def retry(request: Request) -> Started:
    """Try what failed again, in a process of its own; `runs` and `status` tell how it went.

    `started` is false where it goes on already.
    """
    return Started(started=request.app.state.retrying.start())


@router.get("/searches", response_model=Searches, operation_id="searches")
async def searches(request: Request) -> Searches:
    """The saved searches, with how much is new for each."""

    def look(index: Any) -> Searches:
        from index.search.saved import saved_searches, whats_new

        rows = [
            Saved(
                name=s.name,
                query=s.query,
                chosen={facet: list(values) for facet, values in s.chosen.items()},
                looked=s.looked,
                new=whats_new(index, s.name, 0, look=False).total,
            )
            for s in saved_searches(index.home).values()
        ]
        return Searches(items=rows)

    found: Searches = await request.app.state.desk.ask(look)
    return found


@router.put("/searches/{name}", status_code=204, operation_id="save_search")
async def save_search(request: Request, name: Name, asked: RunRequest) -> Response:
    """Save a query and what is ticked with it under a name; one of that name is replaced."""

    def save_it(index: Any) -> None:
        from index.search.saved import save

        save(index, name, asked.query, {str(facet): values for facet, values in asked.chosen.items()})

    await request.app.state.desk.ask(save_it)
    return Response(status_code=204)


def check_saved(index: Any, name: str) -> None:
    """Raises 404 where no search is saved under a name."""
    from index.search.saved import saved_searches

    if name not in saved_searches(index.home):
        raise HTTPException(404, "there is no such saved search")


@router.get("/searches/{name}/new", response_model=NewHits, operation_id="new_hits")
async def new_hits(request: Request, name: Name, limit: Limit = 20) -> Response:
    """What is new for a saved search; it does not count as looked at."""

    def look(index: Any) -> NewHits:
        from index.search.saved import whats_new
        from search_cli.render.json_values import results_value

        check_saved(index, name)
        found = whats_new(index, name, limit, look=False)
        hits = [FoundHit.model_validate(one) for one in results_value(found)["hits"]]
        return NewHits(total=found.total, items=hits)

    found: BaseModel = await request.app.state.desk.ask(look)
    return answered(found)


@router.post("/searches/{name}/looked", status_code=204, operation_id="looked_at")
async def looked_at(request: Request, name: Name) -> Response:
    """Count what is new for a saved search as looked at."""

    def look_at(index: Any) -> None:
        from index.search.saved import whats_new

        check_saved(index, name)
        whats_new(index, name, 0)

    await request.app.state.desk.ask(look_at)
    return Response(status_code=204)


@router.delete("/searches/{name}", status_code=204, operation_id="forget_search")
async def forget_search(request: Request, name: Name) -> Response:
    """Forget a saved search."""

    def forget_it(index: Any) -> None:
        from index.search.saved import forget

        check_saved(index, name)
        forget(index.home, name)

    await request.app.state.desk.ask(forget_it)
    return Response(status_code=204)
