"""Corrections in the store and in the home's append-only file; each makes the other whole again.

The file is what a person can read, keep and share; a store that was lost gets its corrections back from it.
"""

from __future__ import annotations

import json
import os
from typing import Any, NamedTuple

import sqlalchemy as sa

from extractors.model.errors import StoreError
from index.corrections.applying import machine_entry
from index.corrections.corrections import Correction
from index.corrections.settling import settle
from index.home import Home
from index.store.loading import entries_now
from index.store.schema import corrections
from index.store.store import Store
from index.store.writing import write_entries


class StandingCorrection(NamedTuple):
    """A correction, and why it no longer fits its document; None where it is applied."""

    correction: Correction
    failed: str | None


def correct(store: Store, home: Home, one: Correction) -> str | None:
    """Keep a correction and apply it now; returns why it does not fit, or None.

    A correction that does not fit the document it is made for is refused: nothing is kept.
    """
    sync(store, home)
    failed = _change(store, one.document, add=one)
    if failed is None:
        _append(home, one.model_dump(mode="json", exclude_defaults=True))
    return failed


def undo(store: Store, home: Home, correction_id: str) -> None:
    """Take a correction back; raises StoreError where there is none of that id."""
    sync(store, home)
    held = next((s.correction for s in standing(store) if s.correction.id == correction_id), None)
    if held is None:
        raise StoreError("no such correction", subject=correction_id, advice="`louhi correct list` shows them.")
    _append(home, {"undo": correction_id})
    _change(store, held.document, remove=correction_id)


def standing(store: Store, document_id: str | None = None) -> list[StandingCorrection]:
    """The corrections in force, oldest first, with those that no longer fit flagged."""
    query = sa.select(corrections).order_by(corrections.c.seq)
    if document_id:
        query = query.where(corrections.c.document_id == document_id)
    with store.reading() as db:
        return [
            StandingCorrection(Correction.model_validate(row["data"]), row["failed"])
            for row in db.execute(query).mappings()
        ]


def sync(store: Store, home: Home) -> None:
    """Bring into the store what only the file has, and into the file what only the store has (after a crash)."""
    said: dict[str, Correction] = {}
    gone: set[str] = set()
    for number, line in enumerate(_lines(home), 1):
        try:
            value: dict[str, Any] = json.loads(line)
            if "undo" in value:
                said.pop(value["undo"], None)
                gone.add(value["undo"])
            else:
                said[value["id"]] = Correction.model_validate(value)
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"line {number} is no correction", subject=str(home.corrections), advice="Mend or remove that line."
            ) from error
    held = {s.correction.id: s.correction for s in standing(store)}
    for key, one in said.items():
        if key not in held:
            _change(store, one.document, add=one, keep_unfit=True)
    for key, one in held.items():
        if key in gone:
            _change(store, one.document, remove=key)
        elif key not in said:
            _append(home, one.model_dump(mode="json", exclude_defaults=True))


def _lines(home: Home) -> list[str]:
    if not home.corrections.exists():
        return []
    return [line for line in home.corrections.read_text(encoding="utf-8").splitlines() if line.strip()]


def _append(home: Home, value: dict[str, Any]) -> None:
    with home.corrections.open("a", encoding="utf-8") as out:
        out.write(json.dumps(value, ensure_ascii=False) + "\n")
        out.flush()
        os.fsync(out.fileno())


def _held(db: sa.Connection, key: str) -> Correction | None:
    data = db.execute(sa.select(corrections.c.data).where(corrections.c.id == key)).scalar()
    return Correction.model_validate(data) if data is not None else None


class _Unfit(Exception):
    """Rolls the transaction back."""


def _change(
    store: Store,
    document_id: str,
    *,
    add: Correction | None = None,
    remove: str | None = None,
    keep_unfit: bool = False,
) -> str | None:
    """Add or remove one correction and write the document's records anew, in one transaction."""
    try:
        with store.writing() as db:
            entry = next(entries_now(db, [document_id]), None)  # under the write lock: nobody can put a version between
            if add is not None:
                last = db.execute(sa.select(sa.func.max(corrections.c.seq))).scalar() or 0
                db.execute(
                    corrections.insert(),
                    {"id": add.id, "seq": last + 1, "document_id": document_id, "data": add.model_dump(mode="json")},
                )
            removed = _held(db, remove) if remove is not None else None
            if remove is not None:
                db.execute(corrections.delete().where(corrections.c.id == remove))
            if entry is not None:
                write_entries(db, [machine_entry(db, entry)])
            elif not document_id and (one := add or removed):
                settle(db, one)
            if add is not None:
                failed: str | None = db.execute(
                    sa.select(corrections.c.failed).where(corrections.c.id == add.id)
                ).scalar()
                if failed and not keep_unfit:
                    raise _Unfit(failed)
                return failed
    except _Unfit as unfit:
        return str(unfit)
    return None
