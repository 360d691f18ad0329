"""The rows of a table on a PDF page as paragraphs, each on the table's logical grid as in every other format."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from extractors.model.draft import Block, Draft, GridRow
from extractors.readers.grid import Grid, blocks_of
from extractors.readers.layout.paragraphs import Paragraph
from extractors.readers.pdf.ruled_tables import RuledTable

SAME = 3.0  # points by which the edges of a table may differ from one page to the next


def rows_of_table(table: RuledTable, size: float, draft: Draft, page: int) -> list[Paragraph]:
    """A table's rows from the top; the Issue of one that has no sound grid goes into the draft."""
    blocks, issues = blocks_of(table.grid, page)
    draft.issues += issues
    return [_row(block, table, size, n) for n, block in enumerate(blocks)]


def _row(block: Block, table: RuledTable, size: float, place: int) -> Paragraph:
    number = block.row.number if block.row is not None else place
    top, bottom = table.reaches[min(number, len(table.reaches) - 1)]
    where = (table.x0, top, table.x1, bottom)
    return Paragraph(block.kind, block.text, *where, size, False, cells=block.cells, row=block.row)


def continued(found: list[Paragraph]) -> list[Paragraph]:
    """Paragraphs in which a table that goes on at the top of the next page, without its heads anew, is one table."""
    runs = [list(run) for _, run in groupby(found, key=lambda p: (id(p.row.table) if p.row else None, p.page))]
    out: list[Paragraph] = []
    for run in runs:
        above = out[-1] if out else None
        if above is not None and _goes_on(above, run[0]):
            _take_over(above, run)
        out += run
    return out


def _goes_on(above: Paragraph, below: Paragraph) -> bool:
    if above.row is None or below.row is None or below.page != above.page + 1:
        return False
    alike = abs(above.x0 - below.x0) <= SAME and abs(above.x1 - below.x1) <= SAME
    return alike and len(above.row.places) == len(below.row.places) and below.row.cells != _first(above.row)


def _first(row: GridRow) -> tuple[str, ...]:
    return next(row.table.rows()).cells if isinstance(row.table, Grid) else ()


def _take_over(above: Paragraph, run: list[Paragraph]) -> None:
    """The rows of a continuation as further rows of the table above."""
    assert above.row is not None
    further = above.row.number + 1
    for paragraph in run:
        row = paragraph.row
        if row is not None:
            places = tuple(place and (place[0] + further, place[1]) for place in row.places)
            paragraph.row = replace(row, table=above.row.table, number=row.number + further, places=places)
