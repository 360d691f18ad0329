"""A page's elements as pieces in reading order: headings, paragraphs, list items, table rows, captions.

A piece knows how much of it is link text and whether it stands in the page's main part; what is kept of them is
decided in `htmlmain`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from extractors.document import PassageKind
from extractors.readers.chrome import DROPPED_ROLES, DROPPED_TAGS, is_hidden, strength_of
from extractors.readers.cleaning import lines_of, one_line

INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark",
    "meter", "nobr", "output", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    "hi", "img", "noscript", "o:p",
}  # fmt: skip
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
HEADING_CLASSES = {
    "h1": 1,
    "h2": 2,
    "h3": 3,
    "h4": 4,
    "header": 1,
    "ots": 1,
    "otsikko": 1,
    "asiaotsikko": 1,
    "title": 1,
    "heading": 2,
}
APART = {"a", "time", "button"}
LONG_CELL = 300


@dataclass(eq=False)
class Piece:
    """One block of a page; `linked` counts the characters inside links."""

    kind: PassageKind
    text: str
    level: int | None = None
    cells: tuple[str, ...] = ()
    linked: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)
    tag: str = ""
    bold: bool = False
    heading_class: str = ""
    main: bool = False
    content: bool = False
    article: int = 0
    aside: bool = False
    language: str | None = None

    @cached_property
    def density(self) -> float:
        """Share of link text, letters and digits only."""
        size = sum(map(str.isalnum, self.text))
        return self.linked / size if size else 0.0


@dataclass
class _State:
    pieces: list[Piece] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    linked: int = 0
    bold: int = 0
    main: bool = False
    content: bool = False
    article: int = 0
    articles: int = 0
    aside: bool = False
    kind: PassageKind = "paragraph"
    level: int | None = None
    tag: str = ""
    heading_class: str = ""
    lists: int = 0
    language: str | None = None
    total: int = 0


def pieces_of(body: Any) -> list[Piece]:
    """The pieces of an lxml element, furniture that markup shows left out."""
    state = _State(total=sum(len(p.text or "") + sum(len(c.tail or "") for c in p) for p in body.iter("p", "li", "td")))
    _children(body, state)
    _flush(state)
    return state.pieces


def _flush(state: _State) -> None:
    text = lines_of("".join(state.parts)) if state.parts else ""
    if text:
        alnum = sum(map(str.isalnum, text))
        state.pieces.append(
            Piece(
                state.kind, text, level=state.level, linked=state.linked, links=state.links, tag=state.tag,
                bold=state.bold >= alnum * 0.9 > 0, heading_class=state.heading_class, main=state.main, content=state.content,
                article=state.article, aside=state.aside, language=state.language,
            )
        )  # fmt: skip
    if state.parts:
        state.parts, state.links, state.linked, state.bold = [], [], 0, 0


def _add(text: str | None, state: _State, in_link: bool, in_bold: bool) -> None:
    if not text:
        return
    # A line end in the source is a space; only <br> breaks a line.
    state.parts.append(text.replace("\n", " ").replace("\r", " ") if "\n" in text or "\r" in text else text)
    if in_link or in_bold:
        size = sum(map(str.isalnum, text))
        state.linked += size if in_link else 0
        state.bold += size if in_bold else 0


def _children(element: Any, state: _State, in_link: bool = False, in_bold: bool = False) -> None:
    _add(element.text, state, in_link, in_bold)
    before = ""
    for child in element:
        if isinstance(child.tag, str):
            if child.tag in APART and before in APART and state.parts and not state.parts[-1][-1:].isspace():
                state.parts.append(" ")  # what the style sheet sets apart
            _element(child, state, in_link, in_bold)
            before = child.tag
        _add(child.tail, state, in_link, in_bold)
        before = "" if child.tail else before


def _element(element: Any, state: _State, in_link: bool, in_bold: bool) -> None:
    tag = element.tag.lower()
    if tag == "br":
        if state.parts and state.parts[-1] == "\n\n":
            return
        if _ends_block(state):
            kept = (state.kind, state.level, state.tag, state.heading_class)
            _flush(state)
            state.kind, state.level, state.tag, state.heading_class = kept
        else:
            state.parts.append("\n")
        return
    if tag == "hr":
        _flush(state)
        return
    if _is_dropped(element, tag, state):
        return
    if tag == "table":
        _flush(state)
        _table(element, state)
        _flush(state)
        return
    if tag in INLINE and not _holds_blocks(element, tag):
        link = in_link or (tag == "a" and element.get("href") is not None)
        mark = len(state.parts)
        _children(element, state, link, in_bold or tag in ("b", "strong"))
        if tag == "a" and element.get("href"):
            state.links.append((element.get("href"), one_line("".join(state.parts[mark:]))))
        if tag == "label" and element.get("class"):
            state.heading_class = state.heading_class or _heading_class(element)
        return
    _block(element, tag, state, in_link, in_bold)


def _block(element: Any, tag: str, state: _State, in_link: bool, in_bold: bool) -> None:
    _flush(state)
    before = (
        state.kind,
        state.level,
        state.tag,
        state.heading_class,
        state.main,
        state.content,
        state.article,
        state.aside,
        state.lists,
        state.language,
    )
    names = element.get("class") or ""
    state.tag, state.heading_class = tag, _heading_class(element) if names else ""
    if tag in HEADINGS:
        state.kind, state.level = "heading", HEADINGS[tag]
    elif tag in ("li", "dd"):
        state.kind, state.level = "list item", max(state.lists, 1)
    elif tag in ("ul", "ol", "dl"):
        state.lists += 1
        state.kind, state.level = "paragraph", None
    elif tag == "figcaption" or tag == "caption":
        state.kind, state.level = "caption", None
    elif state.kind == "heading" or tag not in ("div", "p", "section", "span"):
        state.kind, state.level = "paragraph", None
    if tag == "main" or element.get("role") == "main":
        state.main = True
    if tag == "article" and not state.article:
        state.articles += 1
        state.article = state.articles
    if not state.content and (names or element.get("id")):
        state.content = strength_of(f"{names} {element.get('id') or ''}") == "content"
    state.aside = state.aside or tag == "aside" or element.get("role") == "complementary"
    state.language = (element.get("lang") or "")[:2].lower() or state.language
    _children(
        element, state, in_link or (tag == "a" and element.get("href") is not None), in_bold or tag in ("b", "strong")
    )
    if tag == "a" and element.get("href") and (state.parts or state.pieces):
        words = one_line("".join(state.parts)) if state.parts else state.pieces[-1].text
        (state.links if state.parts else state.pieces[-1].links).append((element.get("href"), words))
    _flush(state)
    (
        state.kind,
        state.level,
        state.tag,
        state.heading_class,
        state.main,
        state.content,
        state.article,
        state.aside,
        state.lists,
        state.language,
    ) = before


def _heading_class(element: Any) -> str:
    for token in (element.get("class") or "").lower().split():
        if token in HEADING_CLASSES:
            return str(token)
    return ""


def _holds_blocks(element: Any, tag: str) -> bool:
    """An inline element wrapped around blocks (a link round a card, a span round paragraphs) is itself a block."""
    if len(element) == 0 or tag == "img":
        return False
    return any(
        isinstance(e.tag, str) and e.tag.lower() not in INLINE and e.tag.lower() != "br"
        for e in element.iterdescendants()
    )


def _ends_block(state: _State) -> bool:
    """A second <br> in a row ends a paragraph, and so does one after a line in bold: that line is a heading."""
    parts = [part for part in state.parts[-3:] if part == "\n" or part.strip()]
    if parts and parts[-1] == "\n":
        return len(state.parts) > 1
    return state.bold >= 4 and state.bold == sum(sum(map(str.isalnum, part)) for part in state.parts)


def _is_dropped(element: Any, tag: str, state: _State) -> bool:
    if tag in DROPPED_TAGS or (element.get("role") or "") in DROPPED_ROLES:
        return True
    if tag == "noscript" and len(element) and state.total > 200:
        return True
    if tag in ("main", "body", "html", "article") and not is_hidden(element):
        return False
    if tag == "footer" and not _has_contacts(element):
        return True
    if tag == "header" and not state.main and not state.article:
        return not any(True for _ in element.iter("h1")) or _weight(element) < 1
    if is_hidden(element):
        return _weight(element) * 2 < state.total
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if names == " ":
        return False
    strength = strength_of(names)
    if strength == "strong":
        return _weight(element) * 2 < state.total or "cookie" in names.lower()
    return strength == "weak" and _weight(element) * 3 < state.total and not _has_contacts(element)


def _weight(element: Any) -> int:
    return sum(len(p.text or "") + sum(len(c.tail or "") for c in p) for p in element.iter("p", "li", "td"))


def _has_contacts(element: Any) -> bool:
    """The side column or foot of a release holds whom to ask: it is part of the document."""
    from extractors.readers.chrome import is_kept_heading

    return any(is_kept_heading(h.text_content()) for h in element.iter("h2", "h3", "h4", "h5", "strong"))


def _table(table: Any, state: _State) -> None:
    rows = [row for row in table.iter("tr") if next((a for a in row.iterancestors("table")), None) is table]
    if _is_layout(table, rows):
        _children(table, state)
        return
    for caption in table.iter("caption"):
        _element(caption, state, False, False)
    for row in rows:
        if _is_dropped(row, "tr", state):
            continue
        cells = [_cell(cell, state) for cell in row if isinstance(cell.tag, str) and cell.tag.lower() in ("td", "th")]
        filled = [c for c in cells if c.text]
        if not filled:
            continue
        single = len(filled) == 1
        names = " ".join(cell.get("class") or "" for cell in row if isinstance(cell.tag, str)) if single else ""
        heading = next((t for t in names.lower().split() if t in HEADING_CLASSES), "") if single else ""
        state.pieces.append(
            Piece(
                "paragraph" if single else "table row", filled[0].text if single else "\t".join(one_line(c.text) for c in cells),
                cells=() if single else tuple(one_line(c.text) for c in cells), linked=sum(c.linked for c in cells),
                links=[link for c in cells for link in c.links], tag="tr", bold=single and filled[0].bold,
                heading_class=heading or (filled[0].heading_class if single else ""), main=state.main, content=state.content,
                article=state.article, aside=state.aside, language=state.language,
            )
        )  # fmt: skip


def _cell(cell: Any, outer: _State) -> Piece:
    inner = _State(total=outer.total)
    _children(cell, inner)
    _flush(inner)
    found = inner.pieces
    return Piece(
        "table row", "\n".join(p.text for p in found), linked=sum(p.linked for p in found), links=[link for p in found for link in p.links],
        bold=bool(found) and all(p.bold for p in found), heading_class=next((p.heading_class for p in found if p.heading_class), ""),
    )  # fmt: skip


def _is_layout(table: Any, rows: list[Any]) -> bool:
    """A table that places a page's parts: nested tables, headings, or cells that hold a page's worth of text."""
    if table.get("role") == "presentation":
        return True
    if any(True for _ in table.iterdescendants("table", "h1", "h2", "h3", "article", "main")):
        return True
    for row in rows:
        for cell in row:
            if not isinstance(cell.tag, str) or len(cell) == 0:
                continue
            blocks, breaks = sum(1 for _ in cell.iter("p", "div")), sum(1 for _ in cell.iter("br"))
            if (blocks > 4 or (len(rows) <= 2 and blocks + breaks > 3)) and len(cell.text_content()) > LONG_CELL // len(
                rows
            ):
                return True
    return len(rows) == 1 and any(len(cell.text_content()) > 2 * LONG_CELL for cell in rows[0])
