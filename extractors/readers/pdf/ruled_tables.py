"""Tables in PDF: drawn rules make a grid, and the words in its cells make rows.

Where rules are missing a table still shows by its white columns: short cells that begin at the same places, row
after row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.readers.layout.geometry import Piece, Word, hull, rows_of
from extractors.readers.layout.paragraphs import joined
from extractors.readers.pdf.sheet import Shape

NEAR = 2.5  # points within which two rules are one
FEWEST = 0.25  # share of a grid's cells that must hold text, else it is a chart or a decoration
NUMBER = re.compile(r"[-–+~]?[\d  .,:%€/–-]+(?:\s?(?:%|€|M€|kpl|milj\.?|t))?")

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


@dataclass(slots=True)
class RuledTable:
    """Rows of cells, where they stand, and from where to where each row reaches."""

    rows: list[tuple[str, ...]]
    x0: float
    top: float
    x1: float
    bottom: float
    reaches: list[tuple[float, float]]


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
    """Groups of rules that cross or touch one another."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, (y, x0, x1) in enumerate(across):
        for j, (x, y0, y1) in enumerate(down, len(across)):
            if x0 - NEAR <= x <= x1 + NEAR and y0 - NEAR <= y <= y1 + NEAR:
                parent[root(i)] = root(j)
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
    if not inside or max(p.size for p in inside) > 2 * min(p.size for p in inside):
        return None, pieces  # a cover or a poster
    if sum(1 for p in inside if _is_cut(p, xs, ys, down)) > 0.3 * len(inside):
        return None, pieces  # lines drawn across the text part nothing
    cells = _cells(xs, ys, across, down, inside)
    words: dict[int, list[tuple[Piece, Word]]] = {}
    for piece in inside:
        band = min(max(bisect_right(ys, _middle(piece)) - 1, 0), bands - 1)
        for word in piece.words:
            column = min(max(bisect_right(xs, (word[0] + word[1]) / 2) - 1, 0), columns - 1)
            words.setdefault(cells[band * columns + column], []).append((piece, word))
    filled_rows = {c // columns for c in words}
    filled_columns = {c % columns for c in words}
    distinct = len(set(cells))
    if len(filled_rows) <= 1 or len(filled_columns) <= 1 or len(words) < FEWEST * distinct:
        return None, pieces
    shown = sorted(filled_columns)
    rows = []
    for band in sorted(filled_rows):
        here = cells[band * columns : (band + 1) * columns]
        row = tuple(
            _cell_text(words[here[c]]) if here[c] == band * columns + c and here[c] in words else "" for c in shown
        )
        rows.append(row)
    used = {id(p) for p in inside}
    reaches = [(ys[band], ys[band + 1]) for band in sorted(filled_rows)]
    return RuledTable(rows, xs[0], ys[0], xs[-1], ys[-1], reaches), [p for p in pieces if id(p) not in used]


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


def _cells(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule], inside: list[Piece]) -> list[int]:
    """For each place of the grid the number of its cell: the first place of those that no rule parts.

    Where only the white between columns parts two places, they stay apart unless a piece runs across.
    """
    columns, bands = len(xs) - 1, len(ys) - 1
    cell = list(range(columns * bands))

    def root(i: int) -> int:
        while cell[i] != i:
            i = cell[i]
        return i

    def join(i: int, j: int) -> None:
        a, b = sorted((root(i), root(j)))
        cell[b] = a

    walls = {k: [r for r in down if abs(r[0] - x) <= NEAR] for k, x in enumerate(xs)}
    floors = {k: [r for r in across if abs(r[0] - y) <= NEAR] for k, y in enumerate(ys)}
    for piece in inside:
        y = _middle(piece)
        band = min(max(bisect_right(ys, y) - 1, 0), bands - 1)
        for column in range(columns - 1):
            x = xs[column + 1]
            if piece.x0 + 1 < x < piece.x1 - 1 and not any(r[1] <= y <= r[2] for r in walls[column + 1]):
                join(band * columns + column, band * columns + column + 1)
    for band in range(bands - 1):
        for column in range(columns):
            x = (xs[column] + xs[column + 1]) / 2
            if not any(r[1] <= x <= r[2] for r in floors[band + 1]):
                join(band * columns + column, (band + 1) * columns + column)
    return [root(i) for i in range(columns * bands)]


def _cell_text(words: list[tuple[Piece, Word]]) -> str:
    lines: dict[int, tuple[Piece, list[Word]]] = {}
    for piece, word in words:
        lines.setdefault(id(piece), (piece, []))[1].append(word)
    parts = [
        Piece(found, found[0][0], p.top, found[-1][1], p.bottom, p.base, p.size) for p, found in lines.values() if found
    ]
    return joined([" ".join(p.text for p in row) for row in rows_of(parts)])


def white_tables(pieces: list[Piece], em: float) -> tuple[list[RuledTable], list[Piece]]:
    """Tables without rules: at least three rows of short cells in columns with white between them."""
    tables: list[RuledTable] = []
    kept: list[Piece] = []
    run: list[list[Piece]] = []

    def close() -> None:
        table = _white_table(run, em)
        if table:
            tables.append(table)
        else:
            kept.extend(p for row in run for p in row)
        run.clear()

    for row in rows_of(pieces):
        cells = [p for p in row if not (p.bullet and len(p.words) == 1)]
        wide = 5.0 if run and _aligned(run[-1], row) else 2.6
        apart = run and row[0].base - run[-1][0].base > wide * max(row[0].size, 1)
        tabular = len(cells) > 1 and not any(p.bullet for p in row)
        if run and (apart or not tabular):
            close()
        if tabular:
            run.append(row)
        else:
            kept.extend(row)
    close()
    return tables, kept


def _aligned(above: list[Piece], row: list[Piece]) -> bool:
    """Whether two rows have at least three cells each, and each begins under the one above."""
    return len(above) == len(row) >= WHITE_COLUMNS and all(
        abs(a.x0 - b.x0) < a.size or abs(a.x1 - b.x1) < a.size for a, b in zip(above, row, strict=True)
    )


def _white_table(run: list[list[Piece]], em: float) -> RuledTable | None:
    if len(run) <= 1:
        return None
    pieces = [p for row in run for p in row]
    columns: list[tuple[float, float]] = []
    for piece in sorted(pieces, key=lambda p: p.x0):
        if columns and piece.x0 - columns[-1][1] < 0.6 * em:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.x1))
        else:
            columns.append((piece.x0, piece.x1))
    if len(columns) <= 1:
        return None
    texts = [p.text for p in pieces]
    numeric = sum(1 for t in texts if NUMBER.fullmatch(t)) / len(texts)
    usual = sum(len(t) for t in texts) / len(texts)
    dense = len(pieces) / (len(run) * len(columns))
    if len(run) < WHITE_ROWS and (len(columns) <= WHITE_COLUMNS or numeric < OF_NUMBERS or dense < 1):
        return None
    if usual > CELL_LETTERS or dense < FILLED:
        return None
    if numeric <= WITH_NUMBERS and (len(columns) < WHITE_COLUMNS or usual >= SHORT_CELL):
        return None  # two columns of running text
    rows = []
    for row in run:
        cells = [" ".join(p.text for p in row if low - 1 <= (p.x0 + p.x1) / 2 <= high + 1) for low, high in columns]
        rows.append(tuple(cells))
    return RuledTable(rows, *hull(pieces), [hull(row)[1::2] for row in run])
