"""Brings a home's store to the schema of this Louhi: on a copy first, then in place of the old one.

A store that is up to date costs one query and never loads Alembic.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection
from pathlib import Path
from typing import Any

from extractors.model.errors import StoreError
from index.home import Home
from index.sqlite_files import is_cut, read_only
from index.store.locking import FOR_EVER, held

HEAD = "0015"


def revision(path: Path) -> str | None:
    """The schema a store file has; None for a new one."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        db = sqlite3.connect(read_only(path), uri=True, timeout=60)
        try:
            row = db.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            db.close()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return None
        raise StoreError(
            f"the store cannot be opened ({error})", subject=str(path), advice="Check the folder's rights."
        ) from error
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"the store is damaged ({error})", subject=str(path), advice="Restore it from a backup."
        ) from error
    return str(row[0]) if row else None


def migrate(home: Home) -> None:
    """Bring a home's store to HEAD.  Raises StoreError for a store of a newer Louhi or a damaged one."""
    if home.database is not None:
        migrate_database(home)
        return
    refuse_cut(home)
    if revision(home.store) == HEAD:
        return
    with held(home.root / ".migrating", FOR_EVER, "another Louhi is bringing the store up to date"):
        have = revision(home.store)
        if have != HEAD:
            _migrate(home, have)


def refuse_cut(home: Home) -> None:
    """Raise StoreError for a store that is gone or cut short: it must not pass for a new one, or for a whole one."""
    advice = "Restore the home from a backup; what else is in it is left as it is."
    if home.database is not None:
        return
    if not home.store.exists():
        if not home.is_moving and any(home.objects.glob("??/*")):
            raise StoreError(
                "the store is missing, though the home holds documents", subject=str(home.store), advice=advice
            )
        return
    size = home.store.stat().st_size
    if size == 0 or is_cut(home.store):
        raise StoreError(
            f"the store is damaged (it was cut short, to {size} bytes)", subject=str(home.store), advice=advice
        )


def migrate_database(home: Home) -> None:
    """Bring the database of a home to HEAD, in one transaction; files of an earlier Louhi are taken in with it."""
    from index.store.database import database_name, engine_for, said_plainly
    from index.store.databases.postgresql_database import MIGRATE_LOCK, advisory_lock, refuse_other_order
    from index.store.taking_in import lay_aside, take_in_files

    engine, name = engine_for(home), database_name(home)
    try:
        with said_plainly(name):
            with engine.connect() as db:
                have = _revision_of(db)
            if have == HEAD:
                return
            busy = "another Louhi is bringing the store up to date"
            with (
                advisory_lock(engine, MIGRATE_LOCK, busy, name=name, wait=True, advice=""),
                engine.connect().execution_options(louhi_write=True) as db,
            ):
                refuse_other_order(db, name)
                have = _revision_of(db)
                if have == HEAD:
                    return
                _refuse_newer(have, name)
                asked = _asked_to_fill(db, have)
                _run_migrations(db)
                _fill(db, asked)
                taken = take_in_files(db, home)
                db.commit()
                lay_aside(taken)
    finally:
        engine.dispose()


def _revision_of(db: Any) -> str | None:
    import sqlalchemy as sa

    if not sa.inspect(db).has_table("alembic_version"):
        return None
    found = db.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _refuse_newer(have: str | None, name: str) -> None:
    if have is not None and have > HEAD:
        raise StoreError(
            f"the store was made by a newer Louhi (schema {have}, this one knows {HEAD})",
            subject=name,
            advice="Update Louhi.",
        )


def _migrate(home: Home, have: str | None) -> None:
    _refuse_newer(have, str(home.store))
    from index.store.taking_in import lay_aside

    old = home.store.exists() and have is not None
    copy = home.store.with_suffix(".migrating")
    for leftover in (copy, copy.with_name(copy.name + "-wal"), copy.with_name(copy.name + "-shm")):
        leftover.unlink(missing_ok=True)
    if old:
        _copy(home.store, copy)
        shutil.copy2(copy, home.store.with_suffix(f".before-{HEAD}"))
    taken = _upgrade(home, copy, have)
    for tail in ("-wal", "-shm"):
        home.store.with_name(home.store.name + tail).unlink(missing_ok=True)
    copy.replace(home.store)
    lay_aside(taken)


def _copy(source: Path, target: Path) -> None:
    """A consistent copy, also while somebody reads."""
    with sqlite3.connect(source, timeout=60) as old, sqlite3.connect(target) as new:
        old.backup(new)
    new.close()
    old.close()


def _upgrade(home: Home, path: Path, have: str | None) -> list[Path]:
    from index.store.database import said_plainly
    from index.store.databases.sqlite_database import sqlite_engine
    from index.store.taking_in import take_in_files

    engine: Any = sqlite_engine(str(path))
    try:
        with said_plainly(str(path)), engine.connect() as db:
            asked = _asked_to_fill(db, have)
            _run_migrations(db)
            db.commit()
            _fill(db, asked)
            taken = take_in_files(db, home)
            db.commit()
            db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            db.commit()
        return taken
    finally:
        engine.dispose()


def _run_migrations(db: Any) -> None:
    from alembic import command

    config = _config()
    config.attributes["connection"] = db
    command.upgrade(config, "head")


def _config() -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _asked_to_fill(db: Any, have: str | None) -> set[str]:
    """What the migrations of a store after `have` ask for, each by a list called `fills`: a new store has nothing.

    One that has `concerns` asks only where the store holds what it is about.
    """
    from alembic.script import ScriptDirectory

    if have is None:
        return set()
    steps = ScriptDirectory.from_config(_config()).iterate_revisions("head", have)
    asking = (step.module for step in steps if getattr(step.module, "concerns", lambda _: True)(db))
    return {one for module in asking for one in getattr(module, "fills", ())}


def _fill(db: Any, asked: Collection[str]) -> None:
    """Make anew, of the documents, what the migrations ask for: on a large home this is what takes long."""
    from index.store.duplicates.near_duplicates import group_anew
    from index.store.loading import entries_of
    from index.things.incremental import relink

    if "things" in asked:
        relink(db, entries_of(db))
    if "groups" in asked:
        group_anew(db, (entry.document for entry in entries_of(db)))
    db.commit()
