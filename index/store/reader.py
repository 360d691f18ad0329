"""The store as a search reads it: what hits show, what is analysed and counted, and what things are called.

What is asked is said in `reader_queries.py`, and how in `reader_rows.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from index.home import Home
from index.query.fields import Facts
from index.store.reader_rows import SqlalchemyStoreRows, SqliteStoreRows, StoreRows


class HitDocument(NamedTuple):
    """What a hit shows of a document."""

    id: str
    title: str | None
    kind: str
    language: str
    publisher: str | None
    published: str | None
    source: str
    text: str
    vanished: str | None = None


class OtherForm(NamedTuple):
    """Another form of a document."""

    document_id: str
    title: str | None
    kind: str
    source: str


class PassagePlace(NamedTuple):
    """One passage: where it stands."""

    kind: str
    page: int | None
    start: int
    end: int
    language: str | None = None


class WholeText(NamedTuple):
    """A document as it is analysed: its text and where its passages stand."""

    id: str
    title: str | None
    kind: str
    language: str
    text: str
    passages: list[PassagePlace]


class StoreReader:
    """A home's store, for reading alone."""

    def __init__(self, rows: StoreRows) -> None:
        self._rows = rows

    @classmethod
    def open(cls, path: Path) -> Self:
        """The reader of a store file; StoreError where it cannot be read."""
        return cls(SqliteStoreRows(path))

    @classmethod
    def of_home(cls, home: Home) -> Self:
        """The reader of a home's store, wherever it is; StoreError where it cannot be read."""
        if home.database is None:
            return cls.open(home.store)
        from index.store.database import database_name, engine_for, said_plainly

        rows = SqlalchemyStoreRows(engine_for(home), database_name(home))
        with said_plainly(database_name(home)):
            rows("last change")
        return cls(rows)

    def close(self) -> None:
        """Let go of the database."""
        self._rows.close()

    def marker(self) -> int:
        """A number that is another one once somebody has written."""
        return self._rows.marker()

    def last_change(self) -> int:
        """The number of the latest put or delete."""
        return int(self._rows("last change")[0][0])

    def last_thing_change(self) -> int:
        """The number of the latest move of mentions from one thing to another; 0 where there was none."""
        return int(self._rows("last thing change")[0][0])

    # --- documents

    def texts(self, ids: Sequence[str], most: int) -> dict[str, str]:
        """The first `most` characters of each document."""
        return dict(self._rows("texts", ids, most=most))

    def held(self, ids: Sequence[str]) -> dict[str, HitDocument]:
        """What hits show of these documents."""
        return {row[0]: HitDocument(*row) for row in self._rows("held", ids)}

    def groups(self, ids: Sequence[str]) -> dict[str, str]:
        """The group of each of these documents that has other forms."""
        return dict(self._rows("groups", ids))

    def forms(self, ids: Sequence[str]) -> dict[str, list[OtherForm]]:
        """The other forms of each of these documents that has some, by id."""
        out: dict[str, list[OtherForm]] = {}
        for one, *other in self._rows("forms", ids):
            out.setdefault(one, []).append(OtherForm(*other))
        return out

    def documents(self, ids: Sequence[str]) -> list[WholeText]:
        """These documents to be analysed, in this order; those not held are left out."""
        held, pieces = self.held(ids), self.pieces(ids)
        return [WholeText(d.id, d.title, d.kind, d.language, d.text, pieces[d.id]) for i in ids if (d := held.get(i))]

    def versions(self, ids: Sequence[str]) -> dict[str, str]:
        """The version each of these documents is at."""
        return dict(self._rows("versions", ids))

    def pieces(self, ids: Sequence[str]) -> dict[str, list[PassagePlace]]:
        """The passages of these documents, in order."""
        out: dict[str, list[PassagePlace]] = {one: [] for one in ids}
        for one, *piece in self._rows("pieces", ids):
            out[one].append(PassagePlace(*piece))
        return out

    def facts(self, ids: Sequence[str]) -> dict[str, Facts]:
        """What is counted of these documents; those not held are left out."""
        found = {row[0]: row[1:] for row in self._rows("facts", ids)}
        types: dict[str, list[tuple[str, str]]] = {one: [] for one in found}
        for one, kind, type_ in self._rows("record types", ids):
            types[one].append((kind, type_))
        named: dict[str, list[tuple[str, str]]] = {one: [] for one in found}
        for one, kind, thing in self._rows("things named", list(found)):
            named[one].append((kind, thing))
        return {
            one: Facts(kind, language, published, tuple(said or ()), tuple(types[one]), tuple(named[one]), title)
            for one, (kind, language, published, title, said) in found.items()
        }

    def records(self, kind: str, ids: Sequence[str]) -> list[tuple[str, Any]]:
        """(document id, record) of one kind, as they were written."""
        return self._rows("records", ids, kind=kind)

    # --- things

    def mentions_of(self, ids: Sequence[str]) -> dict[tuple[str, str], str]:
        """The thing that each person or body of these documents is: (document id, record id) -> thing id."""
        return {(document, record): thing for document, record, thing in self._rows("mentions", ids)}

    def documents_of(self, things: Sequence[str]) -> list[tuple[str, str]]:
        """(thing id, document id) of the documents that name these things."""
        return self._rows("documents naming", things)

    def things_moved(self, since: int) -> list[str]:
        """Things whose mentions moved to or from another since that number: `documents_of` tells what they have now."""
        return [row[0] for row in self._rows("things moved", since=since)]

    def things_called(self, kind: str, pieces: Sequence[str]) -> list[str]:
        """The people or bodies one of whose names, spaced, holds one of these pieces."""
        return sorted({row[0] for piece in pieces for row in self._rows("things called", kind=kind, piece=piece)})

    def thing_names(self, things: Sequence[str]) -> dict[str, str]:
        """What these things are called."""
        return dict(self._rows("thing names", things))

    def now_called(self, kind: str, things: Sequence[str]) -> dict[str, str]:
        """The person or body each of these ids leads to: itself, or the one it was merged into; ids that are none of
        that kind are left out."""
        return dict(self._rows("now called", things, kind=kind))
