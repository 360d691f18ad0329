"""Numbers whose unit stands elsewhere: in the head of the column, the label of the row or the caption of the table.

Cells are read by column (`table_cells`); rows that a PDF gives as plain lines by counting (`figure_rows`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractors.amounts.amount_mention import Mention
from extractors.amounts.tables.figure_rows import mentions_of_lines
from extractors.amounts.tables.table_cells import Beside, Doubt, mentions_of_cells
from extractors.amounts.units import rules_language
from extractors.model.document import Document, Passage
from extractors.text.normalised import Spans

CAPTION = 160  # characters before a table that may be its caption's end


def table_mentions(document: Document, text: str, blocked: Spans) -> Iterator[Mention | Beside | Doubt]:
    """The amounts of a document's tables, cell by cell, then of rows given as plain lines."""
    language = rules_language(document.language)
    for caption, rows in _tables(document):
        yield from mentions_of_cells(text, caption, rows, blocked, language)
    tabbed = list(tabbed_tables(document))
    for caption, rows in tabbed:
        yield from mentions_of_cells(text, caption, rows, blocked, language)
    known = [(row.start, row.end) for _, rows in tabbed for row in rows]
    unread = (p for p in document.passages if p.kind == "table row")
    known += [(p.start, p.end) for p in unread if p.table is not None or not p.cells]  # without cells: no sound grid
    yield from mentions_of_lines(text, Spans(known), language)


def with_heads(told: Iterable[Mention], beside: Sequence[Beside]) -> Iterator[Mention]:
    """Amounts that cells name whole, with what the heads and labels of their table say of them."""
    starts = [one.start for one in beside]
    for m in told:
        at = bisect_right(starts, m.start) - 1
        if at < 0 or m.end > beside[at].end or m.kind == "duration":
            yield m
        else:
            yield replace(m, purpose=m.purpose or beside[at].purpose, when=beside[at].when)


def _tables(document: Document) -> Iterator[tuple[str, list[Passage]]]:
    """The rows of each table with the words just before it; headings and notes between its rows are with them.

    Where a reader does not number its tables, rows that follow one another are one.
    """
    rows: list[Passage] = []
    caption = before = ""
    for p in document.passages:
        if rows and p.table == rows[-1].table and (p.table is not None or p.cells):
            rows.append(p)
            continue
        if rows:
            yield caption, rows
            rows, before = [], ""
        if p.cells or p.table is not None:
            rows, caption = [p], before
        else:
            before = document.words(p)[-CAPTION:]
    if rows:
        yield caption, rows


def tabbed_tables(document: Document) -> Iterator[tuple[str, list[Passage]]]:
    """Tables that plain text writes with tabs or bars: two lines or more of as many cells, each run with a caption."""
    known = Spans((p.start, p.end) for p in document.passages if p.kind == "table row")
    block: list[tuple[int, str]] = []
    caption = before = ""
    for m in re.finditer(r"[^\n]*\n?", document.text):
        line = m[0].rstrip("\n")
        if block and _RULE.fullmatch(line):
            continue
        if block and _parted(line) != _parted(block[-1][1]):
            yield from _runs(caption, block)
            block, before = [], block[-1][1][-CAPTION:]
        if _parted(line) and not known.touch(m.start(), m.end()):
            caption = caption if block else before
            block.append((m.start(), line))
        elif block:
            yield from _runs(caption, block)
            block = []
        before = line[-CAPTION:] if line.strip() else before
    yield from _runs(caption, block)


BAR = "|"
GAP = r"(?<! ) {2,}(?=\S)"
"""Spaces that set columns apart: "Yleishallinto    5 120    4 870"."""


def _parted(line: str) -> str:
    """What parts the cells of a line: a tab, a bar or gaps of spaces, of which a table's line has two; else nothing."""
    if "\t" in line:
        return "\t"
    return BAR if BAR in line else "  " if len(re.findall(GAP, line.rstrip())) > 1 else ""


_RULE = re.compile(r"[ |:+-]*-{3,}[ |:+-]*")
""" "|---|---|": a line between heads and rows."""


def _runs(caption: str, block: list[tuple[int, str]]) -> Iterator[tuple[str, list[Passage]]]:
    """The lines of a block that have as many cells one after another; a line of another count opens a new run.

    Where the lines are of one width only when tabs side by side count as one, they are there to align: "Menot⇥⇥⇥1 912".
    """
    apart = _apart(block)
    rows: list[Passage] = []
    last = ""
    for start, line in block:
        cells = _tab_cells(start, line, apart)
        if rows and len(cells) != len(rows[0].cells):
            if _is_run(rows):
                yield caption, rows
            rows, caption = [], last
        rows.append(Passage(kind="table row", start=start, end=start + len(line), cells=cells))
        last = line[-CAPTION:]
    if _is_run(rows):
        yield caption, rows


def _is_run(rows: list[Passage]) -> bool:
    """Two lines or more, or one with several numbers after its label: "Fartyg⇥212⇥198"."""
    return len(rows) > 1 or (bool(rows) and len(rows[0].cells) > LONE_CELLS)


LONE_CELLS = 2
"""Cells of a line that may be a label and its value and no table."""


def _apart(block: list[tuple[int, str]]) -> str:
    if block and "\t" not in block[0][1]:
        return r"\|" if BAR in block[0][1] else GAP
    return "\t" if len({line.count("\t") for _, line in block}) == 1 else _aligning(block)


def _aligning(block: list[tuple[int, str]]) -> str:
    return r"\t+" if len({len(re.split(r"\t+", line)) for _, line in block}) == 1 else r"\t"


def _tab_cells(start: int, line: str, apart: str) -> tuple[tuple[int, int], ...]:
    """The spans of a line's cells; bars at its ends hold no cell outside."""
    if apart == r"\|":
        lead = len(line) - len(line.lstrip(" |"))
        start, line = start + lead, line.strip(" |")
    marks = [*re.finditer(apart, line)]
    ends = [*(m.start() for m in marks), len(line)]
    return tuple((start + a, start + b) for a, b in zip([0, *(m.end() for m in marks)], ends, strict=True))
