"""Addresses that have not been asked for in a while: theirs is the next turn, the longest ago first."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from index.store.schema import addresses
from index.store.store import Address, Store


def unasked(store: Store, source: str, before: str, *, but: Collection[str] = (), most: int = 10) -> list[Address]:
    """Addresses that a source named, last asked for before a time (ISO 8601) and not known to be gone.

    `but` are left out.  So is what was unpacked from an archive (`a.zip!b.pdf`): it has no address of its own.
    """
    query = (
        sa.select(addresses)
        .where(addresses.c.source == source, addresses.c.vanished.is_(None), addresses.c.checked < before)
        .where(addresses.c.address.not_like("%!%"))
        .order_by(addresses.c.checked, addresses.c.address)
    )
    found: list[Address] = []
    with store.reading() as db:
        for row in db.execute(query).mappings():
            if len(found) >= most:
                break
            if row["address"] not in but:
                found.append(Address.model_validate(dict(row)))
    return found
