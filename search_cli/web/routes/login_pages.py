"""Logging in, where the page is seen beyond its own machine."""

from __future__ import annotations

import asyncio
import secrets

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from search_cli.web.access import fits, keys_of
from search_cli.web.drawing import draw
from search_cli.web.forms import back_to, form_of

router = APIRouter(include_in_schema=False)

PAUSE = 1.0
"""Seconds after a wrong password: guessing stays slow, whoever guesses."""


@router.get("/kirjaudu")
async def login(request: Request) -> Response:
    """The form that asks for the password."""
    return draw(request, "login", title="Kirjaudu", wrong=False)


@router.post("/kirjaudu")
async def enter(request: Request) -> Response:
    """A session for the one who knows the password."""
    password = (await form_of(request)).get("salasana", "")
    keys = keys_of(request.app.state.desk.home)
    if not await asyncio.to_thread(fits, keys, password):
        await asyncio.sleep(PAUSE)
        return draw(request, "login", 403, title="Kirjaudu", wrong=True)
    answer = back_to("/")
    request.app.state.guard.remember(answer, secrets.token_hex(16), known=True)
    return answer
