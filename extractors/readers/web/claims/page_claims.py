"""What the words of a page claim of its date and of who published it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

from extractors.model.draft import Claim
from extractors.readers.claims.dateline import date_in, held_date, is_dateline, labelled, meeting_date, revised
from extractors.readers.claims.dateline_words import ORGAN
from extractors.readers.claims.issuers import issuers_in
from extractors.readers.web.claims.headline import PAPER, PAPER_LINE
from extractors.readers.web.claims.metadata import SEPARATORS, dates_in_body
from extractors.readers.web.piece import PagePiece

HANDLING = {"Kokouspvm", "Kokouspäivä", "Sammanträdesdatum"}
"""In the header row of a handling history: the days on which a matter was dealt with, the last its decision."""

HEAD_CELLS = 4
"""Cells of a decision system's first row: organ, day, paragraph, page; a table has more."""

SITE_NAME = 80
"""Letters of the name of a site's owner: "Hallanmaan hyvinvointialueen asianhallinta ja arkisto"."""

ORGAN_NAME = 90
"""Letters of an organ's name: "Sosiaali- ja terveyslautakunnan yksilöasioiden jaosto"."""


def published_claims(
    pieces: list[PagePiece], headline: PagePiece | None, body: Any, listing: bool, page_title: str = ""
) -> list[Claim]:
    """What the page itself says of its date, from its datelines to its "päivitetty"."""
    claims = [*_item_day(pieces, page_title), *_meeting_day(pieces, headline)]
    claims += [Claim("published", day, "decision system") for day in _handling(pieces)]
    if not claims and any(PAPER.search(p.text) for p in pieces[:8] if len(p.text) < PAPER_LINE):
        claims += _first_day("decision system", (held_date(p.text) for p in pieces[:12]))
    if not listing:
        claims += _first_day("dateline", (_dateline_day(p.text) for p in pieces[:12]))
        claims += dates_in_body(body, headline.element if headline is not None else None)
        claims += _first_day("dateline", (labelled(p.text) for p in [*pieces[:20], *pieces[-6:]]))
    return claims + _first_day("revised", (revised(p.text) for p in [*pieces[:8], *pieces[-6:]]))


def _first_day(where: str, days: Iterable[str | None]) -> list[Claim]:
    """The first of some days, as one witness tells them."""
    return [Claim("published", day, where) for day in islice(filter(None, days), 1)]


def _item_day(pieces: list[PagePiece], page_title: str) -> list[Claim]:
    """ "Kaupunginhallitus 13.11.2023/§ 402": such a title, or first row, is surer than a line in the page's text."""
    rows = (" ".join(p.cells) for p in pieces[:2] if p.cells and len(p.cells) <= HEAD_CELLS)
    return _first_day("decision system", (meeting_date(words) for words in [page_title, *rows] if "§" in words))


def _meeting_day(pieces: list[PagePiece], headline: PagePiece | None) -> list[Claim]:
    """The day of the first meeting named; in a news headline, or below it, it may be one the page only speaks of."""
    place = pieces.index(headline) if headline in pieces else 15
    for at, piece in enumerate(pieces[: place + 4]):
        if not piece.cells and not piece.links and piece.kind != "list item" and (day := meeting_date(piece.text)):
            sure = at < place or (at == place and piece.tag != "h1")
            return [Claim("published", day, "decision system" if sure else "text")]
    return []


def _dateline_day(line: str) -> str | None:
    return (labelled(line) or _own_day(line)) if is_dateline(line) else None


def _own_day(line: str) -> str | None:
    """The day of a line that is hardly more; that of a change ("Päivitetty 3.5.2021") is a weaker witness."""
    return None if revised(line) else date_in(line)


def day_in_address(address: str) -> list[str]:
    """The day in the path of an address, as blogs and papers write it.

    >>> day_in_address("https://lehti.example/uutiset/2021/02/17/otsikko"), day_in_address("https://lehti.example/2021/")
    (['2021-02-17'], [])
    """
    found = re.search(r"^https?://[^?#]*/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/-]|$)", address)
    day = date_in(f"{found[3]}.{found[2]}.{found[1]}") if found else None
    return [day] if day else []


def publisher_claims(pieces: list[PagePiece], page_title: str, owner: str | None = None) -> list[Claim]:
    """The organ whose meeting it is, and the authority whose site it stands on; `owner` where the page names none."""
    part = SEPARATORS.split(page_title)[-1].strip()
    sites = [
        name
        for cell in (part, *(c for p in pieces[:3] for c in p.cells[:1]))
        if len(cell) < SITE_NAME
        for name in issuers_in(cell)
    ]
    organs = []
    for piece in pieces[:15]:
        if not piece.cells and not piece.links and meeting_date(piece.text):
            parts = [part.strip() for part in re.split(r"[\n:,]|\s(?=\d|[-–]\s)", piece.text)]
            organs = [
                p for p in parts if len(p) < ORGAN_NAME and p[:1].isupper() and (ORGAN.search(p) or issuers_in(p))
            ]
            break
    if organs:
        own = sites[:1] or ([owner] if owner else [])
        return [Claim("publisher", name, "decision system") for name in dict.fromkeys([*own, *organs])]
    return [Claim("publisher", name, "html title") for name in sites[:1]]


def _handling(pieces: list[PagePiece]) -> list[str]:
    """The last row of a handling history: a table with a column of meeting days."""
    for at, piece in enumerate(pieces[:10]):
        column = next(
            (
                n
                for n, cell in enumerate(piece.cells)
                if cell.lower() in ("kokouspvm", "kokouspäivä", "päivämäärä", "pvm", "sammanträdesdatum")
            ),
            None,
        )
        if column is None:
            continue
        days = []
        for row in pieces[at + 1 :]:
            if not row.cells:
                break
            if len(row.cells) > column and (day := date_in(row.cells[column])):
                days.append(day)
        return days[-1:] if HANDLING & set(piece.cells) else []
    return []
