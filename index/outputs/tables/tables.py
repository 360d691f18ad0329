"""What the tables of people, bodies, dates and amounts show: records of the whole corpus as plain rows."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model.errors import UnfitRequest
from index.outputs.tables.record_tables import record_rows
from index.outputs.tables.thing_tables import KINDS, RowWindow, TableRow, thing_rows
from index.outputs.tables.witness import prove
from index.store.filters import Condition, Filter
from index.store.store import Store

TABLES: dict[str, tuple[str, ...]] = {
    "people": ("name", "roles", "documents", "mentions", "confidence"),
    "bodies": ("name", "kind", "aliases", "documents", "mentions", "confidence"),
    "roles": ("person", "role", "body", "status", "from", "until", "document"),
    "dates": ("edtf", "sense", "quote", "sentence", "document"),
    "amounts": ("kind", "value", "purpose", "quote", "sentence", "document"),
    "contacts": ("person", "kind", "value", "document"),
    "identifiers": ("kind", "value", "quote", "document"),
}
"""The columns of each table; every row has the title, day, publisher, page and source of its document too."""

EXTRA = {"amounts": ("low", "high", "unit")}
"""What rows can be sorted by beside the columns that are shown."""


def table_rows(
    store: Store,
    kind: str,
    wanted: Filter,
    *,
    name: str | None = None,
    sort: str = "",
    limit: int = 0,
    offset: int = 0,
    having: Sequence[Condition] = (),
) -> tuple[list[TableRow], int]:
    """The rows of one kind of record, and how many there are before `limit` cuts them.

    `name` keeps rows that hold these words in any column; `sort` is a column, "-" before it for the largest first;
    `having` are conditions on records, see record_conditions.py.  Raises UnfitRequest for a column that there is none
    of, and for a limit below nothing.
    """
    columns, key = TABLES[kind], sort.lstrip("-")
    if key and key not in (*columns, *EXTRA.get(kind, ())):
        raise UnfitRequest(f"{kind} cannot be sorted by {key}", advice=f"There are: {', '.join(columns)}.")
    if limit < 0 or offset < 0:
        raise UnfitRequest(f"there are no {min(limit, offset)} rows", advice="Write 0 for all of them, or how many.")
    page = RowWindow(sort, limit, offset)
    if kind not in KINDS:
        return record_rows(store, kind, wanted, name, page, columns, *having)
    rows, total = thing_rows(store, kind, wanted, name, page)
    prove(store, rows)
    return rows, total
