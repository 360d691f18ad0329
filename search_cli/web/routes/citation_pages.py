"""Citations: a document, words in it, or a whole search, in the forms that others take."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from index.outputs.citations import FORMS, MEDIA_TYPES, Citation, cited_version, many
from index.outputs.search_citations import SEARCH_FORMS, SearchCitation
from search_cli.web.drawing import draw
from search_cli.web.narrowing import narrowing
from search_cli.web.routes.document_pages import held, number, place_of, span_in
from search_cli.web.search_citing import cited_search

router = APIRouter(include_in_schema=False)


@router.get("/viite/{document_id}")
async def cite(request: Request, document_id: str) -> Response:
    """The citation on a page with all its forms, or in the one form asked for."""
    form = form_asked_for(request)
    at = span_in(request.query_params.get("m", ""))
    version = number(request, "versio")
    one: Citation = await request.app.state.desk.ask(lambda index: cited(index, document_id, version, at))
    if form:
        return Response(many([one], form), media_type=MEDIA_TYPES[form])
    link = str(request.base_url).rstrip("/") + place_of(document_id, one.version, *(at or (0, 0)))
    texts = {name: many([one], name) for name in FORMS}
    return draw(
        request,
        "citation",
        title="Viite",
        one=one,
        texts=texts,
        link=link if at else link.split("&m=")[0],
        form_at=lambda name: f"?{urlencode({**request.query_params, 'muoto': name})}",
    )


@router.get("/haku/viite")
async def cite_search(request: Request) -> Response:
    """The citation of a search on a page with all its forms, or in the one form asked for."""
    form = form_asked_for(request)
    asked, base = narrowing(request.query_params), str(request.base_url).rstrip("/")
    one: SearchCitation = await request.app.state.desk.ask(lambda index: cited_search(index, asked, base))
    if form:
        return Response(SEARCH_FORMS[form](one), media_type=MEDIA_TYPES[form])
    texts = {name: said(one) for name, said in SEARCH_FORMS.items()}
    return draw(
        request,
        "search_citation",
        title="Haun viite",
        one=one,
        asked=asked,
        texts=texts,
        form_at=lambda name: asked.address("/haku/viite", sivu=None, muoto=name),
    )


def form_asked_for(request: Request) -> str | None:
    """The form of citation that an address asks for, None for all; 404 for one that there is none of."""
    form = request.query_params.get("muoto")
    if form is not None and form not in FORMS:
        raise HTTPException(404, f"a citation is given as {', '.join(FORMS)}")
    return form


def cited(index: Any, document_id: str, version: int | None, at: tuple[int, int] | None) -> Citation:
    """The citation of a held version; 404 for words that are not in it."""
    found = held(index, document_id, version)
    if at and not at[0] < at[1] <= len(found.entry.document.text):
        raise HTTPException(404, "the document has no such words")
    return cited_version(found, at)
