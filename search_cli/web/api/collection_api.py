"""Collections and exports, by scripts: documents set aside with notes and marks, and a search's rows as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi import Path as InPath
from pydantic import BaseModel, Field
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from index.outputs.collections import Collection
from search_cli.web.api.envelope import PROBLEMS, Id
from search_cli.web.narrowing import FACETS, Narrowing
from search_cli.web.routes.download_pages import MEDIA_TYPES, written

router = APIRouter(prefix="/api/v1", tags=["collections and exports"], responses=PROBLEMS)
CollectionName = Annotated[str, InPath(max_length=100)]
FileForm = Literal["csv", "excel.csv", "xlsx", "jsonl", "bib", "ris", "csl.json", "ics", "graphml"]
Ticked = Annotated[list[str], Query(max_length=50)]


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
async def export(
    request: Request,
    form: FileForm,
    q: Annotated[str, Query(max_length=2000, description="As on the page; empty finds everything.")] = "",
    kind: Ticked = [],  # noqa: B006 - FastAPI copies it
    year: Ticked = [],  # noqa: B006
    body: Ticked = [],  # noqa: B006
    person: Ticked = [],  # noqa: B006
    publisher: Ticked = [],  # noqa: B006
    language: Ticked = [],  # noqa: B006
) -> FileResponse:
    """All documents of a search as a file, as the page gives it under `/haku.csv`."""
    given = {"kind": kind, "year": year, "body": body, "person": person, "publisher": publisher, "language": language}
    chosen = {facet: tuple(given[facet]) for facet in FACETS.values() if given[facet]}
    asked = Narrowing(query=q, chosen=chosen)
    path: Path = await request.app.state.desk.ask(lambda index: written(index, asked, form))
    gone = BackgroundTask(path.unlink, missing_ok=True)
    return FileResponse(path, media_type=MEDIA_TYPES[form], filename=f"louhi.{form}", background=gone)
