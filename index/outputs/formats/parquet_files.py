"""Parquet: a file a kind, with types: whole numbers, decimal128(38, 6), yes or no."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from extractors.model.errors import SetupError
from extractors.model.records import RECORD_KINDS
from index.outputs.columns import Column, columns_of
from index.outputs.export_rows import KINDS, Exported, document_row, rows_of

BATCH = 10_000
"""Rows of a row group that is written at once."""
DIGITS, PLACES = 38, 6
"""Of a decimal: what Arrow's 128 bits hold; a cent's hundredth is finer than any document writes."""


class Parquet:
    """An exporter: a .parquet file a kind."""

    def __init__(self, folder: Path) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError as error:
            raise SetupError(
                "Parquet needs a part that is not installed", advice="pip install 'louhi[parquet]'"
            ) from error
        self._arrow = pyarrow
        self._paths = {kind: folder / f"{kind}.parquet" for kind in KINDS}
        self._schemas = {kind: self._schema(columns_of(kind)) for kind in KINDS}
        self._writers = {
            kind: pyarrow.parquet.ParquetWriter(path, self._schemas[kind]) for kind, path in self._paths.items()
        }
        self._waiting: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}

    def _schema(self, columns: tuple[Column, ...]) -> Any:
        types = {
            "text": self._arrow.string(),
            "whole": self._arrow.int64(),
            "number": self._arrow.float64(),
            "decimal": self._arrow.decimal128(DIGITS, PLACES),
            "yes or no": self._arrow.bool_(),
        }
        return self._arrow.schema(
            [self._arrow.field(c.name, types[c.type], metadata={"fi": c.finnish, "en": c.english}) for c in columns]
        )

    def write(self, one: Exported) -> None:
        """Add one document with its records."""
        self._waiting["documents"].append(document_row(one))
        for kind in RECORD_KINDS:
            self._waiting[kind] += rows_of(kind, one)
            if len(self._waiting[kind]) >= BATCH:
                self._flush(kind)

    def _flush(self, kind: str) -> None:
        decimals = [c.name for c in columns_of(kind) if c.type == "decimal"]
        rows = self._waiting[kind]
        for row in rows:
            row.update({name: None if row[name] is None else round(Decimal(row[name]), PLACES) for name in decimals})
        self._writers[kind].write_table(self._arrow.Table.from_pylist(rows, self._schemas[kind]))
        self._waiting[kind] = []

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        for kind, writer in self._writers.items():
            self._flush(kind)
            writer.close()
        return list(self._paths.values())
