"""Adds and removes a correction and writes what it is about anew, in the transaction of whoever asks."""

from __future__ import annotations

import sqlalchemy as sa

from index.corrections.applying import machine_entry
from index.corrections.corrections import Correction
from index.corrections.settling import settle
from index.store.loading import entries_now
from index.store.schema import corrections
from index.store.writing import write_entries


class Unfit(Exception):
    """Why a correction does not fit its document; it rolls the transaction back."""


def held_correction(db: sa.Connection, key: str) -> Correction | None:
    """A correction in force; None where there is none of that id."""
    data = db.execute(sa.select(corrections.c.data).where(corrections.c.id == key)).scalar()
    return Correction.model_validate(data) if data is not None else None


def change_corrections(
    db: sa.Connection,
    document_id: str,
    *,
    add: Correction | None = None,
    remove: Correction | None = None,
    keep_unfit: bool = False,
) -> None:
    """Add or remove one correction and write the records of its document, or its thing, anew.

    One that is held already changes nothing.  Raises Unfit for one that does not fit, unless it is to be kept flagged.
    """
    if add is not None and held_correction(db, add.id) is not None:
        return
    entry = next(entries_now(db, [document_id]), None)  # under the write lock: nobody can put a version between
    if add is not None:
        last = db.execute(sa.select(sa.func.max(corrections.c.seq))).scalar() or 0
        db.execute(
            corrections.insert(),
            {"id": add.id, "seq": last + 1, "document_id": document_id, "data": add.model_dump(mode="json")},
        )
    if remove is not None:
        db.execute(corrections.delete().where(corrections.c.id == remove.id))
    if entry is not None:
        write_entries(db, [machine_entry(db, entry)])
    elif not document_id and (one := add or remove):
        settle(db, one)
    if add is not None and not keep_unfit:
        failed: str | None = db.execute(sa.select(corrections.c.failed).where(corrections.c.id == add.id)).scalar()
        if failed:
            raise Unfit(failed)
