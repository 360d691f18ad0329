"""Verify: whether everything a home holds is still what was stored: hashes, spans, quotes, counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import sqlalchemy as sa

from extractors.model.document import Model
from extractors.model.errors import LouhiError
from extractors.model.records import RECORD_KINDS, Entry
from index.home import Home
from index.store.maintenance.seal import broken, seal
from index.store.rows import entry_of
from index.store.schema import addresses, documents, passages, records, versions
from index.store.store import Store


class Fault(Model):
    """One thing that is not as it was stored, and what to do about it."""

    subject: str
    reason: str
    advice: str = ""


def verify(store: Store, home: Home, tell: Callable[[int, int], None] | None = None) -> list[Fault]:
    """Check every stored hash, span, quote and count; `tell(done, total)` follows.  An empty list: all is well."""
    faults = list(_sqlite(store)) if store.engine.dialect.name == "sqlite" else []
    with store.reading() as db:
        keys = list(db.execute(sa.select(versions.c.id).order_by(versions.c.id)).scalars())
        held = set(db.execute(sa.select(versions.c.sha256)).scalars())
        faults += _counts(db)
        kept = {row.sha256: row.address for row in db.execute(sa.select(addresses.c.sha256, addresses.c.address))}
    for done, key in enumerate(keys, 1):
        faults += _version(store, key)
        if tell:
            tell(done, len(keys))
    faults += _objects(home, held, kept)
    return faults


def _version(store: Store, key: str) -> Iterator[Fault]:
    """One version: sealed as it is, readable, and every quote where it should stand."""
    advice = "Ingest that document again, or restore from a backup."
    try:
        with store.reading() as db:
            row = db.execute(sa.select(versions).where(versions.c.id == key)).mappings().one()
            held = db.execute(sa.select(passages).where(passages.c.version_id == key).order_by(passages.c.seq))
            found = db.execute(sa.select(records).where(records.c.version_id == key).order_by(records.c.seq))
            its_passages, its_records = held.mappings().all(), found.mappings().all()
        for reason in broken(row["seal"] or {}, seal(row, its_passages, its_records)):
            yield Fault(subject=row["source"] or row["document_id"], reason=f"{reason} (version {key})", advice=advice)
        yield from _spans(key, entry_of(row, its_passages, its_records))
    except LouhiError as error:
        yield Fault(subject=key, reason=f"cannot be read back ({error})", advice=advice)
    except (ValueError, TypeError) as error:
        yield Fault(subject=key, reason=f"cannot be read back ({_first(error)})", advice=advice)


def _first(error: Exception) -> str:
    """The first thing an error names, in one line: where, and what is wrong there."""
    from pydantic import ValidationError

    if isinstance(error, ValidationError):
        one = error.errors(include_url=False)[0]
        return " ".join(f"{' '.join(map(str, one['loc']))}: {one['msg']}".removeprefix(": ").split())
    return " ".join(str(error).split())


def _sqlite(store: Store) -> Iterator[Fault]:
    with store.reading() as db:
        for (said,) in db.exec_driver_sql("PRAGMA integrity_check(10)"):
            if said != "ok":
                yield Fault(
                    subject=store.name, reason=f"SQLite says: {said}", advice="Restore the store from a backup."
                )
        for row in db.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Fault(
                subject=store.name, reason=f"a row of {row[0]} belongs to no {row[2]}", advice="Restore from a backup."
            )


def _counts(db: sa.Connection) -> Iterator[Fault]:
    current = sa.select(versions.c.id)
    lost = sa.select(documents.c.id).where(~documents.c.deleted, documents.c.version_id.not_in(current))
    for one in db.execute(lost).scalars():
        yield Fault(subject=one, reason="its current version is missing", advice="Ingest that document again.")
    numbers = sa.select(versions.c.document_id).group_by(versions.c.document_id)
    for one in db.execute(numbers.having(sa.func.count() != sa.func.max(versions.c.number))).scalars():
        yield Fault(subject=one, reason="its versions are not numbered one by one", advice="Restore from a backup.")


def _spans(key: str, entry: Entry) -> Iterator[Fault]:
    d = entry.document
    for kind in RECORD_KINDS:
        for record in getattr(entry.records, kind):
            for e in record.evidence:
                if d.text[e.start : e.end] != e.quote:
                    reason = f"“{e.quote}” ({kind}) does not stand at {e.start}-{e.end} of version {key}"
                    yield Fault(subject=d.source or d.id, reason=reason, advice="Ingest that document again.")


def _objects(home: Home, held: set[str], kept: Mapping[str, str]) -> Iterator[Fault]:
    """Objects that are there must be whole; those that addresses point at must be there."""
    for digest in sorted(held | kept.keys()):
        there = home.kept.exists(digest)
        if not there and digest not in kept:
            continue
        try:
            home.content(digest)
        except LouhiError as error:
            subject = " of ".join([home.kept.place(digest), *([kept[digest]] if digest in kept else [])])
            yield Fault(subject=subject, reason=error.reason, advice=error.advice or "")
