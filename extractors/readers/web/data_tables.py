"""Tables that hold data told from tables that place a page's parts."""

from __future__ import annotations

from typing import Any

LONG_CELL = 300


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


def is_layout(table: Any, rows: list[Any]) -> bool:
    """Nested tables, headings, or cells that hold a page's worth of text: it places parts, it has no data."""
    if table.get("role") == "presentation":
        return True
    if any(True for _ in table.iterdescendants("table", "h1", "h2", "h3", "article", "main")):
        return True
    for row in rows:
        for cell in row:
            if not isinstance(cell.tag, str) or len(cell) == 0:
                continue
            blocks, breaks = sum(1 for _ in cell.iter("p", "div")), sum(1 for _ in cell.iter("br"))
            many = blocks > 4 or (len(rows) <= 2 and blocks + breaks > 3)
            if many and len(cell.text_content()) > LONG_CELL // len(rows):
                return True
    return len(rows) == 1 and any(len(cell.text_content()) > 2 * LONG_CELL for cell in rows[0])
