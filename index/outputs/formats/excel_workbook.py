"""Excel: louhi.xlsx, a sheet a kind, and what each column means."""

from __future__ import annotations

import json
from pathlib import Path

from extractors.model.records import RECORD_KINDS
from index.outputs.columns import columns_of
from index.outputs.export_rows import KINDS, Exported, document_row, rows_of
from index.outputs.formats.table_files import Workbook


class Xlsx:
    """One workbook with a sheet a kind.  Sheets are written one after the other, so rows wait in files of their own."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "louhi.xlsx"
        self._waiting = {kind: folder / f".{kind}.rows" for kind in KINDS}
        self._files = {kind: path.open("w", encoding="utf-8") for kind, path in self._waiting.items()}

    def write(self, one: Exported) -> None:
        """Add one document with its records."""
        self._files["documents"].write(json.dumps(document_row(one), ensure_ascii=False) + "\n")
        for kind in RECORD_KINDS:
            self._files[kind].writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows_of(kind, one))

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        book = Workbook(self._path)
        for kind, path in self._waiting.items():
            self._files[kind].close()
            sheet = book.sheet(kind, columns_of(kind))
            with path.open(encoding="utf-8") as rows:
                for row in rows:
                    sheet.write(json.loads(row))
            path.unlink()
        book.close()
        return [self._path]
