"""Where a content belongs: to the document its address has, to another one that says the same, or to a new one.

One document has several addresses where their bytes are equal, or where they hold one release: the same title, day and
words (`same_release.py`), and no fact that the document held does not have.  The address that gave a document's current
version is its first; when that one's content changes the document has a new version.  When another one's does, and the
document lives on elsewhere, that content becomes a document of its own: nothing is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from extractors.model.document import Document
from extractors.model.records import Entry
from index.store.database import among, asked, insert_rows
from index.store.duplicates.same_release import same_words
from index.store.rows import content_id
from index.store.schema import addresses, documents, records, release_keys, versions
from index.store.store_model import Arrival, PutOutcome


class ContentPlace(NamedTuple):
    """The document a content belongs to (None for a new one), what that is called, and whether it is to be written."""

    document_id: str | None
    outcome: PutOutcome
    write: bool


class CurrentVersion(NamedTuple):
    """What is held of a document's version as it is now."""

    sha256: str
    extractor: str
    source: str


class HeldRelease(NamedTuple):
    """A document that has the words of a release now."""

    document_id: str
    version_id: str
    published: str | None


class WhatIsHeld(NamedTuple):
    """What the store holds of all that some contents may belong to."""

    known: Mapping[str, str]
    """The document of each address."""
    holders: Mapping[str, str]
    """The first document that holds a content now, by its digest."""
    current: Mapping[str, CurrentVersion]
    """By document."""
    releases: Mapping[str, Sequence[HeldRelease]]
    """The documents that have the words of a key, in order."""


def held_of(db: sa.Connection, some: Collection[Arrival]) -> WhatIsHeld:
    """What is held of what these may belong to: asked once for all of them."""
    at = sa.select(addresses.c.address, addresses.c.document_id)
    known = {row[0]: row[1] for row in asked(db, at, addresses.c.address, {one.address.address for one in some})}
    now = sa.select(documents.c.id, versions.c.id, versions.c.sha256, versions.c.extractor, versions.c.source)
    now = now.join(versions, documents.c.version_id == versions.c.id).where(~documents.c.deleted)
    digests = {content_id(one.entry.document) for one in some}
    holders: dict[str, str] = {}
    for row in asked(db, now, versions.c.sha256, digests):
        holders[row.sha256] = min(row[0], holders.get(row.sha256, row[0]))
    theirs = asked(db, now, documents.c.id, set(known.values()))
    current = {row[0]: CurrentVersion(row.sha256, row.extractor, row.source) for row in theirs}
    words = sa.select(release_keys.c.key, documents.c.id, versions.c.id, versions.c.published)
    words = words.join(versions, documents.c.version_id == versions.c.id)
    words = words.join(release_keys, release_keys.c.version_id == versions.c.id).where(~documents.c.deleted)
    releases: dict[str, list[HeldRelease]] = defaultdict(list)
    keys = {key for one in some if (key := _key(one.entry.document))}
    for key, *row in asked(db, words.order_by(documents.c.id), release_keys.c.key, keys):
        releases[key].append(HeldRelease(*row))
    return WhatIsHeld(known, holders, current, releases)


def independent(held: WhatIsHeld, some: Sequence[Arrival]) -> int:
    """How many of the first contents can be placed at once: none of them changes where another belongs."""
    met: set[tuple[str, str | None]] = set()
    for count, one in enumerate(some):
        touched = set(_touched(held, one))
        if not met.isdisjoint(touched):
            return count
        met |= touched
    return len(some)


def _touched(held: WhatIsHeld, one: Arrival) -> Iterator[tuple[str, str | None]]:
    """What decides where a content belongs, and every document that it may change."""
    document = one.entry.document
    digest, key = content_id(document), _key(document)
    yield "address", one.address.address
    yield "content", digest
    yield "document", document.id
    if key:
        yield "words", key
        yield from (("document", release.document_id) for release in held.releases.get(key, ()))
    for found in (held.known.get(one.address.address), held.holders.get(digest)):
        if found:
            yield "document", found


def place(db: sa.Connection, held: WhatIsHeld, one: Arrival) -> ContentPlace:
    """Where what an address gave belongs."""
    entry, known = one.entry, held.known.get(one.address.address)
    digest = content_id(entry.document)
    holder = held.holders.get(digest)
    if holder is not None and holder != known:
        return ContentPlace(holder, "same content", write=False)
    current = held.current.get(known) if known else None
    if known is None or current is None:
        same = _same_release(db, held, entry)
        return ContentPlace(same, "same content", write=False) if same else ContentPlace(known, "read", write=True)
    if current.sha256 == digest:
        as_read = current.extractor == one.by.extractor and not entry.document.is_partly_read
        return ContentPlace(known, "unchanged" if as_read else "read", write=not as_read)
    same = _same_release(db, held, entry)
    if same is not None and same != known:
        return ContentPlace(same, "same content", write=False)
    at = one.address.address
    if current.source in (at, entry.document.source) or not _lives_elsewhere(db, known, at):
        return ContentPlace(known, "new version", write=True)
    return ContentPlace(known, "unchanged", write=False) if same else ContentPlace(None, "read", write=True)


_HOLDER = (
    sa.select(documents.c.id)
    .join(versions, documents.c.version_id == versions.c.id)
    .where(versions.c.sha256 == sa.bindparam("digest"), ~documents.c.deleted)
    .order_by(documents.c.id)
)
"""Made once: it is asked for every document that a run has not met."""


def holder_of(db: sa.Connection, digest: str) -> str | None:
    """The document that holds this content now, if one does."""
    return db.execute(_HOLDER, {"digest": digest}).scalar()


def free_ids(db: sa.Connection, wanted: Collection[str]) -> dict[str, str]:
    """The ids that new documents get: each its own, unless an older document that has since changed bears it."""
    taken = _taken(db, wanted)
    out: dict[str, str] = {}
    for one in wanted:
        number, free = 2, one
        while free in taken or free in out.values() or (free != one and _taken(db, [free])):
            free, number = f"{one}-{number}", number + 1
        out[one] = free
    return out


def _taken(db: sa.Connection, ids: Collection[str]) -> set[str]:
    there = sa.select(documents.c.id).where(~documents.c.deleted)
    return {row[0] for row in asked(db, there, documents.c.id, ids)}


def note_words(db: sa.Connection, some: Mapping[str, Document]) -> None:
    """Keep what the words of versions are found by."""
    db.execute(release_keys.delete().where(among(db, release_keys.c.version_id, sorted(some))))
    rows = [{"version_id": version, "key": key} for version, one in some.items() if (key := _key(one))]
    insert_rows(db, release_keys, rows)


def settle_left(db: sa.Connection, document_id: str, when: str | None) -> None:
    """Mark a document that an address has left as vanished, where no address of it is left."""
    if not _lives_elsewhere(db, document_id, ""):
        db.execute(documents.update().where(documents.c.id == document_id).values(vanished=when))


def _same_release(db: sa.Connection, held: WhatIsHeld, entry: Entry) -> str | None:
    """The document that holds the same release now: the same words, day and facts."""
    d = entry.document
    key = _key(d)
    for one in held.releases.get(key, ()) if key else ():
        if _one_day(one.published, d.published) and _facts(entry) <= _held_facts(db, one.version_id, d.published):
            return one.document_id
    return None


def _key(document: Document) -> str | None:
    """What its words are found by; None for what has pages: on which one a fact stands must not be lost."""
    return None if document.pages else same_words(document.title, document.language, document.text)


def _one_day(one: str | None, other: str | None) -> bool:
    """Whether two times may be the same day, at the precision of the coarser."""
    a, b = (one or "")[:10], (other or "")[:10]
    return a.startswith(b) or b.startswith(a)


def _facts(entry: Entry) -> set[tuple[Any, ...]]:
    """What a document says of people, amounts and times; the day it was published is no fact of it.

    Titles of people are not among them: where they stand in prose the words are compared, and contacts are laid out
    and titled in each site's own way.
    """
    r, day = entry.records, (entry.document.published or "")[:10]
    return {
        *(("people", one.name) for one in r.people),
        *(("amounts", one.kind, one.unit, _number(one.low), _number(one.high)) for one in r.amounts),
        *(("dates", one.edtf) for one in r.dates if not (day and one.edtf.startswith(day))),
    }


def _held_facts(db: sa.Connection, version: str, published: str | None) -> set[tuple[Any, ...]]:
    kinds, out = ("people", "amounts", "dates"), set[tuple[Any, ...]]()
    for kind, data in db.execute(
        sa.select(records.c.kind, records.c.data).where(records.c.version_id == version, records.c.kind.in_(kinds))
    ):
        if kind == "people":
            out.add((kind, data["name"]))
        elif kind == "amounts":
            low, high = _number(data.get("low")), _number(data.get("high"))
            out.add((kind, data["kind"], data.get("unit"), low, high))
        else:
            out.add((kind, data["edtf"]))
    return out


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _lives_elsewhere(db: sa.Connection, document_id: str, but: str) -> bool:
    query = sa.select(addresses.c.address).where(addresses.c.document_id == document_id, addresses.c.address != but)
    return db.execute(query.where(addresses.c.vanished.is_(None)).limit(1)).first() is not None
