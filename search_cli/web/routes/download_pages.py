"""Downloads: exactly the rows on the screen, as a file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from search_cli.web.narrowing import Narrowing, narrowing

router = APIRouter(include_in_schema=False)

TABLES = {"csv": "csv", "excel.csv": "excel.csv", "xlsx": "xlsx", "jsonl": "jsonl"}
"""Endings of an address, and the form of table each stands for."""
WHOLE = {"bib": "bibtex", "ris": "ris", "csl.json": "csl", "ics": "ics", "graphml": "graphml"}
"""Endings, and the exporter that writes each."""
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "excel.csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "ics": "text/calendar; charset=utf-8",
    "graphml": "application/graphml+xml",
    "atom": "application/atom+xml; charset=utf-8",
}
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
    if ending not in {**TABLES, **WHOLE}:
        raise HTTPException(404, f"there is no such format; there are {', '.join((*TABLES, *WHOLE, 'atom'))}")
    return await handed_over(request, narrowing(request.query_params), ending)


async def handed_over(request: Request, asked: Narrowing, ending: str) -> FileResponse:
    """What a search finds as a file, which is gone once it is sent."""
    path: Path = await request.app.state.desk.ask(lambda index: written(index, asked, ending))
    gone = BackgroundTask(path.unlink, missing_ok=True)
    return FileResponse(path, media_type=MEDIA_TYPES[ending], filename=f"louhi.{ending}", background=gone)


def written(index: Any, asked: Narrowing, ending: str) -> Path:
    """A file of its own with what a search finds."""
    from index.outputs.columns import columns_of
    from index.outputs.export_rows import document_row, exported
    from index.outputs.exports import exporter_of
    from index.outputs.formats.table_files import write_table

    folder = Path(tempfile.mkdtemp(prefix="louhi-"))
    try:
        some = exported(index.store, ordered(index, asked))
        if ending in TABLES:
            made = folder / f"louhi.{ending}"
            write_table(made, TABLES[ending], columns_of("documents"), map(document_row, some))
        else:
            exporter = exporter_of(WHOLE[ending])(folder)
            for one in some:
                exporter.write(one)
            made = exporter.close()[0]
        return made.rename(folder.with_name(f"{folder.name}.{ending}"))
    finally:
        for left in folder.iterdir():
            left.unlink()
        folder.rmdir()


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
