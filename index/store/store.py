"""The store: documents, versions, passages, records, addresses.  A database through SQLAlchemy, and the only truth.

Everything written about one version is written in one transaction; the full-text index is made from here and can be
thrown away.  `run_log.py` keeps the runs in the same database, `filters.py` selects from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Self

import sqlalchemy as sa

from extractors.model.records import Entry
from extractors.text.file_names import addresses_meant, spelled
from index.home import Home
from index.store.database import among, asking_plainly, database_name, engine_for, in_batches, said_plainly
from index.store.duplicates.identity import holder_of
from index.store.duplicates.near_duplicates import update_groups
from index.store.loading import entries_at, transitions_of
from index.store.schema import addresses, documents, versions
from index.store.store_model import Address, Arrival, Change, Put, ReadBy, Transition
from index.store.writing import forget_records, last_change, put_arrivals, write_entries
from index.things.incremental import update_things

__all__ = ["Address", "Arrival", "Change", "Put", "ReadBy", "Store"]


class Store:
    """One home's database.  Open it, use it from one thread, close it (or use `with`)."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self.engine, self.name = engine, name
        self._plainly = asking_plainly(engine)

    @classmethod
    def open(cls, home: Home) -> Self:
        """Open a home's store; makes it where there is none and brings an older one up to date.

        Raises StoreError where it is damaged, read-only or was made by a newer Louhi.
        """
        from index.store.migrate import migrate

        migrate(home)
        store = cls(engine_for(home), database_name(home))
        with store.reading() as db:
            db.execute(sa.select(documents.c.change).limit(1))
        return store

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent view of the store."""
        with said_plainly(self.name), self.engine.connect() as db:
            yield db

    @contextmanager
    def _asking(self) -> Iterator[sa.Connection]:
        """For one question alone: on PostgreSQL it goes without a transaction around it, which costs more than it."""
        with said_plainly(self.name), self._plainly.connect() as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction: all of it or nothing."""
        with said_plainly(self.name), self.engine.connect().execution_options(louhi_write=True) as db, db.begin():
            yield db

    # --- writing ---------------------------------------------------------------------------------------------------

    def put(
        self, entries: Iterable[Entry], *, fetched: str | None = None, extractor: str = "", batch: int = 500
    ) -> int:
        """Keep entries under their document's id, one transaction a batch; a document put again is replaced.

        Returns how many were put.  Nothing is recorded of addresses: see `put_version`.
        """
        count = 0
        for some in in_batches(entries, batch):
            with self.writing() as db:
                write_entries(db, some, {one.document.id: ReadBy(fetched, extractor) for one in some})
            count += len(some)
        return count

    def put_version(self, entry: Entry, address: Address, *, fetched: str | None = None, extractor: str = "") -> Put:
        """Keep what an address gave, with its records and the address's state, in one transaction.

        The first content of an address makes a document; another content of it makes a version; a content that is
        held already, or a release that is, joins the address to that document: see duplicates/identity.py.
        """
        return self.put_arrivals([Arrival(entry, address, ReadBy(fetched, extractor))])[0]

    def put_arrivals(self, some: Sequence[Arrival]) -> list[Put]:
        """Keep what several addresses gave, in one transaction: as `put_version` does, one after the other."""
        with self.writing() as db:
            return put_arrivals(db, some)

    def touch(self, address: str, *, checked: str, **state: str | None) -> None:
        """Note that an address answered and what it holds is unchanged; `state`: etag, last_modified."""
        with self.writing() as db:
            db.execute(
                addresses.update().where(addresses.c.address == address).values(checked=checked, vanished=None, **state)
            )

    def vanish(self, address: str, when: str) -> None:
        """Note that an address is gone; its document is kept, and marked once no address of it is left."""
        with self.writing() as db:
            db.execute(addresses.update().where(addresses.c.address == address).values(vanished=when))
            gone = sa.select(addresses.c.document_id).where(addresses.c.address == address)
            left = sa.select(addresses.c.document_id).where(addresses.c.vanished.is_(None))
            db.execute(
                documents.update().where(documents.c.id.in_(gone), documents.c.id.not_in(left)).values(vanished=when)
            )

    def delete(self, ids: Iterable[str]) -> int:
        """Delete documents with all their versions; returns how many there were."""
        count = 0
        for some in in_batches(ids, 500):
            with self.writing() as db:
                held = list(
                    db.execute(
                        sa.select(documents.c.id).where(documents.c.id.in_(some), ~documents.c.deleted)
                    ).scalars()
                )
                update_things(db, (), gone=held)
                update_groups(db, (), gone=held)
                forget_records(db, sa.select(versions.c.id).where(versions.c.document_id.in_(held)))
                db.execute(addresses.delete().where(addresses.c.document_id.in_(held)))
                db.execute(versions.delete().where(versions.c.document_id.in_(held)))
                number = last_change(db)
                for step, one in enumerate(held, 1):
                    db.execute(
                        documents.update()
                        .where(documents.c.id == one)
                        .values(deleted=True, version_id="", change=number + step)
                    )
                count += len(held)
        return count

    # --- reading ---------------------------------------------------------------------------------------------------

    def entry(self, document_id: str) -> Entry | None:
        """One document as it is now, with its records; None where it is not held."""
        return next(self.entries([document_id]), None)

    def entries(self, ids: Iterable[str] | None = None, batch: int = 200) -> Iterator[Entry]:
        """Documents as they are now, with their records: those asked for, in that order, or all by id."""
        for some in in_batches(self.ids() if ids is None else ids, batch):
            with self.reading() as db:
                chosen = (
                    db.execute(
                        sa.select(versions)
                        .join(documents, documents.c.version_id == versions.c.id)
                        .where(documents.c.id.in_(some), ~documents.c.deleted)
                    )
                    .mappings()
                    .all()
                )
                yield from entries_at(db, sorted(chosen, key=_place(some)))

    def version(self, version: str) -> Entry | None:
        """One version of a document, current or not."""
        with self.reading() as db:
            rows = db.execute(sa.select(versions).where(versions.c.id == version)).mappings().all()
            return next(iter(entries_at(db, rows)), None)

    def history(self, document_id: str) -> list[Mapping[str, Any]]:
        """The versions of a document, oldest first: rows of `versions` without their text and seal."""
        columns = [c for c in versions.c if c.name not in ("text", "seal")]
        with self.reading() as db:
            found = db.execute(
                sa.select(*columns).where(versions.c.document_id == document_id).order_by(versions.c.number)
            )
            return [dict(row) for row in found.mappings()]

    def transitions(self, document_id: str) -> list[Transition]:
        """How a document went from version to version, oldest first."""
        with self.reading() as db:
            return transitions_of(db, document_id)

    def rows(self, ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        """What a list of hits shows of each document, without its text: title, kind, published, source ..."""
        columns = [c for c in versions.c if c.name not in ("text", "rest", "seal", "id", "document_id")]
        out: dict[str, Mapping[str, Any]] = {}
        for some in in_batches(ids, 500):
            with self._asking() as db:
                found = db.execute(
                    sa.select(documents.c.id, documents.c.vanished, *columns)
                    .join(versions, documents.c.version_id == versions.c.id)
                    .where(among(db, documents.c.id, some), ~documents.c.deleted)
                )
                out |= {row["id"]: dict(row) for row in found.mappings()}
        return out

    def ids(self) -> list[str]:
        """The ids of all documents held, in order."""
        with self.reading() as db:
            return list(
                db.execute(sa.select(documents.c.id).where(~documents.c.deleted).order_by(documents.c.id)).scalars()
            )

    def address(self, address: str) -> Address | None:
        """What is known of an address."""
        with self._asking() as db:
            row = db.execute(sa.select(addresses).where(addresses.c.address == address)).mappings().first()
            return Address.model_validate(dict(row)) if row else None

    def meant(self, said: str) -> str:
        """The id of the document that an id, a path or an address means; what means none is given back."""
        for one in addresses_meant(said):
            if at := self.address(one):
                return at.document_id
        return spelled(said)

    def known(self, some: Iterable[str]) -> set[str]:
        """Those of some addresses that have given a document."""
        out: set[str] = set()
        for batch in in_batches(some, 500):
            with self._asking() as db:
                out.update(
                    db.execute(sa.select(addresses.c.address).where(among(db, addresses.c.address, batch))).scalars()
                )
        return out

    def addresses(self, document_id: str | None = None, source: str | None = None) -> list[Address]:
        """The addresses of a document or of a watched source, or all, in order."""
        query = sa.select(addresses).order_by(addresses.c.address)
        if document_id is not None:
            query = query.where(addresses.c.document_id == document_id)
        if source is not None:
            query = query.where(addresses.c.source == source)
        with self.reading() as db:
            return [Address.model_validate(dict(row)) for row in db.execute(query).mappings()]

    def stale_addresses(
        self, source: str, before: str, *, now: str, but: Collection[str] = (), most: int = 10
    ) -> list[Address]:
        """Addresses a source named whose turn is next: last asked for before a time (ISO 8601), the longest ago first.

        One that was asked for later than `now`, by a clock that has been set back since, has its turn too.
        `but` are left out, and what is known to be gone.  So is what was unpacked from an archive (`a.zip!b.pdf`): it
        has no address of its own.
        """
        query = (
            sa.select(addresses)
            .where(addresses.c.source == source, addresses.c.vanished.is_(None))
            .where(sa.or_(addresses.c.checked < before, addresses.c.checked > now))
            .where(addresses.c.address.not_like("%!%"))
            .order_by(addresses.c.checked, addresses.c.address)
        )
        found: list[Address] = []
        with self.reading() as db:
            for row in db.execute(query).mappings():
                if len(found) >= most:
                    break
                if row["address"] not in but:
                    found.append(Address.model_validate(dict(row)))
        return found

    def holder(self, digest: str) -> str | None:
        """The document that holds this content now, if one does."""
        with self._asking() as db:
            return holder_of(db, digest)

    def count(self) -> int:
        """How many documents are held."""
        with self._asking() as db:
            return int(
                db.execute(sa.select(sa.func.count()).select_from(documents).where(~documents.c.deleted)).scalar_one()
            )

    def last_change(self) -> int:
        """The number of the latest put or delete; 0 for a new store."""
        with self._asking() as db:
            return last_change(db)

    def changes_since(self, number: int) -> list[Change]:
        """Every document put or deleted after that number, once, oldest first."""
        with self._asking() as db:
            found = db.execute(
                sa.select(documents.c.change, documents.c.id, documents.c.deleted)
                .where(documents.c.change > number)
                .order_by(documents.c.change)
            )
            return [Change(*row) for row in found]


def _place(ids: Sequence[str]) -> Any:
    order = {one: i for i, one in enumerate(ids)}
    return lambda row: order[row["document_id"]]
