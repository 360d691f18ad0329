"""Records of a corpus in Python: `rows` as dicts with their types, `frame` as a table of pandas.

    from index import Filter, frame, rows
    for row in rows(home, "amounts", query="rahoitus"):      Decimal, date, int, bool; else text
    table = frame(home, "amounts", wanted=Filter(publisher="liitto"))

Both have the columns of the exports (docs/data.md), one row a mention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.model.errors import SetupError, StoreError
from index.home import Home
from index.outputs.columns import DAYS, columns_of
from index.outputs.export_rows import KINDS, document_row, exported, rows_of
from index.outputs.exports import sure_enough
from index.store.filters import Filter, conditions, select
from index.store.store import Store

if TYPE_CHECKING:
    import pandas

CODES = ("kind", "unit", "qualifier", "per", "status", "sense", "language", "rule")
"""Columns of few values: categories in a table, so that sums are made within them."""

_DTYPES = {"text": "string", "whole": "Int64", "number": "Float64", "decimal": "Float64", "yes or no": "boolean"}


def rows(
    home: Home | str | Path, kind: str, *, query: str | None = None, wanted: Filter | None = None
) -> Iterator[dict[str, Any]]:
    """The rows of a kind of record, or of "documents", one a mention, in the order of documents' ids.

    `query` keeps documents that a search finds, in its order, `wanted` those of a Filter.  Numbers of amounts are
    Decimal, first and last days are dates.  Raises StoreError for a kind there is none of and for a home that holds
    nothing, QueryError for a query that cannot be meant.
    """
    if kind not in KINDS:
        raise StoreError("there is no such kind of rows", subject=kind, advice=f"There are: {', '.join(KINDS)}.")
    root = home.root if isinstance(home, Home) else Path(home).expanduser()
    if not root.exists() or not Home(root).holds_something():
        advice = "`louhi ingest SOURCE`, or name another folder."
        raise StoreError("nothing has been brought in here yet", subject=str(root), advice=advice)
    return _rows(Home(root), kind, query, wanted or Filter())


def _rows(home: Home, kind: str, query: str | None, wanted: Filter) -> Iterator[dict[str, Any]]:
    found = None
    if query is not None:
        from index.index import Index

        with Index.open(home) as index:
            found = index.matches(query)
    read = {column.name: _READ[column.type] for column in columns_of(kind) if column.type in _READ}
    read |= dict.fromkeys(DAYS, _day)
    with Store.open(home) as store:
        chosen = select(store, *conditions(wanted))
        ids = sorted(chosen) if found is None else [one for one in found if one in chosen]
        for one in exported(store, ids):
            kept = sure_enough(one.entry.records, wanted.min_confidence)
            sure = one._replace(entry=one.entry.model_copy(update={"records": kept}))
            for row in [document_row(sure)] if kind == "documents" else rows_of(kind, sure):
                yield {name: read[name](v) if name in read and v is not None else v for name, v in row.items()}


def _day(value: str) -> date | str:
    """A day; one that no calendar of Python's has (before year 1, after 9999) as it is written."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


_READ: dict[str, Callable[[Any], Any]] = {"decimal": Decimal, "whole": int, "yes or no": bool}


def frame(
    home: Home | str | Path, kind: str, *, query: str | None = None, wanted: Filter | None = None
) -> pandas.DataFrame:
    """The same as a table of pandas: numbers, days (datetime64), codes and units (category), text.

    What each column means stands in `frame(...).attrs["columns"]`.  Raises SetupError where pandas is not installed.
    """
    try:
        import numpy
        import pandas
    except ImportError as error:
        raise SetupError(
            "a table needs pandas, which is not installed", advice="pip install 'louhi[frames]'"
        ) from error
    held = list(rows(home, kind, query=query, wanted=wanted))
    columns = columns_of(kind)
    made: dict[str, Any] = {}
    for column in columns:
        values = [row.get(column.name) for row in held]
        if column.name in DAYS:
            made[column.name] = numpy.array([str(one or "NaT") for one in values], dtype="datetime64[s]")
        elif column.name in CODES:
            made[column.name] = pandas.Categorical(values)
        else:
            numbers = [None if one is None else float(one) for one in values] if column.type == "decimal" else values
            made[column.name] = pandas.array(numbers, dtype=_DTYPES[column.type])
    table = pandas.DataFrame(made, columns=[column.name for column in columns])
    table.attrs["columns"] = {column.name: column.english for column in columns}
    return table
