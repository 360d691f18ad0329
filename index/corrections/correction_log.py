"""Corrections in the store: each is kept and applied in one transaction, and taken back in one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa

from extractors.model.errors import UnfitRequest
from index.corrections.correction_writing import Unfit, change_corrections, held_correction
from index.corrections.corrections import Correction
from index.store.schema import corrections
from index.store.store import Store


class StandingCorrection(NamedTuple):
    """A correction, and why it no longer fits its document; None where it is applied."""

    correction: Correction
    failed: str | None


def correct(store: Store, one: Correction) -> str | None:
    """Keep a correction and apply it now; returns why it does not fit, or None.

    A correction that does not fit the document it is made for is refused: nothing is kept.
    """
    try:
        with store.writing() as db:
            change_corrections(db, one.document, add=one)
    except Unfit as unfit:
        return str(unfit)
    return None


def undo(store: Store, correction_id: str) -> None:
    """Take a correction back; raises UnfitRequest where there is none of that id."""
    with store.writing() as db:
        held = held_correction(db, correction_id)
        if held is None:
            raise UnfitRequest("no such correction", subject=correction_id, advice="`louhi correct list` shows them.")
        change_corrections(db, held.document, remove=held)


def take_corrections(store: Store, some: Iterable[Correction]) -> int:
    """Keep corrections that were made elsewhere; how many were not held yet.

    One that does not fit what is held here, or is of a document that is not, is kept and flagged, or waits for it.
    """
    count = 0
    with store.writing() as db:
        for one in some:
            count += held_correction(db, one.id) is None
            change_corrections(db, one.document, add=one, keep_unfit=True)
    return count


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
