"""Web pages: parsed once; the main part kept, with its headings, lists and tables; what they claim of themselves.

bytes ▶ characters ▶ elements ▶ pieces ▶ the main part ▶ Draft
"""

from __future__ import annotations

import re
from typing import Any

from extractors.document import Issue, RawDocument
from extractors.draft import Block, Claim, Draft
from extractors.errors import DamagedDocument, EmptyDocument
from extractors.readers.cleaning import decode, one_line
from extractors.readers.dateline import ORGAN, date_in, held_date, is_dateline, labelled, meeting_date, revised
from extractors.readers.htmlblocks import pieces_of
from extractors.readers.htmlpiece import Piece
from extractors.readers.htmlmain import kept, main_part, prose_of, within_sentences
from extractors.readers.htmltitle import PAPER, titles
from extractors.readers.listing import feeds_of, is_listing, links_of
from extractors.readers.metadata import SEPARATORS, claims_of, dates_in_body
from extractors.readers.release import issuers_in, release_claims, tidy_release

THIN = 200
HANDLING = {"Kokouspvm", "Kokouspäivä", "Sammanträdesdatum"}  # in the header row of a handling history


def read_html(raw: RawDocument) -> Draft:
    """The draft of a web page; raises EmptyDocument where nothing in it can be read."""
    tree = parse(decode(raw.content, raw.charset), raw.source)
    draft = draft_of(tree, raw.source)
    if not draft.blocks:
        raise EmptyDocument(
            "the page has no text of its own",
            subject=raw.source,
            advice="It may be drawn by a script: look for its feed or its PDF.",
        )
    return draft


def parse(text: str, source: str) -> Any:
    """The elements of a page, comments left out; the parser mends what it can."""
    from lxml import etree, html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DamagedDocument(
            f"the page cannot be parsed ({error})", subject=source, advice="Fetch it again."
        ) from error
    return tree


def draft_of(tree: Any, source: str) -> Draft:
    """The draft of parsed elements."""
    body = tree.find("body")
    body = tree if body is None else body
    try:
        everything = pieces_of(body)
    except RecursionError as error:
        raise DamagedDocument("its elements are nested too deep", subject=source) from error
    pieces = main_part(everything)
    claims = claims_of(tree)
    page_title = one_line("".join(tree.xpath("string((//head/title|//title)[1])")))
    site = next((c.value for c in claims if c.field == "publisher" and c.where == "open graph"), None)
    og_title = next((c.value for c in claims if c.field == "title" and c.where == "open graph"), None)
    found = list(titles(pieces, page_title, og_title, site))
    headline = next((piece for _, piece in found if piece is not None), None)
    listing = is_listing(kept(pieces, True), headline)
    pieces = kept(pieces, listing)
    if listing:
        found = list(titles(pieces, page_title, og_title, site, listing))
        headline = next(
            (piece for _, piece in found if piece is not None and (not piece.links or piece.tag == "h1")), None
        )
        found = [(claim, piece) for claim, piece in found if piece is None or piece is headline]

    if prose_of(pieces) < THIN and not listing:
        from extractors.readers.statescript import state_of

        if (state := state_of(tree)) and prose_of(state.pieces) > prose_of(pieces):
            pieces, claims = state.pieces, [*state.claims, *claims]
            headline = pieces[0] if pieces and pieces[0].tag == "h1" else None
            found = list(titles(pieces, page_title, og_title, site))
    draft = Draft("text/html", listing=listing)
    draft.claims = [claim for claim in claims if not (claim.field == "title" and claim.where == "open graph")]
    draft.claims += [claim for claim, _ in found]
    draft.claims.append(Claim("kind", "web page", "markup"))
    draft.claims += _published(pieces, body, listing)
    draft.claims += _publishers(pieces, page_title)
    draft.claims += release_claims(pieces, headline, page_title, source, everything)
    pieces = [p for p in tidy_release(pieces, headline) if not HANDLING & set(p.cells)]
    draft.blocks = [_block(piece, piece is headline) for piece in pieces]
    draft.blocks = [b for b in draft.blocks if b.text or b.cells]
    base = _base(tree, source)
    draft.links = [*links_of(pieces, base, listing), *feeds_of(tree, base)]
    if not any(p.density < 0.8 and p is not headline for p in pieces) and not listing:
        draft.issues.append(Issue(reason="the page has hardly any text of its own", text=page_title))
    return draft


def _published(pieces: list[Piece], body: Any, listing: bool) -> list[Claim]:
    """What the page itself says of its date, from its datelines to its "päivitetty"."""
    claims = []
    for piece in pieces[:15]:
        if not piece.cells and not piece.links and (day := meeting_date(piece.text)):
            claims.append(Claim("published", day, "decision system"))
            break
    claims += [Claim("published", day, "decision system") for day in _handling(pieces)]
    if not claims and any(PAPER.search(p.text) for p in pieces[:8] if len(p.text) < 120):
        claims += [Claim("published", day, "decision system") for p in pieces[:12] if (day := held_date(p.text))][:1]
    if not listing:
        for piece in pieces[:12]:
            if is_dateline(piece.text) and (day := labelled(piece.text) or date_in(piece.text)):
                claims.append(Claim("published", day, "dateline"))
                break
        claims += dates_in_body(body, None)
    if not listing:
        for piece in [*pieces[:20], *pieces[-6:]]:
            if day := labelled(piece.text):
                claims.append(Claim("published", day, "dateline"))
                break
    for piece in [*pieces[:8], *pieces[-6:]]:
        if day := revised(piece.text):
            claims.append(Claim("published", day, "revised"))
            break
    return claims


def _publishers(pieces: list[Piece], page_title: str) -> list[Claim]:
    """The organ whose meeting it is, and the authority whose site it stands on."""
    part = SEPARATORS.split(page_title)[-1].strip()
    sites = [
        name
        for cell in (part, *(c for p in pieces[:3] for c in p.cells[:1]))
        if len(cell) < 80
        for name in issuers_in(cell)
    ]
    organs = []
    for piece in pieces[:15]:
        if not piece.cells and not piece.links and meeting_date(piece.text):
            parts = [part.strip() for part in re.split(r"[\n:,]|\s(?=\d|[-–]\s)", piece.text)]
            organs = [p for p in parts if len(p) < 90 and p[:1].isupper() and (ORGAN.search(p) or issuers_in(p))]
            break
    if organs:
        return [Claim("publisher", name, "decision system") for name in dict.fromkeys([*sites[:1], *organs])]
    return [Claim("publisher", name, "html title") for name in sites[:1]]


def _handling(pieces: list[Piece]) -> list[str]:
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


def _block(piece: Piece, is_title: bool) -> Block:
    kind = piece.kind
    if is_title:
        return Block("title", one_line(piece.text), level=1, language=piece.language)
    if (
        kind == "paragraph"
        and (piece.heading_class or piece.bold)
        and len(piece.text) <= 150
        and not piece.text.endswith((".", ",", ";"))
    ):
        return Block("heading", one_line(piece.text), level=piece.level or 4, language=piece.language)
    if piece.cells:
        return Block("table row", cells=tuple(within_sentences(c) for c in piece.cells), language=piece.language)
    words = within_sentences(piece.text)
    return Block(kind, one_line(words) if kind == "heading" else words, level=piece.level, language=piece.language)


def _base(tree: Any, source: str) -> str:
    for base in tree.iter("base"):
        if (base.get("href") or "").startswith(("http://", "https://")):
            return str(base.get("href"))
    if not source.startswith(("http://", "https://")):
        for link in tree.iter("link"):
            if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
                return str(link.get("href"))
    return source
