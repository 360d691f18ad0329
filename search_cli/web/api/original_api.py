"""Documents as they look, by scripts: the picture of a page, where words stand on it, the bytes, two side by side."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from pipeline.runs.comparison.comparing import Comparison
from search_cli.web.api.document_api import Number
from search_cli.web.api.envelope import PROBLEMS, Id, tagged
from search_cli.web.pictures import WIDTH, spot
from search_cli.web.routes.comparing_pages import side_by_side
from search_cli.web.routes.document_pages import held, original_bytes, pictured

router = APIRouter(prefix="/api/v1", tags=["documents"], responses=PROBLEMS)
WIDEST = 2000
"""Pixels of the widest picture."""
PICTURE: dict[int | str, dict[str, Any]] = {200: {"content": {"image/webp": {}}, "description": "The picture."}}
BYTES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {}}, "description": "The bytes as they came."}
}
SaidDocument = Annotated[str, Query(max_length=2000, description="An id or address; with @1 its version 1.")]


class PictureBox(BaseModel):
    """A box on a page, in shares of its width and height."""

    left: float
    top: float
    right: float
    bottom: float


class SpotOnPage(BaseModel):
    """Where words stand on the picture of a page, a box a line; none where that cannot be told."""

    page: int | None
    boxes: list[PictureBox]


@router.get("/documents/{document_id}/pages/{page}", response_class=Response, responses=PICTURE, operation_id="picture")
async def picture(
    request: Request,
    document_id: Id,
    page: Annotated[int, Path(ge=1, le=100_000)],
    version: Number = None,
    width: Annotated[int, Query(ge=50, le=WIDEST, description="Pixels.")] = WIDTH,
) -> Response:
    """The picture of a page or slide, as WebP; 404 where there is none."""
    return await pictured(request, document_id, version, page, width)


@router.get("/documents/{document_id}/spot", response_model=SpotOnPage, operation_id="spot")
async def spot_of(
    request: Request,
    document_id: Id,
    start: Annotated[int, Query(ge=0, le=10**9)],
    end: Annotated[int, Query(ge=0, le=10**9)],
    version: Number = None,
) -> Response:
    """Where the words from `start` to `end` stand on the picture of their page."""

    def look(index: Any) -> tuple[int, SpotOnPage]:
        found = spot(index.home, held(index, document_id, version).entry.document, (start, end))
        boxes = [PictureBox(**box._asdict()) for box in found.boxes] if found else []
        return index.store.last_change(), SpotOnPage(page=found.page if found else None, boxes=boxes)

    return tagged(request, *await request.app.state.desk.ask(look))


@router.get("/documents/{document_id}/original", response_class=Response, responses=BYTES, operation_id="original")
async def original(request: Request, document_id: Id, version: Number = None) -> Response:
    """The bytes that a version was read from; 404 where they are not kept."""
    find = request.app.state.desk.ask
    digest: str = await find(lambda index: held(index, document_id, version).entry.document.sha256)
    return await original_bytes(request, digest)


@router.get("/compare", response_model=Comparison, operation_id="compare")
async def compare(request: Request, before: SaidDocument, after: SaidDocument) -> Response:
    """Two documents, or two versions of one, side by side: what stands in both, in words and in facts."""

    def look(index: Any) -> tuple[int, Comparison]:
        return index.store.last_change(), side_by_side(index, before, after)

    return tagged(request, *await request.app.state.desk.ask(look))
