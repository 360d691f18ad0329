"""Collections: documents set aside under a name, with notes and marks that reach the spreadsheet."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from search_cli.web.drawing import draw
from search_cli.web.forms import back_to, form_of
from search_cli.web.routes.download_pages import MEDIA_TYPES, TABLES

router = APIRouter(include_in_schema=False)


@router.get("/kokoelmat")
async def listed(request: Request) -> Response:
    """Every collection."""

    def look(index: Any) -> list[Any]:
        from index.outputs.collections import collections

        return collections(index.store)

    return draw(request, "collections", title="Kokoelmat", collections=await request.app.state.desk.ask(look))


@router.post("/kokoelmat")
async def keep(request: Request) -> Response:
    """Set a document aside, or change its note and mark."""
    fields = await form_of(request)
    name, document = fields.get("nimi", ""), fields.get("asiakirja", "")

    def change(index: Any) -> None:
        from index.outputs.collections import drop, keep

        if fields.get("toiminto") == "poista":
            drop(index.store, name, document)
        else:
            keep(index.store, name, document, fields.get("huomautus", "")[:2000], fields.get("tarkistettu") == "on")

    await request.app.state.desk.ask(change)
    return back_to(f"/kokoelmat/{quote(name.strip(), safe='')}")


@router.get("/kokoelmat/{name}")
async def one(request: Request, name: str) -> Response:
    """A collection with its documents, or the same rows as a file: /kokoelmat/NAME.csv."""
    stem, _, ending = name.rpartition(".")
    as_file = bool(stem) and ending in TABLES

    def look(index: Any) -> tuple[Any, list[dict[str, Any]]]:
        from index.outputs.collections import collection
        from index.outputs.export_rows import document_row, exported

        held = collection(index.store, stem if as_file else name)
        if held is None:
            return None, []
        kept = {item.document: item for item in held.items}
        rows = [document_row(one) for one in exported(index.store, list(kept))]
        said = [kept[row["document"]] for row in rows]
        return held, [{**row, "note": k.note, "checked": k.checked} for row, k in zip(rows, said, strict=True)]

    held, rows = await request.app.state.desk.ask(look)
    if held is None:
        if as_file:
            raise HTTPException(404, "there is no such collection")
        return back_to("/kokoelmat")
    if as_file:
        return written(rows, held.name, ending)
    return draw(request, "collection", title=held.name, one=held, rows=rows, endings=TABLES)


def written(rows: list[dict[str, Any]], name: str, ending: str) -> Response:
    """The rows of a collection as a file."""
    from index.outputs.columns import Column, columns_of
    from index.outputs.formats.table_files import write_table

    own = (Column("note", "text", "huomautus", "note"), Column("checked", "yes or no", "tarkistettu", "checked"))
    with tempfile.NamedTemporaryFile(prefix="louhi-", suffix=f".{ending}", delete=False) as handle:
        path = Path(handle.name)
    write_table(path, TABLES[ending], (*columns_of("documents"), *own), rows)
    gone = BackgroundTask(path.unlink, missing_ok=True)
    return FileResponse(path, media_type=MEDIA_TYPES[ending], filename=f"{name}.{ending}", background=gone)
