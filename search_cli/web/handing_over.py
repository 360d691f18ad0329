"""Files that are handed over: which endings an address may have, and the file that is gone once it is sent."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse

if TYPE_CHECKING:
    from index.outputs.columns import Column
    from index.outputs.export_rows import Exported

TABLES = ("csv", "excel.csv", "xlsx", "jsonl", "sqlite", "parquet")
"""Endings of an address whose file is one table: the rows of the screen."""
WHOLE = {
    "bib": "bibtex",
    "ris": "ris",
    "csl.json": "csl",
    "ics": "ics",
    "graphml": "graphml",
    "ftm.json": "ftm",
    "records.sqlite": "sqlite",
    "records.xlsx": "xlsx",
    "records.parquet.zip": "parquet",
    "datapackage.zip": "datapackage",
}
"""Endings whose file holds the documents with their records, and the exporter that writes each."""
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "ftm.json": "application/jsonl",
    "ics": "text/calendar; charset=utf-8",
    "graphml": "application/graphml+xml",
    "atom": "application/atom+xml; charset=utf-8",
    "sqlite": "application/vnd.sqlite3",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
}
"""What a file is, by its ending or the last part of it."""


def offered(*endings: str) -> tuple[str, ...]:
    """Those of some endings that can be written here: Parquet needs a part that may not be installed."""
    return tuple(one for one in endings if "parquet" not in one or find_spec("pyarrow"))


def check(ending: str, endings: Iterable[str]) -> None:
    """Raises 404 for an ending that is none of these, or that cannot be written here."""
    known = offered(*endings)
    if ending not in known:
        raise HTTPException(404, f"there is no such format; there are {', '.join(known)}")


@contextmanager
def new_file(ending: str) -> Iterator[Path]:
    """The name of a new file of our own; it is gone where the block fails."""
    with tempfile.NamedTemporaryFile(prefix="louhi-", suffix=f".{ending}", delete=False) as handle:
        path = Path(handle.name)
    try:
        yield path
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def table_file(ending: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> Path:
    """A file of its own with a table."""
    from index.outputs.formats.table_files import write_table

    with new_file(ending) as path:
        path.unlink()  # SQLite makes its own
        write_table(path, ending, columns, rows)
        return path


def whole_file(ending: str, some: Iterable[Exported]) -> Path:
    """A file of its own with documents and their records; several files of an exporter become one ZIP."""
    from index.outputs.exports import exporter_of

    with new_file(ending) as path, tempfile.TemporaryDirectory(prefix="louhi-") as name:
        exporter = exporter_of(WHOLE[ending])(Path(name))
        for one in some:
            exporter.write(one)
        made = exporter.close()
        if ending.endswith(".zip"):
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
                for file in made:
                    bundle.write(file, file.name)
        else:
            made[0].replace(path)
        return path


def sent(path: Path, name: str, ending: str) -> FileResponse:
    """A file of our own on its way, gone once it is sent."""
    media = MEDIA_TYPES.get(ending) or MEDIA_TYPES[ending.rpartition(".")[2]]
    gone = BackgroundTask(path.unlink, missing_ok=True)
    return FileResponse(path, media_type=media, filename=f"{name}.{ending}", background=gone)
