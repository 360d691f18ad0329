"""Web pages: parsed once; the main part kept, with its headings, lists and tables; what they claim of themselves.

bytes ▶ characters ▶ elements ▶ pieces ▶ the main part ▶ Draft
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from extractors.lexicon.hosts import owner_of, site_claims
from extractors.model.document import Issue, RawDocument
from extractors.model.draft import Block, Claim, Draft
from extractors.model.errors import DamagedDocument, EmptyDocument, HostileDocument
from extractors.readers.claims.release import release_claims, tidy_release
from extractors.readers.web.claims.beside_headline import day_beside
from extractors.readers.web.claims.headline import titles
from extractors.readers.web.claims.metadata import claims_of
from extractors.readers.web.claims.page_claims import HANDLING, day_in_address, published_claims, publisher_claims
from extractors.readers.web.claims.searched_date import is_plausible, searched_day
from extractors.readers.web.furniture.after_article import without_what_follows, written_length
from extractors.readers.web.furniture.boxes_amid import boxes_amid, cards_amid
from extractors.readers.web.furniture.calls_to_readers import calls_to_readers
from extractors.readers.web.furniture.captions import credited_captions
from extractors.readers.web.furniture.chrome import folded
from extractors.readers.web.furniture.lines_apart import is_official, is_ours, lines_apart
from extractors.readers.web.furniture.parting_words import parting_words
from extractors.readers.web.list_pages import feeds_of, frames_of, is_listing, links_of
from extractors.readers.web.main_part import kept, main_part, plain_of, prose_of, within_sentences
from extractors.readers.web.page_blocks import pieces_of
from extractors.readers.web.piece import PagePiece
from extractors.readers.web.state_script import State, state_of
from extractors.text.cleaning import one_line
from extractors.text.decoding import decoded

THIN = 200
MOST_ATTRIBUTES = 10_000  # the parser compares each with all the others
LONG_TAG = re.compile(r"<[A-Za-z][^<>]{50000,}")
LEAD = 240
BULLET = re.compile(r"[-•·▪\uf0b7]\s+\S")

ALL_LINKS, HALF = 0.8, 0.5
"""Shares of a piece that is a link with a word or a day beside it, and of one that has as much text as links."""

OWN_LINE = 20
"""Letters of a line that says something of its own."""

STYLED_HEADING = 150
"""Letters of a paragraph that is a heading by its style alone."""


def read_html(raw: RawDocument) -> Draft:
    """The draft of a web page; raises EmptyDocument where nothing in it can be read."""
    text, note = decoded(raw.content, raw.charset)
    tree = parse(text, raw.source)
    draft = draft_of(tree, raw.source)
    draft.claims = [claim for claim in draft.claims if claim.field != "published" or is_plausible(claim.value)]
    if not any(name == "published" and value for name, value in raw.hints) and (day := searched_day(draft, tree)):
        draft.claims.append(Claim("published", day, "search"))
    draft.issues += [Issue(reason=note)] if note else []
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

    if any(len(tag[0].split()) > MOST_ATTRIBUTES for tag in LONG_TAG.finditer(text)):
        raise HostileDocument(
            f"an element has more than {MOST_ATTRIBUTES} attributes", subject=source, advice="Do not open it."
        )
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DamagedDocument(
            f"the page cannot be parsed ({error})", subject=source, advice="Fetch it again."
        ) from error
    return tree


class PageSeen(NamedTuple):
    """What a page shows: the pieces that are left of it, which of them is its headline, and what claims its title."""

    pieces: list[PagePiece]
    headline: PagePiece | None
    titles: list[tuple[Claim, PagePiece | None]]
    claims: list[Claim]
    listing: bool = False


class PageNames(NamedTuple):
    """What a page's head calls it and its site."""

    title: str
    og_title: str | None
    site: str | None

    def titles(self, pieces: list[PagePiece], listing: bool = False) -> list[tuple[Claim, PagePiece | None]]:
        """Claims of the title, the likeliest first, with the piece each stands in."""
        return list(titles(pieces, self.title, self.og_title, self.site, listing))


def draft_of(tree: Any, source: str) -> Draft:
    """The draft of parsed elements."""
    body = tree.find("body")
    body = tree if body is None else body
    try:
        everything = pieces_of(body)
    except RecursionError as error:
        advice = "Ask its publisher for a plain copy."
        raise DamagedDocument("its elements are nested too deep", subject=source, advice=advice) from error
    claims = claims_of(tree)
    names = _names(tree, claims)
    seen = _seen(main_part(everything, names.title), claims, names)
    if prose_of(seen.pieces) < THIN and not seen.listing:
        seen = _seen_in_script(tree, seen, names)
    draft, base = Draft("text/html", listing=seen.listing), _base(tree, source)
    draft.claims += [claim for claim in seen.claims if not (claim.field == "title" and claim.where == "open graph")]
    draft.claims += [claim for claim, _ in seen.titles]
    draft.claims.append(Claim("kind", "web page", "markup"))
    draft.claims += published_claims(seen.pieces, seen.headline, body, seen.listing, names.title)
    if not seen.listing and not is_ours(draft, seen.pieces) and (day := day_beside(seen.pieces, seen.headline, body)):
        draft.claims.append(Claim("published", day, "beside headline"))
    draft.claims += publisher_claims(seen.pieces, names.title, owner_of(base))
    draft.claims += release_claims(seen.pieces, seen.headline, names.title, source, everything)
    pieces = _laid(draft, seen, base)
    draft.links = [*links_of(pieces, base, seen.listing), *feeds_of(tree, base)]
    draft.claims += [*site_claims(base), *(Claim("published", day, "address") for day in day_in_address(base))]
    if not draft.blocks and names.title and (frames := list(frames_of(tree, base))):
        draft.blocks, draft.links, draft.listing = [Block("title", names.title, level=1)], frames, True
    if not seen.listing and all(p.density >= ALL_LINKS or p is seen.headline for p in pieces):
        draft.issues.append(Issue(reason="the page has hardly any text of its own", text=names.title[:200]))
    return draft


def _names(tree: Any, claims: list[Claim]) -> PageNames:
    title = one_line("".join(tree.xpath("string((//head/title|//title)[1])")))
    said = {claim.field: claim.value for claim in reversed(claims) if claim.where == "open graph"}  # the first counts
    return PageNames(title, said.get("title"), said.get("publisher"))


def _seen(pieces: list[PagePiece], claims: list[Claim], names: PageNames) -> PageSeen:
    """What the elements of a page's main part show: an article, or a list of others."""
    found = names.titles(pieces)
    headline = next((piece for _, piece in found if piece is not None), None)
    entries = kept(pieces, True)
    if not is_listing(entries, headline) or not is_listing(without_what_follows(entries), headline):
        return PageSeen(kept(pieces, False), headline, found, claims)
    found = names.titles(entries, listing=True)
    shown = (piece for _, piece in found if piece is not None)
    headline = next((piece for piece in shown if not piece.links or piece.tag == "h1"), None)
    found = [(claim, piece) for claim, piece in found if piece is None or piece is headline]
    return PageSeen(entries, headline, found, claims, listing=True)


def _seen_in_script(tree: Any, seen: PageSeen, names: PageNames) -> PageSeen:
    """What a script holds, where it is the page's document; else what was seen."""
    state = state_of(tree)
    if not state or not _is_drawn_by_script(state, seen.pieces, seen.headline, names.title):
        return seen
    headline = state.pieces[0] if state.pieces and state.pieces[0].tag == "h1" else None
    return PageSeen(state.pieces, headline, names.titles(state.pieces), [*state.claims, *seen.claims])


def _laid(draft: Draft, seen: PageSeen, base: str) -> list[PagePiece]:
    """Put the pieces that are the page's own matter into the draft; those pieces."""
    pieces = [p for p in tidy_release(seen.pieces, seen.headline) if not HANDLING & set(p.cells)]
    if not seen.listing and not owner_of(base) and not is_official(draft):
        pieces = _without_page_matter(pieces, seen.headline, base, draft)
    blocks = (_block(piece, piece is seen.headline) for piece in pieces)
    draft.blocks = [b for b in blocks if b.text or b.cells]
    draft.issues += [Issue(reason=p.fault, text=p.text[:200]) for p in _at_fault(pieces)]
    return pieces


Tells = Callable[[list[PagePiece], PagePiece | None], list[PagePiece]]
"""What finds the pieces that are no matter of a page."""


def _without_page_matter(
    pieces: list[PagePiece], headline: PagePiece | None, base: str, draft: Draft
) -> list[PagePiece]:
    """The pieces without those that tell of the page or of its site; their words are kept as furniture."""
    tells: list[Tells] = [boxes_amid, cards_amid, partial(parting_words, address=base)]
    for found_by in tells if is_ours(draft, pieces) else [lines_apart, calls_to_readers, credited_captions, *tells]:
        apart = {id(piece) for piece in found_by(pieces, headline)}
        draft.furniture += [one_line(p.text) for p in pieces if id(p) in apart]
        pieces = [p for p in pieces if id(p) not in apart]
    return pieces


def _at_fault(pieces: list[PagePiece]) -> list[PagePiece]:
    """The first row of each table whose columns cannot be told."""
    pairs = zip([None, *pieces], pieces, strict=False)
    return [p for before, p in pairs if p.fault and not (before is not None and before.fault)]


def _is_drawn_by_script(state: State, pieces: list[PagePiece], headline: PagePiece | None, page_title: str) -> bool:
    """Whether a script's state is the page's document: the elements hold next to nothing, or the same title."""
    if written_length(state.pieces) <= 2 * plain_of(pieces):
        return False
    own = [p for p in pieces if p is not headline and p.density < HALF and len(p.text) >= OWN_LINE]
    named = folded(state.pieces[0].text) if state.pieces and state.pieces[0].tag == "h1" else ""
    return not own or (named != "" and named in folded(f"{page_title} {headline.text if headline else ''}"))


def _block(piece: PagePiece, is_title: bool) -> Block:
    kind = piece.kind
    if is_title:
        return Block("title", one_line(piece.text), level=1, language=piece.language)
    if (
        kind == "paragraph"
        and (piece.heading_class or piece.bold)
        and len(piece.text) <= STYLED_HEADING
        and not piece.text.endswith((".", ",", ";"))
    ):
        return Block("heading", one_line(piece.text), level=piece.level or 4, language=piece.language, row=piece.row)
    if kind == "heading" and (len(piece.text) > LEAD or (len(piece.text) > LEAD // 2 and piece.text.endswith("."))):
        kind = "paragraph"  # a lead in a heading's clothes
    if kind == "paragraph" and BULLET.match(piece.text):
        return Block("list item", within_sentences(piece.text), level=1, language=piece.language)
    if piece.cells:
        cells = tuple(within_sentences(c) for c in piece.cells)
        return Block("table row", cells=cells, language=piece.language, row=piece.row)
    words = within_sentences(piece.text)
    level = piece.level if kind in ("heading", "list item") else None
    words = one_line(words) if kind == "heading" else words
    return Block(kind, words, level=level, language=piece.language, row=piece.row)


def _base(tree: Any, source: str) -> str:
    for base in tree.iter("base"):
        if (base.get("href") or "").startswith(("http://", "https://")):
            return str(base.get("href"))
    if not source.startswith(("http://", "https://")):
        for link in tree.iter("link"):
            if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
                return str(link.get("href"))
    return source
