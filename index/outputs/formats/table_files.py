"""One table as a file: CSV (also as Excel opens it), JSON Lines, an Excel workbook; safe to open, fit to be shown."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TextIO

from extractors.model.errors import StoreError
from extractors.text.showing import json_text, shown
from index.outputs.columns import Column

FileRow = Mapping[str, Any]
MOST_ROWS = 1_048_575
"""Rows of an Excel sheet below its head."""
MOST_CELL = 32_767
"""Characters of an Excel cell."""


class TableFile(Protocol):
    """Takes rows one by one."""

    def write(self, row: FileRow) -> None:
        """Add one row."""

    def close(self) -> None:
        """Finish the file."""


PLAIN_NUMBER = re.compile(r"[-+\u2212]?\d[\d\s.,]*\s?%?")
PHONE = re.compile(r"\+\d[\d\s()-]{5,20}")
FORMULA = ("=", "@", "+", "-", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula, the wide forms of East Asia among it."""
PASSED_OVER = " \u00a0\u200b\ufeff"
"""What a spreadsheet may pass over before it looks for a formula: "\u00a0=1+1"."""


def safe(value: Any) -> Any:
    """A cell no spreadsheet takes for a formula, fit to be shown.

    >>> safe("=1+1"), safe("-5 000 euroa siirretään"), safe("+358295163001"), safe("-1 500"), safe(None)
    ("'=1+1", "'-5 000 euroa siirretään", '+358295163001', '-1 500', '')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    said = shown(value)
    is_plain = PLAIN_NUMBER.fullmatch(said) or PHONE.fullmatch(said)
    return f"'{said}" if said.lstrip(PASSED_OVER).startswith(FORMULA) and not is_plain else said


def with_comma(value: Any) -> Any:
    """A number with a decimal comma: Finnish Excel takes 3.5 for the third of May.

    >>> with_comma(0.95), with_comma("1384633.5"), with_comma("3.5. alkaen")
    ('0,95', '1384633,5', '3.5. alkaen')
    """
    if isinstance(value, float):
        return str(value).replace(".", ",")
    is_decimal = isinstance(value, str) and re.fullmatch(r"-?\d+\.\d+", value)
    return value.replace(".", ",") if is_decimal else value


class CsvTable:
    """RFC 4180 in UTF-8, every field quoted; `for_excel` has a byte order mark, semicolons and decimal commas."""

    def __init__(self, path: Path, columns: Sequence[Column], *, for_excel: bool = False) -> None:
        self._names, self._for_excel = [column.name for column in columns], for_excel
        self._file: TextIO = path.open("w", encoding="utf-8-sig" if for_excel else "utf-8", newline="")
        self._out = csv.writer(self._file, delimiter=";" if for_excel else ",", quoting=csv.QUOTE_ALL)
        self._out.writerow(self._names)

    def write(self, row: FileRow) -> None:
        """Add one row."""
        cells = (row.get(name) for name in self._names)
        self._out.writerow([safe(with_comma(cell) if self._for_excel else cell) for cell in cells])

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


class ExcelCsvTable(CsvTable):
    """CSV as Excel in Finland opens it."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        super().__init__(path, columns, for_excel=True)


class JsonLinesTable:
    """A JSON object a line."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._names = [column.name for column in columns]
        self._file: TextIO = path.open("w", encoding="utf-8")

    def write(self, row: FileRow) -> None:
        """Add one row."""
        self._file.write(json_text({name: row.get(name) for name in self._names}) + "\n")

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


class Workbook:
    """An Excel workbook of one or several sheets, the last of which says what each column means."""

    def __init__(self, path: Path) -> None:
        import xlsxwriter

        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._path, self._book = path, xlsxwriter.Workbook(str(path), options)
        self._bold = self._book.add_format({"bold": True})
        self._columns: dict[str, Column] = {}

    def sheet(self, name: str, columns: Sequence[Column]) -> WorkbookSheet:
        """A new sheet; sheets are written one after the other."""
        self._columns |= {column.name: column for column in columns}
        return WorkbookSheet(self._book.add_worksheet(name[:31]), columns, self._bold, self._path.name)

    def close(self) -> None:
        """Add the dictionary and finish the file."""
        sheet = self._book.add_worksheet("Tietosanasto")
        sheet.write_row(0, 0, ("sarake", "tyyppi", "selitys", "in English"), self._bold)
        for at, column in enumerate(self._columns.values(), 1):
            sheet.write_row(at, 0, (column.name, column.type, column.finnish, column.english))
        self._book.close()


class WorkbookSheet:
    """One sheet of a workbook."""

    def __init__(self, sheet: Any, columns: Sequence[Column], bold: Any, subject: str) -> None:
        self._sheet, self._columns, self._at, self._subject = sheet, columns, 0, subject
        sheet.write_row(0, 0, [column.name for column in columns], bold)
        sheet.freeze_panes(1, 0)

    def write(self, row: FileRow) -> None:
        """Add one row; raises StoreError where a sheet is full."""
        self._at += 1
        if self._at > MOST_ROWS:
            advice = "Narrow the selection, or take CSV or JSON Lines, which have no such limit."
            raise StoreError(f"an Excel sheet ends at {MOST_ROWS:,} rows", subject=self._subject, advice=advice)
        for at, column in enumerate(self._columns):
            value = row.get(column.name)
            if value is None or value == "":
                continue
            if column.type == "decimal":
                self._sheet.write_number(self._at, at, float(value))
            elif isinstance(value, bool):
                self._sheet.write_boolean(self._at, at, value)
            elif isinstance(value, int | float):
                self._sheet.write_number(self._at, at, value)
            else:
                self._sheet.write_string(self._at, at, shown(str(value))[:MOST_CELL])


class XlsxTable:
    """A workbook with one table in it."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._book = Workbook(path)
        self._sheet = self._book.sheet("Louhi", columns)

    def write(self, row: FileRow) -> None:
        """Add one row."""
        self._sheet.write(row)

    def close(self) -> None:
        """Finish the file."""
        self._book.close()


def _parquet(path: Path, columns: Sequence[Column]) -> TableFile:
    from index.outputs.formats.parquet_table import ParquetTable

    return ParquetTable(path, columns)


def _sqlite(path: Path, columns: Sequence[Column]) -> TableFile:
    from index.outputs.formats.datasette_file import SqliteTable

    return SqliteTable(path, columns)


TABLES: dict[str, Callable[[Path, Sequence[Column]], TableFile]] = {
    "csv": CsvTable,
    "excel.csv": ExcelCsvTable,
    "jsonl": JsonLinesTable,
    "xlsx": XlsxTable,
    "sqlite": _sqlite,
    "parquet": _parquet,
}
"""The forms a single table is given in, by its file's ending."""


def write_table(path: Path, form: str, columns: Sequence[Column], rows: Iterable[FileRow]) -> int:
    """Write a table; returns how many rows it has."""
    count, table = 0, TABLES[form](path, columns)
    for row in rows:
        table.write(row)
        count += 1
    table.close()
    return count
