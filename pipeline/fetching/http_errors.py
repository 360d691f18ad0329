"""What an answer that is no document means, said in words: statuses and broken connections."""

from __future__ import annotations

import email.utils
import re
import ssl
import zlib
from collections.abc import Mapping
from typing import Any

import httpx

from extractors.model.errors import FetchError


class FetchFailed(FetchError):
    """An address gave no document.

    `passing`: worth trying again; `down`: the whole site is, not this address alone; `gone`: 404 or 410; `withdrawn`:
    410, the site's own word that it is gone for good; `skipped`: not to be read at all; `after`: seconds to wait.
    """

    def __init__(
        self,
        reason: str,
        *,
        subject: str | None = None,
        advice: str | None = None,
        passing: bool = False,
        gone: bool = False,
        withdrawn: bool = False,
        skipped: bool = False,
        down: bool = False,
        after: float | None = None,
    ) -> None:
        super().__init__(reason, subject=subject, advice=advice)
        self.passing, self.gone, self.skipped, self.down, self.after = passing, gone, skipped, down, after
        self.withdrawn = withdrawn


def failure(said: dict[str, Any], address: str) -> FetchFailed:
    """A FetchFailed for an address."""
    return FetchFailed(subject=address, **said)


ErrorWords = dict[str, Any]

STATUSES: dict[int, ErrorWords] = {
    401: {"reason": "the site asks for a login (401)", "advice": "Louhi reads what is public."},
    403: {"reason": "the site refuses to give it (403)", "advice": "Read it in a browser; Louhi respects the refusal."},
    404: {"reason": "there is nothing at that address (404)", "gone": True},
    410: {"reason": "it has been taken away (410)", "gone": True, "withdrawn": True},
    451: {"reason": "it is withheld for legal reasons (451)"},
    408: {"reason": "the site gave up waiting (408)", "passing": True},
    425: {"reason": "the site asks to try later (425)", "passing": True},
    429: {
        "reason": "the site asks for fewer requests (429)",
        "passing": True,
        "advice": "Give the source a longer delay.",
    },
}


def status_failure(status: int, headers: Mapping[str, str], now: float) -> ErrorWords:
    """What a status other than 200 and 304 means.

    >>> status_failure(503, {"retry-after": "7"}, 0.0)["after"]
    7.0
    """
    said = dict(STATUSES.get(status) or {})
    if not said:
        said = (
            {"reason": f"the site is in trouble ({status})", "passing": True}
            if httpx.codes.is_server_error(status)
            else {"reason": f"the site answered with status {status}"}
        )
    if said.get("passing") and (after := retry_after(headers.get("retry-after"), now)) is not None:
        said["after"] = after
    return said


def retry_after(said: str | None, now: float) -> float | None:
    """The seconds a Retry-After asks for, whether it gives seconds or a date.

    >>> retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 20.0), retry_after("pian", 0.0)
    (40.0, None)
    """
    if not said:
        return None
    if re.fullmatch(r"\s*\d+(\.\d+)?\s*", said):
        return float(said)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - now)
    except (ValueError, TypeError):
        return None


def lasting(seconds: float) -> str:
    """A wait in the largest unit that says enough of it.

    >>> lasting(20), lasting(7200), lasting(9 * 86400)
    ('20 seconds', '2 hours', '9 days')
    """
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} seconds"


def is_silence(error: Exception) -> bool:
    """Whether an answer did not come, or not to its end, in the time it is given."""
    return isinstance(error, httpx.TimeoutException) or "time is up" in str(error)


def said_of(error: Exception) -> ErrorWords:
    """What a broken connection means."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return {
                "reason": f"the site's certificate is not good ({cause.verify_message or 'not verified'})",
                "advice": "Do not trust the site until its keeper has mended this.",
            }
        if isinstance(cause, ssl.SSLError):
            return {"reason": f"no secure connection could be made ({cause.reason or cause})", "passing": True}
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ConnectTimeout | httpx.ConnectError):
        return {
            "reason": f"the site cannot be reached ({error})",
            "passing": True,
            "down": True,
            "advice": "Check the address and the network.",
        }
    if is_silence(error):
        return {"reason": "the answer took too long", "passing": True, "advice": "It is tried again on the next run."}
    if isinstance(error, httpx.RemoteProtocolError) and "location header" in str(error):
        return {"reason": "it redirects to an address that cannot be asked"}
    if isinstance(error, httpx.RemoteProtocolError | EOFError):
        return {"reason": f"the answer was cut short or malformed ({error})", "passing": True}
    if isinstance(error, httpx.DecodingError | zlib.error):
        return {"reason": "the answer was packed in a way that cannot be unpacked", "passing": True}
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return {"reason": f"it is not an address that can be asked ({error})"}
    return {"reason": f"the connection failed ({error or type(error).__name__})", "passing": True}
