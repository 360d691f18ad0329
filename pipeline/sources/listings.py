"""What feeds, site maps and list pages offer: content -> Listed items, in the order they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from extractors.model.document import Document, Hints, Model, RawDocument
from extractors.model.errors import SourceError
from pipeline.sources.sources import canonical, is_address

FEED_TYPES = ("application/rss+xml", "application/atom+xml")
SITEMAP_TYPE = "application/sitemap+xml"
ROUTE = re.compile(r"#!?/\S+")
MOST = 50_000  # a site map may hold no more
NO_ADDRESS = "what it links to is no address that can be asked"


class Listed(Model):
    """One item of a listing.  `mark` changes when the listing says the item did; `is_map` names a further site map.

    `within` is the file that lists it, `why` the reason why an entry cannot be asked for.
    """

    address: str
    hints: Hints = Hints()
    mark: str | None = None
    is_map: bool = False
    within: str | None = None
    why: str | None = None


def hints_of(document: Document) -> Hints:
    """What was said of a document when it came, and not in it: what no reading of its bytes can find again."""
    said = [name for name in Hints.model_fields if document.found_in.get(name) == "hint"]
    return Hints(**{name: getattr(document, name) for name in said})


class CutShort(SourceError):
    """A listing that ends before its end; `items` are those that it still gave."""

    def __init__(self, address: str) -> None:
        super().__init__(
            "the listing is cut short; what it still gave is taken",
            subject=address,
            advice="It is asked for again on the next run.",
        )
        self.items: list[Listed] = []


def listed(content: bytes, kind: str, base: str) -> list[Listed]:
    """The items of a listing of `kind` (feed, sitemap or list), each address once.

    Raises ReadError or SourceError where it cannot be understood, CutShort with the items of one that is torn.
    """
    reader = {"feed": _entries, "sitemap": _entries, "list": _links}[kind]
    found: dict[str, Listed] = {}
    try:
        for item in reader(content, base):
            found.setdefault(item.address, item)
            if len(found) >= MOST:
                break
    except CutShort as cut:
        cut.items = list(found.values())
        raise
    return list(found.values())


def resolved(link: str, base: str) -> str | None:
    """A link's address as seen from the page or file it stands in; None for mail, scripts and other schemes.

    >>> resolved("tiedote-1.html", "https://kunta.example.fi/tiedotteet/")
    'https://kunta.example.fi/tiedotteet/tiedote-1.html'
    >>> resolved("mailto:kirjaamo@kunta.example.fi", "https://kunta.example.fi/") is None
    True
    """
    try:
        whole = urljoin(base, link.strip()) if is_address(base) else link.strip()
        if is_address(whole):
            return canonical(whole)
    except (SourceError, ValueError):
        return None
    if is_address(base) or re.match(r"[a-zA-Z][\w+.-]+:", whole):
        return None
    from pathlib import Path
    from urllib.parse import unquote

    path = (Path(base).parent / unquote(whole.partition("#")[0])).resolve()
    within = path.is_relative_to(Path(base).parent.resolve())
    return str(path) if within and path.is_file() else None


def _entries(content: bytes, base: str) -> Iterator[Listed]:
    """The entries of a feed or a site map.  A release of a feed was published when the feed says; a page of a site
    map only changed then.  Where a site tells its documents apart by a route after "#" alone, so does Louhi: else all
    but one entry would be lost without a word."""
    from extractors.readers.web.feed import NO_LINK, read_feed

    draft = read_feed(RawDocument(content=content, source=base))
    is_feed = draft.media_type != SITEMAP_TYPE
    if not draft.links and any("not well-formed" in issue.reason for issue in draft.issues):
        raise SourceError(
            "the listing is cut short or damaged, and nothing of it can be read",
            subject=base,
            advice="It is asked for again on the next run.",
        )
    for link in draft.links:
        address = resolved(link.url, base)
        if link.kind == "attachment":
            continue
        if address is None:
            yield Listed(address=link.url.strip(), hints=Hints(title=_words(link.text)), why=NO_ADDRESS)
            continue
        if route := ROUTE.search(link.url):
            address += route[0].strip()
        hints = Hints(title=_words(link.text), published=link.published if is_feed else None)
        mark = f"{link.changed or link.published or ''}|{link.text}" if is_feed else link.changed
        yield Listed(address=address, hints=hints, mark=mark, is_map=link.kind == "sitemap")
    torn = _is_torn(content) and any("not well-formed" in issue.reason for issue in draft.issues)
    for issue in draft.issues:
        if issue.reason == NO_LINK and not torn:
            yield Listed(address=f"“{issue.text}” in {base}", hints=Hints(title=issue.text), why=NO_LINK)
    if torn:
        raise CutShort(base)


def _is_torn(content: bytes) -> bool:
    """Whether a feed or site map lacks its end.

    >>> _is_torn(b"<rss><channel><item><title>Kunta"), _is_torn(b"<rss><channel></channel></rss>")
    (True, False)
    """
    return not re.search(
        rb"</(?:\w+:)?(?:rss|feed|rdf|urlset|sitemapindex)\s*>\s*(?:<!--.*?-->\s*)*$",
        content[-2000:],
        re.IGNORECASE | re.DOTALL,
    )


def _words(text: object) -> str | None:
    said = " ".join(str(text or "").split())
    return said or None


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
