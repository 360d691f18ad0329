"""Marked data: documents with every record's words and places, as the scoring scripts read them.

A text file and a JSON file a document: what a person has corrected becomes what the next Louhi is measured against.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extractors.model.records import Amount, Entry, Record
from extractors.text.showing import json_text, shown_value
from index.outputs.export_rows import Exported


class Marked:
    """An exporter: DOCUMENT.txt and DOCUMENT.json for each document."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._paths = folder, list[Path]()

    def write(self, one: Exported) -> None:
        """Add one document with its records."""
        entry = one.entry
        text, gold = (self._folder / f"{entry.document.id}.{ending}" for ending in ("txt", "json"))
        text.write_text(shown_value(entry.document.text), encoding="utf-8", newline="")
        gold.write_text(json_text(marked(entry, text.name), indent=1) + "\n", encoding="utf-8")
        self._paths += [text, gold]

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        return self._paths


def marked(entry: Entry, file: str) -> dict[str, Any]:
    """One document's marks."""
    d, r = entry.document, entry.records
    return {
        "file": file,
        "chars": len(d.text),
        "title": d.title,
        "published": d.published,
        "language": d.language,
        "kind": d.kind,
        "publisher": d.publisher,
        "people": [{"name": p.name, "mentions": mentions(p)} for p in r.people],
        "roles": [role.model_dump(mode="json", by_alias=True, exclude=set(Record.model_fields)) for role in r.roles],
        "bodies": [
            {"name": b.name, "kind": b.kind, "aliases": list(b.aliases), "mentions": mentions(b)} for b in r.bodies
        ],
        "dates": [{**m, "edtf": date.edtf} for date in r.dates for m in mentions(date)],
        "amounts": [{**m, **value_of(amount)} for amount in r.amounts for m in mentions(amount)],
        "contacts": [c.model_dump(mode="json", exclude=set(Record.model_fields)) for c in r.contacts],
    }


def mentions(record: Record) -> list[dict[str, Any]]:
    """Where a record stands."""
    return [{"surface": e.quote, "start": e.start, "end": e.end} for e in record.evidence]


def value_of(amount: Amount) -> dict[str, Any]:
    """An amount's kind, value and unit; a range's value is [low, high]."""
    said = amount.model_dump(mode="json", include={"kind", "low", "high", "unit", "qualifier"})
    low, high = said["low"], said["high"]
    return {**said, "value": low if low == high else [low, high]}
