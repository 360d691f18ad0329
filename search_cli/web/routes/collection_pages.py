"""Collections: documents set aside under a name, with notes and marks that reach the spreadsheet."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from search_cli.web.drawing import draw
from search_cli.web.forms import back_to, form_of
from search_cli.web.handing_over import TABLES, offered, sent, table_file

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
    endings = offered(*TABLES)
    ending = next((one for one in sorted(endings, key=len, reverse=True) if name.endswith(f".{one}")), "")
    called = name.removesuffix(f".{ending}") if ending else name
    held, rows = await request.app.state.desk.ask(lambda index: collected(index, called))
    if held is None:
        if ending:
            raise HTTPException(404, "there is no such collection")
        return back_to("/kokoelmat")
    if ending:
        return written(rows, held.name, ending)
    return draw(request, "collection", title=held.name, one=held, rows=rows, endings=endings)


def collected(index: Any, name: str) -> tuple[Any, list[dict[str, Any]]]:
    """A collection and the rows of its documents, each with its note and mark; None where there is none."""
    from index.outputs.collections import collection
    from index.outputs.export_rows import document_row, exported

    held = collection(index.store, name)
    if held is None:
        return None, []
    kept = {item.document: item for item in held.items}
    rows = [document_row(one) for one in exported(index.store, list(kept))]
    said = [kept[row["document"]] for row in rows]
    return held, [{**row, "note": k.note, "checked": k.checked} for row, k in zip(rows, said, strict=True)]


def written(rows: list[dict[str, Any]], name: str, ending: str) -> Response:
    """The rows of a collection as a file."""
    from index.outputs.columns import Column, columns_of

    own = (Column("note", "text", "huomautus", "note"), Column("checked", "yes or no", "tarkistettu", "checked"))
    return sent(table_file(ending, (*columns_of("documents"), *own), rows), name, ending)
