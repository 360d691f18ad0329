"""Which full-text indexes of a home hold something that is not what was written: all is read, for `louhi verify`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from extractors.model.errors import EngineError
from index.engines.document_values import DocumentValues
from index.engines.file_digests import FileDigests
from index.home import Home
from index.ranking.forward import VERSION, Forward


def damaged_indexes(home: Home) -> Iterator[tuple[str, str]]:
    """(engine, file) of each full-text index of a home that holds a file which is not what was written."""
    for folder in sorted((home.root / "index").glob("*/")):
        digests = FileDigests(folder / folder.name)
        if digests.folder.is_dir() and (name := digests.damaged(wholly=True) or _damaged_rows(folder)):
            yield folder.name, name


def _damaged_rows(folder: Path) -> str | None:
    """The name of a companion database that holds a damaged row; one of another Louhi is made anew when opened."""
    name = "forward.sqlite"
    try:
        if (folder / name).exists():
            with closing(Forward(folder / name)) as forward:
                if forward.version != VERSION:
                    return None
                forward.check()
        name = "values.sqlite"
        if (folder / name).exists():
            with closing(DocumentValues(folder)) as values:
                values.check()
    except (EngineError, sqlite3.DatabaseError, ValueError):
        return name
    return None
