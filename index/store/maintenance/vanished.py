"""Documents that have gone from where they were: what is kept of them stays."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa

from index.store.schema import documents, versions
from index.store.store import Store

AS_IT_WAS = ("id", "number", "title", "source")


class Vanished(NamedTuple):
    """A document that is no longer at any of its addresses, as it last was."""

    document_id: str
    when: str
    version: str
    number: int
    title: str | None
    source: str


def vanished_since(store: Store, when: str = "") -> list[Vanished]:
    """What has gone since then (ISO 8601) and has not come back, the earliest first."""
    query = (
        sa.select(documents.c.id, documents.c.vanished, *(versions.c[name] for name in AS_IT_WAS))
        .join(versions, documents.c.version_id == versions.c.id)
        .where(~documents.c.deleted, documents.c.vanished.is_not(None), documents.c.vanished >= when)
        .order_by(documents.c.vanished, documents.c.id)
    )
    with store.reading() as db:
        return [Vanished(*row) for row in db.execute(query)]
