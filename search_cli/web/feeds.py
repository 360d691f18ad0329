"""Atom feeds (RFC 4287): the newest documents of a search, by their day."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from search_cli.web.narrowing import Narrowing

LONG_AGO = "1970-01-01T00:00:00Z"
"""When a document without a day was published, for a feed must say something."""


def atom(index: Any, asked: Narrowing, base: str, most: int) -> str:
    """The feed of a search, the newest document first."""
    found = index.search(asked.query, limit=most, sort="newest", chosen=asked.chosen, facets=False)
    entries = [entry(hit, base) for hit in found.hits]
    newest = max((time_of(hit.published) for hit in found.hits), default=LONG_AGO)
    page, own = base + asked.address(), base + asked.address("/haku.atom")
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fi">',
            f"<title>Louhi: {escape(asked.query or 'kaikki')}</title>",
            f"<id>{escape(own)}</id>",
            f"<updated>{newest}</updated>",
            f"<link rel='self' href={quoteattr(own)}/><link href={quoteattr(page)}/>",
            "<author><name>Louhi</name></author>",
            *entries,
            "</feed>\n",
        ]
    )


def entry(hit: Any, base: str) -> str:
    """A hit as an entry."""
    link = f"{base}/asiakirja/{quote(hit.document_id, safe='')}"
    publisher = f"<author><name>{escape(hit.publisher)}</name></author>" if hit.publisher else ""
    return (
        f"<entry><title>{escape(hit.title or hit.source or hit.document_id)}</title><id>{escape(link)}</id>"
        f"<updated>{time_of(hit.published)}</updated><link href={quoteattr(link)}/>{publisher}"
        f"<summary>{escape(hit.passage)}</summary></entry>"
    )


def time_of(published: str | None) -> str:
    """A published time as Atom wants it: to the second, with its zone.

    >>> time_of("2021-02-17T14:26:00+02:00"), time_of("2021-02"), time_of(None)
    ('2021-02-17T14:26:00+02:00', '2021-02-01T00:00:00Z', '1970-01-01T00:00:00Z')
    """
    if not published:
        return LONG_AGO
    if "T" in published:
        return published if published[-6] in "+-" or published.endswith("Z") else f"{published}Z"
    return f"{published}{'-01' * (2 - published.count('-'))}T00:00:00Z"
