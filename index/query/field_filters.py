"""Fields of a query as conditions on the store."""

from __future__ import annotations

import sqlalchemy as sa

from index.query.fields import kind_of, language_of
from index.query.parser import FieldIs
from index.query.query_amounts import amount_range, in_each_unit
from index.query.times import span
from index.store.filters import amounting, having, naming, published, publishing, select, speaking_of
from index.store.naming import spellings
from index.store.schema import documents as table
from index.store.schema import versions
from index.store.store import Store


def documents(store: Store, demand: FieldIs, query: str) -> list[str]:
    """The ids of the documents that meet a demand; raises QueryError for a value that cannot be meant."""
    return sorted(select(store, condition(demand, query)))


def condition(demand: FieldIs, query: str) -> sa.ColumnElement[bool]:
    """A demand as a condition on documents."""
    name, value = demand.name, demand.value.strip()
    at = demand.at + len(query[demand.at :].partition(":")[0]) + 1
    if name == "kind":
        return having(versions.c.kind == kind_of(value))
    if name == "language":
        return having(versions.c.language == language_of(value))
    if name == "publisher":
        return having(publishing(names(demand)))
    if name == "id":
        return table.c.id.in_((value, value.lower(), f"doc-{value.lower()}"))
    if name == "published":
        return published(*span(value, at, query))
    if name == "mentions":
        from extractors.model.edtf import bounds

        since, until = span(value, at, query)
        return speaking_of(bounds(since)[0] if since else None, bounds(until)[1] if until else None)
    if name == "amount":
        wanted = amount_range(value, at, query)
        if wanted.type is not None:
            return sa.or_(*(amounting(wanted.type, *one[1:]) for one in in_each_unit(wanted)))
        kinds = ("money", "percent", "duration", "count", "measure")
        return sa.or_(*(amounting(kind, None, wanted.low, wanted.high) for kind in kinds))
    kind = "people" if name == "person" else "bodies"
    return naming(kind, names(demand))


def names(demand: FieldIs) -> list[str]:
    """What the name of a person, body or publisher is looked for as."""
    return spellings(demand.value, body=demand.name != "person")
