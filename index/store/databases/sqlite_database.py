"""SQLite as the store uses it: how a database is opened, and what its errors mean to a person."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from extractors.model.errors import HomeBusy, StoreError
from index.sqlite_files import read_only, writable
from index.store.databases.keepable import as_json, refuse_unkeepable
from index.store.databases.meanings import ErrorMeaning
from index.store.databases.patience import LONG, patience

CANNOT_BE_WRITTEN = "the store cannot be written"
CHECK_RIGHTS = "Check the folder's rights, or that the disk is not read-only."

SQLITE_MEANINGS = (
    ErrorMeaning(
        "disk is full",
        "the disk is full",
        "Free some space and run the command again; what was stored before is safe.",
    ),
    ErrorMeaning("readonly", CANNOT_BE_WRITTEN, CHECK_RIGHTS),
    ErrorMeaning("locked", "another Louhi is writing", "Wait for it to end, then try again.", HomeBusy),
    ErrorMeaning(
        "malformed",
        "the store is damaged",
        "Restore it from a backup; see `louhi verify` and `louhi backup` in the README.",
    ),
    ErrorMeaning("not a database", "the store is damaged (it is not a database)", "Restore it from a backup."),
    ErrorMeaning(
        "disk I/O error",
        "the disk gave an error",
        "Check the disk; restore the store from a backup where it is damaged.",
    ),
    ErrorMeaning("unable to open", "the store cannot be opened", "Check the folder's rights."),
)

WRITTEN = ("journal_mode=WAL", "synchronous=NORMAL")
"""How a file is written; one that is read alone is as it is."""


def sqlite_engine(path: str) -> sa.Engine:
    """An engine whose writers queue for the file and whose readers never wait for them.

    In a folder that cannot be written the file is read alone: a home on a read-only disk can be searched and shown.
    """
    file = Path(path)
    alone = file.exists() and not writable(file.parent)

    def read_alone() -> sqlite3.Connection:
        return sqlite3.connect(read_only(file), timeout=60, check_same_thread=False, uri=True)

    engine = sa.create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": LONG, "check_same_thread": False},
        json_serializer=as_json,
        **({"creator": read_alone} if alone else {}),
    )

    @sa.event.listens_for(engine, "connect")
    def _settle(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in (*(() if alone else WRITTEN), "foreign_keys=ON", "temp_store=MEMORY", "cache_size=-65536"):
            connection.execute(f"PRAGMA {pragma}")

    refuse_unkeepable(engine)

    @sa.event.listens_for(engine, "begin")
    def _begin(db: sa.Connection) -> None:
        if db.get_execution_options().get("louhi_write"):
            if alone:  # before SQLite is asked, which may say first that another holds the file
                raise StoreError(CANNOT_BE_WRITTEN, subject=path, advice=CHECK_RIGHTS)
            db.exec_driver_sql(f"PRAGMA busy_timeout = {int(1000 * patience())}")
            db.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            db.exec_driver_sql("BEGIN")

    return engine
