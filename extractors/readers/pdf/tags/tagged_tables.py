"""The tables of a tagged page: cells by the structure tree, checked against where their words stand.

A tree may leave out a span, or an empty cell at the beginning of a row: then the words of one column stand under those
of another.  A row that is short is moved to where its words stand; a table in which words still stand elsewhere is
read by its rules and its white, as one of a file without tags.
"""

from __future__ import annotations

from itertools import pairwise

from extractors.readers.grid import Cell, Grid, flowing
from extractors.readers.layout.geometry import Piece, hull, rows_of
from extractors.readers.layout.paragraphs import joined
from extractors.readers.pdf.ruled_tables import RuledTable
from extractors.readers.pdf.tags.structure_tree import TaggedBlock, TaggedTable

ACROSS = 2.0
"""Points by which the words of one column may reach into the next: a figure that is too wide for its cell."""

NAME_AND_TEXT = 2
"""Columns of a page that is set as names and texts, ..."""

LONGEST_CELL = 120
"""... of which one has more letters than this: two lines."""

TaggedRow = list[TaggedBlock | None]
CellPieces = dict[int, list[Piece]]
"""The pieces of cells, by the cell's identity."""
WordBands = dict[int, tuple[float, float]]
"""From where to where the words of each column (or row) stand."""


def tagged_tables(pieces: list[Piece], blocks: list[TaggedBlock]) -> tuple[list[RuledTable], list[Piece]]:
    """The sound tables of a page, and the pieces that stand in none; those of an unsound one are one part together."""
    standing: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.tag > 0 and blocks[piece.tag - 1].table is not None:
            standing.setdefault(piece.tag, []).append(piece)
    if not standing:
        return [], pieces
    words = {id(blocks[key - 1]): found for key, found in standing.items()}
    tables: list[RuledTable] = []
    taken: set[int] = set()
    for table in {id(t): t for key in standing if (t := blocks[key - 1].table)}.values():
        own = [key for key in standing if blocks[key - 1].table is table]
        if found := _table(table, words):
            found.tag = min(own)
            tables.append(found)
            taken.update(own)
        else:
            for piece in (p for key in own for p in standing[key]):
                piece.tag = min(own)
    return tables, [p for p in pieces if p.tag not in taken]


def _table(table: TaggedTable, words: CellPieces) -> RuledTable | None:
    """A table as its cells say it is, None where the words of its cells stand elsewhere."""
    rows = None if table.frame else _fitted(table.rows, words)
    if rows is None or _sets_texts(rows, words):
        return None
    grid = flowing([[_cell(cell, _said(cell, words)) for cell in row] for row in rows])
    placed = _placed(grid, rows, words)
    if grid.fault() or not _stand_below(grid, placed) or not any(placed.values()):
        return None
    x0, top, x1, bottom = hull([p for found in placed.values() for p in found])
    standing: list[list[Piece]] = [[] for _ in rows]
    for (r, _), found in placed.items():
        standing[r] += found
    reaches: list[tuple[float, float]] = []
    for here in standing:
        last = reaches[-1][1] if reaches else top
        reaches.append((min(p.top for p in here), max(p.bottom for p in here)) if here else (last, last))
    return RuledTable(grid, x0, top, x1, bottom, reaches)


def _sets_texts(rows: list[TaggedRow], words: CellPieces) -> bool:
    """Whether rows are names in the margin beside texts: "Päätös" and what was decided."""
    texts = (sum(len(p.text) for p in words.get(id(cell), [])) for row in rows for cell in row)
    return max(map(len, rows)) == NAME_AND_TEXT and max(texts, default=0) > LONGEST_CELL


def _cell(cell: TaggedBlock | None, text: str = "") -> Cell:
    return Cell("") if cell is None else Cell(text, cell.across, cell.down, cell.head)


def _said(cell: TaggedBlock | None, words: CellPieces) -> str:
    return joined([" ".join(p.text for p in row) for row in rows_of(words.get(id(cell), []))])


def _placed(grid: Grid, rows: list[TaggedRow], words: CellPieces) -> dict[tuple[int, int], list[Piece]]:
    """The pieces of each cell by its place; a grid holds its cells in the order they were given."""
    cells = (cell for row in rows for cell in row)
    return {place: words.get(id(cell), []) for place, cell in zip(grid.cells, cells, strict=True)}


def _fitted(rows: list[TaggedRow], words: CellPieces) -> list[TaggedRow] | None:
    """The rows with empty cells put before those of short ones, so that all words stand in their columns; None where
    there is no such way, or more than one.
    """
    while all(len(row) > 1 and _is_blank(row[-1], words) for row in rows):
        rows = [row[:-1] for row in rows]
    grid = flowing([[_cell(cell) for cell in row] for row in rows])
    ends = dict.fromkeys(range(len(rows)), 0)
    for (r, c), known in grid.cells.items():
        for reached in range(r, r + known.down):
            ends[reached] = max(ends[reached], c + known.across)
    width = max(ends.values(), default=0)
    bands = _columns(grid, rows, words, {r for r, end in ends.items() if end == width})
    if bands is None:
        return None
    covered = _covered(grid)
    out: list[TaggedRow] = []
    for r, row in enumerate(rows):
        taken = covered.get(r, set())
        spanning = taken or any(cell is not None and cell.down > 1 for cell in row)
        short = 0 if spanning else width - ends[r]
        leads = range(short, short + 1) if r == 0 else range(short + 1)  # the first row heads all columns
        ways: list[TaggedRow] = [[*[None] * lead, *row] for lead in leads]
        fits = [way for way in ways if _stands(way, taken, words, bands)]
        if not fits or (len(fits) > 1 and any(words.get(id(cell)) for cell in row)):
            return None
        out.append(fits[0])
    return out


def _is_blank(cell: TaggedBlock | None, words: CellPieces) -> bool:
    """Whether a cell says nothing and takes one place."""
    return cell is None or (id(cell) not in words and cell.across == cell.down == 1)


def _columns(grid: Grid, rows: list[TaggedRow], words: CellPieces, whole: set[int]) -> WordBands | None:
    """From where to where the words of each column stand in whole rows; None where columns overlap."""
    bands: WordBands = {}
    for (r, column), pieces in _placed(grid, rows, words).items():
        if pieces and r in whole and grid.cells[r, column].across == 1:
            x0, _, x1, _ = hull(pieces)
            low, high = bands.get(column, (x0, x1))
            bands[column] = min(low, x0), max(high, x1)
    sound = all(bands[a][1] <= bands[b][0] + ACROSS for a, b in pairwise(sorted(bands)))
    return bands if sound else None


def _covered(grid: Grid) -> dict[int, set[int]]:
    """The columns of each row that cells from above reach into."""
    found: dict[int, set[int]] = {}
    for (r, c), cell in grid.cells.items():
        for below in range(r + 1, r + cell.down):
            found.setdefault(below, set()).update(range(c, c + cell.across))
    return found


def _stands(row: TaggedRow, taken: set[int], words: CellPieces, bands: WordBands) -> bool:
    """Whether the words of a row stand in its columns: none reaches into the words of a column beside its own."""
    column = 0
    for cell in row:
        while column in taken:
            column += 1
        across = cell.across if cell else 1
        if pieces := words.get(id(cell), []):
            x0, _, x1, _ = hull(pieces)
            before = max((bands[c][1] for c in bands if c < column), default=x0)
            after = min((bands[c][0] for c in bands if c >= column + across), default=x1)
            if x0 < before - ACROSS or x1 > after + ACROSS:
                return False
        column += across
    return True


def _stand_below(grid: Grid, placed: dict[tuple[int, int], list[Piece]]) -> bool:
    """Whether the words of each row stand below those of the row before."""
    bands: WordBands = {}
    for place, pieces in placed.items():
        if pieces and grid.cells[place].down == 1:
            low, high = min(p.base for p in pieces), max(p.base for p in pieces)
            known = bands.get(place[0], (low, high))
            bands[place[0]] = min(low, known[0]), max(high, known[1])
    return all(bands[a][1] <= bands[b][0] + ACROSS for a, b in pairwise(sorted(bands)))
