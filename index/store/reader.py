"""The store as a search reads it: plain SQLite, read only, so that a search starts without SQLAlchemy.

It knows the tables of `schema.py` by name; whoever changes one there changes it here.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from extractors.model.errors import StoreError
from index.query.fields import Facts
from index.sqlite_files import read_only

_NOW = "FROM documents d JOIN versions v ON v.id = d.version_id WHERE NOT d.deleted AND d.id IN"


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


class Shelf:
    """A home's store, for reading alone."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.db = sqlite3.connect(
                read_only(path), uri=True, timeout=60, check_same_thread=False, isolation_level=None
            )
            self.db.execute("PRAGMA mmap_size=1073741824")
            self.db.execute("SELECT version_id, change, deleted FROM documents LIMIT 0")
            self.db.execute("SELECT id, change FROM things LIMIT 0")
        except sqlite3.DatabaseError as error:
            raise StoreError(f"the store cannot be read ({error})", subject=str(path)) from error

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def data_version(self) -> int:
        """A number that is another one once somebody has written."""
        return int(self.db.execute("PRAGMA data_version").fetchone()[0])

    def last_change(self) -> int:
        """The number of the latest put or delete."""
        return int(self.db.execute("SELECT coalesce(max(change), 0) FROM documents").fetchone()[0])

    def texts(self, ids: Sequence[str], most: int) -> dict[str, str]:
        """The first `most` characters of each document."""
        query = f"SELECT d.id, substr(v.text, 1, ?) {_NOW}"
        return dict(self._among(query, ids, most))

    def held(self, ids: Sequence[str]) -> dict[str, HitDocument]:
        """What hits show of these documents."""
        query = f"SELECT d.id, v.title, v.kind, v.language, v.publisher, v.published, v.source, v.text {_NOW}"
        return {row[0]: HitDocument(*row) for row in self._among(query, ids)}

    def groups(self, ids: Sequence[str]) -> dict[str, str]:
        """The group of each of these documents that has other forms."""
        return dict(self._among("SELECT g.document_id, g.group_id FROM document_groups g WHERE g.document_id IN", ids))

    def forms(self, ids: Sequence[str]) -> dict[str, list[OtherForm]]:
        """The other forms of each of these documents that has some, by id."""
        query = (
            "SELECT g.document_id, o.document_id, v.title, v.kind, v.source FROM document_groups g"
            " JOIN document_groups o ON o.group_id = g.group_id AND o.document_id <> g.document_id"
            " JOIN documents d ON d.id = o.document_id JOIN versions v ON v.id = d.version_id"
            " WHERE NOT d.deleted AND g.document_id IN"
        )
        out: dict[str, list[OtherForm]] = {}
        for one, *other in self._among(query, ids, after=" ORDER BY o.document_id"):
            out.setdefault(one, []).append(OtherForm(*other))
        return out

    def documents(self, ids: Sequence[str]) -> list[WholeText]:
        """These documents to be analysed, in this order; those not held are left out."""
        held, pieces = self.held(ids), self.pieces(ids)
        return [WholeText(d.id, d.title, d.kind, d.language, d.text, pieces[d.id]) for i in ids if (d := held.get(i))]

    def titles(self, ids: Sequence[str]) -> Iterator[tuple[str, str | None]]:
        """(document id, title) of these documents."""
        yield from self._among(f"SELECT d.id, v.title {_NOW}", ids)

    def versions(self, ids: Sequence[str]) -> dict[str, str]:
        """The version each of these documents is at."""
        return dict(self._among("SELECT d.id, d.version_id FROM documents d WHERE NOT d.deleted AND d.id IN", ids))

    def pieces(self, ids: Sequence[str]) -> dict[str, list[PassagePlace]]:
        """The passages of these documents, in order."""
        query = (
            "SELECT d.id, p.kind, p.page, p.start, p.end, json_extract(p.rest, '$.language') FROM documents d"
            " JOIN passages p ON p.version_id = d.version_id WHERE NOT d.deleted AND d.id IN"
        )
        out: dict[str, list[PassagePlace]] = {one: [] for one in ids}
        for one, *piece in self._among(query, ids, after=" ORDER BY p.version_id, p.seq"):
            out[one].append(PassagePlace(*piece))
        return out

    def facts(self, ids: Sequence[str]) -> dict[str, Facts]:
        """What is counted of these documents; those not held are left out."""
        query = f"SELECT d.id, v.kind, v.language, v.published, json_extract(v.rest, '$.publishers'), v.title {_NOW}"
        found = {row[0]: row[1:] for row in self._among(query, ids)}
        types: dict[str, list[tuple[str, str]]] = {one: [] for one in found}
        query = (
            "SELECT DISTINCT d.id, r.kind, r.type FROM documents d JOIN records r ON r.version_id = d.version_id"
            " WHERE r.type IS NOT NULL AND NOT d.deleted AND d.id IN"
        )
        for one, kind, type_ in self._among(query, ids):
            types[one].append((kind, type_))
        named: dict[str, list[tuple[str, str]]] = {one: [] for one in found}
        for one, kind, thing in self.things_of(list(found)):
            named[one].append((kind, thing))
        return {
            one: Facts(
                kind, language, published, tuple(json.loads(said or "[]")), tuple(types[one]), tuple(named[one]), title
            )
            for one, (kind, language, published, said, title) in found.items()
        }

    def things_called(self, kind: str, pieces: Sequence[str]) -> list[str]:
        """The people or bodies one of whose names, spaced, holds one of these pieces."""
        held = " OR ".join("instr(folded, ?) > 0" for _ in pieces)
        query = f"SELECT id FROM things WHERE kind = ? AND merged_into IS NULL AND ({held or 'false'}) ORDER BY id"
        return [row[0] for row in self.db.execute(query, (kind, *pieces))]

    def mentions_of(self, ids: Sequence[str]) -> dict[tuple[str, str], str]:
        """The thing that each person or body of these documents is: (document id, record id) -> thing id."""
        query = "SELECT m.document_id, m.record_id, m.thing_id FROM mentions m WHERE m.document_id IN"
        return {(document, record): thing for document, record, thing in self._among(query, ids)}

    def thing_pairs(self, since: int = 0) -> Iterator[tuple[str, str, str]]:
        """(document id, person or body, thing id) of documents changed since; a document names a thing once here."""
        yield from self.db.execute(
            "SELECT DISTINCT d.id, m.kind, m.thing_id FROM documents d JOIN mentions m ON m.document_id = d.id"
            " WHERE NOT d.deleted AND d.change > ?",
            (since,),
        )

    def last_thing_change(self) -> int:
        """The number of the latest move of mentions from one thing to another; 0 where there was none."""
        return int(self.db.execute("SELECT coalesce(max(change), 0) FROM things").fetchone()[0])

    def things_moved(self, since: int) -> list[str]:
        """Things whose mentions moved to or from another since that number: `documents_of` tells what they have now."""
        return [row[0] for row in self.db.execute("SELECT id FROM things WHERE change > ?", (since,))]

    def things_of(self, ids: Sequence[str]) -> list[tuple[str, str, str]]:
        """(document id, person or body, thing id) of these documents."""
        return self._among(
            "SELECT DISTINCT m.document_id, m.kind, m.thing_id FROM mentions m WHERE m.document_id IN", ids
        )

    def documents_of(self, things: Sequence[str]) -> list[tuple[str, str]]:
        """(thing id, document id) of the documents that name these things."""
        return self._among("SELECT DISTINCT m.thing_id, m.document_id FROM mentions m WHERE m.thing_id IN", things)

    def thing_names(self, things: Sequence[str]) -> dict[str, str]:
        """What these things are called."""
        return dict(self._among("SELECT t.id, t.name FROM things t WHERE t.id IN", things))

    def now_called(self, things: Sequence[str]) -> dict[str, str]:
        """The thing each of these ids leads to: itself, or the one it was merged into; unknown ids are left out."""
        return dict(self._among("SELECT t.id, coalesce(t.merged_into, t.id) FROM things t WHERE t.id IN", things))

    def data(self, kind: str, ids: Sequence[str]) -> Iterator[tuple[str, Any]]:
        """(document id, record) of one kind, as they were written."""
        query = (
            "SELECT d.id, r.data FROM documents d JOIN records r ON r.version_id = d.version_id"
            f" WHERE r.kind = '{kind}' AND NOT d.deleted AND d.id IN"
        )
        for one, data in self._among(query, ids):
            yield one, json.loads(data)

    def _among(self, query: str, ids: Sequence[str], *before: Any, after: str = "") -> list[Any]:
        out: list[Any] = []
        for first in range(0, len(ids), 500):
            some = ids[first : first + 500]
            out += self.db.execute(f"{query} ({','.join('?' * len(some))}){after}", (*before, *some)).fetchall()
        return out
