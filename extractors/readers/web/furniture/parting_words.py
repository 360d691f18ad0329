"""Parting words below an article: whose the text is, what the site is and does.

They stand among the article's own paragraphs, so that only what they say tells them: the site's own address, or its
rights.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from extractors.readers.web.furniture.after_article import belongs, written_length
from extractors.readers.web.furniture.chrome import RIGHTS
from extractors.readers.web.piece import PagePiece

LAST = 4  # pieces among which parting words stand
ENOUGH = 1_500  # characters of running text above them: a notice of an event calls and links in its text


def parting_words(pieces: list[PagePiece], headline: PagePiece | None, address: str) -> list[PagePiece]:
    """The pieces at the end of a page that speak of its site."""
    if written_length(pieces) < ENOUGH:
        return []
    own = site_of(address)
    found = []
    for piece in pieces[: -LAST - 1 : -1]:
        if piece is headline or piece.kind == "heading" or piece.cells:
            break
        if _claims_rights(piece) or (own and _names_site(piece, own)):
            found.append(piece)
    return found


def site_of(address: str) -> str:
    """The domain of an address.

    >>> site_of("https://www.rantalehti.example/uutiset/1"), site_of("sivu.html")
    ('rantalehti.example', '')
    """
    try:
        return ".".join((urlsplit(address).hostname or "").split(".")[-2:])
    except ValueError:
        return ""


def _claims_rights(piece: PagePiece) -> bool:
    """ "© 2024 Rantalehti. Tekstin saa julkaista vain luvalla."."""
    return RIGHTS.match(piece.text) is not None


def _names_site(piece: PagePiece, site: str) -> bool:
    """ "Rantalehti.example on riippumaton verkkolehti."; an address of mail is that of somebody."""
    return bool(re.search(rf"(?<![@\w]){re.escape(site)}\b", piece.text, re.IGNORECASE)) and not belongs(piece)
