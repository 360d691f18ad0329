"""A page's elements as pieces in reading order: headings, paragraphs, list items, table rows, captions.

A piece knows how much of it is link text and whether it stands in the page's main part; what is kept of them is
decided in `main_part`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from extractors.model.draft import GridRow
from extractors.readers.grid import alone, flowing, own_places
from extractors.readers.web.data_tables import captions_of, cells_of, is_layout, rows_of, spanning, tables_in
from extractors.readers.web.furniture.chrome import is_furniture_line, lexicon
from extractors.readers.web.furniture.class_tokens import is_caption, names_of, strength_of
from extractors.readers.web.furniture.consent_boxes import consent_boxes
from extractors.readers.web.furniture.furniture_elements import Element, is_furniture, is_hinted_furniture
from extractors.readers.web.piece import PagePiece, PagePlace, Walk
from extractors.readers.web.text_weight import Weights
from extractors.text.cleaning import one_line

INLINE = lexicon()["inline"]
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
HEADING_CLASSES = {"h1", "h2", "h3", "h4", "header", "ots", "otsikko", "asiaotsikko", "title", "heading"}
APART = {"a", "time", "button"}
GUTTED = 0.2  # of a page's text: with less left over, a name has misled (a magazine's "TOC_TITLE_1" round each section)
LINKED = 0.5
PROSE = 80  # characters that are a sentence of running text
LITTLE = 200  # characters that readers wrote: where no sentence stands beside them, they are a thread of a forum
HEAD = 3  # pieces in which a date and a byline stand between the headline and the lead
CAPTIONED = {"p", "div", "dd", "span"}
SIDES = APART | {"span", "label", "b", "strong", "em"}

WORD_BEGINS = re.compile(r"\s*[^\W\d_]{3}")
"""A word, not the ending of one: "Puhelin:<span>vaihde"."""

BOLD_LINE = 4
"""Letters of a line in bold that may be a heading; a bold sign or number is none."""

A_LINK = 0.95
"""Share of a cell that is a link and nothing else."""


def pieces_of(body: Any) -> list[PagePiece]:
    """The pieces of an lxml element, furniture that markup shows left out.

    Where names that only hint ("toc", "widget") would leave next to nothing of the text, they are not believed.
    """
    weights, asks, heads = Weights(), consent_boxes(body), _around_headline(body)
    place = PagePlace(element=body, part=weights.of(body))
    walk = Walk(weights=weights, total=place.part, dropped=asks, heads=heads, place=place)
    _walk_through(body, walk)
    gutted = walk.doubted and sum(len(p.text) for p in walk.pieces if p.density < LINKED) < GUTTED * walk.total
    prose = sum(len(p.text) for p in walk.pieces if p.density < LINKED and len(p.text) >= PROSE)
    thread = not prose and walk.replied > LITTLE
    if gutted or thread:
        gentle = replace(walk, pieces=[], place=place, believes=not gutted, threads=thread)
        _walk_through(body, gentle)
        return gentle.pieces
    return walk.pieces


def _walk_through(body: Any, walk: Walk) -> None:
    _children(body, walk)
    walk.flush()


def _around_headline(body: Any) -> set[Any]:
    """The elements around a page's one <h1>; of several the first may well be the site's."""
    first = [h1 for h1, _ in zip(body.iter("h1"), range(2), strict=False)]
    return set(first[0].iterancestors()) | set(first) if len(first) == 1 else set()


def _is_left_out(element: Any, tag: str, walk: Walk) -> bool:
    at = walk.place
    it = Element(
        element,
        tag,
        names_of(element),
        walk.weights,
        walk.total,
        at.part,
        inside=at.main or at.article > 0,
        in_article=at.article > 0,
        after_headline=any(piece.tag == "h1" for piece in walk.pieces[-HEAD:]),
        headed=element in walk.heads,
    )
    if not (walk.threads and it.strength == "replies") and is_furniture(it):
        walk.replied += it.size if it.strength == "replies" else 0
        return True
    hinted = is_hinted_furniture(it)
    walk.doubted = walk.doubted or hinted
    return hinted and walk.believes


def _children(element: Any, walk: Walk, in_link: bool = False, in_bold: bool = False) -> None:
    walk.add(element.text, in_link, in_bold)
    before = ""
    for child in element:
        if isinstance(child.tag, str):
            if before and child.tag in SIDES and walk.parts and _is_apart(before, child, walk.parts[-1]):
                walk.parts.append(" ")
            _element(child, walk, in_link, in_bold)
            before = child.tag
        walk.add(child.tail, in_link, in_bold)
        before = "" if child.tail else before


def _is_apart(before: str, child: Any, written: str) -> bool:
    """Whether a style sheet, not a space, sets two neighbours apart: two links, "Liite 1:" and its name, a name and a
    time.  Word cuts its words into spans, so that two spans alone say nothing.
    """
    if not written or written[-1].isspace():
        return False
    if before in APART and child.tag in APART:
        return True
    if "time" in (before, child.tag) and written[-1].isalnum():
        return True
    return (
        before in SIDES
        and WORD_BEGINS.match(child.text or "") is not None
        and (written[-1] == ":" or written[-1].isdigit())
    )


def _element(element: Any, walk: Walk, in_link: bool, in_bold: bool) -> None:
    tag = element.tag.lower()
    if tag == "br":
        if _ends_block(walk):
            walk.flush()
        else:
            walk.parts.append("\n")
    elif tag == "hr":
        walk.flush()
    elif element in walk.dropped or _is_left_out(element, tag, walk):
        return
    elif tag == "table":
        walk.flush()
        _table(element, walk)
        walk.flush()
    elif tag in INLINE and not _holds_blocks(element, tag) and not is_caption(names_of(element)):
        _inline(element, tag, walk, in_link, in_bold)
    else:
        _block(element, tag, walk, in_link, in_bold)


def _inline(element: Any, tag: str, walk: Walk, in_link: bool, in_bold: bool) -> None:
    address = element.get("href") if tag == "a" else None
    mark = len(walk.parts)
    _children(element, walk, in_link or address is not None, in_bold or tag in ("b", "strong"))
    if address:
        walk.links.append((address, one_line("".join(walk.parts[mark:]))))
    if tag == "label":
        walk.place.heading_class = walk.place.heading_class or _heading_class(element)


def _block(element: Any, tag: str, walk: Walk, in_link: bool, in_bold: bool) -> None:
    walk.flush()
    before, walk.place = walk.place, _place(element, tag, walk)
    address, mark = element.get("href") if tag == "a" else None, len(walk.pieces)
    _children(element, walk, in_link or address is not None, in_bold or tag in ("b", "strong"))
    if address and walk.parts and not any(p.kind == "heading" for p in walk.pieces[mark:]):
        walk.links.append((address, one_line("".join(walk.parts))))
    elif address and walk.pieces:  # a card: it is called by its heading
        card = next((p for p in walk.pieces[mark:] if p.kind == "heading"), walk.pieces[-1])
        card.links.append((address, card.text))
    walk.flush()
    walk.place = before


def _place(element: Any, tag: str, walk: Walk) -> PagePlace:
    """Where the inside of an element is."""
    names = names_of(element)
    at = walk.place.inside_of(element, tag, _heading_class(element))
    _set_kind(at, tag, names)
    if tag == "article" and not at.article:
        walk.articles += 1
        at.article = walk.articles
    if tag in ("main", "article"):
        at.part = walk.weights.of(element)
    role = element.get("role")
    at.main = at.main or tag == "main" or role == "main"
    at.content = at.content or (names != "" and strength_of(names) == "content")
    at.aside = at.aside or tag == "aside" or role == "complementary"
    at.language = (element.get("lang") or "")[:2].lower() or at.language
    return at


def _set_kind(at: PagePlace, tag: str, names: str) -> None:
    if tag in HEADINGS:
        at.kind, at.level = "heading", HEADINGS[tag]
    elif tag in ("li", "dd"):
        at.kind, at.level = "list item", max(at.lists, 1)
    elif tag in ("ul", "ol", "dl"):
        at.kind, at.level, at.lists = "paragraph", None, at.lists + 1
    elif tag in ("figcaption", "caption") or (names and tag in CAPTIONED and is_caption(names)):
        at.kind, at.level = "caption", None
    elif at.kind == "heading" or tag not in ("div", "p", "section", "span"):
        at.kind, at.level = "paragraph", None


def _heading_class(element: Any) -> str:
    names = element.get("class")
    return next((token for token in names.lower().split() if token in HEADING_CLASSES), "") if names else ""


def _holds_blocks(element: Any, tag: str) -> bool:
    """An inline element wrapped around blocks (a link round a card, a span round paragraphs) is itself a block."""
    if len(element) == 0 or tag == "img":
        return False
    tags = (e.tag.lower() for e in element.iterdescendants() if isinstance(e.tag, str))
    return any(inside not in INLINE and inside != "br" for inside in tags)


def _ends_block(walk: Walk) -> bool:
    """A second <br> in a row ends a paragraph, and so does one after a line in bold: that line is a heading."""
    parts = [part for part in walk.parts[-3:] if part == "\n" or part.strip()]
    if parts and parts[-1] == "\n":
        return len(walk.parts) > 1
    return walk.bold >= BOLD_LINE and not walk.unbold


def _table(table: Any, walk: Walk) -> None:
    """A table of data as rows on its grid, tables inside its cells after it; any other as the parts it places."""
    rows = rows_of(table)
    if is_layout(table, rows):
        _children(table, walk)
        return
    for caption in captions_of(table):
        _element(caption, walk, False, False)
    hidden = {row for row in rows if _is_left_out(row, "tr", walk)}
    said = [[(cell, _said_in(cell, walk)) for cell in cells_of(row)] for row in rows]
    grid = flowing([[spanning(cell, one_line(piece.text)) for cell, piece in row] for row in said])
    grid.heads |= {n for n, row in enumerate(rows) if row.getparent().tag == "thead"}
    if fault := grid.fault():
        shown = [cells for row, cells in zip(rows, said, strict=True) if row not in hidden]
        walk.pieces += filter(None, (_unsettled(cells, walk, fault) for cells in shown))
    else:
        by_place = dict(zip(sorted(grid.cells), (piece for row in said for _, piece in row), strict=True))
        shown_rows = ((row, element) for row, element in zip(grid.rows(), rows, strict=False) if element not in hidden)
        for row, element in shown_rows:
            _row(row, [by_place[place] for place in own_places(row)], element, walk)
    for cell in (cell for row in rows if row not in hidden for cell in cells_of(row)):
        for inner in tables_in(cell):
            _table(inner, walk)


def _said_in(cell: Any, walk: Walk) -> PagePiece:
    """What a cell says; nothing where it is a link of the page's furniture ("Jaa Facebookissa")."""
    piece = _cell(cell, walk)
    if piece.links and piece.density > A_LINK and is_furniture_line(piece.text):
        piece.text, piece.linked, piece.links = "", 0, []
    return piece


def _row(row: GridRow, cells: list[PagePiece], element: Any, walk: Walk) -> None:
    """A row with one filled cell is a paragraph, or a heading where its class says so."""
    filled = [cell for cell in cells if cell.text]
    if not filled:
        return
    links = [link for cell in cells for link in cell.links]
    linked = sum(cell.linked for cell in cells)
    if alone(row):
        piece = walk.piece("paragraph", filled[0].text, linked, links, filled[0].bold, "tr")
        piece.heading_class = next(filter(None, map(_heading_class, cells_of(element))), "") or filled[0].heading_class
    else:
        piece = walk.piece("table row", "\t".join(row.cells), linked, links, False, "tr")
        piece.cells, piece.heading_class = row.cells, ""
    piece.level, piece.row, piece.element = None, row, element
    walk.pieces.append(piece)


def _unsettled(row: list[tuple[Any, PagePiece]], walk: Walk, fault: str) -> PagePiece | None:
    """The words of a row whose columns cannot be told."""
    cells = [piece for _, piece in row if piece.text]
    if not cells:
        return None
    links = [link for cell in cells for link in cell.links]
    words = " ".join(one_line(cell.text) for cell in cells)
    piece = walk.piece("table row", words, sum(cell.linked for cell in cells), links, False, "tr")
    piece.level, piece.heading_class, piece.fault, piece.element = None, "", fault, row[0][0]
    return piece


def _cell(cell: Any, outer: Walk) -> PagePiece:
    inner = Walk(
        weights=outer.weights,
        total=outer.total,
        dropped=set(tables_in(cell)),
        heads=outer.heads,
        believes=outer.believes,
    )
    inner.place.part, inner.place.element = outer.place.part, cell
    _children(cell, inner)
    inner.flush()
    found = inner.pieces
    return PagePiece(
        "table row",
        "\n".join(p.text for p in found),
        linked=sum(p.linked for p in found),
        links=[link for p in found for link in p.links],
        bold=bool(found) and all(p.bold for p in found),
        heading_class=next((p.heading_class for p in found if p.heading_class), ""),
    )
