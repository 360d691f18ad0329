"""Tables of WordprocessingML on their grid: cells over columns, merged downwards, rows that begin further in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from extractors.readers.grid import MOST_COLUMNS, Cell, Grid
from extractors.readers.office.word.docx_text import W, blocks_in, flat, is_on, words_of


def rows_in(table: Any) -> list[Any]:
    """A table's own w:tr, content controls and tracked insertions opened."""
    rows = []
    for child in table:
        if child.tag == W + "tr":
            if child.find(f"{W}trPr/{W}del") is None:
                rows.append(child)
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            rows += rows_in(child)
    return rows


def cells_in(row: Any) -> list[Any]:
    """A row's own w:tc, content controls opened."""
    cells = []
    for child in row:
        if child.tag == W + "tc":
            cells.append(child)
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            cells += cells_in(child)
    return cells


def grid_of(rows: list[Any], label: Callable[[Any], str]) -> Grid:
    """The grid of w:tr elements; `label` gives the number that stands before a w:p."""
    grid = Grid()
    open_at: dict[int, tuple[int, int]] = {}  # by column, the cell that a continuing one belongs to
    for r, row in enumerate(rows):
        still: dict[int, tuple[int, int]] = {}
        for column, across, cell in _placed(row):
            above = open_at.get(column) if _merge(cell) == "continue" else None
            if above is not None and grid.cells[above].across == across:
                grid.cells[above] = replace(grid.cells[above], down=r - above[0] + 1)
                still[column] = above
                continue
            grid.cells[r, column] = Cell(_words(cell, label), across)
            if _merge(cell) is not None:
                still[column] = (r, column)
        open_at = still
        grid.cells |= {(r, column): Cell("") for column in _left_out(row)}
        if is_on(row.find(f"{W}trPr/{W}tblHeader")):
            grid.heads.add(r)
    return grid


def _placed(row: Any) -> Iterator[tuple[int, int, Any]]:
    """The column a cell begins in, how many it takes, and the cell."""
    column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in cells_in(row):
        across = max(1, min(_number(cell.find(f"{W}tcPr/{W}gridSpan"), 1), MOST_COLUMNS))
        yield column, across, cell
        column += across


def _left_out(row: Any) -> range:
    """The columns that a row says it leaves free after its last cell."""
    end = max((column + across for column, across, _ in _placed(row)), default=0)
    return range(end, end + _number(row.find(f"{W}trPr/{W}gridAfter"), 0))


def _number(element: Any, otherwise: int) -> int:
    said = element.get(W + "val", "") if element is not None else ""
    return min(int(said[:6]), MOST_COLUMNS) if said.isdecimal() else otherwise


def _merge(cell: Any) -> str | None:
    """ "restart" for a cell that others below belong to, "continue" for these, None for any other."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return None if merge is None else str(merge.get(W + "val", "continue"))


def _words(cell: Any, label: Callable[[Any], str]) -> str:
    """The words of a cell on one line; a table inside it stands after the table it is in."""
    said = []
    for block in blocks_in(cell):
        if block.tag == W + "p":
            words = words_of(block)
            number, text = label(block), " ".join(words.text.split())
            said += [f"{number} {text}".strip() if text else "", *map(flat, words.boxes)]
    return " ".join(filter(None, said))
