"""SQLite as the store uses it: how a database is opened, and what its errors mean to a person."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from index.store.databases.keepable import as_json, refuse_unkeepable

SQLITE_MEANINGS = (
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


def sqlite_engine(path: str) -> sa.Engine:
    """An engine whose writers queue for the file and whose readers never wait for them."""
    engine = sa.create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": 60, "check_same_thread": False},
        json_serializer=as_json,
    )

    @sa.event.listens_for(engine, "connect")
    def _settle(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            "cache_size=-65536",
        ):
            connection.execute(f"PRAGMA {pragma}")

    refuse_unkeepable(engine)

    @sa.event.listens_for(engine, "begin")
    def _begin(db: sa.Connection) -> None:
        db.exec_driver_sql("BEGIN IMMEDIATE" if db.get_execution_options().get("louhi_write") else "BEGIN")

    return engine
