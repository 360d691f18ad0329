"""OpenDocument's tables on their grid: repeated cells and rows, spans and the cells they cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from extractors.readers.grid import MOST_COLUMNS, Cell, Grid
from extractors.readers.office.opendocument.odf_styles import TABLE, TEXT, words_of

ROW, CELL, COVERED = TABLE + "table-row", TABLE + "table-cell", TABLE + "covered-table-cell"
GROUPS = {TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group")}
MOST_REPEATS = 1_000
"""Rows said to be repeated more often than this fill the rest of a sheet; they hold nothing."""

MOST_COPIES = 100_000
"""Cells of a table that stand there because others are repeated, all taken together: one line of a file can ask for a
million.
"""

ROW_CUT = "a row of a table is said to stand {} times: it was read {} times"
CELL_CUT = "a cell of a table is said to stand {} times: it was read {} times"


def words_in(cell: Any) -> str:
    """The words of a cell on one line; a table inside it stands after the table it is in."""
    own = (p for p in cell.iter(TEXT + "p", TEXT + "h") if next(p.iterancestors(CELL, COVERED), None) is cell)
    return " ".join(words for p in own if (words := " ".join(words_of(p).split())))


def rows_in(parent: Any) -> Iterator[tuple[Any, bool]]:
    """A table's own rows, each with whether it is a heading row."""
    for child in parent:
        if child.tag == ROW:
            yield child, parent.tag == TABLE + "table-header-rows"
        elif child.tag in GROUPS:
            yield from rows_in(child)


def grid_of(table: Any, words: Callable[[Any], str] = words_in) -> Grid:
    """The grid of a table:table, with the words of its cells; what only fills a sheet up is no part of it."""
    grid, copies, r, ends = Grid(), _Copies(), 0, []
    for row, is_head in rows_in(table):
        placed, end = _placed(row, words, copies)
        filled = any(cell.text for _, cell in placed)
        said = _count(row, "number-rows-repeated") if filled else 1
        times = copies.granted(said, MOST_REPEATS, len(placed))
        if times < said:
            copies.left_out = ROW_CUT.format(said, times)
        for _ in range(times):
            grid.cells |= {(r, column): cell for column, cell in placed}
            grid.heads |= {r} if is_head else set()
            ends.append(end)
            r += 1
    grid.fill(ends)
    grid.left_out = copies.left_out
    return grid


class _Copies:
    """How many more cells of a table may be copies of others, and what was left out for it."""

    def __init__(self) -> None:
        self.left_out: str | None = None
        self._left = MOST_COPIES

    def granted(self, said: int, most: int, each: int = 1) -> int:
        """How often something of `each` cells stands that is said to stand so often."""
        times = min(said, most, 1 + self._left // max(each, 1))
        self._left -= (times - 1) * each
        return times


def _placed(row: Any, words: Callable[[Any], str], copies: _Copies) -> tuple[list[tuple[int, Cell]], int]:
    """The cells of a row at their columns, empty ones at its end left out, and the column it ends at."""
    placed: list[tuple[int, Cell]] = []
    column = filled = 0
    for child in row:
        if child.tag not in (CELL, COVERED):
            continue
        times = _count(child, "number-columns-repeated")
        if child.tag == CELL:
            across, down = _count(child, "number-columns-spanned"), _count(child, "number-rows-spanned")
            cell = Cell(words(child), min(across, MOST_COLUMNS), down)
            granted = copies.granted(times, MOST_COLUMNS)
            if cell.text and granted < times:
                copies.left_out = CELL_CUT.format(times, granted)
            placed += [(column + at, cell) for at in range(granted)]
            filled = len(placed) if cell.text or across > 1 or down > 1 else filled
        column += times
    return placed[:filled], column


def tables_in(table: Any) -> list[Any]:
    """The tables inside its cells, at any depth, in order."""
    return list(table.iterdescendants(TABLE + "table"))


def _count(element: Any, name: str) -> int:
    said = element.get(TABLE + name, "1")
    return max(1, int(said[:7])) if said.isdecimal() else 1
