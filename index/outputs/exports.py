"""Exports: one pass over the store feeds every chosen format.  A new format is a class and a line in EXPORTERS.

csv          documents.csv and a file a kind of record: one row a mention, with the sentence that proves it
excel        the same as Excel in Finland opens it: UTF-8 with its mark, semicolons
jsonl        documents.jsonl: a document with its records a line, as `louhi extract --json` prints them, and its things
xlsx         louhi.xlsx: a sheet a kind, and what each column means
sqlite       louhi.sqlite: a table a kind, ready for Datasette
parquet      a file a kind, numbers as decimals (needs `louhi[parquet]`)
datapackage  the CSV files with datapackage.json (Frictionless Data)
ftm          entities.ftm.json: FollowTheMoney
ics          louhi.ics: dates and deadlines as a calendar
bibtex, csl, ris    the documents as references
graphml      louhi.graphml: people and bodies, and the roles between them
marked       a text and its marks, as the scoring scripts read them
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, TextIO

from extractors.model.document import Document
from extractors.model.errors import StoreError
from extractors.model.records import RECORD_KINDS, Records
from extractors.text.showing import json_text
from index.outputs.columns import columns_of
from index.outputs.export_rows import KINDS, Exported, document_row, exported, rows_of
from index.outputs.formats.table_files import CsvTable, TableFile, Workbook
from index.outputs.whole_files import written_whole
from index.store.filters import Filter, conditions, select
from index.store.store import Store


class Exporter(Protocol):
    """Takes documents one by one and writes files into a folder."""

    def write(self, one: Exported) -> None:
        """Add one document with its records."""

    def close(self) -> list[Path]:
        """Finish; the files that were written."""


class Csv:
    """Tables for spreadsheets and statistics: a file a kind."""

    for_excel = False

    def __init__(self, folder: Path) -> None:
        self._paths = {kind: folder / f"{kind}.csv" for kind in KINDS}
        self._tables: dict[str, TableFile] = {
            kind: CsvTable(path, columns_of(kind), for_excel=self.for_excel) for kind, path in self._paths.items()
        }

    def write(self, one: Exported) -> None:
        """Add one document with its records."""
        self._tables["documents"].write(document_row(one))
        for kind in RECORD_KINDS:
            for row in rows_of(kind, one):
                self._tables[kind].write(row)

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        for table in self._tables.values():
            table.close()
        return list(self._paths.values())


class ExcelCsv(Csv):
    """The same as Excel in Finland opens it."""

    for_excel = True


class JsonLines:
    """One JSON object a line: the document, all its records, and which people and bodies of the corpus they are.

    Records keep the names their document writes; `things` has those that a person gave, and the ids that a merge left;
    `vanished` is when the document was gone from its last address.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "documents.jsonl"
        self._out: TextIO = self._path.open("w", encoding="utf-8")

    def write(self, one: Exported) -> None:
        """Add one document with its records."""
        records, known = one.entry.records, one.about.things
        ids = [*(one.id for one in records.people), *(one.id for one in records.bodies)]
        held = [(one, known[one]) for one in ids if one in known]
        things = [{"record": record, "thing": thing, "name": name} for record, (thing, name) in held]
        told = {**entry_value(one.entry.document, records), "things": things, "vanished": one.about.vanished}
        self._out.write(json_text(told) + "\n")

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        self._out.close()
        return [self._path]


class Xlsx:
    """One workbook with a sheet a kind.  Sheets are written one after the other, so rows wait in files of their own."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "louhi.xlsx"
        self._waiting = {kind: folder / f".{kind}.rows" for kind in KINDS}
        self._files = {kind: path.open("w", encoding="utf-8") for kind, path in self._waiting.items()}

    def write(self, one: Exported) -> None:
        """Add one document with its records."""
        self._files["documents"].write(json.dumps(document_row(one), ensure_ascii=False) + "\n")
        for kind in RECORD_KINDS:
            self._files[kind].writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows_of(kind, one))

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        book = Workbook(self._path)
        for kind, path in self._waiting.items():
            self._files[kind].close()
            sheet = book.sheet(kind, columns_of(kind))
            with path.open(encoding="utf-8") as rows:
                for row in rows:
                    sheet.write(json.loads(row))
            path.unlink()
        book.close()
        return [self._path]


EXPORTERS: dict[str, str] = {
    "csv": "index.outputs.exports:Csv",
    "excel": "index.outputs.exports:ExcelCsv",
    "jsonl": "index.outputs.exports:JsonLines",
    "xlsx": "index.outputs.exports:Xlsx",
    "sqlite": "index.outputs.formats.datasette_file:Sqlite",
    "parquet": "index.outputs.formats.parquet_files:Parquet",
    "datapackage": "index.outputs.formats.data_package:DataPackage",
    "ftm": "index.outputs.formats.follow_the_money:FollowTheMoney",
    "ics": "index.outputs.formats.calendar_file:Calendar",
    "bibtex": "index.outputs.formats.references:Bibtex",
    "csl": "index.outputs.formats.references:Csl",
    "ris": "index.outputs.formats.references:Ris",
    "graphml": "index.outputs.formats.graph_file:Graph",
    "marked": "index.outputs.formats.marked:Marked",
}
"""The formats, and the class that writes each, imported when it is asked for."""


def exporter_of(name: str) -> Callable[[Path], Exporter]:
    """The class of a format."""
    module, cls = EXPORTERS[name].split(":")
    found: Callable[[Path], Exporter] = getattr(import_module(module), cls)
    return found


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

    `ids` are a search's hits, in whose order the documents come; with `excel`, CSV is as Excel opens it.  Each file
    takes the place of an older one only when it is whole.  Raises StoreError where the folder cannot be written.
    """
    chosen = select(store, *conditions(wanted))
    order = sorted(chosen) if ids is None else [one for one in ids if one in chosen]
    count = 0
    try:
        with written_whole(folder) as unfinished:
            exporters = [exporter_of("excel" if excel and name == "csv" else name)(unfinished) for name in formats]
            for one in exported(store, order):
                kept = one.entry.model_copy(update={"records": sure_enough(one.entry.records, wanted.min_confidence)})
                for exporter in exporters:
                    exporter.write(one._replace(entry=kept))
                count += 1
            names = [path.name for exporter in exporters for path in exporter.close()]
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
