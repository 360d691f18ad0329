"""Writes index/store/reader_sql.toml: what a search asks of the store, in SQLite's words, from reader_queries.py.

Run `python tools/reader_sql.py` after a change of the schema or of the queries; a test holds the file against them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FILE = ROOT / "index" / "store" / "reader_sql.toml"

HEAD = "# Made by `python tools/reader_sql.py` from `reader_queries.py`: change that.\n"


def page() -> str:
    """The whole file."""
    from index.store.reader_queries import QUERIES

    return "\n".join([HEAD, *(line for name, query in QUERIES.items() for line in statement(name, query))])


def statement(name: str, query: sa.Select[tuple[object, ...]]) -> Iterator[str]:
    """One statement as a table of TOML."""
    dialect = sqlite.dialect(paramstyle="qmark")  # type: ignore[no-untyped-call]
    compiled = query.compile(dialect=dialect)
    sql = re.sub(r" +\n", "\n", str(compiled))
    ids = next(iter(re.findall(r"__\[POSTCOMPILE_ids\]", sql)), "")
    constants = {key: bound(compiled, key, dialect) for key, value in compiled.params.items() if value is not None}
    columns = [i for i, column in enumerate(query.selected_columns) if isinstance(column.type, sa.JSON)]
    yield f'["{name}"]'
    yield f"sql = '''\n{sql}'''"
    yield f'ids = "{ids}"'
    yield f"parameters = {list(compiled.positiontup or ())}".replace("'", '"')
    yield f"json = {columns}"
    if constants:
        yield "constants = {" + ", ".join(f"{key} = '{value}'" for key, value in constants.items()) + "}"
    yield ""


def bound(compiled: sa.Compiled, key: str, dialect: sa.Dialect) -> object:
    """A constant as SQLite is given it: a key of JSON becomes a path."""
    held = compiled.binds[key]  # type: ignore[attr-defined]
    process = held.type.dialect_impl(dialect).bind_processor(dialect)
    return process(held.value) if process else held.value


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
    print(FILE)
