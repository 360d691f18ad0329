"""Parquet: a table with types: whole numbers, decimal128(38, 6), yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractors.model.errors import SetupError
from index.outputs.columns import Column, ColumnType

BATCH = 10_000
"""Rows of a row group that is written at once."""
DIGITS, PLACES = 38, 6
"""Of a decimal: what Arrow's 128 bits hold; a cent's hundredth is finer than any document writes."""


class ParquetTable:
    """One table as a .parquet file; rows are taken one by one and written in groups."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError as error:
            raise SetupError(
                "Parquet needs a part that is not installed", advice="pip install 'louhi[parquet]'"
            ) from error
        self._arrow, self._columns = pyarrow, {column.name: column.type for column in columns}
        types = {
            "text": pyarrow.string(),
            "whole": pyarrow.int64(),
            "number": pyarrow.float64(),
            "decimal": pyarrow.decimal128(DIGITS, PLACES),
            "yes or no": pyarrow.bool_(),
        }
        self._schema = pyarrow.schema(
            [pyarrow.field(c.name, types[c.type], metadata={"fi": c.finnish, "en": c.english}) for c in columns]
        )
        self._writer = pyarrow.parquet.ParquetWriter(path, self._schema)
        self._waiting: list[dict[str, Any]] = []

    def write(self, row: Mapping[str, Any]) -> None:
        """Add one row."""
        self._waiting.append({name: _held(row.get(name), kind) for name, kind in self._columns.items()})
        if len(self._waiting) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        self._writer.write_table(self._arrow.Table.from_pylist(self._waiting, self._schema))
        self._waiting = []

    def close(self) -> None:
        """Finish the file."""
        self._flush()
        self._writer.close()


def _held(value: Any, kind: ColumnType) -> Any:
    """A value as a column of a type holds it."""
    if value is None or kind not in ("decimal", "text"):
        return value
    return round(Decimal(value), PLACES) if kind == "decimal" else str(value)
