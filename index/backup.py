"""Backup: a consistent copy of a home, made while runs go on.  A backup is itself a home: to restore, use it as one.

The full-text index and Prefect's state are left out; both are made again when they are needed.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from extractors.errors import StoreError
from index.home import Home

LEFT_OUT = {"index", "prefect", "lock", ".migrating", ".indexed-whoosh", ".indexed-tantivy"}


def backup(home: Home, folder: Path) -> Path:
    """Copy a home into a new or empty folder; returns it.

    The store is copied first, through SQLite's own backup, then the objects: they are never changed, so that every
    object the copied store names is there.  Raises StoreError where the folder holds something or cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise StoreError("the folder is not empty", subject=str(folder), advice="Name a new one.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _copy_store(home.store, folder / home.store.name)
        for path in sorted(home.root.iterdir()):
            if path.name in LEFT_OUT or path.name.startswith(home.store.stem):
                continue
            if path.is_dir():
                shutil.copytree(path, folder / path.name, ignore=shutil.ignore_patterns(".*.part"))
            else:
                shutil.copy2(path, folder / path.name)
    except (OSError, shutil.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError(
            f"the backup could not be written ({reason})", subject=str(folder), advice="Check its rights and space."
        ) from error
    return folder


def _copy_store(source: Path, target: Path) -> None:
    if not source.exists():
        return
    old, new = sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=60), sqlite3.connect(target)
    try:
        old.backup(new)
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"the store cannot be copied ({error})", subject=str(source), advice="Run `louhi verify`."
        ) from error
    finally:
        new.close()
        old.close()
