"""Records of the whole corpus, by scripts: roles, times, amounts and identifiers, narrowed as the page narrows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from extractors.model.value_kinds import AmountKind, RoleStatus
from search_cli.web.api.envelope import (
    PROBLEMS,
    Cursor,
    Key,
    Limit,
    ListWords,
    PageOf,
    Sum,
    Time,
    Year,
    offset_of,
    page_at,
    tagged,
)
from search_cli.web.routes.record_pages import charted

router = APIRouter(prefix="/api/v1", tags=["records"], responses=PROBLEMS)


class RecordRow(BaseModel):
    """A record with the document, sentence and place that prove it."""

    document: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    source: str | None = None
    quote: str | None = None
    sentence: str | None = None
    page: int | None = None
    start: int
    end: int
    value: dict[str, Any]


class Years(BaseModel):
    """How many times begin in each year of a span."""

    items: dict[int, int]


class AmountsOfPeriod(BaseModel):
    """A month or year: how many amounts its documents tell, the least and the most of them."""

    period: str
    amounts: int
    low: float | None
    high: float | None


class UnitPeriods(BaseModel):
    """The amounts of a kind and unit over time; `undated` are of documents of which no day is known."""

    kind: str
    unit: str | None
    periods: list[AmountsOfPeriod]
    undated: int


class AmountsOverTime(BaseModel):
    """Amounts over time, a list a unit, that of most amounts first."""

    items: list[UnitPeriods]


def conditions_of(
    body: Key = "",
    person: Key = "",
) -> list[Any]:
    """Whom the documents of the records name."""
    from index.outputs.tables.record_conditions import of_thing

    return [of_thing(one) for one in (body, person) if one]


About = Annotated[list[Any], Depends(conditions_of)]


def roles_of(about: About, status: RoleStatus | None = None) -> list[Any]:
    """What narrows roles."""
    from index.outputs.tables.record_conditions import roles_that

    return [*about, *roles_that(status)]


def dates_of(about: About, deadlines: bool = False, since: Time = "", until: Time = "") -> list[Any]:
    """What narrows times: deadlines alone, those that reach into a span."""
    from index.outputs.tables.record_conditions import dates_that

    return [*about, *dates_that(deadlines, since or None, until or None)]


def amounts_of(
    about: About,
    kind: AmountKind | None = None,
    unit: Annotated[str, Query(max_length=20)] = "",
    over: Sum = "",
    under: Sum = "",
) -> list[Any]:
    """What narrows amounts: their kind, unit and size."""
    from index.outputs.tables.record_conditions import amounts_that

    return [*about, *amounts_that(kind, unit or None, over or None, under or None)]


def all_of(about: About) -> list[Any]:
    """What narrows all kinds alike."""
    return about


def _records(kind: str, narrowed: Callable[..., list[Any]]) -> Callable[..., Any]:
    async def records(
        request: Request,
        having: list[Any] = Depends(narrowed),  # noqa: B008 - FastAPI asks it anew for each request
        q: ListWords = "",
        sort: Annotated[str, Query(max_length=20, description="A column, - before it: the largest first.")] = "",
        limit: Limit = 50,
        after: Cursor = None,
    ) -> Response:
        """Records of the whole corpus, each with the sentence that proves it."""
        at = offset_of(after)

        def look(index: Any) -> tuple[int, PageOf[RecordRow]]:
            from index.outputs.tables.tables import table_rows
            from index.store.filters import Filter

            rows, total = table_rows(
                index.store, kind, Filter(), name=q or None, sort=sort, limit=limit, offset=at, having=having
            )
            return index.store.last_change(), page_at([_row(row) for row in rows], total, at)

        return tagged(request, *await request.app.state.desk.ask(look))

    return records


def _row(row: dict[str, Any]) -> RecordRow:
    first = row["evidence"][0]
    told = set(RecordRow.model_fields) | {"evidence"}
    known = {name: row[name] for name in RecordRow.model_fields if name in row and name != "value"}
    return RecordRow(
        **{**known, "start": first["start"], "end": first["end"]},
        value={name: said for name, said in row.items() if name not in told or name == "value"},
    )


NARROWED: dict[str, Callable[..., list[Any]]] = {
    "roles": roles_of,
    "dates": dates_of,
    "amounts": amounts_of,
    "identifiers": all_of,
}
for _kind, _narrowed in NARROWED.items():
    router.get(f"/{_kind}", response_model=PageOf[RecordRow], operation_id=_kind)(_records(_kind, _narrowed))


@router.get("/timeline", response_model=PageOf[RecordRow], operation_id="timeline")
async def timeline(
    request: Request,
    having: About,
    q: ListWords = "",
    first: Annotated[Year, Query(alias="from")] = None,
    last: Annotated[Year, Query(alias="to")] = None,
    limit: Limit = 50,
    after: Cursor = None,
) -> Response:
    """What is due and what happened, in order of time: times that begin in the years from `from` to `to`."""
    at = offset_of(after)

    def look(index: Any) -> tuple[int, PageOf[RecordRow]]:
        from index.outputs.tables.timeline import times

        rows, total = times(index.store, str(first or ""), str(last or ""), q, limit, at, having)
        return index.store.last_change(), page_at([_row(row) for row in rows], total, at)

    return tagged(request, *await request.app.state.desk.ask(look))


@router.get("/timeline/years", response_model=Years, operation_id="timeline_years")
async def timeline_years(
    request: Request,
    having: About,
    first: Annotated[Year, Query(alias="from")] = None,
    last: Annotated[Year, Query(alias="to")] = None,
) -> Response:
    """How many times begin in each year, as the picture of the timeline counts them: sixty years at most."""

    def look(index: Any) -> tuple[int, Years]:
        from index.outputs.tables.timeline import by_year

        low, high = charted(first or 0, last or 0)
        counts = by_year(index.store, low, high, having)
        return index.store.last_change(), Years(items={year: counts.get(year, 0) for year in range(low, high + 1)})

    return tagged(request, *await request.app.state.desk.ask(look))


@router.get("/amounts/over-time", response_model=AmountsOverTime, operation_id="amounts_over_time")
async def amounts_over_time(
    request: Request, having: Annotated[list[Any], Depends(amounts_of)], q: ListWords = ""
) -> Response:
    """How many amounts of each kind and unit the documents of each month or year tell, and how much."""

    def look(index: Any) -> tuple[int, AmountsOverTime]:
        from index.outputs.tables.amounts_over_time import amounts_over_time
        from index.store.filters import Filter

        found = amounts_over_time(index.store, Filter(), q or None, having)
        told = [
            UnitPeriods(
                kind=unit.kind,
                unit=unit.unit,
                undated=unit.undated,
                periods=[AmountsOfPeriod(**one._asdict()) for one in unit.periods],
            )
            for unit in found
        ]
        return index.store.last_change(), AmountsOverTime(items=told)

    return tagged(request, *await request.app.state.desk.ask(look))
