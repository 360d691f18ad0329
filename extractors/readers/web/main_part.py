"""Which pieces of a page are its document: the main part, without menus, related headlines and what follows them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from extractors.readers.claims.dateline import date_in, is_dateline, meeting_date
from extractors.readers.claims.dateline_words import ORGAN
from extractors.readers.claims.issuers import issuers_in
from extractors.readers.web.claims.headline import headlines, is_named
from extractors.readers.web.furniture.after_article import without_what_follows
from extractors.readers.web.furniture.captions import without_repeated_captions
from extractors.readers.web.furniture.chrome import (
    folded,
    is_credit_line,
    is_furniture_line,
    is_generic,
    is_kept_heading,
    is_related_heading,
    leads_to_neighbour,
    lexicon,
    opens_a_teaser,
)
from extractors.readers.web.link_matter import is_attachment, reaches
from extractors.readers.web.piece import PagePiece

LINKED = 0.8
PROSE = 80
CAPTION = 90
LABEL = 7

LINKED_PROSE = 0.4
"""Share of links in running text: a paragraph may refer to laws and reports by links."""

WORDED, HALF, SOME_TEXT = 0.3, 0.5, 0.6
"""Share of links under which a line says something itself, has as much text as links, has some text beside them."""

NO_LINK, TEASER, A_LINK = 0.1, 0.9, 0.95
"""Share of links of a sentence with one word linked, of a headline with its day, of a link with a bar or bullet."""

FEW_LINES = 150
"""Letters of two lines: a page's smallest text of its own under its headline, and its longest line of furniture."""

LEAD = 40
"""Letters of a line that is more than a label or a day."""

ORGAN_LINE, DATED_LINE, REGISTER_LINES = 80, 120, 300
"""Letters of a line that names an organ, of one that dates its meeting too, and of one of registers and contacts."""

SPACES = 3
"""Spaces of the shortest sentence: "Lautakunta kokoontui tänään taas" has three."""

WRITERS = 3
"""Writers of one article."""

MENU = 3
"""Links in a row that are a menu; two may end a paragraph."""

LOGIN_LINE = 60
"""Letters of a line that asks its reader to log in; a longer one tells of a service."""

LOGIN = re.compile(r"/(?:user/login|user/register|wp-login|log-?in|sign-?in|kirjaudu)(?:[/?.]|$)", re.IGNORECASE)
HOME = re.compile(r"(?:https?://[^/]+)?/?(?:(?:fi|sv|en)/?|index\.html?|etusivu/?|web/guest/?)?$")
REGISTERED = re.compile(r"\b(?:diaarinumero|diarienummer|dnro|dnr|asianro|asianumero|ärendenummer)\b", re.IGNORECASE)
BYLINE = re.compile(r"/(?:toimittajat?|kirjoittajat?|authors?|skribent(?:er)?|redaktor)/", re.IGNORECASE)
BARS = ("|", " · ", " » ", " › ", " / ")
STOPS = (".", "!", "?", "”", '"', ":")


def prose_of(pieces: list[PagePiece]) -> int:
    """How many characters of running text there are."""
    return sum(len(p.text) for p in pieces if p.density < LINKED_PROSE and len(p.text) >= PROSE)


def plain_of(pieces: list[PagePiece]) -> int:
    """How many characters of text outside links there are."""
    return sum(int(len(p.text) * (1 - min(p.density, 1))) for p in pieces)


def main_part(pieces: list[PagePiece], page_title: str = "") -> list[PagePiece]:
    """The pieces of <main>, of the one <article>, or of the element named as content, where these hold the text."""
    everything = plain_of(pieces) or 1
    for wanted, share in ((_in_main, 0.4), (_in_article, 0.6), (_in_content, 0.6)):
        inside = wanted(pieces)
        if inside and len(inside) < len(pieces):
            size = plain_of(inside)
            if size >= share * everything or (
                size > FEW_LINES and any(p.tag == "h1" for p in inside) and size >= 0.25 * everything
            ):
                outside = [p for p in pieces if p.aside or not wanted([p])]
                pieces = _with_contacts(pieces, inside, outside, page_title)
                everything = plain_of(pieces) or 1
    return pieces


def _with_contacts(
    pieces: list[PagePiece], inside: list[PagePiece], outside: list[PagePiece], page_title: str
) -> list[PagePiece]:
    """The pieces inside, and of those outside the headline, the lead, the contacts and attachments at the side."""
    wanted = {id(p) for p in inside}
    above = pieces[: next(n for n, p in enumerate(pieces) if id(p) in wanted)]
    if not any(p.tag == "h1" for p in inside):
        wanted |= {id(p) for p in _headlines_outside(above, outside, page_title)}
    wanted |= {id(p) for p in _leads(above)}
    wanted |= {id(p) for p in _at_the_side(pieces, wanted)}
    return [p for p in pieces if id(p) in wanted]


def _headlines_outside(above: list[PagePiece], outside: list[PagePiece], page_title: str) -> Iterator[PagePiece]:
    """The headlines outside, and the first heading above that the page is called after."""
    yield from (p for p in outside if p.tag == "h1")
    named = (p for p in above if p.kind == "heading" and p.tag != "h1" and is_named(p.text, page_title))
    yield from islice(named, 1)


def _leads(above: list[PagePiece]) -> Iterator[PagePiece]:
    """Datelines and leads between a headline and the main part; headings that name a meeting and its day."""
    headline = next((n for n, p in enumerate(above) if p.tag == "h1"), len(above))
    worded = [(n, p) for n, p in enumerate(above) if p.density < WORDED]
    yield from (p for n, p in worded if n >= headline and (is_dateline(p.text) or len(p.text) > LEAD))
    yield from (p for _, p in worded if (p.heading_class or p.kind == "heading") and meeting_date(p.text))


def _at_the_side(pieces: list[PagePiece], wanted: Collection[int]) -> Iterator[PagePiece]:
    """What stands at the side under a heading of contacts or attachments, as far as the next heading."""
    taking = False
    for piece in pieces:
        if id(piece) in wanted:
            taking = False
        elif piece.kind == "heading":
            taking = is_kept_heading(piece.text) and not is_furniture_line(piece.text)
        if taking and piece.aside:
            yield piece


def _in_main(pieces: list[PagePiece]) -> list[PagePiece]:
    return [p for p in pieces if p.main]


def _in_article(pieces: list[PagePiece]) -> list[PagePiece]:
    sizes: dict[int, int] = {}
    for p in pieces:
        if p.article:
            sizes[p.article] = sizes.get(p.article, 0) + int(len(p.text) * (1 - min(p.density, 1)))
    if not sizes:
        return []
    best = max(sizes, key=lambda a: sizes[a])
    return [p for p in pieces if p.article == best]


def _in_content(pieces: list[PagePiece]) -> list[PagePiece]:
    return [p for p in pieces if p.content]


def kept(pieces: list[PagePiece], listing: bool) -> list[PagePiece]:
    """What remains of a page's main part when furniture, related headlines and lists of links are gone."""
    pieces = _from_headline([p for p in pieces if not _is_furniture(p)])
    menus = set() if listing else _link_lists(pieces)
    found: list[PagePiece] = []
    skipping: int | None = None  # the level of the heading whose matter is passed over, LABEL for a line in the text
    for at, piece in enumerate(pieces):
        level = (piece.level or 6) if piece.kind == "heading" else 7 if piece.bold else None
        if skipping is not None and level is not None and level <= skipping and not is_related_heading(piece.text):
            skipping = None
        if (
            skipping is not None
            and len(piece.text) > 2 * PROSE
            and piece.density < NO_LINK
            and piece.text.endswith(STOPS)
            and piece.tag == "p"
        ):
            skipping = None
        if is_related_heading(piece.text) and not (listing and piece.tag == "h1"):
            skipping = level if piece.kind == "heading" else LABEL
        if skipping == LABEL and piece.density < SOME_TEXT and not is_related_heading(piece.text):
            skipping = None
        if skipping is not None or _is_teaser(piece, listing):
            continue
        if at in menus:
            continue
        found.append(piece)
    return _without_bare_headings(found if listing else without_repeated_captions(without_what_follows(found)))


def _is_furniture(piece: PagePiece) -> bool:
    """A line of nothing but furniture, or links side by side of which one is, or that lead nowhere."""
    if is_furniture_line(piece.text) or _is_credit(piece) or _asks_to_log_in(piece):
        return True
    if not piece.links or piece.density <= A_LINK:
        return False
    if len(piece.links) > 1 and piece.kind != "table row" and any(bar in piece.text for bar in BARS):
        return True
    if piece.kind != "heading" and all(leads_to_neighbour(words) for _, words in piece.links):
        return True
    if len(piece.text) < FEW_LINES and any(is_furniture_line(words) for _, words in piece.links if words):
        return True
    if all(HOME.match(address) for address, _ in piece.links):
        return True
    return piece.kind != "heading" and all(_goes_nowhere(address) for address, _ in piece.links)


def _asks_to_log_in(piece: PagePiece) -> bool:
    """ "Logga in för att kommentera": a short line whose only link is to where readers log in."""
    return len(piece.links) == 1 and len(piece.text) < LOGIN_LINE and LOGIN.search(piece.links[0][0]) is not None


def _is_credit(piece: PagePiece) -> bool:
    """ "Kuva: Lauri Malli", "Getty Images" under a picture; a caption that says something is a sentence."""
    if piece.kind == "heading":
        return False
    of_picture = piece.kind == "caption" and piece.tag != "caption"
    bare = of_picture and len(piece.text) < CAPTION and not piece.text.endswith(STOPS)
    return bare or is_credit_line(piece.text)


def _goes_nowhere(address: str) -> bool:
    return address.startswith(("javascript:", "#"))


def _from_headline(pieces: list[PagePiece]) -> list[PagePiece]:
    """Before the headline stand menus and the like: only a date, an issuer, a paragraph sign or real text is kept."""
    ours = [p for p in headlines(pieces) if not is_generic(p.text)]
    at = next((n for n, p in enumerate(pieces) if ours and p is ours[0]), None)
    if at is None:
        return pieces
    above = [p for p in pieces[:at] if p.density < HALF]
    if plain_of(above) > plain_of(pieces[at:]):
        return above + pieces[at:]
    after = [*above[1:], pieces[at]]
    return [p for p, n in zip(above, after, strict=False) if _belongs_above(p) or _heads(p, n)] + pieces[at:]


def _heads(piece: PagePiece, following: PagePiece) -> bool:
    """Whether a line names the organ or official whose decision the next line dates."""
    return (
        len(piece.text) < ORGAN_LINE
        and ORGAN.search(piece.text) is not None
        and meeting_date(following.text) is not None
    )


def _belongs_above(piece: PagePiece) -> bool:
    words = piece.text
    if (
        is_dateline(words)
        or words.startswith("§")
        or meeting_date(words)
        or folded(words) in ("tiedote", "pressmeddelande", "press release")
    ):
        return True
    if len(words) < REGISTER_LINES and (
        REGISTERED.search(words) or (_is_in_document(piece) and (reaches(piece) or issuers_in(words)))
    ):
        return True
    if piece.density < WORDED and words.count(" ") >= SPACES and words.rstrip().endswith((".", "!", "?", "”")):
        return True
    return len(words) < DATED_LINE and ORGAN.search(words) is not None and date_in(words) is not None


def _is_in_document(piece: PagePiece) -> bool:
    return piece.main or piece.article > 0 or piece.content


def _is_teaser(piece: PagePiece, listing: bool) -> bool:
    starts = piece.density > WORDED and opens_a_teaser(piece.text)
    if starts:
        return True
    if (
        listing
        or piece.kind in ("list item", "table row", "heading")
        or piece.tag in ("p", "li", "td", "tr", "h1", "h2", "dd")
    ):
        return False
    return piece.density > TEASER and not _is_matter(piece) and not _is_byline(piece)


def _is_byline(piece: PagePiece) -> bool:
    """The name of a writer, linked to what else they wrote."""
    return len(piece.links) <= WRITERS and all(BYLINE.search(address) for address, _ in piece.links)


def _link_lists(pieces: list[PagePiece]) -> set[int]:
    """The places of link pieces that stand three or more in a row without a heading of the document's above them."""
    found: set[int] = set()
    run: list[int] = []
    for at, piece in enumerate([*pieces, PagePiece("heading", "")]):
        if piece.density >= LINKED and piece.kind not in ("heading", "table row"):
            run.append(at)
            continue
        if sum(max(len(pieces[n].links), 1) for n in run) >= MENU:
            above = pieces[run[0] - 1] if run[0] else None
            opened = above is not None and (above.kind == "heading" or above.bold or above.text.rstrip().endswith(":"))
            opened = opened or _is_amid_text(pieces, run)
            if not opened or (above is not None and is_related_heading(above.text)):
                found |= {n for n in run if not _is_matter(pieces[n])}
        run = []
    return found


def _is_amid_text(pieces: list[PagePiece], run: list[int]) -> bool:
    """Links between two paragraphs of the document's own element belong to it; menus stand before or after all text."""
    before, after = pieces[max(run[0] - 1, 0)], pieces[min(run[-1] + 1, len(pieces) - 1)]
    same = before.content == pieces[run[0]].content == after.content and (
        before.content or before.main or before.article > 0
    )
    return same and all(p.density < WORDED and p.kind == "paragraph" and len(p.text) > LEAD for p in (before, after))


def _is_matter(piece: PagePiece) -> bool:
    """Attachments and addresses are matter, not menus."""
    return reaches(piece) or any(is_attachment(address) for address, _ in piece.links)


def _without_bare_headings(pieces: list[PagePiece]) -> list[PagePiece]:
    """A heading at the end with nothing under it is what is left of furniture."""
    while len(pieces) > 1 and pieces[-1].kind == "heading" and pieces[-1].tag != "h1":
        pieces.pop()
    return pieces


def within_sentences(text: str) -> str:
    """A text without the words meant for screen readers."""
    low = text.lower()
    for words in lexicon()["inside"]:
        at = low.find(words)
        while at >= 0:
            start, end = at, at + len(words)
            if start and text[start - 1] == "(" and text[end : end + 1] == ")":
                start, end = start - 1, end + 1
            text = (text[:start].rstrip(" ,") + text[end:]).strip()
            low = text.lower()
            at = low.find(words)
    return text
