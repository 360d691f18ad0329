"""Guards: what every answer carries and every request must show, so that hostile text and other sites stay outside."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, Collection
from hashlib import sha256
from time import time
from urllib.parse import urlsplit

from pydantic import Field
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from extractors.model.document import Model
from index.home import Home
from search_cli.web.api.envelope import problem

Next = Callable[[Request], Awaitable[Response]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing from elsewhere, nothing inline, no frame: what a document says can be shown, never run."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
MOST_BODY = 1_000_000
"""Bytes of a request's body: a form of ours is a few kilobytes."""
MOST_ADDRESS = 8_000
"""Characters of an address: Chromium and most proxies take no more either."""
SESSION = 12 * 3600
"""Seconds after which one logs in anew: a working day."""
COOKIE = "louhi"
SAFE = ("GET", "HEAD", "OPTIONS")


class Access(Model):
    """Who may ask: by which host names, and with which password where the server is seen beyond this machine."""

    hosts: tuple[str, ...] = LOOPBACK
    password_hash: str | None = Field(default=None, repr=False)
    tokens: tuple[str, ...] = Field(default=(), repr=False)
    """sha256 digests of the tokens that scripts send as `Authorization: Bearer ...`."""


def session_key(home: Home) -> bytes:
    """The key that signs sessions and forms: made once, kept in the home for its owner alone."""
    path = home.root / "web.key"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    import os

    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(key := secrets.token_bytes(32))
    return key


def signed(key: bytes, words: str) -> str:
    """Words with the seal that only this home can make.

    >>> opened(b"k", signed(b"k", "a|b")), opened(b"k", signed(b"k", "a|b") + "0"), opened(b"j", signed(b"k", "a"))
    ('a|b', None, None)
    """
    return f"{words}.{hmac.new(key, words.encode(), sha256).hexdigest()}"


def opened(key: bytes, said: str) -> str | None:
    """The words of a seal that is ours, else None."""
    words, _, _ = said.rpartition(".")
    return words if hmac.compare_digest(signed(key, words), said) else None


def form_token(key: bytes, session: str) -> str:
    """What a form of ours carries back: another site cannot know it."""
    return hmac.new(key, f"form|{session}".encode(), sha256).hexdigest()


def host_of(request: Request) -> str:
    """The host a request names, without its port."""
    host = request.headers.get("host", "")
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host


def is_ours(request: Request, hosts: Collection[str]) -> bool:
    """Whether a change comes from a page of ours: by Sec-Fetch-Site, else by Origin or Referer."""
    if site := request.headers.get("sec-fetch-site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("origin") or request.headers.get("referer")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def told(request: Request, reason: str, status: int) -> Response:
    """Why a request is not answered: to a script as a problem, to a browser as plain words."""
    if request.url.path.startswith("/api/"):
        return problem(status, reason, subject=request.url.path)
    return PlainTextResponse(reason, status)


class RequestGuard:
    """The middleware: bounds, host, login, same site; then the headers of every answer."""

    def __init__(self, key: bytes, access: Access) -> None:
        self.key, self.access = key, access

    async def __call__(self, request: Request, call_next: Next) -> Response:
        """Answer a request, or say why it is not answered."""
        answer = self._refused(request) or self._to_login(request)
        if answer is None:
            request.state.session = self.session(request) or secrets.token_hex(16)
            request.state.token = form_token(self.key, request.state.session)
            answer = await call_next(request)
            if COOKIE not in request.cookies and request.method == "GET":
                self.remember(answer, request.state.session)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        return answer

    def _refused(self, request: Request) -> Response | None:
        if len(str(request.url)) > MOST_ADDRESS:
            return told(request, "The address is too long.", 414)
        if host_of(request) not in self.access.hosts:
            return told(request, "This host name is not served here.", 421)
        if int(request.headers.get("content-length") or 0) > MOST_BODY:
            return told(request, "The request is too large.", 413)
        if request.method not in SAFE and not self.bearer(request) and not is_ours(request, self.access.hosts):
            return told(request, "Changes are taken from pages of this server alone.", 403)
        return None

    def _to_login(self, request: Request) -> Response | None:
        open_to_all = request.url.path.startswith(("/static/", "/kirjaudu", "/terve"))
        if self.access.password_hash is None or open_to_all or self.is_known(request) or self.bearer(request):
            return None
        if request.url.path.startswith("/api/"):
            return told(request, "A token is needed: Authorization: Bearer ...", 401)
        return RedirectResponse("/kirjaudu", 303)

    def bearer(self, request: Request) -> bool:
        """Whether a script shows a token of this home."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        digest = sha256(token.encode()).hexdigest()
        return scheme.lower() == "bearer" and any(hmac.compare_digest(digest, one) for one in self.access.tokens)

    def session(self, request: Request) -> str | None:
        """The session a cookie of ours names, None where it has ended or is not ours."""
        words = opened(self.key, request.cookies.get(COOKIE, ""))
        if not words:
            return None
        name, _, rest = words.partition("|")
        until = rest.partition("|")[0]
        return name if until.isdigit() and int(until) > time() else None

    def is_known(self, request: Request) -> bool:
        """Whether the one who asks has logged in."""
        words = opened(self.key, request.cookies.get(COOKIE, "")) if self.session(request) else None
        return words is not None and words.endswith("|in")

    def remember(self, answer: Response, session: str, *, known: bool = False) -> None:
        """Give the browser its session."""
        words = f"{session}|{int(time()) + SESSION}|{'in' if known else 'out'}"
        answer.set_cookie(COOKIE, signed(self.key, words), SESSION, httponly=True, samesite="strict", path="/")
