"""What a site lets robots read: its robots.txt, kept for as long as the site says, a day where it says nothing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from protego import Protego

from extractors.model.document import Model

AGENT = "Louhi"
DAY = 86_400.0
LONGEST = 30 * DAY
LONGEST_DELAY = 60.0
MOST_BYTES = 512_000


class Rules(Model):
    """One site's robots.txt as fetched: `text` is None where it could not be had, and then nothing may be read."""

    text: str | None
    fetched: float
    good_for: float = DAY


class Robots:
    """The rules of every site asked so far; `fetch(origin)` gets new ones and `now()` tells the time in seconds."""

    def __init__(
        self, fetch: Callable[[str], Rules], now: Callable[[], float], known: dict[str, Rules] | None = None
    ) -> None:
        self._fetch, self._now, self.known = fetch, now, dict(known or {})
        self._parsed: dict[str, Protego] = {}

    def allows(self, origin: str, address: str) -> bool | None:
        """Whether `address` may be read; None where robots.txt could not be had."""
        parsed = self._of(origin)
        return None if parsed is None else bool(parsed.can_fetch(address, AGENT))

    def delay(self, origin: str) -> float:
        """The seconds the site asks for between two requests, at most a minute."""
        parsed = self._of(origin)
        return min(float((parsed and parsed.crawl_delay(AGENT)) or 0.0), LONGEST_DELAY)

    def sitemaps(self, origin: str) -> list[str]:
        """The site maps the site names."""
        parsed = self._of(origin)
        return list(parsed.sitemaps) if parsed else []

    def _of(self, origin: str) -> Protego | None:
        rules = self.known.get(origin)
        if rules is None or not 0 <= self._now() - rules.fetched < rules.good_for:
            rules = self.known[origin] = self._fetch(origin)
            self._parsed.pop(origin, None)
        if rules.text is None:
            return None
        if origin not in self._parsed:
            self._parsed[origin] = Protego.parse(rules.text)
        return self._parsed[origin]


def decoded(content: bytes) -> str:
    """The text of a robots.txt; a byte order mark must not hide its first line.

    >>> decoded(b"\\xef\\xbb\\xbfUser-agent: *")
    'User-agent: *'
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    return content.decode("utf-8", "replace")


def good_for(cache_control: str | None) -> float:
    """How long an answer holds by its Cache-Control: at least a day, at most thirty.

    >>> good_for("public, max-age=604800"), good_for(None)
    (604800.0, 86400.0)
    """
    said = re.search(r"max-age=(\d+)", cache_control or "")
    return min(max(float(said[1]), DAY), LONGEST) if said else DAY
