"""What a site offers to be watched: its feeds and site maps, found from any of its pages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urljoin, urlsplit

from pydantic import Field, TypeAdapter

from extractors.model.document import Model, RawDocument
from extractors.model.errors import LouhiError, ReadError, SourceError
from pipeline.fetching.fetch import Fetcher
from pipeline.runs.run_settings import RunSettings
from pipeline.runs.understanding import chosen_understanding
from pipeline.sources.kinds.list_page_source import page_of
from pipeline.sources.kinds.source_kinds import KINDS, kind_by_content
from pipeline.sources.listed_items import FEED_TYPES, resolved


class Derive(Model):
    """How a feed's address is made of a page's: a pattern and what stands in its place."""

    from_: str = Field(alias="from")
    to: str


class Preset(Model):
    """How one kind of site offers its releases."""

    name: str
    what: str
    sign: str
    also: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    links: str | None = None
    recheck: str | None = None
    derive: tuple[Derive, ...] = ()


class Offer(Model):
    """One listing a site was found to have, and where it was seen; `links` is the pattern for a list page."""

    address: str
    kind: str
    title: str | None = None
    seen: str
    links: str | None = None
    recheck: str | None = None


@cache
def presets() -> tuple[Preset, ...]:
    """The ready-made entries."""
    said = tomllib.loads((files("pipeline.sources") / "presets.toml").read_text(encoding="utf-8"))
    return tuple(Preset.model_validate(entry) for entry in said["preset"])


def preset_of(page: str, address: str) -> Preset | None:
    """The preset whose sign a page or its address bears.

    >>> preset_of('<link href="/wp-content/themes/x.css">', "https://kunta.example.fi/").name
    'wordpress'
    """
    return next((one for one in presets() if re.search(one.sign, address) or re.search(one.sign, page)), None)


def preset_called(name: str) -> Preset:
    """The preset of that name.  Raises SourceError where there is none.

    >>> preset_called("cloudnc").name
    'casem'
    """
    for one in presets():
        if name.lower() in (one.name, *one.also):
            return one
    raise SourceError("there is no preset of that name", subject=name, advice="`louhi watch presets` lists them.")


def best_of(offers: Iterable[Offer]) -> Offer | None:
    """What is watched of a site: its first feed, else its list of releases, else its site map."""
    return min(offers, key=lambda offer: KINDS[offer.kind].rank, default=None)


def discover(content: bytes, address: str, fetcher: Fetcher, preset: Preset | None = None) -> list[Offer]:
    """The feeds and site maps of the site a page belongs to: those it names, then where sites have them.

    What kind of site it is is told by its signs, unless `preset` says it.
    """
    found: dict[str, Offer] = {}
    for offer in named_safely(content, address):
        found.setdefault(offer.address, offer)
    page = content[:300_000].decode("utf-8", "replace")
    preset = preset or preset_of(page, address)
    origin = "{0.scheme}://{0.netloc}/".format(urlsplit(address))
    guesses = [(at, "robots.txt") for at in _sitemaps_of(fetcher, origin)]
    if preset:
        guesses += _where_preset_says(preset, address, page, origin, feeds=not _has(found.values(), "feed"))
    for at, seen in guesses:
        if at not in found and (kind := _kind_at(at, fetcher)):
            found[at] = Offer(address=at, kind=kind, seen=seen)
    _look_where_usual(found, {*found, *(at for at, _ in guesses)}, origin, fetcher)
    recheck = preset.recheck if preset else None
    offers = [offer.model_copy(update={"recheck": recheck}) for offer in found.values()]
    if preset and preset.links and not _has(offers, "feed"):
        seen = f"how {preset.name} sites list their releases"
        offers.append(Offer(address=address, kind="list", seen=seen, links=preset.links, recheck=recheck))
    return offers


def _has(offers: Iterable[Offer], kind: str) -> bool:
    return any(offer.kind == kind for offer in offers)


def _where_preset_says(
    preset: Preset, address: str, page: str, origin: str, *, feeds: bool
) -> Iterator[tuple[str, str]]:
    """Where sites of a preset have their feeds, if these are looked for, and their site maps; each with why."""
    seen = f"where {preset.name} sites have it"
    if feeds:
        bases = dict.fromkeys((address.rstrip("/") + "/", origin))
        yield from ((at, seen) for at in _derived(preset, address, page))
        yield from ((urljoin(base, path), seen) for path in preset.feeds for base in bases)
    yield from ((urljoin(origin, path), seen) for path in preset.sitemaps)


def _look_where_usual(found: dict[str, Offer], tried: Collection[str], origin: str, fetcher: Fetcher) -> None:
    """Add to what was found what stands where sites usually have it, the first of each kind that is missing."""
    for kind, paths in ((one.name, one.usual) for one in sorted(KINDS.values(), key=lambda one: -one.rank)):
        for at in (urljoin(origin, path) for path in paths):
            if at not in tried and not _has(found.values(), kind) and _kind_at(at, fetcher) == kind:
                found[at] = Offer(address=at, kind=kind, seen="where sites usually have it")


def _derived(preset: Preset, address: str, page: str) -> list[str]:
    """The feed addresses a preset makes of a page's address, else of the first one in the page that fits."""
    found = ((re.search(one.from_, address) or re.search(one.from_, page), one.to) for one in preset.derive)
    return list(dict.fromkeys(said.expand(to) for said, to in found if said))


def named_safely(content: bytes, address: str) -> list[Offer]:
    """The feeds a page names in its head or links to, read in a process of its own: a site may send anything."""
    from extractors.readers.sandbox.bounds import Bounds
    from extractors.readers.sandbox.worker import done_safely
    from pipeline.sources.kinds.listing_task import LISTING

    task, s = f"{__name__}:named_on_page", RunSettings()
    bounds = Bounds(seconds=s.seconds, memory=s.memory)  # those of a listing: one process does for both
    try:
        answer = done_safely(LISTING, task, {"address": address}, content, bounds=bounds, subject=address)
    except ReadError:
        return []  # its guesses are left: where sites usually have them
    return TypeAdapter(list[Offer]).validate_json(answer)


def named_on_page(told: Mapping[str, Any], content: bytes) -> bytes:
    """The task of `named_safely`: a page -> its offers, as JSON."""
    return TypeAdapter(list[Offer]).dump_json(list(_named(content, told["address"])))


def _named(content: bytes, address: str) -> list[Offer]:
    """The feeds a page names in its head or links to."""
    try:
        page = page_of(content, address)
    except ReadError:
        return []
    out = []
    for link in page.iterfind(".//link[@href]"):
        rel, kind = (link.get("rel") or "").lower().split(), (link.get("type") or "").lower()
        at = resolved(link.get("href"), address)
        if at and "alternate" in rel and kind in FEED_TYPES:
            out.append(Offer(address=at, kind="feed", title=link.get("title"), seen="the head of the page"))
        elif at and "sitemap" in rel:
            out.append(Offer(address=at, kind="sitemap", seen="the head of the page"))
    for link in page.iterfind(".//a[@href]"):
        at = resolved(link.get("href"), address)
        if at and re.search(r"(?:/rss\b|[/.]rss(?:\.xml)?(?:\?|$)|/feed/?$|atom\.xml$|page=rss)", at):
            title = " ".join(link.text_content().split()) or None
            out.append(Offer(address=at, kind="feed", title=title, seen="a link on the page"))
    return out


def _sitemaps_of(fetcher: Fetcher, origin: str) -> list[str]:
    try:
        return fetcher.robots.sitemaps(origin.rstrip("/"))
    except LouhiError:
        return []


def _kind_at(address: str, fetcher: Fetcher) -> str | None:
    """What kind of listing stands at an address, None where there is none."""
    try:
        got = fetcher.get(address)
        return kind_within(got.content, got.address, got.media_type)
    except LouhiError:
        return None


def kind_within(content: bytes, address: str, media_type: str | None) -> str | None:
    """What kind of listing some bytes are, None for a document.  Raises ReadError."""
    raw = RawDocument(content=content, source=address, media_type=media_type)
    kind = kind_by_content(chosen_understanding(RunSettings()).look_inside(raw).media_type)
    return kind.name if kind else None
