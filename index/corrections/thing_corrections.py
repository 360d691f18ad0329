"""What a person says of a thing, once for all documents: another name, one with another, two, or none at all.

Each is made from what the store holds, looked at first (`preview`: how much it changes), then kept and applied like any
other correction: one transaction, one undo.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from extractors.model.errors import UnfitRequest
from extractors.model.ids import stable_id
from index.corrections.corrections import Action, Correction
from index.corrections.settling import naming
from index.store.naming import spaced
from index.store.schema import mentions
from index.store.store import Store
from index.things.choosing import nearest, whole_thing
from index.things.lookup import RECORDS, Thing

KNOWN_BY = 50
"""So many of its mentions a thing is known by in a correction: enough that some are held for as long as it is."""


class Preview(NamedTuple):
    """How many mentions a correction gives another name or thing, or none, and in how many documents."""

    mentions: int
    documents: int


def rename_thing(store: Store, key: str, name: str, *, by: str = "", note: str = "") -> Correction:
    """The thing is called `name`, whatever its documents call it."""
    held = held_thing(store, key)
    if not name.strip():
        raise UnfitRequest("a new name is needed", subject=key, advice="Write the name it is to have.")
    return _correction("rename", held, value=name, items=_items(store, held.id), by=by, note=note)


def merge_things(store: Store, key: str, into: str, *, by: str = "", note: str = "") -> Correction:
    """The thing is the same as another, whose id and name stay."""
    held, other = held_thing(store, key), held_thing(store, into)
    if held.id == other.id:
        raise UnfitRequest("they are one already", subject=f"{key} and {into}", advice="Name two that are two.")
    if held.kind != other.kind:
        advice = "Name two people, or two bodies."
        raise UnfitRequest(f"a {held.kind} cannot be a {other.kind}", subject=f"{key} and {into}", advice=advice)
    items, others = _items(store, held.id), _items(store, other.id)
    fields = {"name": other.name}
    return _correction("merge", held, value=other.id, items=items, others=others, fields=fields, by=by, note=note)


def split_thing(
    store: Store, key: str, items: Sequence[str], name: str = "", *, by: str = "", note: str = ""
) -> Correction:
    """Some of a thing's mentions, as "document/record" or a document of it, are another thing, called `name`."""
    held = held_thing(store, key)
    every = _items(store, held.id, most=0)
    taken = [one for one in every if one in items or one.rpartition("/")[0] in items]
    unknown = [one for one in items if not any(one in (item, item.rpartition("/")[0]) for item in every)]
    if unknown:
        raise UnfitRequest(
            f"“{unknown[0]}” does not name it", subject=key, advice=f"`louhi thing {key}` shows what does."
        )
    rest = [one for one in every if one not in taken]
    if not taken or not rest:
        advice = f"`louhi thing {key}` shows what names it."
        raise UnfitRequest("a split needs some of its mentions, and not all of them", subject=key, advice=advice)
    fields = {"name": name} if name else {}
    return _correction(
        "split", held, items=tuple(taken), others=tuple(rest[:KNOWN_BY]), fields=fields, by=by, note=note
    )


def reject_thing(store: Store, key: str, *, by: str = "", note: str = "") -> Correction:
    """What is called so is no person, or no body, in any document, now or later."""
    held = held_thing(store, key)
    names = tuple(sorted({spaced(name).strip() for name in (held.name, *_names(store, held.id))}))
    return _correction("reject", held, items=names, by=by, note=note)


def preview(store: Store, one: Correction) -> Preview:
    """How much a correction of a thing changes, before it is made."""
    query = sa.select(
        sa.func.coalesce(sa.func.sum(mentions.c.quotes), 0), sa.func.count(mentions.c.document_id.distinct())
    )
    with store.reading() as db:
        if one.action == "reject":
            ids = naming(db, one.kind, one.items)
            from index.store.schema import profiles

            named = sa.select(profiles.c.id, profiles.c.name).where(profiles.c.kind == _KIND[one.kind])
            some = [row.id for row in db.execute(named) if spaced(row.name).strip() in one.items]
            found = db.execute(query.where(mentions.c.profile_id.in_(some))).one()
            return Preview(found[0], len(ids))
        if one.action == "split":
            pairs = {tuple(item.rsplit("/", 1)) for item in one.items}
            rows = db.execute(
                sa.select(mentions.c.document_id, mentions.c.record_id, mentions.c.quotes).where(
                    mentions.c.document_id.in_({document for document, _ in pairs})
                )
            )
            held = [row for row in rows if (row[0], row[1]) in pairs]
            return Preview(sum(row.quotes for row in held), len({row.document_id for row in held}))
        return Preview(*db.execute(query.where(mentions.c.thing_id == one.name)).one())


_KIND = {records: kind for kind, records in RECORDS.items()}


def held_thing(store: Store, key: str) -> Thing:
    """A thing by its id or by one it had before; raises UnfitRequest where there is none that is named now."""
    found = whole_thing(store, key)
    if not found.documents:
        raise UnfitRequest("no document names it any more", subject=key, advice=nearest(store, found.name))
    return found


def _items(store: Store, key: str, most: int = KNOWN_BY) -> tuple[str, ...]:
    order = (mentions.c.day, mentions.c.document_id, mentions.c.record_id)
    query = sa.select(mentions.c.document_id, mentions.c.record_id).where(mentions.c.thing_id == key).order_by(*order)
    with store.reading() as db:
        return tuple(f"{row[0]}/{row[1]}" for row in db.execute(query.limit(most) if most else query))


def _names(store: Store, key: str) -> list[str]:
    from index.store.schema import cores, profiles

    query = sa.select(profiles.c.name).join(cores, cores.c.id == profiles.c.core_id).where(cores.c.thing_id == key)
    with store.reading() as db:
        return list(db.execute(query.distinct()).scalars())


def _correction(action: Action, held: Thing, **more: object) -> Correction:
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    return Correction.model_validate(
        {
            "id": stable_id("correction", action, held.id, str(more.get("value")), str(more.get("items")), when),
            "when": when,
            "action": action,
            "document": "",
            "sha256": "",
            "kind": RECORDS[held.kind],
            "name": held.id,
            **more,
        }
    )
