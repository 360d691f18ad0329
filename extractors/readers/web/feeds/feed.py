"""RSS, Atom and site maps: lists of documents, read as links with what the list says of each."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from extractors.model.document import Issue, Link, RawDocument
from extractors.model.draft import Block, Claim, Draft
from extractors.model.errors import DamagedDocument, EmptyDocument
from extractors.readers.claims.dateline import machine_time
from extractors.readers.sandbox.bounds import refuse_attributes, refuse_entities
from extractors.readers.web.feeds.feed_dates import in_numbers, local, published
from extractors.text.cleaning import one_line
from extractors.text.decoding import decode

MOST = 50_000
SHOWN = 1_000
NO_LINK = "an entry of the feed has no link"
TAGS = re.compile(r"<[^>]{1,2000}>")


def read_feed(raw: RawDocument) -> Draft:
    """The draft of a feed or a site map: a listing whose links are its entries.

    Raises HostileDocument where it declares entities, DamagedDocument where no entry can be made out.
    """
    refuse_entities(raw.content, raw.source)
    head = raw.content[:4000]
    if b"<urlset" in head or b"<sitemapindex" in head or b":urlset" in head or b":sitemapindex" in head:
        return _site_map(raw)
    return _feed(raw)


def _feed(raw: RawDocument) -> Draft:
    import feedparser

    refuse_attributes(raw.content, raw.source)
    try:
        found = feedparser.parse(raw.content, sanitize_html=False, resolve_relative_uris=raw.source.startswith("http"))
    except (ValueError, LookupError, AssertionError, RecursionError) as error:
        raise DamagedDocument(
            f"the feed cannot be parsed ({error})", subject=raw.source, advice="Fetch it again."
        ) from error
    if not found.entries and not found.feed.get("title"):
        reason = found.get("bozo_exception")
        raise DamagedDocument(
            f"no entry of the feed can be read ({reason})" if reason else "the feed has no entries",
            subject=raw.source,
            advice="Fetch it again.",
        )
    version = found.get("version") or ""
    draft = Draft("application/atom+xml" if version.startswith("atom") else "application/rss+xml", listing=True)
    _read_head(found.feed, draft)
    if found.get("bozo") and not isinstance(found.get("bozo_exception"), feedparser.CharacterEncodingOverride):
        draft.issues.append(Issue(reason=f"the feed is not well-formed: {found.get('bozo_exception')}"))
    _read_entries(found.entries, draft)
    if not draft.blocks and not draft.links:
        raise EmptyDocument("the feed has no entries", subject=raw.source, advice="Fetch it again.")
    return draft


def _read_head(feed: Any, draft: Draft) -> None:
    """What the feed says of itself: title, publisher, language, subtitle."""
    draft.claims.append(Claim("kind", "web page", "markup"))
    if title := _plain(feed.get("title")):
        draft.claims.append(Claim("title", title, "feed"))
        draft.blocks.append(Block("title", title, level=1))
    publishers = (_plain(feed.get(name)) for name in ("publisher", "author", "dc_creator"))
    if publisher := next(filter(None, publishers), ""):
        draft.claims.append(Claim("publisher", publisher, "feed"))
    if feed.get("language"):
        draft.claims.append(Claim("language", feed.language[:2].lower(), "markup"))
    if (lead := _plain(feed.get("subtitle"))) and lead != title:
        draft.blocks.append(Block("paragraph", lead))


def _read_entries(entries: list[Any], draft: Draft) -> None:
    for at, entry in enumerate(entries[:MOST]):
        link = _entry(entry)
        if link is not None:
            draft.links.append(link)
        elif not entry.get("enclosures"):
            named = _plain(entry.get("title")) or _plain(entry.get("id")) or f"number {at + 1}"
            draft.issues.append(Issue(reason=NO_LINK, text=named))
        draft.links += _enclosures(entry)
        if at < SHOWN:
            draft.blocks += _entry_blocks(entry)
    if len(entries) > SHOWN:
        draft.issues.append(Issue(reason=f"of its {len(entries)} entries the first {SHOWN} stand in the text"))


def _entry(entry: Any) -> Link | None:
    url = entry.get("link") or (entry.get("id") if str(entry.get("id")).startswith("http") else None)
    if not url:
        return None
    changed = one_line(str(entry.get("updated") or "")) or None
    return Link(url=url, text=_plain(entry.get("title")), kind="article", published=_when(entry), changed=changed)


def _enclosures(entry: Any) -> Iterator[Link]:
    for enclosure in entry.get("enclosures", ())[:50]:
        if enclosure.get("href"):
            yield Link(url=enclosure["href"], text=_plain(enclosure.get("title")), kind="attachment")


def _entry_blocks(entry: Any) -> Iterator[Block]:
    title, words = _plain(entry.get("title")), _plain(entry.get("summary"))
    if title:
        yield Block("heading", title, level=2)
    if words and words != title:
        yield Block("paragraph", words)


def _when(entry: Any) -> str | None:
    """An entry's time at the precision it is written in, in Helsinki's time."""
    for name in ("published", "updated", "created"):
        said = entry.get(name)
        if said and (when := published(str(said))):
            return when
        if said and not in_numbers(str(said)) and (parsed := entry.get(f"{name}_parsed")):
            try:
                when = published(local(datetime.fromtimestamp(timegm(parsed), UTC)))
            except (ValueError, TypeError, OverflowError):
                continue
            if when:
                return when
    return None


def _plain(value: Any) -> str:
    """A feed's field as words: escaped HTML (Liferay puts it into descriptions) becomes text."""
    if not isinstance(value, str) or not value.strip():
        return ""
    if "<" in value and TAGS.search(value):
        from lxml import html

        try:
            return one_line(" ".join(html.fragment_fromstring(value, create_parent="div").itertext()))
        except (ValueError, AssertionError, html.etree.LxmlError):
            return one_line(TAGS.sub(" ", value))
    return one_line(value)


def _site_map(raw: RawDocument) -> Draft:
    draft = Draft("application/sitemap+xml", listing=True)
    draft.claims.append(Claim("kind", "web page", "markup"))
    for entry, kind in _locations(raw, draft):
        said = {_local_name(child): one_line(child.text or "") for child in entry if isinstance(child.tag, str)}
        if address := said.get("loc"):
            changed = said.get("lastmod")
            kind = "sitemap" if kind == "sitemap" else "article"
            draft.links.append(Link(url=address, kind=kind, published=machine_time(changed), changed=changed or None))  # type: ignore[arg-type]
        if len(draft.links) >= MOST:
            draft.issues.append(Issue(reason=f"the site map goes on after {MOST} addresses"))
            break
    if not draft.links:
        raise EmptyDocument("the site map names no address", subject=raw.source, advice="Fetch it again.")
    draft.blocks = [Block("list item", link.url, level=1) for link in draft.links[:SHOWN]]
    return draft


def _locations(raw: RawDocument, draft: Draft) -> Iterator[tuple[Any, str]]:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException, ElementTree
    from lxml import etree

    root: Any
    try:
        root = ElementTree.fromstring(raw.content)
    except (ParseError, ValueError, LookupError) as error:
        if isinstance(error, DefusedXmlException):
            refuse_entities(b"<!ENTITY ", raw.source)
        parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(decode(raw.content, raw.charset).encode(), parser=parser)
        draft.issues.append(Issue(reason=f"the site map is not well-formed: {error}"))
        if root is None:
            raise DamagedDocument(
                f"the site map cannot be parsed ({error})", subject=raw.source, advice="Fetch it again."
            ) from error
    for entry in root.iter():
        if isinstance(entry.tag, str) and (kind := _local_name(entry)) in ("url", "sitemap"):
            yield entry, kind


def _local_name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
