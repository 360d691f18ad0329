"""Collections and exports, by scripts: documents set aside with notes and marks, and a search's rows as a file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from index.outputs.collections import Collection
from search_cli.web.api.envelope import PROBLEMS, Chosen, Id, Words
from search_cli.web.narrowing import Narrowing
from search_cli.web.routes.download_pages import handed_over

router = APIRouter(prefix="/api/v1", tags=["collections and exports"], responses=PROBLEMS)
CollectionName = Annotated[str, Path(max_length=100)]
FileForm = Literal["csv", "excel.csv", "xlsx", "jsonl", "bib", "ris", "csl.json", "ics", "graphml"]


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


@router.get("/exports/{form}", response_class=FileResponse, operation_id="export")
async def export(request: Request, form: FileForm, chosen: Chosen, q: Words = "") -> FileResponse:
    """All documents of a search as a file, as the page gives it under `/haku.csv`."""
    return await handed_over(request, Narrowing(query=q, chosen=chosen), form)
