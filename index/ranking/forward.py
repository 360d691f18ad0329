"""Beside each engine: which document a number stands for, its words in order, and how far the store has been followed.

    number     the document's number in the engine; given once, kept when the document is replaced
    followed   the store's change number up to which the engine holds everything
    totals     how many documents and words there are, for BM25

SQLite, plain: a search has to start at once.  Made from the store; can be thrown away with the engine's folder.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from secrets import token_hex
from typing import Any, NamedTuple

from extractors.model.errors import EngineError
from index.ranking.stream import Analysed
from index.sqlite_files import connect, rows_among, sealed, transaction, unsealed

ASKED_ONE_BY_ONE = 2000
"""Documents; for more it is quicker to go through the whole table than to ask by each id."""

VERSION = 7
"""Changes with the analysis, the terms or these tables; an index of another version is made anew from the store."""

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, language TEXT NOT NULL, length INTEGER NOT NULL,
    title INTEGER NOT NULL, breaks BLOB NOT NULL, stream BLOB NOT NULL, seal INTEGER NOT NULL);
"""


ROWS = "SELECT number, id, language, length, title, breaks, stream, seal FROM documents"


def _seal(row: tuple[Any, ...]) -> int:
    """A sum over a row: a flipped bit in it is seen when it is read."""
    return zlib.crc32(row[6], zlib.crc32(row[5], zlib.crc32(repr(row[:5]).encode())))


def _whole(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row that is what was written.  Raises DatabaseError for another."""
    if _seal(row[:7]) != row[7]:
        raise sqlite3.DatabaseError("a row is not what was written")
    return row


class Totals(NamedTuple):
    """How many documents and words the index holds, and in which languages."""

    documents: int = 0
    words: int = 0
    languages: Mapping[str, int] = {}

    @property
    def average(self) -> float:
        """Words a document."""
        return self.words / self.documents if self.documents else 1.0


class Streams(NamedTuple):
    """The words of some documents: one row each, in the order asked for."""

    numbers: list[int]
    ids: list[str]
    lengths: list[int]
    titles: list[int]
    breaks: list[bytes]
    streams: list[bytes]


class Words(NamedTuple):
    """The words of some documents, for phrases: one row each."""

    numbers: list[int]
    titles: list[int]
    streams: list[bytes]


class Forward:
    """One engine's companion database; use it from one thread at a time."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._seen: tuple[int, Totals, int] | None = None
        try:
            self.db = connect(path)
            for pragma in ("cache_size=-32768", "mmap_size=1073741824"):
                self.db.execute(f"PRAGMA {pragma}")
            self.db.executescript(_TABLES)
        except sqlite3.DatabaseError as error:
            raise EngineError(f"the index cannot be read ({error})", subject=str(path)) from error

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    # --- reading -----------------------------------------------------------------------------------------------------

    def meta(self, name: str) -> Any:
        """One remembered value, None where there is none."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return json.loads(unsealed(row[0], name)) if row else None

    @property
    def version(self) -> int | None:
        """The version this index was made with; None for a new one.

        An older Louhi wrote the bare number, without a seal: its index is no damaged one.
        """
        row = self.db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
        if row is None:
            return None
        return int(row[0] if row[0].isdecimal() else unsealed(row[0], "version"))

    @property
    def made(self) -> str | None:
        """A word of its own for each making of the index: another one, other numbers."""
        return self.meta("made")  # type: ignore[no-any-return]

    @property
    def followed(self) -> int:
        """The last change of the store that the engine holds."""
        return int(self.meta("followed") or 0)

    @property
    def things(self) -> int:
        """The last change of things that the engine holds."""
        return int(self.meta("things") or 0)

    def marker(self) -> int:
        """A number that is another one once somebody has written."""
        return int(self.db.execute("PRAGMA data_version").fetchone()[0])

    def totals(self) -> Totals:
        """How much there is."""
        found = self.meta("totals")
        return Totals(found["documents"], found["words"], found["languages"]) if found else Totals()

    def numbers(self, ids: Collection[str]) -> list[int]:
        """The numbers of these documents, in no order; those not held are left out."""
        return list(self.numbered(ids).values())

    def numbered(self, ids: Collection[str]) -> dict[str, int]:
        """The number of each of these documents that is held."""
        if len(ids) > ASKED_ONE_BY_ONE:
            wanted = set(ids)
            return {one: n for n, one in self.db.execute("SELECT number, id FROM documents") if one in wanted}
        return dict(rows_among(self.db, "SELECT id, number FROM documents WHERE id IN", list(ids)))

    def ids(self, numbers: Sequence[int]) -> dict[int, str]:
        """The documents of these numbers; one deleted meanwhile is left out."""
        return dict(rows_among(self.db, "SELECT number, id FROM documents WHERE number IN", numbers))

    def highest(self) -> int:
        """The highest number given."""
        return int(self.db.execute("SELECT coalesce(max(number), 0) FROM documents").fetchone()[0])

    def streams(self, numbers: Sequence[int]) -> Streams:
        """The words of these documents, in this order; one deleted meanwhile is left out."""
        rows = {row[0]: row for row in self._whole_rows(f"{ROWS} WHERE number IN", numbers)}
        held = [rows[n] for n in numbers if n in rows]
        return Streams(*([row[i] for row in held] for i in (0, 1, 3, 4, 5, 6)))

    def words(self, numbers: Sequence[int]) -> Words:
        """The words of these documents, by number; one without words or deleted meanwhile is left out."""
        rows = sorted(self._whole_rows(f"{ROWS} WHERE length > 0 AND number IN", numbers))
        return Words([row[0] for row in rows], [row[4] for row in rows], [row[6] for row in rows])

    def check(self) -> None:
        """Read every row; raises DatabaseError where one is not what was written."""
        for name, value in self.db.execute("SELECT name, value FROM meta"):
            unsealed(value, name)
        for row in self.db.execute(ROWS):
            _whole(row)

    def _whole_rows(self, query: str, numbers: Sequence[int]) -> list[tuple[Any, ...]]:
        return [_whole(row) for row in rows_among(self.db, query, numbers)]

    # --- writing -----------------------------------------------------------------------------------------------------

    def start(self, version: int) -> None:
        """Note the version of a new index."""
        self._remember(version=version, followed=0, made=token_hex(8))

    def put(self, batch: Sequence[tuple[str, str, Analysed]], gone: Collection[str]) -> tuple[list[int], list[int]]:
        """Keep (id, language, analysed) rows and forget documents, in one transaction.

        Returns the numbers of the batch in its order, and those of the documents forgotten.
        """
        with transaction(self.db):
            total = self.totals()
            documents, words, languages = total.documents, total.words, dict(total.languages)
            query = "SELECT id, number, length, language FROM documents WHERE id IN"
            held = {row[0]: row[1:] for row in rows_among(self.db, query, [*(one for one, *_ in batch), *gone])}
            for _, length, language in held.values():
                documents, words = documents - 1, words - length
                languages[language] = languages.get(language, 0) - 1
            away = [held[one][0] for one in gone if one in held]
            self.db.executemany("DELETE FROM documents WHERE number = ?", ((n,) for n in away))
            fresh = max(self.highest(), int(self.meta("highest") or 0))
            numbers, rows = [], []
            for one, language, found in batch:
                number = held[one][0] if one in held else (fresh := fresh + 1)
                numbers.append(number)
                row = (number, one, language, found.length, found.title, found.breaks, found.stream)
                rows.append((*row, _seal(row)))
                documents, words = documents + 1, words + found.length
                languages[language] = languages.get(language, 0) + 1
            self.db.executemany("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            kept = {language: n for language, n in sorted(languages.items()) if n > 0}
            self._remember(totals={"documents": documents, "words": words, "languages": kept}, highest=fresh)
        return numbers, away

    def follow(self, change: int) -> None:
        """Note that the engine holds everything up to this change."""
        with transaction(self.db):
            self._remember(followed=change)

    def follow_things(self, change: int) -> None:
        """Note that the engine holds every move of mentions up to this change of things."""
        with transaction(self.db):
            self._remember(things=change)

    def _remember(self, **values: Any) -> None:
        rows = [(name, sealed(json.dumps(value), name)) for name, value in values.items()]
        self.db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)
