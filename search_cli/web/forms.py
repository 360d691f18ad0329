"""Forms: what a page of ours sends back, checked to be ours before anything is changed."""

from __future__ import annotations

import hmac

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form; raises 403 where it does not carry this session's token."""
    fields = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    if not hmac.compare_digest(fields.pop("avain", ""), request.state.token):
        raise HTTPException(403, "the form has grown old: load the page again and send it anew")
    return fields


def back_to(path: str) -> RedirectResponse:
    """Where the browser goes after a change, so that loading again repeats nothing."""
    return RedirectResponse(path, 303)
