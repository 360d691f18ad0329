"""Downloads: exactly the rows on the screen, as a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from search_cli.web.handing_over import MEDIA_TYPES, TABLES, WHOLE, check, sent, table_file, whole_file
from search_cli.web.narrowing import Narrowing, narrowing

router = APIRouter(include_in_schema=False)

ENDINGS = (*TABLES, *WHOLE)
"""Forms of what a search finds: its documents as one table, or the documents with their records."""
NEWEST = 50
"""Entries of a search's feed."""


@router.get("/haku.atom")
async def feed(request: Request) -> Response:
    """The newest documents of a search, as a feed to subscribe to."""
    from search_cli.web.feeds import atom

    asked = narrowing(request.query_params)
    base = str(request.base_url).rstrip("/")
    text = await request.app.state.desk.ask(lambda index: atom(index, asked, base, NEWEST))
    return Response(text, media_type=MEDIA_TYPES["atom"])


@router.get("/haku.{ending}")
async def search(request: Request, ending: str) -> Response:
    """The documents of a search, all of them, in the order of the screen."""
    return await handed_over(request, narrowing(request.query_params), ending)


async def handed_over(request: Request, asked: Narrowing, ending: str) -> FileResponse:
    """What a search finds as a file, which is gone once it is sent; 404 for a form that there is none of."""
    check(ending, ENDINGS)
    path: Path = await request.app.state.desk.ask(lambda index: written(index, asked, ending))
    return sent(path, "louhi", ending)


def written(index: Any, asked: Narrowing, ending: str) -> Path:
    """A file of its own with what a search finds."""
    from index.outputs.columns import columns_of
    from index.outputs.export_rows import document_row, exported

    some = exported(index.store, ordered(index, asked))
    if ending in TABLES:
        return table_file(ending, columns_of("documents"), map(document_row, some))
    return whole_file(ending, some)


def ordered(index: Any, asked: Narrowing) -> Iterator[str]:
    """The ids of all hits in the order of the screen."""
    if asked.sort == "score":
        yield from index.matches(asked.query, chosen=asked.chosen)
        return
    step, at, total = 500, 0, 1
    while at < total:
        some = index.search(asked.query, limit=step, offset=at, sort=asked.sort, chosen=asked.chosen, facets=False)
        yield from (hit.document_id for hit in some.hits)
        at, total = at + step, some.total
