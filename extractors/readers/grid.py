"""Tables as they are meant: one logical grid for every format, whatever way it writes cells that span.

A cell over several columns or rows stands in each place it covers; its words are written once, where it begins.

    HTML, PPTX, ODF    cells one after another      flowing(rows)
    DOCX, XLSX         cells at a column of theirs  Grid(cells)
    PDF                cells between drawn rules    Grid(cells)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.model.document import Issue
from extractors.model.draft import Block, CellPlace, GridRow

MOST_COLUMNS = 1_000  # what HTML allows a cell to span
MOST_PLACES = 1_000_000  # of one table: a sheet of a thousand columns and rows

NO_GRID = "cells of a table claim the same place: its figures are left out, as their heads cannot be told"
TOO_LARGE = f"a table has more than {MOST_PLACES:,} places: its figures are left out".replace(",", " ")


@dataclass(frozen=True)
class Cell:
    """What one cell says, and how many columns and rows it takes; `head` where the format calls it a heading."""

    text: str
    across: int = 1
    down: int = 1
    head: bool = False


@dataclass
class Grid:
    """A table: `cells` by the row and column where they begin."""

    cells: dict[CellPlace, Cell] = field(default_factory=dict)
    heads: set[int] = field(default_factory=set)
    """Rows that the format calls headings."""
    left_out: str | None = None
    """What a reader left out of it."""

    def rows(self) -> Iterator[GridRow]:
        """The rows from the top; a row may end before the table does.

        >>> rows = list(Grid({(0, 0): Cell("Yhteensä", across=2), (0, 2): Cell("6 500")}).rows())
        >>> rows[0].cells, rows[0].places
        (('Yhteensä', '', '6 500'), ((0, 0), (0, 0), (0, 2)))
        """
        taken = self._taken()
        ends: dict[int, int] = {}
        for r, c in taken:
            ends[r] = max(ends.get(r, 0), c + 1)
        for r in range(max(ends, default=-1) + 1):
            places = tuple(taken.get((r, c)) for c in range(ends.get(r, 0)))
            cells = tuple(self.cells[r, c].text if place == (r, c) else "" for c, place in enumerate(places))
            yield GridRow(self, r, cells, places, r in self.heads)

    def fill(self, ends: Sequence[int]) -> None:
        """Put an empty cell wherever none stands, up to the column each row ends at and the table's last one."""
        if self.fault() == TOO_LARGE:
            return
        taken = self._taken()
        width = max((c for _, c in taken), default=-1) + 1
        if len(ends) * width <= MOST_PLACES:
            free = ((r, c) for r, end in enumerate(ends) for c in range(min(end, width)) if (r, c) not in taken)
            self.cells |= {place: Cell("") for place in free}

    def _taken(self) -> dict[CellPlace, CellPlace]:
        """Which cell stands in each place; the first one where two claim it."""
        taken = {place: place for place, cell in self.cells.items() if cell.across == cell.down == 1}
        spanning = [(place, cell) for place, cell in self.cells.items() if cell.across > 1 or cell.down > 1]
        for (r, c), cell in sorted(spanning, key=lambda found: found[0]):
            for place in _covered(r, c, cell):
                taken.setdefault(place, (r, c))
        return taken

    def fault(self) -> str | None:
        """Why no number of it can be told to stand under its head; None for a sound grid.

        >>> Grid({(0, 0): Cell("Silta", across=2), (0, 1): Cell("12")}).fault() == NO_GRID
        True
        """
        size = sum(cell.across * cell.down for cell in self.cells.values())
        if size > MOST_PLACES:
            return TOO_LARGE
        if size == len(self.cells):
            return None
        return NO_GRID if len(self._taken()) < size else None


def _covered(row: int, column: int, cell: Cell) -> Iterator[CellPlace]:
    return ((row + down, column + across) for down in range(cell.down) for across in range(cell.across))


def flowing(rows: Sequence[Iterable[Cell]]) -> Grid:
    """The grid of rows whose cells stand one after another, each in the next free place; spans end with the table.

    >>> grid = flowing([[Cell("Hallala", down=2), Cell("12")], [Cell("3")]])
    >>> [row.places for row in grid.rows()]
    [((0, 0), (0, 1)), ((0, 0), (1, 1))]
    """
    grid = Grid()
    taken: set[CellPlace] = set()
    for r, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (r, column) in taken:
                column += 1
            down = len(rows) - r if cell.down == 0 else max(1, min(cell.down, len(rows) - r))
            fitted = Cell(cell.text, max(1, min(cell.across, MOST_COLUMNS)), down, cell.head)
            grid.cells[r, column] = fitted
            if len(taken) + fitted.across * fitted.down <= MOST_PLACES:
                taken.update(_covered(r, column, fitted))
            column += fitted.across
    grid.heads = {r for r, _ in grid.cells} - {r for (r, _), cell in grid.cells.items() if not cell.head}
    return grid


def blocks_of(grid: Grid, page: int | None = None) -> tuple[list[Block], list[Issue]]:
    """A grid as blocks, and the Issue of one that has no sound grid: its rows keep their words and lose their columns.

    >>> blocks, _ = blocks_of(flowing([[Cell("Menot", across=2)], [Cell("Silta"), Cell("4 000")]]))
    >>> [(b.kind, b.text, b.cells) for b in blocks]
    [('paragraph', 'Menot', ()), ('table row', '', ('Silta', '4 000'))]
    """
    fault = grid.fault()
    if fault:
        by_row: dict[int, list[str]] = {}
        for (row, _), cell in sorted(grid.cells.items(), key=lambda found: found[0]):
            by_row.setdefault(row, []).extend([cell.text] if cell.text else [])
        told = [" | ".join(words) for words in by_row.values() if words]
        blocks = [Block("table row", words, page=page) for words in told]
        return blocks, [Issue(reason=fault, text=" | ".join(told)[:200], page=page)]
    blocks = [_block(row, page) for row in grid.rows() if any(row.cells)]
    return blocks, [Issue(reason=grid.left_out, page=page)] if grid.left_out else []


def _block(row: GridRow, page: int | None) -> Block:
    if words := alone(row):
        return Block("paragraph", words, page=page, row=row)
    return Block("table row", page=page, cells=row.cells, row=row)


def alone(row: GridRow) -> str | None:
    """The words of a row that holds one cell: a heading over what follows, or a note; not a number below its head."""
    filled = [c for c, words in enumerate(row.cells) if words]
    if len(filled) != 1 or any(place is not None and place[0] < row.number for place in row.places):
        return None
    covers = sum(place == row.places[filled[0]] for place in row.places)
    return row.cells[filled[0]] if filled[0] == 0 or covers > 1 else None


def own_places(row: GridRow) -> list[CellPlace]:
    """Where the cells that begin in a row stand."""
    own = [(row.number, column) for column in range(len(row.places))]
    return [place for place, stands in zip(own, row.places, strict=True) if place == stands]
