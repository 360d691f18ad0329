"""Side by side: two documents, or two versions of one, in words and in facts; and the page where they are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from extractors.model.errors import QueryError, UnfitRequest
from search_cli.web.drawing import draw
from search_cli.web.forms import back_to
from search_cli.web.routes.document_pages import held

if TYPE_CHECKING:
    from pipeline.runs.comparison.comparing import Comparison

router = APIRouter(include_in_schema=False)

LIKE = 10
"""Documents that are offered as the other one."""


@router.get("/asiakirja/{document_id}/versio/{before}..{after}")
async def versions(request: Request, document_id: str, before: str, after: str) -> Response:
    """What changed from one version to another, in facts and in words."""
    if not (before.isdigit() and after.isdigit()):
        raise HTTPException(404, "a version is a number")

    def look(index: Any) -> dict[str, Any]:
        from pipeline.runs.comparison.changes import fact_changes, word_changes

        old, new = (held(index, document_id, int(one)).entry for one in (before, after))
        words = list(word_changes(old.document, new.document))
        return {"document": new.document, "words": words, "facts": list(fact_changes(old, new))}

    found = await request.app.state.desk.ask(look)
    return draw(request, "versions", title="Mikä muuttui", before=before, after=after, **found)


@router.get("/vertaa")
async def choose(request: Request) -> Response:
    """Where two documents are chosen: by what they are called, among those like the first, or by a search."""
    given = request.query_params
    said = {name: given.get(name, "").strip()[:2000] for name in ("yksi", "toinen", "q")}

    def look(index: Any) -> dict[str, Any]:
        one, wrong_one = meant(index, said["yksi"])
        other, wrong_other = meant(index, said["toinen"])
        found = candidates(index, one, said["q"]) if other is None else []
        history = index.store.history(one.entry.document.id) if one else []
        return {"one": one, "other": other, "wrong": wrong_one or wrong_other, "found": found, "history": history}

    found = await request.app.state.desk.ask(look)
    if found["one"] and found["other"]:
        return back_to("/vertaa/" + "/".join(quote(name_of(found[side]), safe="@") for side in ("one", "other")))
    return draw(request, "compare_choice", title="Vertaa", said=said, name_of=name_of, **found)


def meant(index: Any, said: str) -> tuple[Any, UnfitRequest | None]:
    """The version that an id or address means, or why it means none; neither where nothing is said."""
    from index.outputs.held_versions import held_version

    if not said:
        return None, None
    try:
        return held_version(index.store, said), None
    except UnfitRequest as error:
        return None, error


def name_of(version: Any) -> str:
    """What an address calls a version."""
    return f"{version.entry.document.id}@{version.row['number']}"


def candidates(index: Any, one: Any, words: str) -> list[Any]:
    """Documents to compare with: what a search finds, else those that speak of the same things as the first."""
    if words:
        hits = index.search(words, limit=LIKE, facets=False).hits
    elif one:
        try:
            hits = index.similar(one.entry.document.id, limit=LIKE).hits
        except QueryError:  # the index does not hold it yet
            return []
    else:
        return []
    return [hit for hit in hits if one is None or hit.document_id != one.entry.document.id]


@router.get("/vertaa/{one}/{other}")
async def compare(request: Request, one: str, other: str) -> Response:
    """Two documents, or two versions ("ID@1"), side by side in words and in facts."""
    found = await request.app.state.desk.ask(lambda index: side_by_side(index, one, other))
    return draw(request, "comparison", title="Vertailu", comparison=found)


def side_by_side(index: Any, one: str, other: str) -> Comparison:
    """What stands in both of two versions and what in either; 404 where one of them is not held."""
    from pipeline.runs.comparison.comparing import compared

    try:
        return compared(index.store, one, other)
    except UnfitRequest as error:
        raise HTTPException(404, error.reason) from error
