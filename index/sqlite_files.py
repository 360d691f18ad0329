"""SQLite files beside the store: opened to be written, or to be read alone where their folder cannot be written."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

AT_A_TIME = 500
"""Values in one question: every SQLite takes as many parameters."""


def writable(folder: Path) -> bool:
    """Whether files can be made in a folder."""
    return may_write(folder)


def may_write(path: Path) -> bool:
    """Whether this user may write a file or folder that is there."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def read_only(path: Path) -> str:
    """The address of a database that is read alone.

    In a folder that cannot be written nobody else writes either, and SQLite need not look for locks; a log that a
    writer left there is read along.
    """
    log = path.with_name(path.name + "-wal")
    still = not writable(path.parent) and not (log.exists() and log.stat().st_size)
    return f"{path.as_uri()}?mode=ro{'&immutable=1' if still else ''}"


def _as_it_may_be(path: Path) -> str:
    """The address of a database that may be written where it can be: who only reads leaves an empty log behind."""
    return f"{path.as_uri()}?mode=rw" if writable(path.parent) else read_only(path)


def connect(path: Path) -> sqlite3.Connection:
    """A connection that begins no transaction by itself.  Raises DatabaseError for a file that was cut short."""
    if is_cut(path):
        raise sqlite3.DatabaseError("the file was cut short")
    if not writable(path.parent):
        return sqlite3.connect(read_only(path), uri=True, isolation_level=None, check_same_thread=False)
    db = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL"):
        db.execute(f"PRAGMA {pragma}")
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Write all of this block, or nothing of it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk may have ended it
            db.execute("ROLLBACK")
        raise


def rows_among(db: sqlite3.Connection, query: str, values: Sequence[Any]) -> Iterator[Any]:
    """The rows of a query that ends in IN for some texts or numbers, a few hundred at a time.

    >>> db = sqlite3.connect(":memory:")
    >>> _ = db.execute("CREATE TABLE documents AS SELECT 7 AS number UNION SELECT 8")
    >>> list(rows_among(db, "SELECT number FROM documents WHERE number IN", [6, 7]))
    [(7,)]
    """
    for first in range(0, len(values), AT_A_TIME):
        some = [one if isinstance(one, str) else int(one) for one in values[first : first + AT_A_TIME]]
        yield from db.execute(f"{query} ({','.join('?' * len(some))})", some)


def is_cut(path: Path) -> bool:
    """Whether a file is shorter than it says.

    SQLite is asked: a plain open and close of a file that this process has open elsewhere lets go of the locks on it
    (POSIX), and another process then takes the log away from under it.
    """
    log = path.with_name(path.name + "-wal")
    if not path.exists() or (log.exists() and log.stat().st_size):
        return False
    try:
        with closing(sqlite3.connect(_as_it_may_be(path), uri=True, timeout=60)) as db:
            db.execute("PRAGMA schema_version").fetchone()  # reads the first page, which says how long the file is
            page = int(db.execute("PRAGMA page_size").fetchone()[0])
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError as error:
        return "malformed" in str(error)
    return path.stat().st_size % page != 0


def sealed(text: str, about: str = "") -> str:
    """A text with a sum over it and what it is about: a flipped bit in either is seen when it is read.

    >>> unsealed(sealed("[1, 2]", "9"), "9")
    '[1, 2]'
    >>> unsealed(sealed("[1, 2]", "9").replace("1", "3"), "9")
    Traceback (most recent call last):
    sqlite3.DatabaseError: a row is not what was written
    """
    return f"{text}#{_sum(text, about)}"


def unsealed(text: str, about: str = "") -> str:
    """The text that `sealed` was given.  Raises DatabaseError where it is another."""
    inner, _, told = text.rpartition("#")
    if told != _sum(inner, about):
        raise sqlite3.DatabaseError("a row is not what was written")
    return inner


def _sum(text: str, about: str) -> str:
    return f"{zlib.crc32(f'{about}|{text}'.encode()):08x}"
