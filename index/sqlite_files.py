"""SQLite files beside the store: opened to be written, or to be read alone where their folder cannot be written."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path


def writable(folder: Path) -> bool:
    """Whether files can be made in a folder."""
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def read_only(path: Path) -> str:
    """The address of a database that is read alone.

    In a folder that cannot be written nobody else writes either, and SQLite need not look for locks; a log that a
    writer left there is read along.
    """
    log = path.with_name(path.name + "-wal")
    still = not writable(path.parent) and not (log.exists() and log.stat().st_size)
    return f"{path.as_uri()}?mode=ro{'&immutable=1' if still else ''}"


def connect(path: Path) -> sqlite3.Connection:
    """A connection that begins no transaction by itself."""
    if not writable(path.parent):
        return sqlite3.connect(read_only(path), uri=True, isolation_level=None, check_same_thread=False)
    db = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL"):
        db.execute(f"PRAGMA {pragma}")
    return db
