"""Forms: what a page of ours sends back, checked to be ours before anything is changed."""

from __future__ import annotations

import hmac

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form, those of one name a line each; raises 403 where this session's token is not among them."""
    sent = await request.form()
    fields = {name: "\n".join(one for one in sent.getlist(name) if isinstance(one, str)) for name in sent}
    if not hmac.compare_digest(fields.pop("avain", ""), request.state.token):
        raise HTTPException(403, "the form has grown old: load the page again and send it anew")
    return fields


def back_to(path: str) -> RedirectResponse:
    """Where the browser goes after a change, so that loading again repeats nothing."""
    return RedirectResponse(path, 303)
