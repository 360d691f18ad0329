"""SQLite for Datasette: a table a kind, a row a mention, with foreign keys and full text over the sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extractors.model.records import RECORD_KINDS
from index.outputs.columns import Column, columns_of
from index.outputs.export_rows import KINDS, Exported, document_row, rows_of

SQL_TYPES = {"text": "TEXT", "whole": "INTEGER", "number": "REAL", "decimal": "TEXT", "yes or no": "INTEGER"}
"""Decimals stay text: SQLite has no decimal, and 9400000.10 must not become a float."""


class SqliteTable:
    """One table as a file: `rows`, and `columns`, which says what each column means."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._names = [column.name for column in columns]
        self._db = sqlite3.connect(path)
        self._db.execute(f"CREATE TABLE rows ({', '.join(_fields(columns))})")
        _tell_columns(self._db, columns)
        self._put = f"INSERT INTO rows VALUES ({', '.join('?' * len(columns))})"

    def write(self, row: Mapping[str, Any]) -> None:
        """Add one row."""
        self._db.execute(self._put, [row.get(name) for name in self._names])

    def close(self) -> None:
        """Finish the file."""
        self._db.commit()
        self._db.close()


class Sqlite:
    """An exporter: louhi.sqlite."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "louhi.sqlite"
        self._db = sqlite3.connect(self._path)
        for kind in KINDS:
            self._db.execute(_table(kind, columns_of(kind)))
        _tell_columns(self._db, [column for kind in KINDS for column in columns_of(kind)])

    def write(self, one: Exported) -> None:
        """Add one document with its records."""
        self._put("documents", [document_row(one)])
        for kind in RECORD_KINDS:
            self._put(kind, list(rows_of(kind, one)))

    def _put(self, kind: str, rows: list[dict[str, object]]) -> None:
        names = [column.name for column in columns_of(kind)]
        places = ", ".join("?" * len(names))
        self._db.executemany(f'INSERT INTO "{kind}" VALUES ({places})', [[row[n] for n in names] for row in rows])

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        for kind in RECORD_KINDS:
            self._db.execute(f'CREATE INDEX "{kind}_document" ON "{kind}" (document)')
            self._db.execute(f'CREATE INDEX "{kind}_thing" ON "{kind}" (thing)')
        self._db.commit()
        self._db.close()
        return [self._path]


def _tell_columns(db: sqlite3.Connection, columns: Sequence[Column]) -> None:
    """The data dictionary, a row a column."""
    db.execute("CREATE TABLE columns (name TEXT PRIMARY KEY, type TEXT, finnish TEXT, english TEXT)")
    told = {column.name: column for column in columns}
    db.executemany("INSERT INTO columns VALUES (?, ?, ?, ?)", list(told.values()))


def _fields(columns: Sequence[Column]) -> list[str]:
    return [f'"{column.name}" {SQL_TYPES[column.type]}' for column in columns]


def _table(kind: str, columns: tuple[Column, ...]) -> str:
    """The statement that makes a table."""
    rows = _fields(columns)
    if kind == "documents":
        rows[0] += " PRIMARY KEY"
    else:
        rows.append("FOREIGN KEY (document) REFERENCES documents (document)")
    return f'CREATE TABLE "{kind}" ({", ".join(rows)})'
