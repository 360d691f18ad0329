"""List pages: meetings, agenda items, news.  They are sources of links; their own text is titles and dates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from extractors.model.document import Link
from extractors.readers.claims.dateline import date_in, is_dateline, meeting_date
from extractors.readers.web.link_matter import is_attachment
from extractors.readers.web.main_part import prose_of
from extractors.readers.web.piece import PagePiece
from extractors.text.cleaning import one_line

FEEDS = ("application/rss+xml", "application/atom+xml")


TITLES = 3  # linked headings that make a list: an article may point to one or two others
TEASER = 300  # characters of running text that each title may have below it
LONG = 700  # characters of a paragraph that no teaser has
ROWS = 4
LITTLE = 250  # characters: less than three sentences
SOME = 1_200  # ... an introduction to a list of links
OF_MEETING = 600  # ... what stands around the items of an agenda
BESIDE = 30
MOSTLY = 0.55  # share of the text that is links

A_LINK = 0.9
"""Share of a heading that is a link and nothing else, ..."""

LINK_AND_DAY = 0.8
"""... and of a line that is one with a day or a word beside it."""

WRITTEN, SPACES = 3, 3
"""So many sentences of more than four words are a text: "Lautakunta kokoontui maanantaina." alone is a teaser."""

BARE_WORDS = 12
"""Letters of a link that names what it leads to; "Lue lisää" and "3.2.2021" do not."""


@dataclass(frozen=True)
class Contents:
    """What the main part of a page is made of, as the rules see it."""

    body: list[PagePiece]
    headline: PagePiece | None
    rows: list[PagePiece]
    """The pieces with links to other pages."""
    prose: int
    """Running text outside lists and tables of links."""

    @property
    def others(self) -> list[PagePiece]:
        """The texts without such links."""
        ids = {id(p) for p in self.rows}
        return [p for p in self.body if id(p) not in ids and p.kind != "heading" and len(p.text) > BESIDE]

    @property
    def linked(self) -> int:
        """How much of the text is links."""
        return sum(min(p.linked, len(p.text)) for p in self.rows)


def lists_titles(seen: Contents) -> bool | None:
    """News: headings that are links, a teaser below each."""
    count = sum(1 for p in seen.body if p.kind == "heading" and p.links and p.density > A_LINK)
    short = prose_of(seen.body) < TEASER * count and not any(len(p.text) > LONG for p in seen.body)
    return True if count >= TITLES and short else None


def is_nothing_else(seen: Contents) -> bool | None:
    """Headings alone, or links alone: "Pöytäkirjat", and below it the years."""
    if seen.body and (seen.rows or seen.prose or any(p.kind != "heading" for p in seen.body)):
        return None
    pieces = seen.body or [p for p in (seen.headline,) if p is not None]
    return bool(pieces) and all(p.kind == "heading" or p.density > LINK_AND_DAY for p in pieces) and not seen.prose


def lists_an_agenda(seen: Contents) -> bool | None:
    """ "Kunnanhallitus 3.2.2020" over the items of the meeting."""
    of_meeting = seen.headline is not None and meeting_date(seen.headline.text) is not None
    return True if of_meeting and len(seen.rows) >= ROWS and seen.prose < OF_MEETING else None


def is_written(seen: Contents) -> bool | None:
    """Sentences stand together before the links or after them: a listing has a line or two, and teasers."""
    linked = {id(p) for p in seen.rows}
    at = [n for n, p in enumerate(seen.body) if id(p) in linked]
    around = [*seen.body[: at[0]], *seen.body[at[-1] + 1 :]] if at else seen.body
    written = [p for p in around if not p.links and not p.cells and p.text.endswith(".") and p.text.count(" ") > SPACES]
    return False if len(written) >= WRITTEN and sum(len(p.text) for p in written) >= LITTLE else None


def lists_rows(seen: Contents) -> bool | None:
    """A list or table of links, and less text than links beside it: the decisions of an official."""
    many = len(seen.rows) >= ROWS and len(seen.rows) >= 2 * len(seen.others)
    return True if many and seen.prose < SOME and seen.prose < seen.linked + 100 else None


def is_mostly_links(seen: Contents) -> bool | None:
    """Two links and hardly a sentence."""
    whole = sum(len(p.text) for p in seen.body) or 1
    return len(seen.rows) > 1 and seen.linked > MOSTLY * whole and seen.prose < LITTLE


RULES: tuple[Callable[[Contents], bool | None], ...] = (
    lists_titles,
    is_nothing_else,
    lists_an_agenda,
    is_written,
    lists_rows,
    is_mostly_links,
)
"""The first that knows decides; None: it cannot tell."""


def is_listing(pieces: list[PagePiece], headline: PagePiece | None) -> bool:
    """Whether the main part of a page is links to other documents rather than a document."""
    body = [p for p in pieces if p is not headline or p.links]
    rows = [p for p in body if p.links and any(address_counts(a) for a, _ in p.links)]
    prose = prose_of([p for p in body if not (p.links and (p.cells or p.kind == "list item"))])
    seen = Contents(body, headline, rows, prose)
    return next((said for rule in RULES if (said := rule(seen)) is not None), False)


def address_counts(address: str) -> bool:
    """Whether an address leads to another page."""
    return bool(address) and not address.startswith(("javascript:", "#", "mailto:", "tel:"))


def links_of(pieces: list[PagePiece], base: str, listing: bool) -> Iterator[Link]:
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
                title = words if len(words) > BARE_WORDS else one_line(piece.text)
                yield Link(url=url, text=title, kind="article", published=date_in(piece.text) or beside.get(at))
            else:
                yield Link(url=url, text=words)


def _dates_beside(pieces: list[PagePiece]) -> dict[int, str]:
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
