"""Tables that hold data told from tables that place a page's parts."""

from __future__ import annotations

from itertools import islice
from typing import Any

from extractors.readers.grid import MOST_PLACES, Cell

MENU_LINKS, ALL_LINKED = 3, 0.8
"""Links of a cell that is a menu, and their share of its words."""

BESIDE_MENU = 200
"""Letters of the text beside a menu: a page's, not a label."""

LONG_CELL = 300

CELL_BLOCKS = 4
"""Paragraphs in one cell of data; more of them are a part of a page that a table places ..."""

FEW_ROWS, CELL_LINES = 2, 3
"""... and in a table of a row or two fewer, broken lines counted in."""


def rows_of(table: Any) -> list[Any]:
    """A table's own rows, not those of tables inside it."""
    rows = []
    for child in table:
        if not isinstance(child.tag, str):
            continue
        tag = child.tag.lower()
        if tag == "tr":
            rows.append(child)
        elif tag in ("tbody", "thead", "tfoot"):
            rows += [row for row in child if isinstance(row.tag, str) and row.tag.lower() == "tr"]
    return rows


def cells_of(row: Any) -> list[Any]:
    """The cells of a row."""
    return [cell for cell in row if isinstance(cell.tag, str) and cell.tag.lower() in ("td", "th")]


def captions_of(table: Any) -> list[Any]:
    """A table's own captions, not those of tables inside it."""
    return [child for child in table if isinstance(child.tag, str) and child.tag.lower() == "caption"]


def tables_in(cell: Any) -> list[Any]:
    """The tables right inside a cell, not those inside these."""
    found = list(cell.iterdescendants("table"))
    return [table for table in found if next(table.iterancestors("td", "th"), None) is cell]


def spanning(cell: Any, text: str) -> Cell:
    """A td or th with these words; no cell reaches over the end of its thead, tbody or tfoot, rowspan="0" up to it."""
    down = _span(cell, "rowspan")
    if down != 1:
        below = islice(cell.getparent().itersiblings("tr"), down - 1 if down else MOST_PLACES)
        down = 1 + sum(1 for _ in below)
    return Cell(text, max(1, _span(cell, "colspan")), down, cell.tag == "th")


def _span(cell: Any, name: str) -> int:
    said = (cell.get(name) or "").strip()
    return int(said[:6]) if said.isdecimal() else 1


def is_layout(table: Any, rows: list[Any]) -> bool:
    """Headings, cells that hold a page's worth of text, or tables in it but no heads of its own: it places parts, it
    has no data.
    """
    if table.get("role") == "presentation":
        return True
    if any(True for _ in table.iterdescendants("h1", "h2", "h3", "article", "main")):
        return True
    if any(True for _ in table.iterdescendants("table")) and not _has_heads(rows):
        return True
    if any(_has_menu_beside_text(row) for row in rows):
        return True
    for row in rows:
        for cell in row:
            if not isinstance(cell.tag, str) or len(cell) == 0:
                continue
            blocks, breaks = sum(1 for _ in cell.iter("p", "div")), sum(1 for _ in cell.iter("br"))
            many = blocks > CELL_BLOCKS or (len(rows) <= FEW_ROWS and blocks + breaks > CELL_LINES)
            if many and len(cell.text_content()) > LONG_CELL // len(rows):
                return True
    return len(rows) == 1 and any(len(cell.text_content()) > 2 * LONG_CELL for cell in rows[0])


def _has_menu_beside_text(row: Any) -> bool:
    """Whether one cell of a row is nothing but links and another a text: a page drawn before style sheets."""
    cells = cells_of(row)
    linked = [(cell, links) for cell in cells if len(links := list(cell.iter("a"))) >= MENU_LINKS]
    if len(cells) == 1 or not linked or max(map(_letters, cells)) < BESIDE_MENU:
        return False
    return any(sum(map(_letters, links)) >= ALL_LINKED * _letters(cell) for cell, links in linked)


def _letters(element: Any) -> int:
    return len(element.text_content().strip())


def _has_heads(rows: list[Any]) -> bool:
    """Whether it begins with a row of headings: it has data, even where a cell holds a table of its own."""
    first = cells_of(rows[0]) if rows else []
    return len(rows) > 1 and len(first) > 1 and all(cell.tag.lower() == "th" for cell in first)
