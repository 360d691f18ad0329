"""Which words of a page are its title: the headline of the document, not the name of the site or of its system."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model.draft import Claim
from extractors.readers.claims.dateline import meeting_date
from extractors.readers.web.claims.metadata import SEPARATORS, without_site
from extractors.readers.web.furniture.chrome import folded, is_generic
from extractors.readers.web.lenient import unescaped
from extractors.readers.web.piece import PagePiece
from extractors.text.cleaning import one_line

SECTION = re.compile(r"^(?:§\s*\d+[a-z]?|\d+[a-z]?\s*§|(?:pykälä|asia|paragraf)\s+\d+)\.?$", re.IGNORECASE)
SECTION_BEFORE = re.compile(r"^(?:§\s*\d+[a-z]?|\d+[a-z]?\s*§)[.:]?\s+(?=\S)", re.IGNORECASE)
NUMBERED = re.compile(r"^(?:§?\s*\d+[.)]?\s*§?|§\s*\d+)\s+\S")
PAPER = re.compile(r"\b(?:pöytäkirja|esityslista|protokoll|föredragningslista)\b", re.IGNORECASE)
ITEM = re.compile(r"§|\b(?:pykälä|paragraf|asia)\s+\d", re.IGNORECASE)
"""In the line of a paper's name: the page holds one item of it, and the item has a title of its own."""
LONGEST = 400
NEAR_TOP = 30  # pieces among which a page's headline stands

SHORTEST = 8
"""Letters of a line that may be a page's headline: "Tiedote" and "Etusivu" are shorter."""

ALL_LINK = 0.9
"""Share of a heading that is a link where it is nothing else, its sign or bar aside."""

SECTIONS = 3
"""Headings of the first level that may all be titles; of more each heads a section."""

INITIALS = 3
"""Letters of a title's first part that says something: "STM | Uutiset" has an issuer there."""

PAPER_LINE = 120
"""Letters of a line that names a paper: "Kunnanhallituksen pöytäkirja 12/2023"."""


def titles(
    pieces: list[PagePiece], page_title: str, og_title: str | None, site: str | None, listing: bool = False
) -> Iterator[tuple[Claim, PagePiece | None]]:
    """Claims of the title, the likeliest first, with the piece each stands in."""
    first = headlines(pieces)
    sites = {folded(site or "\0"), _site_in(page_title)}
    ours = [p for p in first if not is_generic(p.text) and folded(p.text) not in sites]
    yield from _headed(pieces, ours, page_title, og_title)
    if first and listing:  # a list may well be called "Ajankohtaista"
        yield Claim("title", one_line(first[0].text), "heading"), first[0]
    if og_title:
        yield Claim("title", og_title, "open graph"), None
    bare = without_site(page_title, site)
    if bare and not is_generic(bare) and folded(bare) not in sites:
        yield Claim("title", bare, "html title"), None
    for piece in pieces[:8]:
        if folded(piece.text) in sites:
            continue
        if piece.kind == "heading" and not is_generic(piece.text) and len(piece.text) < LONGEST:
            yield Claim("title", bare_title(piece.text), "layout"), piece
            break
    if page_title:
        yield Claim("title", page_title, "file properties"), None


def _headed(
    pieces: list[PagePiece], ours: list[PagePiece], page_title: str, og_title: str | None
) -> Iterator[tuple[Claim, PagePiece | None]]:
    """The headline among the headings; where no <h1> is the document's, that of a decision or one the head repeats."""
    if repeated := _repeated_in_head(pieces, ours, page_title, og_title) or _beside_site(pieces, page_title):
        yield Claim("title", bare_title(repeated.text), "heading"), repeated
        return
    head = folded(page_title)
    if ours:
        best = (
            p for p in ours if folded(p.text) and (folded(p.text) in head or folded(p.text) == folded(og_title or ""))
        )
        first = next(best, ours[0])
        yield Claim("title", bare_title(first.text), "heading"), first
        return
    for piece in _decision(pieces):
        yield Claim("title", bare_title(piece.text), "decision system"), piece
        break
    near = (
        p for p in pieces[:12] if (p.kind == "heading" or p.bold) and len(p.text) > SHORTEST and not is_generic(p.text)
    )
    site = _site_in(page_title)
    if same := next((p for p in near if folded(p.text) in head and folded(p.text) != site), None):
        yield Claim("title", bare_title(same.text), "heading"), same


def _repeated_in_head(
    pieces: list[PagePiece], ours: list[PagePiece], page_title: str, og_title: str | None
) -> PagePiece | None:
    """The <h2> that the page's head repeats word for word, where its <h1> says something else: <h1>Rantalehti</h1>.

    Blogs write <title>Kyläyhdistys: Talkoot sovittiin</title>: an <h1> before the colon is the site's name.
    """
    head = {folded(page_title), folded(og_title or "")} - {""}
    site, _, said = page_title.partition(": ")
    if said and len(ours) == 1 and folded(ours[0].text) == folded(site):
        head, ours = {folded(said)} - {""}, []
    elif not ours or any(folded(p.text) and folded(p.text) in line for p in ours for line in head):
        return None
    lower = (p for p in pieces[:NEAR_TOP] if p.tag in ("h2", "h3") and not is_generic(p.text))
    return next((p for p in lower if folded(p.text) in head), None)


def _beside_site(pieces: list[PagePiece], page_title: str) -> PagePiece | None:
    """The heading that the head names beside the site, where the <h1> is the site's: <title>Site – Headline</title>."""
    parts = [folded(part) for part in SEPARATORS.split(page_title)]
    sites = {folded(p.text) for p in pieces[:NEAR_TOP] if p.tag == "h1"} & set(parts)
    rest = [part for part in parts if part not in sites and len(part) > SHORTEST]
    if not sites or len(parts) != len(sites) + 1 or not rest:
        return None
    styled = (p for p in pieces[:NEAR_TOP] if p.tag != "h1" and (p.kind == "heading" or p.heading_class or p.bold))
    return next((p for p in styled if folded(p.text) == rest[0] and not is_generic(p.text)), None)


def headlines(pieces: list[PagePiece]) -> list[PagePiece]:
    """The <h1> of a page; many of them, or numbered ones, are the sections of a paper and not its title."""
    first = [p for p in pieces if p.tag == "h1" and len(p.text) < LONGEST]
    first = [p for p in first if p.density < ALL_LINK] or first  # a linked one is the site's logo
    return [] if len(first) > SECTIONS or (any(NUMBERED.match(p.text) for p in first) and len(first) > 1) else first


def bare_title(text: str) -> str:
    """A title on one line, without the number its matter had in the meeting.

    >>> bare_title("§ 141 Oppilaaksiottoalueet"), bare_title("Vesimaksut 2024")
    ('Oppilaaksiottoalueet', 'Vesimaksut 2024')
    """
    text = unescaped(text)
    return SECTION_BEFORE.sub("", text) or text


def is_named(heading: str, page_title: str) -> bool:
    """Whether a page's title begins with a heading, and goes on with the name of its site.

    >>> is_named("Museo suljetaan", "Museo suljetaan | Hallala"), is_named("Hallala", "Museo suljetaan | Hallala")
    (True, False)
    """
    own, whole = folded(heading), folded(page_title)
    return len(own) > SHORTEST and own in (whole, folded(SEPARATORS.split(page_title)[0]))


def _site_in(page_title: str) -> str:
    """The site's name where a page's title is "X | Site": a heading equal to it is the site's, not the page's."""
    parts = SEPARATORS.split(page_title)
    return (
        folded(parts[-1])
        if len(parts) > 1 and len(folded(parts[0])) > INITIALS and folded(parts[0]) != folded(parts[-1])
        else "\0"
    )


def _decision(pieces: list[PagePiece]) -> Iterator[PagePiece]:
    """In minutes the item's heading follows its paragraph sign; a meeting's own heading holds its date."""
    for at, piece in enumerate(pieces[:30]):
        if SECTION.match(piece.text.strip()) and at + 1 < len(pieces):
            after = pieces[at + 1]
            if after.kind == "heading" or after.bold or after.heading_class:
                yield after
    for piece in pieces[:30]:
        if piece.heading_class in ("ots", "otsikko", "asiaotsikko") and len(piece.text) < LONGEST:
            yield piece
    for piece in pieces[:12]:
        if (piece.heading_class or piece.kind == "heading") and meeting_date(piece.text):
            yield piece
    for piece in pieces[:6]:
        if (
            PAPER.search(piece.text)
            and not ITEM.search(piece.text)
            and len(piece.text) < PAPER_LINE
            and not piece.links
            and not is_generic(piece.text)
            and not piece.text.endswith(".")
        ):
            yield piece
    for piece in pieces[:12]:
        if piece.heading_class and not is_generic(piece.text) and len(piece.text) < LONGEST:
            yield piece
