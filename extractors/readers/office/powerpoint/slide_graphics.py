"""The words of tables, charts and SmartArt on slides."""

from __future__ import annotations

from typing import Any

from extractors.model.document import Issue
from extractors.model.draft import Block
from extractors.readers.grid import Cell, Grid, blocks_of, flowing
from extractors.readers.office.powerpoint.slide_text import A, words_of, xml_of_cell

DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MOST_POINTS = 200  # of a chart's data


def table_blocks(table: Any) -> tuple[list[Block], list[Issue]]:
    """The rows of a table on its grid, and the Issue of one that has none."""
    grid = Grid()
    for r, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            if not cell.is_spanned:
                grid.cells[r, column] = Cell(
                    _flat(xml_of_cell(cell)), max(1, cell.span_width), max(1, cell.span_height)
                )
    return blocks_of(grid)


def _flat(element: Any) -> str:
    return " ".join(" ".join(words_of(p).split()) for p in element.iter(A + "p")).strip()


def chart_blocks(chart: Any) -> list[Block]:
    """A chart's title as a caption, the titles of its axes, and a row for each category with its values."""
    blocks = [Block("caption", text) for p in chart.element.iter(A + "p") if (text := " ".join(words_of(p).split()))]
    plots = list(chart.plots)[:5]
    for plot in plots:
        try:
            categories = [str(c) for c in plot.categories][:MOST_POINTS]
            series = [(str(s.name or ""), list(s.values)[:MOST_POINTS]) for s in plot.series]
        except (AttributeError, ValueError, KeyError, TypeError, IndexError):
            continue
        rows = [[Cell(""), *(Cell(name) for name, _ in series)]]
        for at, category in enumerate(categories):
            values = [number_shown(v[at]) if at < len(v) else "" for _, v in series]
            rows.append([Cell(category), *map(Cell, values)])
        blocks += blocks_of(flowing(rows))[0]
    return blocks


def number_shown(value: Any) -> str:
    """A chart's value with a decimal comma."""
    if value is None:
        return ""
    return f"{value:.10g}".replace(".", ",") if isinstance(value, float) else str(value)


def smartart_blocks(frame: Any) -> list[Block]:
    """The nodes of a SmartArt drawing as list items, each under its parent."""
    ids = next(frame._element.iter(DGM + "relIds"), None)
    if ids is None:
        return []
    from extractors.readers.office.package import xml_of

    part = frame.part.related_part(ids.get(R + "dm"))
    model = xml_of(part.blob)
    texts = {
        pt.get("modelId"): " ".join(_flat(pt).split())
        for pt in model.iter(DGM + "pt")
        if pt.get("type", "node") in ("node", "doc", "asst")
    }
    children: dict[str, list[tuple[int, str]]] = {}
    under: set[str] = set()
    for cxn in model.iter(DGM + "cxn"):
        if cxn.get("type", "parOf") == "parOf" and cxn.get("srcId") in texts and cxn.get("destId") in texts:
            order = cxn.get("srcOrd", "0")
            children.setdefault(cxn.get("srcId"), []).append((int(order) if order.isdigit() else 0, cxn.get("destId")))
            under.add(cxn.get("destId"))
    blocks: list[Block] = []
    seen: set[str] = set()
    waiting = [(node, 0) for node in reversed([k for k in texts if k not in under])]
    while waiting:
        node, depth = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        if texts[node]:
            blocks.append(Block("list item", texts[node], level=max(1, depth)))
        waiting += [(child, depth + 1) for _, child in sorted(children.get(node, []), reverse=True)]
    return blocks
