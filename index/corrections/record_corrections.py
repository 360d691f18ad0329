"""Corrections of one record of one document, put together from what a person points at; `changed` looks ahead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from extractors.model.errors import UnfitRequest
from extractors.model.ids import stable_id
from extractors.model.records import Entry, Record
from index.corrections.corrections import Action, Correction, apply, around, name_of

SEES = "Open the document again: it may have been read anew."


def record_correction(
    entry: Entry,
    action: Action,
    kind: str,
    name: str,
    *,
    value: str | None = None,
    span: tuple[int, int] | None = None,
    fields: Mapping[str, str] | None = None,
    by: str = "",
    note: str = "",
) -> Correction:
    """What a person says of a record of a document; with a span, of the mention that stands there."""
    document, when = entry.document, datetime.now().astimezone().isoformat(timespec="seconds")
    tie = around(document, *span) if span else {}
    start, quote = (str(span[0]), tie["quote"]) if span else ("None", "")
    return Correction(
        id=stable_id("correction", document.id, action, kind, name, value or "", quote, start, when),
        when=when,
        action=action,
        document=document.id,
        sha256=document.sha256,
        kind=kind,
        name=name,
        value=value,
        fields=dict(fields or {}),
        note=note,
        by=by,
        **tie,
    )


def record_at(entry: Entry, kind: str, name: str, span: tuple[int, int]) -> Record:
    """The record of this kind and name that is told at a span; raises UnfitRequest where there is none."""
    for record in getattr(entry.records, kind, ()):
        if name_of(record, kind) == name and any((e.start, e.end) == span for e in record.evidence):
            return record  # type: ignore[no-any-return]
    raise UnfitRequest("no such record is held", subject=f"{kind}: {name}", advice=SEES)


def changed(entry: Entry, one: Correction) -> Entry:
    """The document with its records as they would be; raises UnfitRequest for a correction that does not fit."""
    records, failed = apply(entry.document, entry.records, [one])
    if one.id in failed:
        raise UnfitRequest(f"the correction does not fit: {failed[one.id]}", subject=one.name, advice=SEES)
    return entry.model_copy(update={"records": records})
