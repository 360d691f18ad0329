"""What Prefect keeps in a home, without the addresses of documents that are forgotten.

A schedule's server (`louhi watch start`) keeps the names and states of runs in `prefect/`: the addresses of sources,
and in homes of an older Louhi of documents too that did not answer.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from extractors.model.errors import StoreError

FORGOTTEN = "(forgotten)"
PATIENCE = 30.0
"""Seconds to wait for a schedule's server, which writes for a moment at a time."""


def forget_in(folder: Path, addresses: Collection[str]) -> int:
    """Take addresses out of the database and the logs; in how many cells and lines they stood.

    A schedule's server may go on meanwhile.  Raises StoreError where it is in the way.
    """
    said = {*addresses, *(json.dumps(one)[1:-1] for one in addresses)}
    count = sum(_forget_lines(path, said) for path in sorted(folder.glob("*.log")))
    database = folder / "prefect.db"
    try:
        return count + (_forget_cells(database, said) if database.exists() else 0)
    except sqlite3.Error as error:
        raise StoreError(
            f"what Prefect keeps cannot be written ({error})",
            subject=str(database),
            advice="End `louhi watch start`, or remove that file, and give the same command again.",
        ) from error


def _forget_lines(path: Path, said: Collection[str]) -> int:
    """Write a log anew in its place: whoever appends to it goes on."""
    with path.open("r+b") as log:
        lines = log.readlines()
        left = [line for line in lines if not any(one.encode() in line for one in said)]
        if len(left) < len(lines):
            log.seek(0)
            log.writelines(left)
            log.truncate()
    return len(lines) - len(left)


def _forget_cells(database: Path, said: Collection[str]) -> int:
    count = 0
    with closing(sqlite3.connect(database, timeout=PATIENCE)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for _, column, *_ in db.execute(f'PRAGMA table_info("{table}")').fetchall():
                change = f'UPDATE "{table}" SET "{column}" = replace("{column}", ?, ?) WHERE instr("{column}", ?) > 0'
                count += sum(db.execute(change, (one, FORGOTTEN, one)).rowcount for one in said)
        db.commit()
        if count:
            db.execute("VACUUM")  # what stood there is in no free page either
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return count
