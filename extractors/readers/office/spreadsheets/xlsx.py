"""Excel workbooks, through openpyxl: what each sheet shows, merged cells on their grid, hidden sheets marked."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from extractors.model.document import Issue, RawDocument
from extractors.model.draft import Draft
from extractors.model.errors import ReadError
from extractors.readers.grid import MOST_PLACES, Cell, Grid
from extractors.readers.office.package import claims_of_properties, damaged, package_of, xml_of
from extractors.readers.office.spreadsheets.number_formats import shown
from extractors.readers.office.spreadsheets.sheets import MOST_CELLS, Worksheet, draft_of_sheets
from extractors.readers.sandbox.bounds import member, open_zip, refuse_entities
from extractors.readers.sniff import XLSX

MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"')
FORMULA = re.compile(rb"<(?:\w+:)?f[ >]")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
UNCALCULATED = "the sheet's formulas were saved without their results: what they stand for is not known"


def read_xlsx(raw: RawDocument) -> Draft:
    """An XLSX (or template, macro workbook) as a Draft; raises DamagedDocument, TooLarge or EmptyDocument."""
    draft = Draft(XLSX)
    try:
        from openpyxl import load_workbook

        package = open_zip(raw.content, raw.source)
        parts = _parts(package, raw)
        book = load_workbook(package_of(raw), read_only=True, data_only=True, keep_links=False)
        sheets = [_sheet(sheet, parts.get(sheet.title, b""), draft, n) for n, sheet in enumerate(book.worksheets, 1)]
        draft.claims += claims_of_properties(book.properties)
    except (ReadError, MemoryError, RecursionError):
        raise
    except Exception as error:  # openpyxl raises whatever a broken package leads it to
        raise damaged(raw, error) from error
    return draft_of_sheets(sheets, draft, raw)


def _parts(package: zipfile.ZipFile, raw: RawDocument) -> dict[str, bytes]:
    """The XML of each sheet by its name; read-only openpyxl does not tell which cells are merged."""
    names = set(package.namelist())
    for name in names:
        if name.endswith((".xml", ".rels")) and not name.startswith("xl/worksheets/sheet"):
            refuse_entities(member(package, name, raw.source), raw.source)
    book = xml_of(member(package, "xl/workbook.xml", raw.source), raw.source)
    relations = xml_of(member(package, "xl/_rels/workbook.xml.rels", raw.source), raw.source)
    targets = {r.get("Id"): str(r.get("Target", "")) for r in relations}
    parts: dict[str, bytes] = {}
    for sheet in book.iter("{*}sheet"):
        target = targets.get(sheet.get(RELATION), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in names:
            content = member(package, path, raw.source)
            refuse_entities(content, raw.source)
            parts[sheet.get("name", "")] = content
    return parts


def _sheet(sheet: Any, part: bytes, draft: Draft, number: int) -> Worksheet:
    """The cells of a sheet as they are shown."""
    sheet.reset_dimensions()  # a sheet may claim to be as large as a sheet can be
    found = Worksheet(sheet.title, Grid(), hidden=sheet.sheet_state != "visible")
    spans = {first: (across, down) for first, across, down in _merged(part)}
    covered = _covered(spans)
    empty_formulas = bool(FORMULA.search(part))
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        if cell.value is None:
            continue
        if len(found.grid.cells) >= MOST_CELLS:
            found.cut_at = cell.row
            break
        if text := shown(cell.value, cell.number_format or "General"):
            place = cell.row - 1, cell.column - 1
            if place in covered:  # what stood there before the cells were merged; nobody sees it
                continue
            found.grid.cells[place] = Cell(text, *spans.get(place, (1, 1)))
            empty_formulas = empty_formulas and not isinstance(cell.value, int | float)
    if empty_formulas:
        draft.issues.append(Issue(reason=UNCALCULATED, text=sheet.title, page=number))
    return found


def _merged(part: bytes) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Where merged cells begin, and how many columns and rows they take."""
    for first, last in MERGED.findall(part):
        (top, left), (bottom, right) = _place(first), _place(last)
        yield (top, left), right - left + 1, bottom - top + 1


def _covered(spans: dict[tuple[int, int], tuple[int, int]]) -> set[tuple[int, int]]:
    """The places that merged cells cover, but for where they begin."""
    covered: set[tuple[int, int]] = set()
    for (top, left), (across, down) in spans.items():
        if len(covered) + across * down <= MOST_PLACES:
            covered |= {(top + r, left + c) for r in range(down) for c in range(across)} - {(top, left)}
    return covered


def _place(reference: bytes) -> tuple[int, int]:
    """Row and column of a reference, from 0.

    >>> _place(b"A1"), _place(b"AB12")
    ((0, 0), (11, 27))
    """
    letters = reference.rstrip(b"0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(reference[len(letters) :]) - 1, column - 1
