"""Exports: one pass over the store feeds every chosen format.  A new format is a class and a line in EXPORTERS.

csv     documents.csv and a file a kind of record: one row a mention, with the sentence that proves it
jsonl   documents.jsonl: a document with its records a line, as `louhi extract --json` prints them
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol, TextIO

from extractors.model.document import Document
from extractors.model.errors import StoreError
from extractors.model.records import RECORD_KINDS, Entry, Evidence, Record, Records
from extractors.text.sentences import sentence_of
from extractors.text.showing import json_text, shown
from index.outputs.marked import Marked
from index.outputs.whole_files import written_whole
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
    """Tables for spreadsheets and statistics: RFC 4180, UTF-8, a header row, every field quoted.

    A value that a spreadsheet would run as a formula gets an apostrophe before it.  For Excel, as Finns have it, there
    are semicolons, decimal commas and a byte order mark.
    """

    def __init__(self, folder: Path, *, excel: bool = False) -> None:
        self._stack, self._folder, self._paths, self._excel = ExitStack(), folder, [folder / "documents.csv"], excel
        self._documents = self._open("documents", DOCUMENT_COLUMNS)
        self._records = {
            kind: self._open(kind, (*DOCUMENT_COLUMNS[:2], "published", "source", *columns(kind), *PROOF_COLUMNS))
            for kind in RECORD_KINDS
        }

    def _open(self, name: str, header: Iterable[str]) -> Any:
        path = self._folder / f"{name}.csv"
        if path not in self._paths:
            self._paths.append(path)
        encoding = "utf-8-sig" if self._excel else "utf-8"
        file = self._stack.enter_context(path.open("w", encoding=encoding, newline=""))
        out = csv.writer(file, delimiter=";" if self._excel else ",", quoting=csv.QUOTE_ALL)
        out.writerow(header)
        return out

    def _cells(self, values: Iterable[Any]) -> list[Any]:
        return [safe(with_comma(value) if self._excel else value) for value in values]

    def write(self, entry: Entry) -> None:
        """Add one document with its records."""
        d = entry.document
        about = {"document": d.id, **d.model_dump(include=set(DOCUMENT_COLUMNS)), "publisher": "; ".join(d.publishers)}
        self._documents.writerow(self._cells(about[name] for name in DOCUMENT_COLUMNS))
        for kind in RECORD_KINDS:
            for record in getattr(entry.records, kind):
                values = flat(record)
                fields = [values[name] for name in columns(kind)]
                for e in record.evidence:
                    where = [d.id, d.title, d.published, d.source]
                    self._records[kind].writerow(self._cells([*where, *fields, *proof(d, record, e)]))

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
        self._out.write(json_text(entry_value(entry.document, entry.records)) + "\n")

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        self._out.close()
        return [self._path]


EXPORTERS: dict[str, Callable[[Path], Exporter]] = {"csv": Csv, "jsonl": JsonLines, "marked": Marked}


def export(
    store: Store,
    folder: Path,
    formats: Iterable[str],
    wanted: Filter,
    ids: Iterable[str] | None = None,
    *,
    excel: bool = False,
) -> tuple[int, list[Path]]:
    """Write what the filter keeps into a folder; returns how many documents, and the files.

    `ids` are a search's hits, in whose order the documents come.  Each file takes the place of an older one only when
    it is whole.  Raises StoreError where the folder cannot be written.
    """
    chosen = select(store, *conditions(wanted))
    order = sorted(chosen) if ids is None else [one for one in ids if one in chosen]
    count = 0
    try:
        with written_whole(folder) as unfinished:
            exporters = [
                Csv(unfinished, excel=excel) if name == "csv" else EXPORTERS[name](unfinished) for name in formats
            ]
            for entry in store.entries(order):
                kept = entry.model_copy(update={"records": sure_enough(entry.records, wanted.min_confidence)})
                for one in exporters:
                    one.write(kept)
                count += 1
            names = [path.name for one in exporters for path in one.close()]
        return count, [folder / name for name in names]
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


PLAIN_NUMBER = re.compile(r"[-+\u2212]?\d[\d\s.,]*\s?%?")
PHONE = re.compile(r"\+\d[\d\s()-]{5,20}")
FORMULA = ("=", "@", "+", "-", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula, the wide forms of East Asia among it."""


def safe(value: Any) -> Any:
    """A cell no spreadsheet takes for a formula, fit to be shown.

    >>> safe("=1+1"), safe("-5 000 euroa siirretään"), safe("+358295163001"), safe("-1 500"), safe(None)
    ("'=1+1", "'-5 000 euroa siirretään", '+358295163001', '-1 500', '')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    said = shown(value)
    is_plain = PLAIN_NUMBER.fullmatch(said) or PHONE.fullmatch(said)
    return f"'{said}" if said.startswith(FORMULA) and not is_plain else said


def with_comma(value: Any) -> Any:
    """A number with a decimal comma: Finnish Excel takes 3.5 for the third of May.

    >>> with_comma(0.95), with_comma("1384633.5"), with_comma("3.5. alkaen")
    ('0,95', '1384633,5', '3.5. alkaen')
    """
    if isinstance(value, float):
        return str(value).replace(".", ",")
    is_decimal = isinstance(value, str) and re.fullmatch(r"-?\d+\.\d+", value)
    return value.replace(".", ",") if is_decimal else value
