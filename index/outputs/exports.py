"""Exports: one pass over the store feeds every chosen format.  A new format is a class and a line in EXPORTERS.

csv     documents.csv and a file a kind of record: one row a mention, with the sentence that proves it
jsonl   documents.jsonl: a document with its records a line, as `louhi extract --json` prints them
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol, TextIO

from extractors.model.document import Document
from extractors.model.errors import StoreError
from extractors.model.records import RECORD_KINDS, Entry, Evidence, Record, Records
from extractors.text.sentences import sentence_of
from index.outputs.marked import Marked
from index.store.filters import Filter, conditions, select
from index.store.store import Store

DOCUMENT_COLUMNS = ("document", "title", "kind", "language", "publisher", "published", "source", "media_type", "sha256")
PROOF_COLUMNS = ("confidence", "rule", "reason", "quote", "sentence", "page", "start", "end")


class Exporter(Protocol):
    """Takes entries one by one and writes files into a folder."""

    def write(self, entry: Entry) -> None:
        """Add one document with its records."""

    def close(self) -> list[Path]:
        """Finish; the files that were written."""


class Csv:
    """Tables for spreadsheets and statistics: RFC 4180, UTF-8, a header row.

    A value that a spreadsheet would run as a formula gets an apostrophe before it.
    """

    def __init__(self, folder: Path) -> None:
        self._stack, self._folder, self._paths = ExitStack(), folder, [folder / "documents.csv"]
        self._documents = self._open("documents", DOCUMENT_COLUMNS)
        self._records = {
            kind: self._open(kind, (*DOCUMENT_COLUMNS[:2], "published", "source", *columns(kind), *PROOF_COLUMNS))
            for kind in RECORD_KINDS
        }

    def _open(self, name: str, header: Iterable[str]) -> Any:
        path = self._folder / f"{name}.csv"
        if path not in self._paths:
            self._paths.append(path)
        out = csv.writer(self._stack.enter_context(path.open("w", encoding="utf-8", newline="")))
        out.writerow(header)
        return out

    def write(self, entry: Entry) -> None:
        """Add one document with its records."""
        d = entry.document
        about = {"document": d.id, **d.model_dump(include=set(DOCUMENT_COLUMNS)), "publisher": "; ".join(d.publishers)}
        self._documents.writerow([safe(about[name]) for name in DOCUMENT_COLUMNS])
        for kind in RECORD_KINDS:
            for record in getattr(entry.records, kind):
                values = flat(record)
                fields = [values[name] for name in columns(kind)]
                for e in record.evidence:
                    where = [d.id, d.title, d.published, d.source]
                    self._records[kind].writerow(map(safe, [*where, *fields, *proof(d, record, e)]))

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        self._stack.close()
        return self._paths


class JsonLines:
    """One JSON object a line: the document and all its records."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "documents.jsonl"
        self._out: TextIO = self._path.open("w", encoding="utf-8")

    def write(self, entry: Entry) -> None:
        """Add one document with its records."""
        self._out.write(json.dumps(entry_value(entry.document, entry.records), ensure_ascii=False) + "\n")

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        self._out.close()
        return [self._path]


EXPORTERS: dict[str, Callable[[Path], Exporter]] = {"csv": Csv, "jsonl": JsonLines, "marked": Marked}


def export(
    store: Store, folder: Path, formats: Iterable[str], wanted: Filter, ids: Iterable[str] | None = None
) -> tuple[int, list[Path]]:
    """Write what the filter keeps into a folder; returns how many documents, and the files.

    `ids` are a search's hits, in whose order the documents come.  Raises StoreError where the folder cannot be
    written.
    """
    chosen = select(store, *conditions(wanted))
    order = sorted(chosen) if ids is None else [one for one in ids if one in chosen]
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        exporters: list[Exporter] = [EXPORTERS[name](folder) for name in formats]
        for entry in store.entries(order):
            kept = entry.model_copy(update={"records": sure_enough(entry.records, wanted.min_confidence)})
            for one in exporters:
                one.write(kept)
            count += 1
        return count, [path for one in exporters for path in one.close()]
    except OSError as error:
        raise StoreError(
            f"cannot be written ({error.strerror})", subject=str(folder), advice="Name another folder."
        ) from error


def sure_enough(records: Records, min_confidence: float) -> Records:
    """The records that are at least this sure."""
    if min_confidence <= 0:
        return records
    kept = {kind: tuple(r for r in getattr(records, kind) if r.confidence >= min_confidence) for kind in RECORD_KINDS}
    return records.model_copy(update=kept)


def entry_value(document: Document, records: Records) -> dict[str, Any]:
    """A document with its records as one JSON object: what `louhi extract --json` prints."""
    found = records.model_dump(mode="json", by_alias=True)
    about = {**document.model_dump(mode="json"), "publisher": document.publisher}
    return {"document": about, **{kind: found[kind] for kind in RECORD_KINDS}}


def columns(kind: str) -> list[str]:
    """The fields of a kind of record, as they are called outside."""
    fields = RECORD_KINDS[kind].model_fields.items()
    return [info.alias or name for name, info in fields if name not in Record.model_fields]


def flat(record: Record) -> dict[str, Any]:
    """A record's fields as a table takes them: numbers plain, lists joined with "; "."""
    value = record.model_dump(mode="json", by_alias=True, exclude={"evidence"})
    return {k: "; ".join(v) if isinstance(v, list) else v for k, v in value.items()}


def proof(document: Document, record: Record, e: Evidence) -> Iterator[Any]:
    """The PROOF_COLUMNS of one mention."""
    low, high = sentence_of(document, e.start, e.end)
    yield from (record.confidence, record.rule, record.reason)
    yield from (e.quote, " ".join(document.text[low:high].split()), e.page, e.start, e.end)


def safe(value: Any) -> Any:
    """A cell no spreadsheet takes for a formula.

    >>> safe("=1+1"), safe("+358295163001"), safe(None)
    ("'=1+1", '+358295163001', '')
    """
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "@", "\t", "\r") else value
