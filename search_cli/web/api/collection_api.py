"""Collections and exports, by scripts: documents set aside with notes and marks, and a search's rows as a file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from extractors.model.value_kinds import AmountKind
from index.outputs.collections import Collection
from index.things.roster import Order
from search_cli.web.api.envelope import PROBLEMS, Chosen, Id, Key, ListWords, Sum, Words, Year
from search_cli.web.handing_over import MEDIA_TYPES, TABLES, check
from search_cli.web.narrowing import Narrowing, Sort
from search_cli.web.routes.collection_pages import collected
from search_cli.web.routes.collection_pages import written as table_of
from search_cli.web.routes.download_pages import handed_over
from search_cli.web.routes.record_pages import AMOUNT_KINDS, LISTS, rows_as_file
from search_cli.web.routes.thing_pages import listed_file

router = APIRouter(prefix="/api/v1", tags=["collections and exports"], responses=PROBLEMS)
CollectionName = Annotated[str, Path(max_length=100)]
TableForm = Literal["csv", "excel.csv", "xlsx", "jsonl", "sqlite", "parquet"]
TimeForm = Literal[TableForm, "ics"]
FileForm = Literal[
    TableForm,
    "bib",
    "ris",
    "csl.json",
    "ics",
    "graphml",
    "ftm.json",
    "records.sqlite",
    "records.xlsx",
    "records.parquet.zip",
    "datapackage.zip",
]

FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "content": {media.partition(";")[0]: {} for media in sorted(set(MEDIA_TYPES.values()))},
    }
}
"""What a file may be."""


class Collections(BaseModel):
    """All collections."""

    items: list[Collection]


class WantedInCollection(BaseModel):
    """What is said of a document in a collection."""

    note: str = Field(default="", max_length=2000)
    checked: bool = False


@router.get("/collections", response_model=Collections, operation_id="collections")
async def listed(request: Request) -> Collections:
    """The collections with their documents, notes and marks."""

    def look(index: Any) -> Collections:
        from index.outputs.collections import collections

        return Collections(items=collections(index.store))

    found: Collections = await request.app.state.desk.ask(look)
    return found


@router.put("/collections/{name}/{document_id}", status_code=204, operation_id="set_aside")
async def set_aside(request: Request, name: CollectionName, document_id: Id, said: WantedInCollection) -> Response:
    """Set a document aside under a name, or change its note and mark."""

    def change(index: Any) -> None:
        from index.outputs.collections import keep

        keep(index.store, name, document_id, said.note, said.checked)

    await request.app.state.desk.ask(change)
    return Response(status_code=204)


@router.delete("/collections/{name}/{document_id}", status_code=204, operation_id="put_back")
async def put_back(request: Request, name: CollectionName, document_id: Id) -> Response:
    """Take a document out of a collection."""

    def change(index: Any) -> bool:
        from index.outputs.collections import collection, drop

        held = collection(index.store, name)
        if held is None or all(item.document != document_id for item in held.items):
            return False
        drop(index.store, name, document_id)
        return True

    if not await request.app.state.desk.ask(change):
        raise HTTPException(404, "there is no such document in such a collection")
    return Response(status_code=204)


@router.get(
    "/collections/{name}/files/{form}", response_class=FileResponse, responses=FILES, operation_id="export_collection"
)
async def export_collection(request: Request, name: CollectionName, form: TableForm) -> Response:
    """The documents of a collection with their notes and marks, as a file."""
    check(form, TABLES)
    held, rows = await request.app.state.desk.ask(lambda index: collected(index, name))
    if held is None:
        raise HTTPException(404, "there is no such collection")
    return table_of(rows, held.name, form)


@router.get("/exports/{form}", response_class=FileResponse, responses=FILES, operation_id="export")
async def export(request: Request, form: FileForm, chosen: Chosen, q: Words = "", sort: Sort = "score") -> FileResponse:
    """All documents of a search as a file, as the page gives it under `/haku.csv`."""
    return await handed_over(request, Narrowing(query=q, chosen=chosen, sort=sort), form)


@router.get("/exports/people/{form}", response_class=FileResponse, responses=FILES, operation_id="export_people")
async def export_people(request: Request, form: TableForm, q: ListWords = "", order: Order = "documents") -> Response:
    """The list of people as a file, all of it."""
    return await listed_file(request, "person", form, q, order)


@router.get("/exports/bodies/{form}", response_class=FileResponse, responses=FILES, operation_id="export_bodies")
async def export_bodies(request: Request, form: TableForm, q: ListWords = "", order: Order = "documents") -> Response:
    """The list of bodies as a file, all of it."""
    return await listed_file(request, "body", form, q, order)


@router.get("/exports/roles/{form}", response_class=FileResponse, responses=FILES, operation_id="export_roles")
async def export_roles(
    request: Request, form: TableForm, q: ListWords = "", body: Key = "", person: Key = ""
) -> Response:
    """The roles of the page's list as a file, all of them."""
    return await rows_as_file(request, LISTS["roolit"], {"q": q, "taho": body, "henkilo": person}, form)


@router.get("/exports/timeline/{form}", response_class=FileResponse, responses=FILES, operation_id="export_timeline")
async def export_timeline(
    request: Request,
    form: TimeForm,
    q: ListWords = "",
    body: Key = "",
    person: Key = "",
    first: Annotated[Year, Query(alias="from")] = None,
    last: Annotated[Year, Query(alias="to")] = None,
) -> Response:
    """The timeline as a file, all of it; as `ics` it is a calendar to subscribe to."""
    span = {"alku": str(first or ""), "loppu": str(last or "")}
    return await rows_as_file(request, LISTS["aikajana"], {"q": q, "taho": body, "henkilo": person, **span}, form)


@router.get("/exports/amounts/{form}", response_class=FileResponse, responses=FILES, operation_id="export_amounts")
async def export_amounts(
    request: Request,
    form: TableForm,
    q: ListWords = "",
    body: Key = "",
    person: Key = "",
    kind: AmountKind | None = None,
    over: Sum = "",
) -> Response:
    """The amounts of the page's list as a file, all of them, the largest first."""
    said = next(name for name, one in AMOUNT_KINDS.items() if one == kind)
    asked = {"q": q, "taho": body, "henkilo": person, "laji": said, "yli": over}
    return await rows_as_file(request, LISTS["maarat"], asked, form)
