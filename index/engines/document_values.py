"""What an embedded engine counts and sorts by: facet values, days and titles of its documents.

SQLite holds a row a document; the facets stand in memory as arrays of (document, value) pairs, which are kept in a file
for the next process and brought up to date from the rows that were written since.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from heapq import nsmallest
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from typing import TypeAlias
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from extractors.model.errors import EngineError, StoreError
from index.engines.engine import Counts, EngineRow
from index.home import write_whole
from index.query.plan import Ints
from index.sqlite_files import connect, rows_among, sealed, transaction, unsealed, writable

Mask: TypeAlias = NDArray[np.bool_]
Pairs: TypeAlias = NDArray[np.int32]

WORTH_KEEPING = 500
"""So many documents taken into the arrays are worth writing them down."""

UNTITLED = "\U0010ffff"
"""Sorts after every title."""

_FEW = 2_000
"""The titles of so many documents are sorted at once; for more, the index is walked in order of title."""

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    number INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, day INTEGER NOT NULL, title TEXT, facets TEXT);
CREATE INDEX IF NOT EXISTS by_stamp ON documents (stamp);
CREATE INDEX IF NOT EXISTS by_title ON documents (title, number) WHERE title IS NOT NULL;
"""


class DocumentValues:
    """The facets, days and titles of one engine's documents; a row that is gone stays without any."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path, self.kept = folder / "values.sqlite", folder / "values.npz"
        try:
            self.db = connect(self.path)
            self.db.execute("PRAGMA mmap_size=268435456")
            self.db.executescript(_TABLES)
            if self.db.execute("SELECT count(*) FROM meta").fetchone()[0] == 0:
                begun = {"made": token_hex(8), "size": "0", "stamp": "0"}
                rows = [(name, sealed(value, name)) for name, value in begun.items()]
                self.db.executemany("INSERT OR IGNORE INTO meta VALUES (?, ?)", rows)
        except sqlite3.DatabaseError as error:
            raise EngineError(f"the index cannot be read ({error})", subject=str(self.path)) from error
        self._arrays: _Arrays | None = None

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def _meta(self, name: str) -> str:
        return unsealed(self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()[0], name)

    def _note(self, **values: int) -> None:
        rows = [(sealed(str(value), name), name) for name, value in values.items()]
        self.db.executemany("UPDATE meta SET value = ? WHERE name = ?", rows)

    def size(self) -> int:
        """How many documents have a row."""
        return int(self._meta("size"))

    def write(self, rows: Sequence[EngineRow], gone: Collection[int]) -> None:
        """Put and drop rows in one transaction."""
        with transaction(self.db):
            stamp = int(self._meta("stamp")) + 1
            new: dict[int, tuple[int, int, int, str | None, str | None]] = {}
            for row in rows:
                title = _title(row.title)
                packed = _packed(row.values, row.number, row.day, title)
                new[row.number] = (row.number, stamp, row.day, title, packed)
            new |= {number: (number, stamp, 0, None, None) for number in gone}
            before = self._live_among(list(new))
            self.db.executemany("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)", new.values())
            after = sum(facets is not None for *_, facets in new.values())
            size = int(self._meta("size")) + after - before
            self._note(size=size, stamp=stamp)

    def move(self, values: Mapping[int, Mapping[str, Sequence[str]]]) -> None:
        """Give documents that are there other facet values."""
        with transaction(self.db):
            stamp = int(self._meta("stamp")) + 1
            query = "SELECT number, day, title FROM documents WHERE number IN"
            about = {number: (day, title) for number, day, title in rows_among(self.db, query, list(values))}
            known = {number: some for number, some in values.items() if number in about}
            rows = [(stamp, _packed(some, number, *about[number]), number) for number, some in known.items()]
            query = "UPDATE documents SET stamp = ?, facets = ? WHERE number = ? AND facets IS NOT NULL"
            self.db.executemany(query, rows)
            self._note(stamp=stamp)

    def _live_among(self, numbers: Sequence[int]) -> int:
        query = "SELECT count(*) FROM documents WHERE facets IS NOT NULL AND number IN"
        return sum(int(row[0]) for row in rows_among(self.db, query, numbers))

    def check(self) -> None:
        """Read every row; raises DatabaseError where one is not what was written."""
        for name, value in self.db.execute("SELECT name, value FROM meta"):
            unsealed(value, name)
        for row in self.db.execute("SELECT number, stamp, day, title, facets FROM documents"):
            _unpacked(row)

    # --- reading -----------------------------------------------------------------------------------------------------

    @property
    def arrays(self) -> _Arrays:
        """The facets and days as they are now."""
        made = self._meta("made")
        if self._arrays is None or self._arrays.made != made:
            self._arrays = _Arrays.read(self.kept, made)
        behind = self._arrays.stamp < int(self._meta("stamp"))
        if behind and self._arrays.follow(self.db) >= WORTH_KEEPING and writable(self.path.parent):
            with suppress(StoreError):  # on a disk that is full or read only the next process reads the rows again
                write_whole(self.kept, self._arrays.packed())
        return self._arrays

    def by_title(self, chosen: Mask, offset: int, limit: int) -> Ints:
        """A page of the chosen documents by title."""
        count = int(np.count_nonzero(chosen))
        if count <= _FEW:
            query = "SELECT title, number FROM documents WHERE title IS NOT NULL AND number IN"
            rows = sorted(rows_among(self.db, query, np.flatnonzero(chosen).tolist()))
            return np.array([number for _, number in rows[offset : offset + limit]], np.int64)
        out: list[int] = []
        for (number,) in self.db.execute("SELECT number FROM documents WHERE title IS NOT NULL ORDER BY title, number"):
            if number < len(chosen) and chosen[number]:
                out.append(number)
                if len(out) >= offset + limit:
                    break
        return np.array(out[offset:], np.int64)


def _title(title: str | None) -> str:
    return title.casefold().encode("utf-8", "replace").decode() if title else UNTITLED


def _packed(values: Mapping[str, Sequence[str]], number: int, day: int, title: str | None) -> str:
    said = json.dumps({name: list(some) for name, some in values.items() if some}, ensure_ascii=True)
    return sealed(said, f"{number} {day} {title}")


def _unpacked(row: tuple[int, int, int, str | None, str | None]) -> dict[str, list[str]]:
    """The facet values of a row.  Raises DatabaseError where the row is not what was written."""
    number, _, day, title, packed = row
    if packed is None:
        return {}
    found: dict[str, list[str]] = json.loads(unsealed(packed, f"{number} {day} {title}"))
    return found


class _Arrays:
    """Facets as (document, value) pairs, each facet's values as places in a list of names; and days."""

    def __init__(self, made: str) -> None:
        self.made, self.stamp = made, 0
        self.day = np.zeros(0, np.int32)
        self.names: dict[str, list[str]] = {}
        self._pairs: dict[str, Pairs] = {}
        self._places: dict[str, dict[str, int]] = {}

    @classmethod
    def read(cls, path: Path, made: str) -> _Arrays:
        """What was kept of the index that was `made` so; empty where there is nothing of it."""
        out = cls(made)
        try:
            with np.load(path, allow_pickle=False) as file:
                said = json.loads(file["said"].tobytes())
                if said["made"] == made:
                    out.stamp, out.names, out.day = said["stamp"], said["names"], file["day"]
                    out._pairs = {name: file["facet-" + name] for name in out.names}
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return cls(made)
        return out

    def packed(self) -> bytes:
        """Everything as the bytes of one file."""
        said = json.dumps({"made": self.made, "stamp": self.stamp, "names": self.names}).encode()
        pairs = {"facet-" + name: pairs for name, pairs in self._pairs.items()}
        out = BytesIO()
        np.savez(out, said=np.frombuffer(said, np.uint8), day=self.day, **pairs)  # type: ignore[arg-type]
        return out.getvalue()

    def follow(self, db: sqlite3.Connection) -> int:
        """Take in the rows that were written since; returns how many there were."""
        rows = db.execute(
            "SELECT number, stamp, day, title, facets FROM documents WHERE stamp > ? ORDER BY number", (self.stamp,)
        ).fetchall()
        if not rows:
            return 0
        self._grow(max(row[0] for row in rows) + 1)
        stale = np.zeros(len(self.day), bool)
        stale[[row[0] for row in rows]] = True
        fresh: dict[str, list[tuple[int, int]]] = {name: [] for name in self._pairs}
        for row in rows:
            number, stamp, day, *_ = row
            self.stamp = max(self.stamp, stamp)
            self.day[number] = day
            for name, values in _unpacked(row).items():
                fresh.setdefault(name, []).extend((number, self._place(name, value)) for value in set(values))
        none = np.zeros((2, 0), np.int32)
        for name, pairs in fresh.items():
            old = self._pairs.get(name, none)
            new = np.array(pairs, np.int32).reshape(-1, 2).T
            self._pairs[name] = np.concatenate([old[:, ~stale[old[0]]], new], axis=1)
        return len(rows)

    def _place(self, name: str, value: str) -> int:
        places = self._held(name)
        if value not in places:
            places[value] = len(places)
            self.names[name].append(value)
        return places[value]

    def _held(self, facet: str) -> dict[str, int]:
        """The place of each value of a facet."""
        if facet not in self._places:
            self._places[facet] = {one: i for i, one in enumerate(self.names.setdefault(facet, []))}
        return self._places[facet]

    def _grow(self, size: int) -> None:
        if size > len(self.day):
            self.day = np.concatenate([self.day, np.zeros(size - len(self.day) + size // 4, np.int32)])

    def days(self, size: int) -> Ints:
        """The day of each document number below `size`; 0 for none."""
        out = np.zeros(size, np.int64)
        held = self.day[:size]
        out[: len(held)] = held
        return out

    def having(self, facet: str, values: Sequence[str]) -> Ints:
        """The documents with one of these values of a facet."""
        if facet not in self._pairs:
            return np.zeros(0, np.int64)
        held = self._held(facet)
        places = [held[one] for one in values if one in held]
        if not places:
            return np.zeros(0, np.int64)
        documents, found = self._pairs[facet]
        wanted = np.zeros(len(held), bool)
        wanted[places] = True
        return np.asarray(documents[wanted[found]], np.int64)

    def counted(self, facet: str, chosen: Mask, most: int) -> Counts:
        """The commonest values of a facet among the chosen documents, by value where two are as common."""
        if facet not in self._pairs:
            return []
        names, (documents, values) = self.names[facet], self._pairs[facet]
        held = np.zeros(max(len(self.day), len(chosen)), bool)
        held[: len(chosen)] = chosen
        counts = np.bincount(values[held[documents]], minlength=len(names))
        there = np.flatnonzero(counts)  # of a million people few are named by what a query finds
        found = counts[there]
        floor = _least_of_largest(found, most)
        some = [(names[i], int(counts[i])) for i in there[found > floor]]
        if floor:  # of the many that are as common as the last, only as many as there is room for
            least = nsmallest(most - len(some), (names[i] for i in there[found == floor]))
            some += [(name, floor) for name in least]
        return sorted(some, key=lambda pair: (-pair[1], pair[0]))


def _least_of_largest(counts: Ints, most: int) -> int:
    """The least of so many of the largest counts; 0 where there are no more than these.

    Nearly all are 1: to tell how many there are of each is quicker than to put them in order.

    >>> _least_of_largest(np.array([1, 3, 1, 2]), 2), _least_of_largest(np.array([1, 3]), 2)
    (2, 0)
    """
    if len(counts) <= most:
        return 0
    as_common = np.cumsum(np.bincount(counts)[::-1])
    return len(as_common) - 1 - int(np.searchsorted(as_common, most))


def day_of(published: str | None) -> int:
    """A time as a number that sorts: "2021-02" -> 20210200; 0 for none.

    >>> day_of("2021-02-17T14:26:00+02:00"), day_of("2021"), day_of(None)
    (20210217, 20210000, 0)
    """
    digits = (published or "")[:10].replace("-", "")
    return int(digits.ljust(8, "0")) if digits.isdigit() else 0


def last_day(day: int) -> int:
    """The last day of a day, month or year as a number; no month ends before its 99th.

    >>> last_day(20210217), last_day(20210200), last_day(20210000)
    (20210217, 20210299, 20219999)
    """
    return day + (9999 if day % 10000 == 0 else 99 if day % 100 == 0 else 0)


def overlapping(days: Ints, since: int, until: int) -> Mask:
    """Which of these days overlap a time, a month or a year as well as a day; 0 is no day.

    >>> overlapping(np.array([20210217, 20210200, 20210000, 0]), 20210220, 20210299).tolist()
    [False, True, True, False]
    """
    last = days + np.where(days % 10000 == 0, 9999, np.where(days % 100 == 0, 99, 0))
    return np.asarray((days > 0) & (last >= since) & (days <= until), np.bool_)
