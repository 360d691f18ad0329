"""A feed (RSS, Atom) or a site map: what its entries link to.

A release of a feed was published when the feed says; a page of a site map only changed then.  Where a site tells its
documents apart by a route after "#" alone, so does Louhi: else all but one entry would be lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from extractors.model.document import Hints, RawDocument
from extractors.model.errors import ReadError, SourceError
from pipeline.sources.kinds.source_kind import ListingKind
from pipeline.sources.listed_items import FEED_TYPES, NO_ADDRESS, SITEMAP_TYPE, CutShort, ListedItem, resolved, words

ROUTE = re.compile(r"#!?/\S+")
PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
PROLOGUE = 5_000
"""Bytes in which a page says that it is one."""


class FeedSource(ListingKind):
    """The documents a feed's entries link to; old ones make room for new ones, which says nothing of them."""

    name = "feed"
    taken = "it is a feed: the documents its entries link to are taken"
    media_types: ClassVar[tuple[str, ...]] = FEED_TYPES
    usual: ClassVar[tuple[str, ...]] = ("feed/", "rss.xml", "rss")
    rank = 1

    def entries(self, content: bytes, base: str) -> Iterator[ListedItem]:
        """The entries, with their titles and days as hints, and what they say of their latest change."""
        from extractors.readers.web.feeds.feed import NO_LINK, read_feed

        try:
            draft = read_feed(RawDocument(content=content, source=base))
        except ReadError:
            if PAGE.match(content[:PROLOGUE]):
                raise SourceError(
                    f"it is a web page, and was to be a {self.name}",
                    subject=base,
                    advice="Look for its new address, for instance with `louhi watch check SITE`.",
                ) from None
            raise
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
                yield ListedItem(address=link.url.strip(), hints=Hints(title=words(link.text)), why=NO_ADDRESS)
                continue
            if route := ROUTE.search(link.url):
                address += route[0].strip()
            hints = Hints(title=words(link.text), published=link.published if is_feed else None)
            mark = f"{link.changed or link.published or ''}|{link.text}" if is_feed else link.changed
            yield ListedItem(address=address, hints=hints, mark=mark, is_map=link.kind == "sitemap")
        torn = is_torn(content) and any("not well-formed" in issue.reason for issue in draft.issues)
        for issue in draft.issues:
            if issue.reason == NO_LINK and not torn:
                yield ListedItem(address=f"“{issue.text}” in {base}", hints=Hints(title=issue.text), why=NO_LINK)
        if torn:
            raise CutShort(base)


class SitemapSource(FeedSource):
    """The pages a site map lists, those of site maps within it too; what it drops is no longer there."""

    name = "sitemap"
    taken = "it is a site map: the pages it lists are taken"
    media_types = (SITEMAP_TYPE,)
    usual = ("sitemap.xml",)
    is_complete = True
    rank = 3


def is_torn(content: bytes) -> bool:
    """Whether a feed or site map lacks its end.

    >>> is_torn(b"<rss><channel><item><title>Kunta"), is_torn(b"<rss><channel></channel></rss>")
    (True, False)
    """
    return not re.search(
        rb"</(?:\w+:)?(?:rss|feed|rdf|urlset|sitemapindex)\s*>\s*(?:<!--.*?-->\s*)*$",
        content[-2000:],
        re.IGNORECASE | re.DOTALL,
    )
