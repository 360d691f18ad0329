"""CSV: documents.csv and a file a kind of record, one row a mention with the sentence that proves it."""

from __future__ import annotations

from pathlib import Path

from extractors.model.records import RECORD_KINDS
from index.outputs.columns import columns_of
from index.outputs.export_rows import KINDS, Exported, document_row, rows_of
from index.outputs.formats.table_files import CsvTable, TableFile


class Csv:
    """Tables for spreadsheets and statistics: a file a kind."""

    for_excel = False

    def __init__(self, folder: Path) -> None:
        self._paths = {kind: folder / f"{kind}.csv" for kind in KINDS}
        self._tables: dict[str, TableFile] = {
            kind: CsvTable(path, columns_of(kind), for_excel=self.for_excel) for kind, path in self._paths.items()
        }

    def write(self, one: Exported) -> None:
        """Add one document with its records."""
        self._tables["documents"].write(document_row(one))
        for kind in RECORD_KINDS:
            for row in rows_of(kind, one):
                self._tables[kind].write(row)

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        for table in self._tables.values():
            table.close()
        return list(self._paths.values())


class ExcelCsv(Csv):
    """The same as Excel in Finland opens it."""

    for_excel = True
