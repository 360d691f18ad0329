"""OpenDocument spreadsheets: their tables as sheets, numbers by their values, not by their language."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from extractors.model.document import Issue, RawDocument
from extractors.model.draft import Draft
from extractors.readers.grid import Grid
from extractors.readers.office.opendocument.odf import opened, properties_of
from extractors.readers.office.opendocument.odf_styles import OFFICE, TABLE
from extractors.readers.office.opendocument.odf_tables import grid_of, words_in
from extractors.readers.office.spreadsheets.number_formats import shown
from extractors.readers.office.spreadsheets.sheets import MOST_CELLS, Worksheet, draft_of_sheets
from extractors.readers.sniff import ODS

FIGURES = re.compile(r"(?P<before>[^\d-]*)(?P<figures>-?\d(?:[\d .,'\u2019]*\d)?)(?P<after>.*)", re.DOTALL)
LAST = re.compile(r"[.,](\d+)$")
GROUP = re.compile(r"\d[ .,'\u2019]\d{3}(?!\d)")
NUMERIC = ("float", "percentage", "currency")
SCALES = (1, 10**3, 10**6, 10**9)
"""What a format may divide a number by before it is shown."""

SHORTEST_DAY = 5
"""Characters of a day as a cell shows it ("1.1.24" is longer); "2024" and "5.5." stay as they are."""


def read_ods(raw: RawDocument) -> Draft:
    """An ODS as a Draft; raises DamagedDocument or EmptyDocument."""
    content, styles = opened(raw)
    body = next(content.iter(OFFICE + "spreadsheet"), None)
    tables = [child for child in body if child.tag == TABLE + "table"] if body is not None else []
    draft, sheets = Draft(ODS), []
    for number, table in enumerate(tables, 1):
        sheet = Worksheet(
            table.get(TABLE + "name", ""), grid_of(table, cell_words), hidden=styles.is_hidden_table(table)
        )
        if sheet.grid.left_out:
            draft.issues.append(Issue(reason=sheet.grid.left_out, page=number))
        sheets.append(_cut(sheet))
    draft.claims += properties_of(raw)
    return draft_of_sheets(sheets, draft, raw)


def _cut(sheet: Worksheet) -> Worksheet:
    """A sheet with no more cells than are read."""
    if len(sheet.grid.cells) > MOST_CELLS:
        kept = sorted(sheet.grid.cells)[:MOST_CELLS]
        sheet.grid, sheet.cut_at = Grid({place: sheet.grid.cells[place] for place in kept}), kept[-1][0] + 1
    return sheet


def cell_words(cell: Any) -> str:
    """What a cell shows, days and numbers the Finnish way: "1,234.50" of an English sheet is 1 234,50."""
    words, kind = words_in(cell), cell.get(OFFICE + "value-type")
    if kind == "date" and not any(map(str.isalpha, words)) and len(words) >= SHORTEST_DAY:
        return _day(cell.get(OFFICE + "date-value", "")) or words
    if kind not in NUMERIC:
        return words
    return with_value(words, cell.get(OFFICE + "value", ""), percent=kind == "percentage")


def _day(said: str) -> str:
    try:
        return shown(datetime.fromisoformat(said), "d.m.yyyy")
    except ValueError:
        return ""


def with_value(words: str, value: str, *, percent: bool = False) -> str:
    """The figures of a cell written anew from its value, as they are shown: so many decimals, in groups, in thousands.

    >>> with_value("1,234.50 €", "1234.5"), with_value("12.5%", "0.125", percent=True), with_value("2024", "2024")
    ('1 234,50 €', '12,5 %', '2024')
    >>> with_value("4.2", "4200000"), with_value("(1,234)", "-1234"), with_value("noin 5", "4")
    ('4,2', '-1 234', 'noin 5')
    """
    found = FIGURES.fullmatch(words)
    try:
        number = Decimal(value) * (100 if percent else 1)
    except InvalidOperation:
        return words
    if found is None:
        return words
    last = LAST.search(found["figures"])
    grouped = "#,##0" if GROUP.search(found["figures"]) else "0"
    for scale in SCALES:
        for decimals in {len(last[1]) if last else 0, 0}:
            told = shown(number / scale, f"{grouped}.{'0' * decimals}" if decimals else grouped)
            if _digits(told) == _digits(found["figures"]):
                before, after = found["before"].strip().rstrip("(−"), found["after"].strip().lstrip(")")
                after = "%" if percent else after.strip()
                return " ".join(f"{before} {told} {after}".split())
    return words


def _digits(words: str) -> str:
    return "".join(filter(str.isdigit, words)).lstrip("0")
