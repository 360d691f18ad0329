"""Polite, careful HTTP: one request at a time, a delay per host, robots.txt, conditional requests, bounds on all.

Fetcher.get(address) -> Fetched      content, or not_modified
                     raises FetchFailed, which knows whether it may pass and whether the address is gone
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from extractors.model.document import Model
from extractors.model.errors import SourceError
from extractors.readers.inflating import inflated
from pipeline.fetching.http_errors import FetchFailed, failure, is_silence, lasting, said_of, status_failure
from pipeline.fetching.network import Guard, client
from pipeline.fetching.robots import MOST_BYTES, Robots, Rules, decoded, good_for
from pipeline.fetching.soft_errors import is_missing, moved_to, soft_error
from pipeline.fetching.unpacking import UNPACKED, packings
from pipeline.settings.config_values import AtLeastNone, Contact, Count, Delay, Proxy, Seconds
from pipeline.sources.sources import canonical, host_of

MEGABYTE = 1_000_000
LONGEST_REST = 7 * 86_400.0  # seconds: a site that asks for more is asked again after a week
SILENT = 2  # answers in a row that take too long make a site one that is down
LOGIN = re.compile(r"/(?:login|kirjaudu|kirjautuminen|sign-?in|logga-in|saml2?|adfs|oauth2?)(?:[/.?]|$)", re.IGNORECASE)


class FetchSettings(Model):
    """How the network is used: `[fetch]` in settings.toml.

    `delay` is seconds between two requests to one host; `seconds` bounds one answer, `silence` the wait for its next
    byte; `bytes` bounds an answer unpacked; `longest_wait` is how long a Retry-After is waited for within a run.
    """

    contact: Contact | None = None
    delay: Delay = 1.0
    seconds: Seconds = 120.0
    silence: Seconds = 30.0
    bytes: Count = 250 * MEGABYTE
    redirects: AtLeastNone = 5
    longest_wait: Delay = 60.0
    proxy: Proxy | None = None

    @property
    def user_agent(self) -> str:
        """How Louhi introduces itself."""
        return f"Louhi/0.1 (+{self.contact})" if self.contact else "Louhi/0.1"


class Fetched(NamedTuple):
    """What an address gave; `content` is empty where it is not modified.  `address` is where redirects led."""

    address: str
    content: bytes = b""
    media_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    not_modified: bool = False


class Fetcher:
    """Fetches addresses one after another.  `now` (seconds) and `sleep` can be a test's own clock.

    `resting` holds the hosts that asked to be left alone, and until when: what a site asked for holds for later runs.
    `last` holds when each host was last asked: the delay holds between runs too.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        named: Iterable[str] = (),
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        rules: dict[str, Rules] | None = None,
        resting: dict[str, float] | None = None,
        last: dict[str, float] | None = None,
    ) -> None:
        self.settings, self._now, self._sleep = settings, now, sleep
        self._guard = Guard(named)
        self._client = client(
            self._guard, user_agent=settings.user_agent, timeout=settings.silence, proxy=settings.proxy
        )
        self.robots = Robots(self._rules, now, rules)
        self.last = dict(last or {})
        self._silent: dict[str, int] = {}
        self.resting = dict(resting or {})
        self.requests, self.waited = 0, 0.0

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def get(
        self, address: str, *, etag: str | None = None, last_modified: str | None = None, delay: float | None = None
    ) -> Fetched:
        """The content of an address, or the word that it is not modified.  Raises FetchFailed.

        A site that says when to come back is not asked before; the caller decides whether to try again at all.
        """
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        conditions = {name: value for name, value in asked.items() if value}
        try:
            return self._follow(address, conditions, delay)
        except FetchFailed as failed:
            if failed.after is not None:
                self.resting[host_of(failed.subject or address)] = self._now() + min(failed.after, LONGEST_REST)
            raise

    def ready(self, address: str, delay: float | None = None) -> float:
        """The time from which the host of an address may be asked again."""
        host = host_of(address)
        return max(self.last.get(host, 0.0) + (delay or self.settings.delay), self.resting.get(host, 0.0))

    def _follow(self, address: str, conditions: dict[str, str], delay: float | None) -> Fetched:
        """Follow redirects within bounds, with every check made at each hop."""
        at, seen = canonical(address), set[str]()
        for _ in range(self.settings.redirects + 1):
            if at in seen:
                raise FetchFailed("it redirects in a circle", subject=address, advice="Open it in a browser and look.")
            seen.add(at)
            origin = "{0.scheme}://{0.netloc}".format(urlsplit(at))
            allowed = self.robots.allows(origin, at)
            if allowed is None:
                raise FetchFailed(
                    "the site's robots.txt could not be read, so nothing of it is",
                    subject=at,
                    passing=True,
                    down=True,
                    advice="It is tried again on the next run.",
                )
            if not allowed:
                raise FetchFailed("the site's robots.txt asks not to read it", subject=at, skipped=True)
            response, content = self._ask(at, conditions, max(delay or self.settings.delay, self.robots.delay(origin)))
            where = response.headers.get("location")
            if response.status_code in (301, 302, 303, 307, 308) and where:
                at = self._next(at, where)
                if LOGIN.search(urlsplit(at).path) and not LOGIN.search(urlsplit(address).path):
                    raise FetchFailed(
                        "the site asks for a login", subject=address, advice="Louhi reads what is public."
                    )
                continue
            if response.status_code == HTTPStatus.OK and (moved := moved_to(content, media_type_of(response))):
                at = self._next(at, moved)
                continue
            return self._answer(address, at, response, content)
        raise FetchFailed(f"it redirects more than {self.settings.redirects} times", subject=address)

    def _next(self, at: str, where: str) -> str:
        try:
            whole = urljoin(at, where)
            if urlsplit(whole).scheme not in ("http", "https"):
                raise FetchFailed(f"it redirects to {whole.partition(':')[0]}:, which is not fetched", subject=at)
            if urlsplit(at).scheme == "https" and urlsplit(whole).scheme == "http":
                raise FetchFailed(
                    "it redirects from https to http, where anybody on the way could change what is read",
                    subject=at,
                    advice="Name the http:// address itself if this is meant.",
                )
            return canonical(whole)
        except (ValueError, SourceError) as error:
            raise FetchFailed("it redirects to an address that cannot be asked", subject=at) from error

    def _answer(self, asked: str, at: str, response: httpx.Response, content: bytes) -> Fetched:
        etag, changed = response.headers.get("etag"), response.headers.get("last-modified")
        if response.status_code == HTTPStatus.NOT_MODIFIED and response.request.headers.get(
            "if-none-match", response.request.headers.get("if-modified-since")
        ):
            return Fetched(at, etag=etag, last_modified=changed, not_modified=True)
        if response.status_code != HTTPStatus.OK:
            raise failure(status_failure(response.status_code, response.headers, self._now()), at)
        media_type = media_type_of(response)
        if is_missing(content, media_type):
            raise FetchFailed("the page itself says that there is nothing at that address", subject=at, gone=True)
        if said := soft_error(content, media_type):
            raise FetchFailed(said, subject=at, advice="Read it in a browser; Louhi respects the refusal.")
        return Fetched(at, content, media_type, response.charset_encoding, etag, changed)

    def _ask(
        self, at: str, headers: dict[str, str], delay: float, most: int | None = None, *, cut: bool = False
    ) -> tuple[httpx.Response, bytes]:
        """One request and the whole of its answer, within the bounds of time and size; with `cut` its beginning."""
        host, most = host_of(at), most or self.settings.bytes
        if 0 < (rest := self.resting.get(host, 0.0) - self._now()) <= LONGEST_REST:  # beyond: the clock was set back
            if rest > self.settings.longest_wait:
                raise FetchFailed(
                    f"the site asked to come back in {lasting(rest)}",
                    subject=at,
                    passing=True,
                    down=True,
                    after=rest,
                )
            self._wait(rest)
        if host in self.last and (wait := self.last[host] + delay - self._now()) > 0:
            self._wait(min(wait, delay))
        self._guard.deadline = time.monotonic() + self.settings.seconds
        self.requests += 1
        silent = self._silent.pop(host, 0)
        content = bytearray()
        try:
            with self._client.stream("GET", at, headers=headers) as response:
                packed = packings(response.headers.get("content-encoding", ""))
                if not set(packed) <= set(UNPACKED):
                    raise httpx.DecodingError(f"{packed[0]} was not asked for")
                if len(packed) > 1:
                    raise FetchFailed(
                        f"the answer is packed more than once ({', '.join(packed)})",
                        subject=at,
                        advice="Louhi unpacks once, so that no small answer fills the memory.",
                    )
                for chunk in inflated(response.iter_raw(), *packed):
                    content += chunk
                    if len(content) > most:
                        if cut:
                            break
                        raise FetchFailed(
                            f"it is larger than {most / MEGABYTE:g} MB",
                            subject=at,
                            advice="Allow more in settings.toml ([fetch] bytes), or leave it out.",
                        )
            return response, bytes(content)
        except (
            httpx.HTTPError,
            httpx.StreamError,
            httpx.InvalidURL,
            httpcore.ReadTimeout,
            ValueError,
            zlib.error,
            EOFError,
        ) as error:
            said = said_of(error)
            if is_silence(error):
                self._silent[host] = silent + 1
                if silent + 1 >= SILENT:
                    said |= {"reason": "the site's answers take too long, so it is left alone for now", "down": True}
            raise failure(said, at) from error
        finally:
            self.last[host] = self._now()

    def _wait(self, seconds: float) -> None:
        begun = time.monotonic()
        self._sleep(seconds)
        self.waited += time.monotonic() - begun

    def _rules(self, origin: str) -> Rules:
        """Fetch a site's robots.txt: none there means all is open, none to be had means nothing is."""
        at = f"{origin}/robots.txt"
        try:
            for _ in range(self.settings.redirects + 1):
                response, content = self._ask(at, {}, self.settings.delay, MOST_BYTES, cut=True)
                where = response.headers.get("location")
                if not (response.is_redirect and where):
                    break
                at = self._next(at, where)
        except FetchFailed as failed:
            failed.down = failed.passing
            raise
        kept = good_for(response.headers.get("cache-control"))
        if response.status_code == HTTPStatus.OK:
            return Rules(text=decoded(content[:MOST_BYTES]), fetched=self._now(), good_for=kept)
        if response.is_client_error and response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
            return Rules(text="", fetched=self._now(), good_for=kept)
        return Rules(text=None, fetched=self._now(), good_for=0.0)


def media_type_of(response: httpx.Response) -> str | None:
    """What a site calls its answer, in lower case and without parameters; None where it says nothing."""
    return response.headers.get("content-type", "").partition(";")[0].strip().lower() or None
