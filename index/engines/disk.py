"""The disk under the full-text index: its errors are no damage to make the index anew for, and are said plainly."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from extractors.model.errors import EngineError, StoreError

_MEANINGS = (
    (
        ("disk is full", "No space left", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHM"),
        "the disk is full",
        "Free some space and run the command again; what was stored before is safe.",
    ),
    (
        ("database is locked", "No locks available", "locking protocol"),
        "the folder does not let files be locked",
        "Is another Louhi at it for long, or is the home on a network share? It needs a disk of this machine.",
    ),
    (
        ("readonly", "Read-only file system", "Permission denied"),
        "the index cannot be written",
        "Check the folder's rights, or that the disk is not read-only.",
    ),
)


def of_the_disk(error: BaseException, name: str) -> StoreError | None:
    """The sentence for an error that a full, read-only or lockless disk gives; None for any other error.

    >>> str(of_the_disk(sqlite3.OperationalError("database or disk is full"), "index"))
    'index: the disk is full. Free some space and run the command again; what was stored before is safe.'
    """
    told = f"{error} {getattr(error.__cause__ or error, 'sqlite_errorname', '')}"
    for signs, reason, advice in _MEANINGS:
        if any(sign in told for sign in signs):
            return StoreError(reason, subject=name, advice=advice)
    return None


@contextmanager
def disk_said_plainly(name: str) -> Iterator[None]:
    """Turn what a full, read-only or lockless disk gives, whatever library says it, into a StoreError."""
    try:
        yield
    except (EngineError, sqlite3.Error, OSError) as error:
        if said := of_the_disk(error, name):
            raise said from error
        raise
