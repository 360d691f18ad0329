"""Tables in PDF: drawn rules make a grid, and the words in its cells make rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.readers.grid import Cell as GridCell
from extractors.readers.grid import Grid
from extractors.readers.layout.geometry import Piece, Word, rows_of
from extractors.readers.layout.paragraphs import joined
from extractors.readers.pdf.sheet import Shape

NEAR = 2.5  # points within which two rules are one
FEWEST = 0.25  # share of a grid's cells that must hold text, else it is a chart or a decoration
MOST_CUT = 0.3  # share of pieces that lines run through: where there are more, the lines part nothing

THIN = 3
"""Points of what is drawn as a rule rather than as a box."""

CELL_WIDTH, CELL_HEIGHT = 8, 6
"""Points of a drawn cell: there is room for a word of the smallest type."""

SHORTEST_RULE = 6
"""Points of a rule that bounds a cell; shorter ones are ticks and letters drawn as lines."""

FEWEST_RULES = 5
"""Rules of the smallest table: two rows in two columns without an outer frame have three across and two down."""

MOST_CELLS = 20_000
"""Cells of a grid; one of more is a pattern or a map."""


@dataclass(slots=True)
class RuledTable:
    """Cells on their grid, where the table stands, and from where to where each row reaches."""

    grid: Grid
    x0: float
    top: float
    x1: float
    bottom: float
    reaches: list[tuple[float, float]]
    tag: int = 0
    """Which part of the page it is or begins with by the file's own structure, 0 for none."""


Rule = tuple[float, float, float]
"""Where it lies across its direction, and from where to where it runs."""


def ruled_tables(pieces: list[Piece], shapes: Sequence[Shape]) -> tuple[list[RuledTable], list[Piece]]:
    """The tables drawn with rules, and the pieces that stand in none."""
    across, down = _rules(shapes)
    tables: list[RuledTable] = []
    left = pieces
    if not across or not down:
        return [], pieces
    for some_across, some_down in _grids(across, down):
        table, left = _table(left, some_across, some_down)
        if table:
            tables.append(table)
    return tables, left


def _rules(shapes: Sequence[Shape]) -> tuple[list[Rule], list[Rule]]:
    """All straight edges, those that continue one another joined."""
    across: list[Rule] = []
    down: list[Rule] = []
    lined = any((s.bottom - s.top <= THIN) != (s.x1 - s.x0 <= THIN) for s in shapes)
    for s in shapes:
        wide, high = s.x1 - s.x0, s.bottom - s.top
        if high <= THIN and wide > THIN:
            across.append(((s.top + s.bottom) / 2, s.x0, s.x1))
        elif wide <= THIN and high > THIN:
            down.append(((s.x0 + s.x1) / 2, s.top, s.bottom))
        elif wide > CELL_WIDTH and high > CELL_HEIGHT and (s.outlined or not lined):
            across += [(s.top, s.x0, s.x1), (s.bottom, s.x0, s.x1)]
            down += [(s.x0, s.top, s.bottom), (s.x1, s.top, s.bottom)]
    return _merged(across), _merged(down)


def _merged(rules: list[Rule]) -> list[Rule]:
    lanes: list[list[Rule]] = []
    for rule in sorted(set(rules)):
        if lanes and rule[0] - lanes[-1][0][0] <= NEAR:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    out: list[Rule] = []
    for lane in lanes:
        at = lane[0][0]
        start, end = None, 0.0
        for _, low, high in sorted(lane, key=lambda r: r[1]):
            if start is None or low > end + NEAR:
                if start is not None:
                    out.append((at, start, end))
                start, end = low, high
            end = max(end, high)
        if start is not None and end - start > SHORTEST_RULE:
            out.append((at, start, end))
    return out


def _grids(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that cross or touch one another; both lists run from left to right, or from the top."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    places = [x for x, _, _ in down]
    for i, (y, x0, x1) in enumerate(across):
        for j in range(bisect_left(places, x0 - NEAR), bisect_right(places, x1 + NEAR)):
            _, y0, y1 = down[j]
            if y0 - NEAR <= y <= y1 + NEAR:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(rule)
    for j, rule in enumerate(down, len(across)):
        groups.setdefault(root(j), ([], []))[1].append(rule)
    return [(a, d) for a, d in groups.values() if len(a) > 1 and d and len(a) + len(d) >= FEWEST_RULES]


def _lanes(places: list[float]) -> list[float]:
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > NEAR:
            out.append(place)
    return out


def _table(pieces: list[Piece], across: list[Rule], down: list[Rule]) -> tuple[RuledTable | None, list[Piece]]:
    """The table of one grid and the pieces outside it; no table where the grid holds no rows and columns of text."""
    xs = _lanes([r[0] for r in down] + [min(r[1] for r in across), max(r[2] for r in across)])
    ys = _lanes([r[0] for r in across] + [min(r[1] for r in down), max(r[2] for r in down)])
    columns, bands = len(xs) - 1, len(ys) - 1
    if columns <= 1 or bands <= 1 or columns * bands > MOST_CELLS:
        return None, pieces
    inside = [p for p in pieces if xs[0] - 1 <= (p.x0 + p.x1) / 2 <= xs[-1] + 1 and ys[0] <= _middle(p) <= ys[-1]]
    if not _are_cells(inside, xs, ys, down):
        return None, pieces
    cells = _cells(xs, ys, across, down, inside)
    words = _words_by_cell(inside, cells, xs, ys)
    filled_rows, filled_columns = sorted({c // columns for c in words}), sorted({c % columns for c in words})
    if len(filled_rows) <= 1 or len(filled_columns) <= 1 or len(words) < FEWEST * len(set(cells)):
        return None, pieces
    grid = _grid(cells, columns, words, filled_rows, filled_columns)
    used = {id(p) for p in inside}
    reaches = [(ys[band], ys[band + 1]) for band in filled_rows]
    return RuledTable(grid, xs[0], ys[0], xs[-1], ys[-1], reaches), [p for p in pieces if id(p) not in used]


def _are_cells(inside: list[Piece], xs: list[float], ys: list[float], down: list[Rule]) -> bool:
    """Whether the text in a grid is of one size, as a cover's or a poster's is not, and its lines part the words."""
    if not inside or max(p.size for p in inside) > 2 * min(p.size for p in inside):
        return False
    return sum(_is_cut(p, xs, ys, down) for p in inside) <= MOST_CUT * len(inside)


def _words_by_cell(
    inside: list[Piece], cells: list[int], xs: list[float], ys: list[float]
) -> dict[int, list[tuple[Piece, Word]]]:
    """The words that stand in each cell, by the cell's first place."""
    columns, bands = len(xs) - 1, len(ys) - 1
    words: dict[int, list[tuple[Piece, Word]]] = {}
    for piece in inside:
        band = min(max(bisect_right(ys, _middle(piece)) - 1, 0), bands - 1)
        for word in piece.words:
            column = min(max(bisect_right(xs, (word[0] + word[1]) / 2) - 1, 0), columns - 1)
            words.setdefault(cells[band * columns + column], []).append((piece, word))
    return words


def _grid(
    cells: list[int], columns: int, words: dict[int, list[tuple[Piece, Word]]], bands: list[int], shown: list[int]
) -> Grid:
    """The cells on a grid of the bands and columns in which words begin; a cell that is no rectangle claims all it
    reaches round, so that two of them claim the same place and the grid has a fault."""
    grid = Grid()
    reach: dict[int, tuple[set[int], set[int]]] = {}
    for r, band in enumerate(bands):
        for c, column in enumerate(shown):
            rows, across = reach.setdefault(cells[band * columns + column], (set(), set()))
            rows.add(r)
            across.add(c)
    for number, (rows, across) in reach.items():
        top, left = min(rows), min(across)
        text = _cell_text(words[number]) if number in words else ""
        grid.cells[top, left] = GridCell(text, max(across) - left + 1, max(rows) - top + 1)
    return grid


def _middle(piece: Piece) -> float:
    return piece.base - 0.3 * piece.size


def _is_cut(piece: Piece, xs: list[float], ys: list[float], down: list[Rule]) -> bool:
    """Whether a drawn wall runs through a piece where its words stand no further apart than words do."""
    y = _middle(piece)
    for x in xs[1:-1]:
        if piece.x0 + 2 < x < piece.x1 - 2 and any(abs(r[0] - x) <= NEAR and r[1] <= y <= r[2] for r in down):
            left = max((w[1] for w in piece.words if w[0] < x), default=x)
            right = min((w[0] for w in piece.words if w[0] >= x), default=x)
            if right - left < 0.5 * piece.size:
                return True
    return False


class _GridPlaces:
    """The places of a grid, row by row, and which of them are one cell."""

    def __init__(self, columns: int, bands: int) -> None:
        self.columns, self.bands = columns, bands
        self._cell = list(range(columns * bands))

    def root(self, place: int) -> int:
        """The first place of the cell that a place belongs to."""
        while self._cell[place] != place:
            place = self._cell[place]
        return place

    def join(self, band: int, column: int, other_band: int, other_column: int) -> None:
        """Make two places one cell."""
        places = (band * self.columns + column, other_band * self.columns + other_column)
        first, second = sorted(map(self.root, places))
        self._cell[second] = first

    def cells(self) -> list[int]:
        """For each place the first place of its cell."""
        return [self.root(place) for place in range(self.columns * self.bands)]


def _cells(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule], inside: list[Piece]) -> list[int]:
    """For each place of the grid the number of its cell: the first place of those that no rule parts.

    Where only the white between columns parts two places, they stay apart unless a piece runs across, or all words
    between two walls stand in one of them.
    """
    places = _GridPlaces(len(xs) - 1, len(ys) - 1)
    walls = {k: [r for r in down if abs(r[0] - x) <= NEAR] for k, x in enumerate(xs)}
    floors = {k: [r for r in across if abs(r[0] - y) <= NEAR] for k, y in enumerate(ys)}
    filled: dict[int, set[int]] = {}
    for piece in inside:
        y = _middle(piece)
        band = min(max(bisect_right(ys, y) - 1, 0), places.bands - 1)
        filled.setdefault(band, set()).update(bisect_right(xs, (w[0] + w[1]) / 2) - 1 for w in piece.words)
        for column in range(places.columns - 1):
            x = xs[column + 1]
            if piece.x0 + 1 < x < piece.x1 - 1 and not any(r[1] <= y <= r[2] for r in walls[column + 1]):
                places.join(band, column, band, column + 1)
    for band, here in filled.items():
        for run in _unwalled((ys[band] + ys[band + 1]) / 2, walls, here):
            for column in run[1:]:
                places.join(band, run[0], band, column)
    for band in range(places.bands - 1):
        for column in range(places.columns):
            x = (xs[column] + xs[column + 1]) / 2
            if not any(r[1] <= x <= r[2] for r in floors[band + 1]):
                places.join(band, column, band + 1, column)
    return places.cells()


def _unwalled(y: float, walls: dict[int, list[Rule]], filled: set[int]) -> list[list[int]]:
    """Columns side by side that no wall parts at a height, though one does at others, with words in one of them alone:
    a head in the middle of all that it heads.
    """
    runs: list[list[int]] = [[0]]
    for column in range(1, len(walls) - 1):
        if not walls[column] or any(r[1] - NEAR <= y <= r[2] + NEAR for r in walls[column]):
            runs.append([])
        runs[-1].append(column)
    return [run for run in runs if len(run) > 1 and len(filled & set(run)) == 1]


def _cell_text(words: list[tuple[Piece, Word]]) -> str:
    lines: dict[int, tuple[Piece, list[Word]]] = {}
    for piece, word in words:
        lines.setdefault(id(piece), (piece, []))[1].append(word)
    parts = [
        Piece(found, found[0][0], p.top, found[-1][1], p.bottom, p.base, p.size) for p, found in lines.values() if found
    ]
    return joined([" ".join(p.text for p in row) for row in rows_of(parts)])
