"""Where a content belongs: to the document its address has, to another one that says the same, or to a new one.

One document has several addresses where their bytes are equal, or where they hold one release: the same title, day and
words (`same_release.py`), and no fact that the document held does not have.  The address that gave a document's current
version is its first; when that one's content changes the document has a new version.  When another one's does, and the
document lives on elsewhere, that content becomes a document of its own: nothing is lost.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import sqlalchemy as sa

from extractors.model.document import Document
from extractors.model.records import Entry
from index.store.duplicates.same_release import same_words
from index.store.rows import content_id
from index.store.schema import addresses, documents, records, release_keys, versions
from index.store.store_model import Address, PutOutcome


class ContentPlace(NamedTuple):
    """The document a content belongs to (None for a new one), what that is called, and whether it is to be written."""

    document_id: str | None
    outcome: PutOutcome
    write: bool


def place(db: sa.Connection, entry: Entry, address: Address, extractor: str) -> ContentPlace:
    """Where what an address gave belongs."""
    known = db.execute(sa.select(addresses.c.document_id).where(addresses.c.address == address.address)).scalar()
    digest = content_id(entry.document)
    holder = holder_of(db, digest)
    if holder is not None and holder != known:
        return ContentPlace(holder, "same content", write=False)
    current = _current(db, known) if known else None
    if known is None or current is None:
        held = _same_release(db, entry)
        return ContentPlace(held, "same content", write=False) if held else ContentPlace(known, "read", write=True)
    if current.sha256 == digest:
        same = current.extractor == extractor and not entry.document.is_partly_read
        return ContentPlace(known, "unchanged" if same else "read", write=not same)
    held = _same_release(db, entry)
    if held is not None and held != known:
        return ContentPlace(held, "same content", write=False)
    if current.source in (address.address, entry.document.source) or not _lives_elsewhere(db, known, address.address):
        return ContentPlace(known, "new version", write=True)
    return ContentPlace(known, "unchanged", write=False) if held else ContentPlace(None, "read", write=True)


def holder_of(db: sa.Connection, digest: str) -> str | None:
    """The document that holds this content now, if one does."""
    query = sa.select(documents.c.id).join(versions, documents.c.version_id == versions.c.id)
    return db.execute(query.where(versions.c.sha256 == digest, ~documents.c.deleted).order_by(documents.c.id)).scalar()


def note_words(db: sa.Connection, version: str, document: Document) -> None:
    """Keep what a version's words are found by."""
    key = _key(document)
    db.execute(release_keys.delete().where(release_keys.c.version_id == version))
    if key:
        db.execute(release_keys.insert(), {"version_id": version, "key": key})


def settle_left(db: sa.Connection, document_id: str, when: str | None) -> None:
    """Mark a document that an address has left as vanished, where no address of it is left."""
    if not _lives_elsewhere(db, document_id, ""):
        db.execute(documents.update().where(documents.c.id == document_id).values(vanished=when))


def _same_release(db: sa.Connection, entry: Entry) -> str | None:
    """The document that holds the same release now: the same words, day and facts."""
    d = entry.document
    key = _key(d)
    if key is None:
        return None
    query = (
        sa.select(documents.c.id, versions.c.id.label("version"), versions.c.published)
        .join(versions, documents.c.version_id == versions.c.id)
        .join(release_keys, release_keys.c.version_id == versions.c.id)
        .where(release_keys.c.key == key, ~documents.c.deleted)
        .order_by(documents.c.id)
    )
    for row in db.execute(query):
        if _one_day(row.published, d.published) and _facts(entry) <= _held_facts(db, row.version, d.published):
            return str(row.id)
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


def _current(db: sa.Connection, document_id: str) -> Any:
    query = sa.select(versions.c.sha256, versions.c.extractor, versions.c.source)
    query = query.join(documents, documents.c.version_id == versions.c.id)
    return db.execute(query.where(documents.c.id == document_id, ~documents.c.deleted)).first()


def _lives_elsewhere(db: sa.Connection, document_id: str, but: str) -> bool:
    query = sa.select(addresses.c.address).where(addresses.c.document_id == document_id, addresses.c.address != but)
    return db.execute(query.where(addresses.c.vanished.is_(None)).limit(1)).first() is not None
