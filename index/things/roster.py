"""The roster: all people, or all bodies, in pages, those in most documents or by name."""

from __future__ import annotations

from typing import Literal

import sqlalchemy as sa

from index.store.schema import things
from index.store.store import Store
from index.things.evidence import ThingKind
from index.things.lookup import Thing, called

Order = Literal["documents", "name"]


def roster(
    store: Store, kind: ThingKind, words: str = "", *, order: Order = "documents", limit: int = 50, offset: int = 0
) -> tuple[list[Thing], int]:
    """A page of the things of a kind whose names hold some words, and how many there are; limit 0 is none."""
    query = sa.select(things).where(things.c.kind == kind, things.c.documents > 0, things.c.merged_into.is_(None))
    if words.strip():
        query = query.where(called(words))
    by = (things.c.name, things.c.id) if order == "name" else (things.c.documents.desc(), things.c.name, things.c.id)
    with store.reading() as db:
        total = db.execute(sa.select(sa.func.count()).select_from(query.subquery())).scalar_one()
        rows = db.execute(query.order_by(*by).limit(limit or None).offset(offset)).mappings()
        return [Thing.model_validate({name: row[name] for name in Thing.model_fields}) for row in rows], int(total)
