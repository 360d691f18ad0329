"""The front page, the choice of language, and help with searching."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from search_cli.web.drawing import draw
from search_cli.web.languages import COOKIE, LANGUAGES
from search_cli.web.narrowing import Narrowing

router = APIRouter(include_in_schema=False)

NEWEST = 8
"""Documents the front page tells of."""
YEAR = 365 * 86_400


@router.get("/")
async def front(request: Request) -> Response:
    """The search box, what is new, and what needs a person."""
    about = await request.app.state.desk.ask(overview)
    return draw(request, "front", title=None, **about)


def overview(index: Any) -> dict[str, Any]:
    """What the front page tells: how much is held, the newest documents, saved searches, failures."""
    from index.search.saved import saved_searches
    from index.store.status import status

    newest = index.search("", limit=NEWEST, sort="newest", facets=False)
    return {
        "held": index.store.count(),
        "newest": newest.hits,
        "saved": [
            (one.name, Narrowing(query=one.query, chosen=one.chosen).address())
            for one in saved_searches(index.home).values()
        ],
        "status": status(index.store, index.home),
    }


@router.get("/ohje/haku")
async def help_page(request: Request) -> Response:
    """How to search."""
    return draw(request, "help", title="Ohje")


@router.post("/kieli/{language}")
async def speak(request: Request, language: str) -> Response:
    """Remember the language a person chose."""
    back = (await request.form()).get("takaisin", "/")
    answer = RedirectResponse(back if isinstance(back, str) and back.startswith("/") and back[1:2] != "/" else "/", 303)
    if language in LANGUAGES:
        answer.set_cookie(COOKIE, language, YEAR, httponly=True, samesite="strict", path="/")
    return answer
