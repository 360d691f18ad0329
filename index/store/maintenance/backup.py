"""Backup: a consistent copy of a home, made while runs go on.  A backup is itself a home: to restore, use it as one.

The full-text index and Prefect's state are left out; both are made again when they are needed.

The order matters: objects, which never change, are copied after the store, so that every object the copied store names
is there.  What says how far the store was looked through stands in the store itself.
"""

from __future__ import annotations

import glob
import os
import shutil
import sqlite3
from pathlib import Path

from extractors.model.errors import StoreError
from index.home import Home
from index.own_files import OWN_FOLDER
from index.sqlite_files import read_only
from index.store.maintenance.copies import note_copy
from index.store.migrate import refuse_cut
from index.store.taking_in import TAKEN_IN

LEFT_OUT = {
    "index",
    "in-transit",
    "prefect",
    "lock",
    ".migrating",
    ".sources.lock",
    ".indexed-whoosh",
    ".indexed-tantivy",
}


def backup(home: Home, folder: Path) -> Path:
    """Copy a home into a new or empty folder; returns it.  After a fault, or a kill, it is not there.

    Raises StoreError where the folder holds something, lies within the home or cannot be written, or where the store is
    damaged.
    """
    refuse_cut(home)
    if folder.resolve().is_relative_to(home.root.resolve()):
        raise StoreError(
            "the folder lies within the home, which would be copied into itself",
            subject=str(folder),
            advice="Name one outside of it.",
        )
    if folder.exists() and any(folder.iterdir()):
        raise StoreError("the folder is not empty", subject=str(folder), advice="Name a new one.")
    aside = folder.parent / f".{folder.name}.{os.getpid()}.part"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for left in folder.parent.glob(f".{glob.escape(folder.name)}.*.part"):
            shutil.rmtree(left)  # of a backup that was killed
        aside.mkdir(OWN_FOLDER)
        for path in sorted(home.root.iterdir()):
            if path.name not in LEFT_OUT | {home.objects.name} and not path.name.startswith(home.store.stem):
                _copy(path, aside / path.name)
        if home.database is None and home.objects_url is None:
            _copy_store(home.store, aside / home.store.name)
            _copy(home.objects, aside / home.objects.name)
        else:
            _bring_down(home, Home(aside))
        aside.replace(folder)
        note_copy(home, "backup", folder)
    except (OSError, shutil.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError(
            f"the backup could not be written ({reason})", subject=str(folder), advice="Check its rights and space."
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return folder


def _copy(path: Path, target: Path) -> None:
    """Copy a file or a folder; what is being written, was taken into the store, or vanishes meanwhile is left out."""
    if (path.name.startswith(".") and path.name.endswith(".part")) or path.name.endswith(TAKEN_IN):
        return
    try:
        if path.is_dir():
            target.mkdir(exist_ok=True)
            for inside in sorted(path.iterdir()):
                _copy(inside, target / inside.name)
        else:
            shutil.copy2(path, target)
    except FileNotFoundError:
        if path.exists():
            raise


def _bring_down(home: Home, copy: Home) -> None:
    """Copy what stands in a database or an object store into the files of a home."""
    from index.store.maintenance.moving import copy_store, move_objects
    from index.store.store import Store

    copy.set("store", None)
    copy.set("objects", None)
    with Store.open(home) as old, Store.open(copy) as new:
        copy_store(old, new)
        move_objects(old, home, copy)


def _copy_store(source: Path, target: Path) -> None:
    if not source.exists():
        return
    old, new = sqlite3.connect(read_only(source), uri=True, timeout=60), sqlite3.connect(target)
    try:
        old.backup(new)
        said = str(new.execute("PRAGMA quick_check(1)").fetchone()[0])
        if said != "ok":
            raise StoreError(
                f"the store is damaged (SQLite says: {' '.join(said.split())})",
                subject=str(source),
                advice="Keep the backups you have, and restore the store from one.",
            )
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"the store cannot be copied ({error})", subject=str(source), advice="Run `louhi verify`."
        ) from error
    finally:
        new.close()
        old.close()
