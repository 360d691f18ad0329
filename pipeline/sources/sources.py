"""Source: where documents come from, and `source_of`, which tells what kind a path or an address is."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from extractors.model.document import Hints, Model
from extractors.model.errors import SourceError
from extractors.text.file_names import address_of, path_of, spelled
from pipeline.settings.config_values import AtLeastNone, Count, Cron, Delay, Every, Language, Pattern, Zone

Recheck = Literal["every pass", "daily", "weekly", "when listed anew"]

MOST_NAME = 200  # bytes of a source's name, which files are called by
TRACKING = r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|_ga|jsessionid|phpsessid|p_p?_?auth)"
TRACKED = re.compile(rf"(?:^|(?<=[&;])){TRACKING}(?:=[^&;]*)?(?:[&;]|$)", re.IGNORECASE)
SESSION = re.compile(r";jsessionid=[^/?;]*", re.IGNORECASE)
FRONT = re.compile(r"/(?:(?:fi|sv|en)/?)?(?:etusivu|startsida|index\.\w+)?/?", re.IGNORECASE)


class Expect(Model):
    """What a source should give: fewer than this is reported."""

    links: AtLeastNone | None = None
    month: AtLeastNone | None = None


class Source(Model):
    """One place documents come from.

    `kind` is a name in the registry of kinds (`pipeline/sources/kinds`).
    `address` is a path or an address; `links` and `skip` are patterns an item's address must and must not match;
    `delay` is seconds between two requests to its host; `every` (seconds) or `cron` is its own schedule, in
    its `timezone` or the machine's.
    """

    name: str
    address: str
    kind: str
    publisher: str | None = None
    language: Language | None = None
    links: Pattern | None = None
    skip: Pattern | None = None
    most: Count | None = None
    recheck: Recheck = "every pass"
    delay: Delay | None = None
    every: Every | None = None
    cron: Cron | None = None
    timezone: Zone | None = None
    expect: Expect = Expect()

    @property
    def is_remote(self) -> bool:
        """Whether it is reached over HTTP."""
        return is_address(self.address)

    def takes(self, address: str) -> bool:
        """Whether its patterns let an item's address through."""
        if self.links and not re.search(self.links, address):
            return False
        return not (self.skip and re.search(self.skip, address))


class Wanted(Model):
    """One document that a source offers; `mark` is what the listing says of its latest change."""

    address: str
    source: str | None = None
    hints: Hints = Hints()
    mark: str | None = None
    delay: float | None = None

    @property
    def is_remote(self) -> bool:
        """Whether it is reached over HTTP."""
        return is_address(self.address)


def is_address(text: str) -> bool:
    """Whether it is a web address rather than a path.

    >>> is_address("https://kunta.example.fi/tiedotteet"), is_address("asiakirjat/päätös.pdf")
    (True, False)
    """
    return bool(re.match(r"https?://", text, re.IGNORECASE))


def canonical(address: str) -> str:
    """One spelling for one address: no fragment, no tracking, no session, host in lower case.

    >>> canonical("HTTPS://Kunta.Example.fi:443/tiedotteet;jsessionid=A1?id=7&utm_source=x#alku")
    'https://kunta.example.fi/tiedotteet?id=7'
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError as error:
        raise SourceError("the address is not one that can be asked", subject=address) from error
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if ":" in host:
        host = f"[{host}]"
    try:
        port = parts.port
    except ValueError as error:
        raise SourceError("the address has no valid port", subject=address) from error
    if port and port != {"http": 80, "https": 443}.get(scheme):
        host = f"{host}:{port}"
    return urlunsplit((scheme, host, SESSION.sub("", parts.path) or "/", _untracked(parts.query), ""))


def _untracked(query: str) -> str:
    """A query without its tracking, the rest as written: a site may read no other spelling of it.

    >>> _untracked("utm_source=x&nimi=%E4iti;b=2")
    'nimi=%E4iti;b=2'
    """
    cut = TRACKED.sub("", query)
    return query if cut == query else cut.rstrip("&;")


def is_front(address: str) -> bool:
    """Whether an address is the front page of a site, in some language.

    >>> is_front("https://kunta.example.fi/fi/"), is_front("https://kunta.example.fi/fi/tiedotteet")
    (True, False)
    """
    parts = urlsplit(address)
    return not parts.query and FRONT.fullmatch(parts.path or "/") is not None


def host_of(address: str) -> str:
    """The host and port an address is asked from.

    >>> host_of("http://127.0.0.1:8000/feed.xml")
    '127.0.0.1:8000'
    """
    return urlsplit(address).netloc.rpartition("@")[2].lower()


def slug(address: str) -> str:
    """A short name for a source, made of its address.

    >>> slug("https://www.kunta.example.fi/tiedotteet/feed/")
    'kunta.example.fi-tiedotteet-feed'
    """
    plain = re.sub(r"^https?://(www\.)?", "", address, flags=re.IGNORECASE)
    named = re.sub(r"[^\w.]+", "-", plain).strip("-.").lower()[:80]
    return named.encode()[:MOST_NAME].decode("utf-8", "ignore") or "source"


def source_of(said: str, *, base: Path | None = None) -> Source:
    """The source a person means by a path or an address.

    An address is taken as a page until its content shows that it is a feed or a site map.  Raises SourceError where
    there is no such file, or where it is neither a path nor a web address.

    >>> source_of("https://kunta.example.fi/a#b").address
    'https://kunta.example.fi/a'
    """
    if is_address(said):
        address = canonical(said)
        if not urlsplit(address).hostname:
            raise SourceError("the address has no host", subject=said, advice="Write it as https://example.fi/...")
        return Source(name=slug(address), address=address, kind="page")
    if re.match(r"[a-zA-Z][\w+.-]+://", said):
        raise SourceError(
            "only http and https addresses are fetched",
            subject=said,
            advice="Give a path, or an address that begins with https://.",
        )
    for path in dict.fromkeys((Path(said), path_of(said))):
        found = ((base / path.expanduser()) if base else path.expanduser()).resolve()
        address = address_of(found)
        if os.path.lexists(found):
            return Source(name=slug(address), address=address, kind="folder" if found.is_dir() else "file")
    raise SourceError(
        "there is no such file or folder", subject=spelled(said), advice="Check the spelling of the path."
    )
