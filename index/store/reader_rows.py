"""How the statements of `reader_queries.py` are asked: of a SQLite file by itself, of others by SQLAlchemy."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from extractors.model.errors import StoreError
from index.sqlite_files import AT_A_TIME, read_only

if TYPE_CHECKING:
    import sqlalchemy as sa


class StoreRows(Protocol):
    """Answers the statements by their names."""

    def __call__(self, name: str, ids: Sequence[str] | None = None, **given: Any) -> list[Any]:
        """The rows of one statement, for as many ids as there are."""

    def marker(self) -> int:
        """A number that is another one once somebody has written."""

    def close(self) -> None:
        """Let go of the database."""


class SqliteStatement(NamedTuple):
    """One statement as SQLite takes it: what stands for the ids, the parameters in order, and columns of JSON."""

    sql: str
    ids: str
    parameters: tuple[str, ...]
    constants: dict[str, Any]
    json: tuple[int, ...]


@cache
def sqlite_statements() -> dict[str, SqliteStatement]:
    """All statements in SQLite's words."""
    held = tomllib.loads((files("index.store") / "reader_sql.toml").read_text(encoding="utf-8"))
    return {
        name: SqliteStatement(
            one["sql"], one["ids"], tuple(one["parameters"]), one.get("constants", {}), tuple(one["json"])
        )
        for name, one in held.items()
    }


class SqliteStoreRows:
    """A store file, read alone."""

    def __init__(self, path: Path) -> None:
        self._name = str(path)
        try:
            self._db = sqlite3.connect(
                read_only(path), uri=True, timeout=60, check_same_thread=False, isolation_level=None
            )
            self._db.execute("PRAGMA mmap_size=1073741824")
            self._db.execute("SELECT version_id, change, deleted FROM documents LIMIT 0")
            self._db.execute("SELECT id, change FROM things LIMIT 0")
        except sqlite3.DatabaseError as error:
            raise StoreError(f"the store cannot be read ({error})", subject=str(path)) from error

    def __call__(self, name: str, ids: Sequence[str] | None = None, **given: Any) -> list[Any]:
        """The rows of one statement."""
        one = sqlite_statements()[name]
        values = {**one.constants, **given}
        rows: list[Any] = []
        for some in _batches(ids):
            told: list[Any] = []
            for parameter in one.parameters:
                told += some if parameter == "ids" else [values[parameter]]
            try:
                rows += self._db.execute(one.sql.replace(one.ids, ",".join("?" * len(some))), told).fetchall()
            except sqlite3.DatabaseError as error:
                advice = "`louhi verify` tells what of it is whole; restore it from a backup where it is damaged."
                raise StoreError(f"the store cannot be read ({error})", subject=self._name, advice=advice) from error
        return rows if not one.json else [_with_json(row, one.json) for row in rows]

    def marker(self) -> int:
        """A number that is another one once somebody has written."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


class SqlalchemyStoreRows:
    """A store in any database that SQLAlchemy opens."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self._engine, self._name = engine, name

    def __call__(self, name: str, ids: Sequence[str] | None = None, **given: Any) -> list[Any]:
        """The rows of one statement."""
        from index.store.database import said_plainly
        from index.store.reader_queries import QUERIES

        rows: list[Any] = []
        with said_plainly(self._name), self._engine.connect() as db:
            for some in _batches(ids):
                told = given if ids is None else {**given, "ids": some}
                rows += map(tuple, db.execute(QUERIES[name], told))
        return rows

    def marker(self) -> int:
        """A number that grows with every put, delete and move of mentions."""
        return int(self("last change")[0][0] + self("last thing change")[0][0])

    def close(self) -> None:
        """Let go of the database's connections."""
        self._engine.dispose()


def _batches(ids: Sequence[str] | None) -> Iterator[list[str]]:
    """Once without ids, where a statement asks for none.

    >>> list(_batches(None)), list(_batches([])), list(_batches(["a", "b"]))
    ([[]], [], [['a', 'b']])
    """
    if ids is None:
        yield []
        return
    for first in range(0, len(ids), AT_A_TIME):
        yield list(ids[first : first + AT_A_TIME])


def _with_json(row: tuple[Any, ...], columns: Sequence[int]) -> tuple[Any, ...]:
    return tuple(json.loads(cell) if i in columns and cell is not None else cell for i, cell in enumerate(row))
