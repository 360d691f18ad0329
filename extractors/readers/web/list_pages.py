"""List pages: meetings, agenda items, news.  They are sources of links; their own text is titles and dates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from extractors.model.document import Link
from extractors.readers.claims.dateline import date_in, is_dateline, meeting_date
from extractors.readers.web.link_matter import is_attachment
from extractors.readers.web.main_part import prose_of
from extractors.readers.web.piece import Piece
from extractors.text.cleaning import one_line

FEEDS = ("application/rss+xml", "application/atom+xml")


def is_listing(pieces: list[Piece], headline: Piece | None) -> bool:
    """Whether the main part of a page is links to other documents rather than a document."""
    body = [p for p in pieces if p is not headline or p.links]
    linked_headings = sum(1 for p in body if p.kind == "heading" and p.links and p.density > 0.9)
    if linked_headings >= 3 and prose_of(body) < 300 * linked_headings and not any(len(p.text) > 700 for p in body):
        return True
    rows = [p for p in body if p.links and any(address_counts(a) for a, _ in p.links)]
    having = {id(p) for p in rows}
    prose = prose_of([p for p in body if not (p.links and (p.cells or p.kind == "list item"))])
    if not body or (not rows and not prose and all(p.kind == "heading" for p in body)):
        return bool(pieces) and all(p.kind == "heading" or p.density > 0.8 for p in pieces) and not prose
    others = [p for p in body if id(p) not in having and p.kind != "heading" and len(p.text) > 30]
    linked = sum(min(p.linked, len(p.text)) for p in rows)
    everything = sum(len(p.text) for p in body) or 1
    if len(rows) >= 4 and headline is not None and meeting_date(headline.text) and prose < 600:
        return True
    if _is_written(body, having):
        return False
    if len(rows) >= 4 and len(rows) >= 2 * len(others) and prose < 1200 and prose < linked + 100:
        return True
    return len(rows) >= 2 and linked > 0.55 * everything and prose < 250


def _is_written(body: list[Piece], linked: set[int]) -> bool:
    """Whether sentences stand together before the links or after them: a listing has a line or two, and teasers."""
    at = [n for n, p in enumerate(body) if id(p) in linked]
    around = [*body[: at[0]], *body[at[-1] + 1 :]] if at else body
    written = [p for p in around if not p.links and not p.cells and p.text.endswith(".") and p.text.count(" ") >= 4]
    return len(written) >= 3 and sum(len(p.text) for p in written) >= 250


def address_counts(address: str) -> bool:
    """Whether an address leads to another page."""
    return bool(address) and not address.startswith(("javascript:", "#", "mailto:", "tel:"))


def links_of(pieces: list[Piece], base: str, listing: bool) -> Iterator[Link]:
    """The attachments of a page, the articles of a listing, and the other addresses it names, each once."""
    seen: set[str] = set()
    beside = _dates_beside(pieces) if listing else {}
    for at, piece in enumerate(pieces):
        for address, words in piece.links:
            if not address_counts(address):
                continue
            url = absolute(base, address)
            if url in seen or not url:
                continue
            seen.add(url)
            if is_attachment(address) and not (listing and "ktproxy" in address):
                yield Link(url=url, text=words, kind="attachment")
            elif listing:
                title = words if len(words) > 12 else one_line(piece.text)
                yield Link(url=url, text=title, kind="article", published=date_in(piece.text) or beside.get(at))
            else:
                yield Link(url=url, text=words)


def _dates_beside(pieces: list[Piece]) -> dict[int, str]:
    """The date above or below each linked piece, on the side where the list's first entry has it."""
    dated = {at: day for at, p in enumerate(pieces) if is_dateline(p.text) and (day := date_in(p.text))}
    linked = [at for at, p in enumerate(pieces) if p.links and at not in dated]
    if not dated or not linked:
        return {}
    above = min(dated) < linked[0]
    days = sorted(dated)
    found = {}
    for before, at, following in zip([-1, *linked], linked, [*linked[1:], len(pieces)], strict=False):
        start, end = (before, at) if above else (at, following)
        first, last = bisect_right(days, start), bisect_left(days, end)
        if first < last:
            found[at] = dated[days[last - 1] if above else days[first]]
    return found


def feeds_of(tree: Any, base: str) -> Iterator[Link]:
    """The feeds a page points to."""
    for link in tree.iter("link"):
        if (link.get("type") or "").lower() in FEEDS and link.get("href"):
            yield Link(url=absolute(base, link.get("href")), text=one_line(link.get("title") or ""), kind="feed")


def frames_of(tree: Any, base: str) -> Iterator[Link]:
    """The pages an old frame set is made of: its text is in them."""
    for frame in tree.iter("frame", "iframe"):
        if address_counts(frame.get("src") or ""):
            yield Link(url=absolute(base, frame.get("src")), text=one_line(frame.get("title") or ""), kind="article")


def absolute(base: str, address: str) -> str:
    """An address as seen from the page it stands on; relative ones of a local file stay as they are."""
    try:
        return urljoin(base, address.strip()) if base.startswith(("http://", "https://")) else address.strip()
    except ValueError:
        return address.strip()
