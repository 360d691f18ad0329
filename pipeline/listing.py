"""What feeds, site maps and list pages offer: content -> Listed items, in the order they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from extractors.document import Hints, Model
from extractors.errors import SourceError
from pipeline.sources import canonical, is_address

FEED_TYPES = ("application/rss+xml", "application/atom+xml")
SITEMAP_TYPE = "application/sitemap+xml"
MOST = 50_000  # a site map may hold no more


class Listed(Model):
    """One item of a listing.  `mark` changes when the listing says the item did; `is_map` names a further site map."""

    address: str
    hints: Hints = Hints()
    mark: str | None = None
    is_map: bool = False


def listed(content: bytes, kind: str, base: str) -> list[Listed]:
    """The items of a listing of `kind` (feed, sitemap or list), each address once.

    Raises SourceError where it cannot be understood.
    """
    reader = {"feed": _feed, "sitemap": _sitemap, "list": _links}[kind]
    found: dict[str, Listed] = {}
    for item in reader(content, base):
        found.setdefault(item.address, item)
        if len(found) >= MOST:
            break
    return list(found.values())


def resolved(link: str, base: str) -> str | None:
    """A link's address as seen from the page or file it stands in; None for mail, scripts and other schemes.

    >>> resolved("tiedote-1.html", "https://kunta.example.fi/tiedotteet/")
    'https://kunta.example.fi/tiedotteet/tiedote-1.html'
    >>> resolved("mailto:kirjaamo@kunta.example.fi", "https://kunta.example.fi/") is None
    True
    """
    whole = urljoin(base, link.strip()) if is_address(base) else link.strip()
    if is_address(whole):
        try:
            return canonical(whole)
        except SourceError:
            return None
    if is_address(base) or re.match(r"[a-zA-Z][\w+.-]+:", whole):
        return None
    from pathlib import Path
    from urllib.parse import unquote

    path = (Path(base).parent / unquote(whole.partition("#")[0])).resolve()
    within = path.is_relative_to(Path(base).parent.resolve())
    return str(path) if within and path.is_file() else None


def _feed(content: bytes, base: str) -> Iterator[Listed]:
    import feedparser

    from extractors.readers.bounds import refuse_entities

    refuse_entities(content, base)
    parsed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries and not parsed.get("version"):
        raise SourceError("the feed cannot be understood", subject=base, advice="Open it in a browser and look.")
    language = (parsed.feed.get("language") or "")[:2].lower() or None
    for entry in parsed.entries:
        address = resolved(entry.get("link") or _guid(entry) or "", base)
        if address is None:
            continue
        hints = Hints(title=_words(entry.get("title")), published=_when(entry), language=language)
        mark = str(entry.get("updated") or entry.get("published") or "") + "|" + str(entry.get("title") or "")
        yield Listed(address=address, hints=hints, mark=mark)


def _guid(entry: dict[str, object]) -> str | None:
    said = str(entry.get("id") or "")
    return said if is_address(said) else None


def _when(entry: dict[str, object]) -> str | None:
    """When a feed says an item was published, as ISO 8601: with its time only where the offset is known."""
    said = str(entry.get("published") or entry.get("updated") or "").strip()
    for parse in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = parse(said)
        except (ValueError, TypeError, IndexError):
            continue
        return moment.isoformat() if moment.tzinfo else moment.date().isoformat()
    return None


def _words(text: object) -> str | None:
    said = " ".join(str(text or "").split())
    return said or None


def _sitemap(content: bytes, base: str) -> Iterator[Listed]:
    from lxml import etree

    from extractors.readers.bounds import refuse_entities

    refuse_entities(content, base)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(content, parser)
    if root is None:
        raise SourceError("the site map cannot be understood", subject=base, advice="Open it in a browser and look.")
    for node in root:
        if not isinstance(node.tag, str):
            continue
        fields = {etree.QName(c).localname: (c.text or "").strip() for c in node if isinstance(c.tag, str)}
        address = resolved(fields["loc"], base) if fields.get("loc") else None
        if address is not None:
            is_map = etree.QName(node).localname == "sitemap"
            yield Listed(address=address, mark=fields.get("lastmod") or None, is_map=is_map)


def _links(content: bytes, base: str) -> Iterator[Listed]:
    """The links of a page, without those that lead to itself."""
    from lxml import html

    try:
        page = html.document_fromstring(content)
    except (ValueError, html.etree.ParserError) as error:
        raise SourceError("the list page cannot be understood", subject=base) from error
    said = page.xpath("//base/@href")
    start = urljoin(base, said[0]) if said and is_address(base) else base
    own = canonical(base) if is_address(base) else base
    for link in page.iterfind(".//a[@href]"):
        address = resolved(link.get("href"), start)
        if address is not None and address != own:
            yield Listed(address=address, hints=Hints(title=_words(link.text_content())))


def kind_of(media_type: str) -> str | None:
    """The kind of listing a media type is, None for a document.

    >>> kind_of("application/atom+xml"), kind_of("text/html")
    ('feed', None)
    """
    if media_type in FEED_TYPES:
        return "feed"
    return "sitemap" if media_type == SITEMAP_TYPE else None
