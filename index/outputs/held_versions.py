"""A document or one of its versions by what a person writes: an id, an address, a path, or one of these and "@2"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from extractors.model.errors import UnfitRequest
from extractors.model.records import Entry
from index.store.store import Store

_NUMBERED = re.compile(r"(.+)@(\d+)")


class HeldVersion(NamedTuple):
    """One version with its records, its row (`number`, `fetched`, `extractor` ...) and the addresses it is at."""

    entry: Entry
    row: Mapping[str, Any]
    addresses: tuple[str, ...]


def held_version(store: Store, said: str) -> HeldVersion:
    """The version that `said` means, of a plain id or address the current one.  Raises UnfitRequest for none held."""
    numbered = _NUMBERED.fullmatch(said)
    found = version_of(store, store.meant(said), None)
    if found is None and numbered:
        found = version_of(store, store.meant(numbered[1]), int(numbered[2]))
    if not found:
        raise UnfitRequest(
            "no such document or version is held", subject=said, advice="`louhi search` shows ids; ID@1 is a version."
        )
    return found


def version_of(store: Store, key: str, number: int | None) -> HeldVersion | None:
    """A version of a document by its id and number, the current one without a number; None where it is not held."""
    current = store.rows([key]).get(key)
    row = next((row for row in store.history(key) if row["number"] == number), None) if number else None
    entry = store.version(row["id"]) if row else store.entry(key) if number is None else None
    if entry is None or current is None:
        return None
    addresses = tuple(one.address for one in store.addresses(key))
    return HeldVersion(entry, row or current, addresses)
