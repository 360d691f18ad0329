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

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Protocol

from extractors.model.errors import StoreError
from extractors.model.records import RECORD_KINDS, Records
from index.outputs.export_rows import Exported, exported
from index.outputs.whole_files import written_whole
from index.store.filters import Filter, conditions, select
from index.store.store import Store


class Exporter(Protocol):
    """Takes documents one by one and writes files into a folder."""

    def write(self, one: Exported) -> None:
        """Add one document with its records."""

    def close(self) -> list[Path]:
        """Finish; the files that were written."""


EXPORTERS: dict[str, str] = {
    "csv": "index.outputs.formats.files_by_kind:Csv",
    "excel": "index.outputs.formats.files_by_kind:ExcelCsv",
    "jsonl": "index.outputs.formats.json_lines:JsonLines",
    "xlsx": "index.outputs.formats.excel_workbook:Xlsx",
    "sqlite": "index.outputs.formats.datasette_file:Sqlite",
    "parquet": "index.outputs.formats.files_by_kind:Parquet",
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
