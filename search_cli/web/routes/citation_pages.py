"""Citations: a document, or words in it, in the forms that others take."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from index.outputs.citations import FORMS, MEDIA_TYPES, Citation, cited_version, many
from search_cli.web.drawing import draw
from search_cli.web.routes.document_pages import held, number, place_of, span_in

router = APIRouter(include_in_schema=False)


@router.get("/viite/{document_id}")
async def cite(request: Request, document_id: str) -> Response:
    """The citation on a page with all its forms, or in the one form asked for."""
    form = request.query_params.get("muoto")
    if form is not None and form not in FORMS:
        raise HTTPException(404, f"a citation is given as {', '.join(FORMS)}")
    at = span_in(request.query_params.get("m", ""))
    version = number(request, "versio")
    one: Citation = await request.app.state.desk.ask(lambda index: cited(index, document_id, version, at))
    if form:
        return Response(many([one], form), media_type=MEDIA_TYPES[form])
    link = str(request.base_url).rstrip("/") + place_of(document_id, one.version, *(at or (0, 0)))
    texts = {name: many([one], name) for name in FORMS}
    return draw(request, "citation", title="Viite", one=one, texts=texts, link=link if at else link.split("&m=")[0])


def cited(index: Any, document_id: str, version: int | None, at: tuple[int, int] | None) -> Citation:
    """The citation of a held version; 404 for words that are not in it."""
    found = held(index, document_id, version)
    if at and not at[0] < at[1] <= len(found.entry.document.text):
        raise HTTPException(404, "the document has no such words")
    return cited_version(found, at)
