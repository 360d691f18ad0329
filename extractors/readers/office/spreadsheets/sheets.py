"""What spreadsheets share: a sheet's cells become its tables, and a workbook's sheets the pages of a document.

A sheet holds titles, notes and one table or several, parted by empty rows.  What follows an empty row is a table of its
own where it has heads of its own; else it goes on under the heads above.  Titles and units that stand alone in a row
belong to the table below them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.model.document import Issue, Page, RawDocument
from extractors.model.draft import Block, Claim, Draft
from extractors.model.errors import EmptyDocument
from extractors.readers.claims.letterhead import letterhead
from extractors.readers.grid import Cell, Grid, blocks_of
from extractors.readers.sandbox.bounds import refuse_pages

MOST_DOWN = 1_000  # rows; what a cell covers below that holds nothing
YEAR = re.compile(r"(?:19|20)\d\d")
MOST_CELLS = 100_000  # of one sheet: a minute of reading and understanding
TOO_MANY = "the sheet has more than {} filled cells: it is read up to its row {}"

LONGEST_TITLE = 150
"""Characters of a line that can be a workbook's title: more is a sentence that explains the table."""

TITLE_LETTERS = 3
"""More letters than these make a line a title ("Talousarvio 2024", not "€" or "Nro 1")."""


@dataclass
class Worksheet:
    """One sheet: its name and its cells."""

    name: str
    grid: Grid
    hidden: bool = False
    cut_at: int | None = None
    """The row from which it was not read any more."""


def draft_of_sheets(sheets: list[Worksheet], draft: Draft, raw: RawDocument) -> Draft:
    """The draft of a workbook; raises EmptyDocument where no cell holds anything."""
    refuse_pages(len(sheets), raw.source)
    for number, sheet in enumerate(sheets, 1):
        draft.pages.append(Page(number=number, title=sheet.name or None, hidden=sheet.hidden))
        if sheet.cut_at is not None:
            draft.issues.append(Issue(reason=TOO_MANY.format(MOST_CELLS, sheet.cut_at), page=number))
        draft.blocks += _sheet(sheet, number, draft)
    draft.claims.append(Claim("kind", "document", "markup"))
    if title := _title(draft):
        draft.claims.append(Claim("title", title, "layout"))
    draft.claims += letterhead(draft)
    if not draft.blocks:
        raise EmptyDocument("its sheets hold nothing", subject=raw.source, advice="Look whether it is the right file.")
    return draft


def _sheet(sheet: Worksheet, number: int, draft: Draft) -> Iterator[Block]:
    """The name of a sheet as a heading, then its tables."""
    tables = [blocks_of(grid, number) for grid in tables_of(sheet.grid)]
    if not any(blocks for blocks, _ in tables):
        return
    yield Block("heading", sheet.name, page=number, level=2, hidden=sheet.hidden)
    for blocks, issues in tables:
        draft.issues += issues
        yield from (replace(block, hidden=sheet.hidden) for block in blocks)


def _title(draft: Draft) -> str | None:
    """The first line that stands alone on the first sheet that is shown."""
    lines = (b.text for b in draft.blocks if b.kind == "paragraph" and not b.hidden and b.page is not None)
    first = next(lines, None)
    return first if first and len(first) <= LONGEST_TITLE and sum(map(str.isalpha, first)) > TITLE_LETTERS else None


CellRows = dict[int, dict[int, Cell]]
"""The cells of a sheet by row and column."""


def tables_of(grid: Grid) -> list[Grid]:
    """The tables of a sheet, from the top.

    >>> told = {(0, 0): "Menot, 1 000 €", (2, 0): "Toimiala", (2, 1): "2025", (3, 0): "Opetus", (3, 1): "4 200",
    ...         (5, 0): "Kirjasto", (5, 1): "310", (7, 0): "Kohde", (7, 1): "Hinta"}
    >>> [len(table.cells) for table in tables_of(Grid({place: Cell(text) for place, text in told.items()}))]
    [8, 2]
    """
    rows: CellRows = {}
    for (row, column), cell in sorted(grid.cells.items()):
        rows.setdefault(row, {})[column] = cell
    tables: list[list[int]] = []
    for run in _runs(rows):
        if tables and (_only_lines(rows, tables[-1]) or not _has_heads(rows, run)):
            tables[-1] += run
        else:
            tables.append(run)
    return [_part(rows, table) for table in tables]


def _runs(rows: CellRows) -> Iterator[list[int]]:
    """The rows that follow one another without an empty one between."""
    run: list[int] = []
    below = 0  # the row after the last one that a cell of the run reaches
    for row in sorted(rows):
        filled = [cell for cell in rows[row].values() if cell.text]
        if not filled:
            continue
        if run and row > below:
            yield run
            run = []
        run.append(row)
        below = max(below, row + max(min(cell.down, MOST_DOWN) for cell in filled))
    if run:
        yield run


def _words(rows: CellRows, row: int) -> list[str]:
    return [cell.text for cell in rows[row].values() if cell.text]


def _only_lines(rows: CellRows, run: list[int]) -> bool:
    """Titles and notes alone, a cell a row."""
    return all(len(_words(rows, row)) <= 1 for row in run)


def _has_heads(rows: CellRows, run: list[int]) -> bool:
    """Whether rows begin with words, or years, in several columns before the first numbers come."""
    for row in run:
        words = _words(rows, row)
        if len(words) > 1:
            return all(any(map(str.isalpha, w)) or YEAR.fullmatch(w) for w in words)
    return True


def _part(rows: CellRows, run: list[int]) -> Grid:
    """Some rows of a sheet as a table of their own; a title over more columns than it has ends with it."""
    width = 1 + max(column for row in run for column, cell in rows[row].items() if cell.text)
    at = {row: n for n, row in enumerate(run)}
    part = Grid()
    for row in run:
        for column, cell in rows[row].items():
            if cell.across == cell.down == 1 and column < width:
                part.cells[at[row], column] = cell
            elif column < width:
                down = sum(1 for below in range(row, row + min(cell.down, MOST_DOWN)) if below in at)
                part.cells[at[row], column] = replace(cell, down=down, across=min(cell.across, width - column))
    part.fill([width] * len(run))
    return part
