"""SQLite as the store uses it: how a database is opened, and what its errors mean to a person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa

from extractors.model.errors import StoreError
from index.store.naming import holds

T = TypeVar("T")


def sqlite_engine(path: str) -> sa.Engine:
    """An engine whose writers queue for the file and whose readers never wait for them."""
    engine = sa.create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": 60, "check_same_thread": False},
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
    )

    @sa.event.listens_for(engine, "connect")
    def _settle(connection: Any, _: Any) -> None:
        connection.create_function("louhi_holds", 3, _holds, deterministic=True)
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            "cache_size=-65536",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(db: sa.Connection) -> None:
        db.exec_driver_sql("BEGIN IMMEDIATE" if db.get_execution_options().get("louhi_write") else "BEGIN")

    return engine


def _holds(said: object, wanted: str, inside: int) -> bool:
    """See `naming.holds`; SQLite's own lower() knows ASCII alone."""
    return isinstance(said, str) and holds(said, wanted, bool(inside))


_MEANINGS = (
    ("disk is full", "the disk is full", "Free some space and run the command again; what was stored before is safe."),
    ("readonly", "the store cannot be written", "Check the folder's rights, or that the disk is not read-only."),
    ("locked", "another Louhi is writing", "Wait for it to end, then run the command again."),
    (
        "malformed",
        "the store is damaged",
        "Restore it from a backup; see `louhi verify` and `louhi backup` in the README.",
    ),
    ("not a database", "the store is damaged (it is not a database)", "Restore it from a backup."),
    (
        "disk I/O error",
        "the disk gave an error",
        "Check the disk; restore the store from a backup where it is damaged.",
    ),
    ("unable to open", "the store cannot be opened", "Check the folder's rights."),
)


@contextmanager
def said_plainly(name: str) -> Iterator[None]:
    """Turn a database's error into a StoreError that a person understands."""
    try:
        yield
    except sa.exc.DatabaseError as error:
        said = str(error.orig)
        for sign, reason, advice in _MEANINGS:
            if sign in said:
                raise StoreError(reason, subject=name, advice=advice) from error
        raise StoreError(f"the store refused ({said})", subject=name) from error


def in_batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of `size` things, the last one shorter.

    >>> list(in_batches("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    stream = iter(things)
    while some := list(islice(stream, size)):
        yield some
