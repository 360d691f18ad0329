"""Collections: documents a researcher has set aside under a name, each with a note and a mark once it is checked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from extractors.model.document import Model
from extractors.model.errors import UnfitRequest
from index.store import state
from index.store.store import Store

KIND = "collection"
LONGEST = 100
"""Characters of a collection's name: it stands in an address."""


class SetAside(Model):
    """A document of a collection, as it was set aside."""

    document: str
    note: str = ""
    checked: bool = False
    when: str = ""


class Collection(Model):
    """A named list of documents, in the order they were set aside."""

    name: str
    items: tuple[SetAside, ...] = ()


def collections(store: Store) -> list[Collection]:
    """All collections, by name."""
    with store.reading() as db:
        return [Collection.model_validate(one) for one in state.every(db, KIND).values()]


def collection(store: Store, name: str) -> Collection | None:
    """One collection; None where there is none of that name."""
    with store.reading() as db:
        held = state.get(db, KIND, name)
    return Collection.model_validate(held) if held else None


def keep(store: Store, name: str, document: str, note: str = "", checked: bool = False) -> None:
    """Set a document aside, or change its note and mark; a collection of a new name is made.

    Raises UnfitRequest for a name that cannot be one, and for a document that is not held.
    """
    name = name.strip()
    if not name or len(name) > LONGEST or "/" in name:
        advice = "Write a shorter name, or one without a slash."
        raise UnfitRequest(
            "a collection's name has 1 to 100 characters and no slash", subject=name[:LONGEST], advice=advice
        )
    if not store.history(document):
        raise UnfitRequest("no such document is held", subject=document, advice="Search for it anew.")
    now = datetime.now().astimezone().isoformat(timespec="seconds")

    def change(held: dict[str, Any] | None) -> dict[str, Any]:
        items = [dict(one) for one in (held or {}).get("items", ())]
        old = next((one for one in items if one["document"] == document), None)
        if old is None:
            items.append({"document": document, "note": note, "checked": checked, "when": now})
        else:
            old |= {"note": note, "checked": checked}
        return {"name": name, "items": items}

    with store.writing() as db:
        state.update(db, KIND, name, change)


def drop(store: Store, name: str, document: str) -> None:
    """Take a document out of a collection; the last one takes the collection with it."""

    def change(held: dict[str, Any] | None) -> dict[str, Any] | None:
        items = [one for one in (held or {}).get("items", ()) if one["document"] != document]
        return {"name": name, "items": items} if items else None

    with store.writing() as db:
        state.update(db, KIND, name, change)
