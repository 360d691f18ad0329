"""The fields that ask the store: each a condition on what is kept."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from index.query.fields import Said
from index.query.query_amounts import amount_range, in_each_unit
from index.query.times import span
from index.store.filters import amounting, select, speaking_of
from index.store.schema import documents as table
from index.store.store import Store

_ANY_KIND = ("money", "percent", "duration", "count", "measure")


def documents(store: Store, name: str, said: Said) -> list[str]:
    """The ids of the documents that meet a demand; raises QueryError for a value that cannot be meant."""
    return sorted(select(store, CONDITIONS[name](said)))


def _speaking_of(said: Said) -> sa.ColumnElement[bool]:
    from extractors.model.edtf import bounds

    since, until = span(*said)
    return speaking_of(bounds(since)[0] if since else None, bounds(until)[1] if until else None)


def _amounting(said: Said) -> sa.ColumnElement[bool]:
    wanted = amount_range(*said)
    if wanted.type is not None:
        return sa.or_(*(amounting(wanted.type, *one[1:]) for one in in_each_unit(wanted)))
    return sa.or_(*(amounting(kind, None, wanted.low, wanted.high) for kind in _ANY_KIND))


def _itself(said: Said) -> sa.ColumnElement[bool]:
    value = said[0].strip()
    return table.c.id.in_((value, value.lower(), f"doc-{value.lower()}"))


CONDITIONS: dict[str, Callable[[Said], sa.ColumnElement[bool]]] = {
    "mentions": _speaking_of,
    "amount": _amounting,
    "id": _itself,
}
