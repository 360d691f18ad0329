"""CSV, CSV for Excel, Parquet: documents.* and a file a kind of record, one row a mention with its sentence."""

from __future__ import annotations

from pathlib import Path

from extractors.model.records import RECORD_KINDS
from index.outputs.columns import columns_of
from index.outputs.export_rows import KINDS, Exported, document_row, rows_of
from index.outputs.formats.table_files import TABLES


class FilesByKind:
    """An exporter: a table of documents and one of each kind of record, each a file of its own."""

    form: str
    """Which of TABLES each file is; what it ends in is its last part."""

    def __init__(self, folder: Path) -> None:
        ending = self.form.rpartition(".")[2]
        self._paths = {kind: folder / f"{kind}.{ending}" for kind in KINDS}
        self._tables = {kind: TABLES[self.form](path, columns_of(kind)) for kind, path in self._paths.items()}

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


class Csv(FilesByKind):
    """Tables for spreadsheets and statistics."""

    form = "csv"


class ExcelCsv(FilesByKind):
    """The same as Excel in Finland opens it."""

    form = "excel.csv"


class Parquet(FilesByKind):
    """The same with types."""

    form = "parquet"
