"""Tables in PDF without rules: they show by their white columns, short cells that stand at the same places row by row.

The rows with most cells show the columns.  A head over several of them is fitted by where it stands; where it fits in
more than one way the table has no sound grid, and no figure of it is given a head.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, product

from extractors.readers.grid import Cell, Grid, flowing
from extractors.readers.layout.geometry import Piece, hull, rows_of
from extractors.readers.pdf.ruled_tables import RuledTable

NUMBER = re.compile(r"[-–+~]?[\d  .,:%€/–-]+(?:\s?(?:%|€|M€|kpl|milj\.?|t))?")
FIGURE = re.compile(r"[-–+]?\d[\d  ]*(?:,\d+)?%?|[-–]|\.\.")
WHITE = 0.7  # of the type's size: wider than between the words of a set line
APART = 0.6  # of the type's size: the least white between two columns
OFF = 0.8  # ... a head may stand off the middle or the edge of what it heads
MOST_WAYS = 2_000  # of fitting heads
NEAREST = 3  # rows above that show the columns
LINE = 60  # characters of a line across the table: "Muut kohteet"

WHITE_ROWS, WHITE_COLUMNS = 3, 3
"""Rows and columns of a table that white alone makes plain; with two rows it takes more of both, and numbers."""

OF_NUMBERS = 0.6
"""Share of numbers among the cells of a table of two rows ..."""

WITH_NUMBERS = 0.3
"""... and of one of more rows, whose words may be longer then."""

CELL_LETTERS, SHORT_CELL = 24, 16
"""Letters of a usual cell of a table, and of one without numbers: longer ones are columns of text."""

FILLED = 0.6
"""Share of places that hold something."""

Reach = tuple[float, float]


def white_tables(pieces: list[Piece], em: float) -> tuple[list[RuledTable], list[Piece]]:
    """Tables without rules: at least three rows of short cells in columns with white between them."""
    tables: list[RuledTable] = []
    kept: list[Piece] = []
    run: list[list[Piece]] = []
    whole: list[list[Piece]] = []

    def close() -> None:
        while run and len(run[-1]) == 1:
            run.pop()
        table = _white_table(run, em)
        if table:
            tables.append(table)
        kept.extend(p for row in whole[len(run) if table else 0 :] for p in row)
        run.clear()
        whole.clear()

    found = rows_of(pieces)
    rows = [[part for piece in row for part in _parted(piece)] for row in found]
    for at, row in enumerate(rows):
        wide = 5.0 if run and _aligned(run[-1], row) else 2.6
        apart = run and row[0].base - run[-1][0].base > wide * max(row[0].size, 1)
        tabular = _is_row(row) or _runs_across(run, row, rows[at + 1 : at + 2])
        if run and (apart or not tabular):
            close()
        if tabular:
            run.append(row)
            whole.append(found[at])
        else:
            kept.extend(found[at])
    close()
    return tables, kept


def _is_row(row: list[Piece]) -> bool:
    """Two cells and more; a stroke in a column says that there is no figure, one at the left opens an item."""
    cells = [p for n, p in enumerate(row) if not (p.bullet and n == 0 and len(p.words) == 1)]
    return len(cells) > 1 and not any(p.bullet and (n == 0 or len(p.words) > 1) for n, p in enumerate(row))


def _parted(piece: Piece, figures: bool = True) -> list[Piece]:
    """A line where the white is wider than between words: after a figure, or within a table anywhere."""
    words = piece.words
    wide = [n for n, (a, b) in enumerate(pairwise(words), 1) if b[0] - a[1] > WHITE * piece.size]
    ends = [n for n in wide if not figures or _ends_figure(words[n - 1][2])]
    if not ends:
        return [piece]
    cuts = [0, *ends, len(words)]
    parts = [words[a:b] for a, b in pairwise(cuts)]
    return [replace(piece, words=part, x0=part[0][0], x1=part[-1][1]) for part in parts]


def _ends_figure(word: str) -> bool:
    return word[-1:].isdigit() or word[-1:] in "%.–-€"


def _runs_across(run: list[list[Piece]], row: list[Piece], following: list[list[Piece]]) -> bool:
    """A line such as "Muut kohteet" between two rows of the same columns."""
    if len(row) != 1 or not run or not following or len(row[0].text) > LINE or row[0].bullet:
        return False
    below = following[0]
    places = [(piece.x0, piece.x1) for above in run[-NEAREST:] for piece in above]
    return (
        len(below) >= WHITE_COLUMNS and _has_figures(below) and all(any(_meet(p, at) for at in places) for p in below)
    )


def _meet(piece: Piece, column: Reach) -> bool:
    return piece.x1 > column[0] and piece.x0 < column[1]


def _aligned(above: list[Piece], row: list[Piece]) -> bool:
    """Whether two rows have at least three cells each, and each begins under the one above."""
    return len(above) == len(row) >= WHITE_COLUMNS and all(
        abs(a.x0 - b.x0) < a.size or abs(a.x1 - b.x1) < a.size for a, b in zip(above, row, strict=True)
    )


def _white_table(run: list[list[Piece]], em: float) -> RuledTable | None:
    if len(run) <= 1:
        return None
    table = _of_figures(run, em)
    if table is not None:
        return table
    columns = _columns([[p for row in run for p in row]], em)
    if len(columns) <= 1 or not _is_full(run, len(columns)):
        return None
    rows = [[[p for p in row if low - 1 <= (p.x0 + p.x1) / 2 <= high + 1] for low, high in columns] for row in run]
    glued = any(sum(map(_is_figure, cell)) > 1 for row in rows for cell in row)
    cells = [[Cell(" ".join(p.text for p in cell)) for cell in row] for row in rows]
    return _laid_out(_unsettled(run) if glued else flowing(cells), run)


def _is_full(run: list[list[Piece]], columns: int) -> bool:
    """Whether rows fill their columns with short cells or numbers, as two columns of running text do not."""
    texts = [p.text for row in run for p in row]
    numeric = sum(1 for t in texts if NUMBER.fullmatch(t)) / len(texts)
    usual = sum(len(t) for t in texts) / len(texts)
    dense = len(texts) / (len(run) * columns)
    if len(run) < WHITE_ROWS and (columns <= WHITE_COLUMNS or numeric < OF_NUMBERS or dense < 1):
        return False
    if usual > CELL_LETTERS or dense < FILLED:
        return False
    return numeric > WITH_NUMBERS or (columns >= WHITE_COLUMNS and usual < SHORT_CELL)


def _columns(rows: list[list[Piece]], em: float) -> list[Reach]:
    """Where the pieces of some rows stand below one another, from left to right."""
    columns: list[Reach] = []
    for piece in sorted((p for row in rows for p in row), key=lambda p: p.x0):
        if columns and piece.x0 - columns[-1][1] < APART * em:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.x1))
        else:
            columns.append((piece.x0, piece.x1))
    return columns


def _of_figures(run: list[list[Piece]], em: float) -> RuledTable | None:
    """A table whose full rows are a label and figures, its heads fitted over their columns; None if it is none."""
    run = [[part for piece in row for part in _parted(piece, figures=False)] for row in run]
    most = max(map(len, run))
    full = [row for row in run if len(row) == most and sum(_is_figure(p) for p in row) >= most - 2]
    if most < WHITE_COLUMNS or not full or sum(_has_figures(row) for row in run) <= 1:
        return None
    columns = _columns(full, em)
    if len(columns) != most:
        return None
    labels = {n for n in range(most) if sum(_is_figure(row[n]) for row in full) * 2 < len(full)}
    first = next(n for n, row in enumerate(run) if _has_figures(row))
    grid = Grid()
    for n, row in enumerate(run):
        spans = _fitted(row, columns, labels, em) if n < first else _met(row, columns)
        if spans is None:
            return _laid_out(_unsettled(run), run)
        for piece, (left, right) in zip(row, spans, strict=True):
            grid.cells[n, left] = Cell(piece.text, right - left + 1)
    grid.fill([most] * len(run))
    return _laid_out(grid, run)


def _laid_out(grid: Grid, run: list[list[Piece]]) -> RuledTable:
    """A table of these cells, where its rows stand."""
    return RuledTable(grid, *hull([p for row in run for p in row]), [hull(row)[1::2] for row in run])


def _is_figure(piece: Piece) -> bool:
    return FIGURE.fullmatch(piece.text.strip()) is not None


def _has_figures(row: list[Piece]) -> bool:
    return len(row) > 1 and sum(map(_is_figure, row)) * 2 >= len(row) and not _years(row)


def _years(row: list[Piece]) -> bool:
    """ "2024  2025  2024  2025" heads columns, though they are figures."""
    return all(re.fullmatch(r"(?:19|20)\d\d", p.text.strip()) for p in row)


def _met(row: list[Piece], columns: list[Reach]) -> list[tuple[int, int]] | None:
    """The columns that each piece of a row stands in; None where two stand in one, one in none, or a figure in two."""
    spans: list[tuple[int, int]] = []
    for piece in row:
        over = [n for n, column in enumerate(columns) if _meet(piece, column)]
        glued = len(over) > 1 and any(map(str.isdigit, piece.text))
        if not over or glued or (spans and over[0] <= spans[-1][1]):
            return None
        spans.append((over[0], over[-1]))
    return spans


def _fitted(row: list[Piece], columns: list[Reach], labels: set[int], em: float) -> list[tuple[int, int]] | None:
    """The columns that each head heads: by its middle or its left edge; None where no way fits, or more than one."""
    if len(row) == len(columns):
        return [(n, n) for n in range(len(row))]
    every = ((i, j) for i in range(len(columns)) for j in range(i, len(columns)))
    pairs = [(i, j) for i, j in every if i == j or not labels & {*range(i, j + 1)}]
    ways = [[(i, j) for i, j in pairs if _heads(piece, columns[i], columns[j], em)] for piece in row]
    size = 1
    for some in ways:
        size *= len(some)
    if not 0 < size <= MOST_WAYS:
        return None
    fitting = [way for way in product(*ways) if all(a[1] < b[0] for a, b in pairwise(way))]
    whole = max((sum(j - i + 1 for i, j in way) for way in fitting), default=0)
    best = [way for way in fitting if sum(j - i + 1 for i, j in way) == whole]
    return list(best[0]) if len(best) == 1 else None


def _heads(piece: Piece, left: Reach, right: Reach, em: float) -> bool:
    off = abs((piece.x0 + piece.x1) / 2 - (left[0] + right[1]) / 2)
    if left == right and _meet(piece, left):
        off = min(off, abs(piece.x0 - left[0]), abs(piece.x1 - left[1]))
    return off < OFF * em


def _unsettled(run: list[list[Piece]]) -> Grid:
    """The rows with a fault: their cells claim the same place."""
    grid = Grid()
    for n, row in enumerate(run):
        for k, piece in enumerate(row):
            grid.cells[n, k] = Cell(piece.text, 2)
    return grid
