"""What hits are counted and sorted by, as arrays over document numbers; kept in memory and brought up to date."""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from index.home import write_whole
from index.query.fields import marked
from index.query.parser import FieldIs
from index.query.plan import Ints
from index.ranking.forward import Forward
from index.store.reader import Shelf

PLAIN = ("kind", "year", "language")
NAMED = {"publisher": "publishers", "body": "bodies", "person": "people", "amount": "amounts"}
_NONE = -1


class _Values:
    """Strings as small numbers."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.places: dict[str, int] = {}

    def place(self, name: str | None) -> int:
        if name is None:
            return _NONE
        if name not in self.places:
            self.places[name] = len(self.names)
            self.names.append(name)
        return self.places[name]


class Columns:
    """Facets and dates of every document held."""

    def __init__(self) -> None:
        self.change = 0
        self._plain = {name: np.full(0, _NONE, np.int32) for name in PLAIN}
        self._day = np.zeros(0, np.int32)
        self._values = {name: _Values() for name in (*PLAIN, *NAMED)}
        self._pairs: dict[str, tuple[Ints, Ints]] = {
            name: (np.zeros(0, np.int64), np.zeros(0, np.int64)) for name in NAMED
        }

    @classmethod
    def kept(cls, path: Path, made: str | None) -> Columns:
        """What was kept of the index that was `made` so; empty where there is nothing of it."""
        columns = cls()
        try:
            with np.load(path) as file:
                said = json.loads(file["said"].tobytes())
                if said["made"] == made:
                    columns._take(said, file)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return cls()
        return columns

    def _take(self, said: Any, file: Any) -> None:
        self._plain = {name: file[name] for name in PLAIN}
        self._pairs = {name: (file[name + "_of"], file[name]) for name in NAMED}
        self._day = file["day"]
        for name, values in self._values.items():
            values.names = said["names"][name]
            values.places = {value: i for i, value in enumerate(values.names)}
        self.change = said["change"]

    def keep(self, path: Path, made: str | None) -> None:
        """Write everything down, so that the next process need not read the store again."""
        names = {name: values.names for name, values in self._values.items()}
        said = json.dumps({"made": made, "change": self.change, "names": names}).encode()
        pairs = {
            key: one for name, (of, values) in self._pairs.items() for key, one in ((name + "_of", of), (name, values))
        }
        out = BytesIO()
        np.savez(out, said=np.frombuffer(said, np.uint8), day=self._day, **self._plain, **pairs)  # type: ignore[arg-type]
        write_whole(path, out.getvalue())

    def follow(self, shelf: Shelf, forward: Forward) -> int:
        """Take in what was put since the last time; returns how many documents that was."""
        rows = list(shelf.columns(self.change, until := forward.followed))
        if not rows:
            self.change = until
            return 0
        numbers = forward.numbered([row[0] for row in rows])
        self._grow(max(numbers.values(), default=0) + 1)
        stale = np.zeros(len(self._day), bool)
        for one, deleted, kind, published, language in rows:
            if (number := numbers.get(one)) is None:
                continue
            stale[number] = True
            found = (kind, published[:4] if published else None, language) if not deleted else (None,) * 3
            for name, value in zip(PLAIN, found, strict=True):
                self._plain[name][number] = self._values[name].place(value)
            self._day[number] = _day(published) if not deleted else 0
        fresh: dict[str, tuple[list[int], list[int]]] = {name: ([], []) for name in NAMED}
        facet = {kind: name for name, kind in NAMED.items()}
        for one, kind, value in shelf.names(self.change):
            name = facet[kind]
            if value is not None and one in numbers:
                fresh[name][0].append(numbers[one])
                fresh[name][1].append(self._values[name].place(value))
        for name, (documents, values) in fresh.items():
            kept = ~stale[self._pairs[name][0]]
            old = np.stack([one[kept] for one in self._pairs[name]])
            new = np.unique(np.array([documents, values], np.int64).reshape(2, -1), axis=1)
            both = np.concatenate([old, new], axis=1)
            self._pairs[name] = both[0], both[1]
        self.change = until
        return len(rows)

    def _grow(self, size: int) -> None:
        more = size - len(self._day)
        if more > 0:
            more += size // 4
            self._day = np.concatenate([self._day, np.zeros(more, np.int32)])
            for name in PLAIN:
                self._plain[name] = np.concatenate([self._plain[name], np.full(more, _NONE, np.int32)])

    def facets(self, numbers: Ints, most: int = 20) -> dict[str, dict[str, int]]:
        """How many of these documents have each value: the `most` commonest values, by name where two are as common."""
        numbers = numbers[numbers < len(self._day)]
        chosen = np.zeros(len(self._day), bool)
        chosen[numbers] = True
        out = {name: self._counted(name, self._plain[name][numbers], most) for name in PLAIN}
        for name, (documents, values) in self._pairs.items():
            out[name] = self._counted(name, values[chosen[documents]], most)
        return out

    def _counted(self, name: str, values: Any, most: int) -> dict[str, int]:
        names = self._values[name].names
        counts = np.bincount(values[values >= 0], minlength=len(names))
        if len(names) > most:
            floor = np.partition(counts, len(counts) - most)[len(counts) - most]
            some: Iterable[int] = np.flatnonzero(counts >= max(floor, 1))
        else:
            some = np.flatnonzero(counts)
        found = sorted(((names[i], int(counts[i])) for i in some), key=lambda pair: (-pair[1], pair[0]))
        return dict(found[:most])

    def having(self, demand: FieldIs) -> Ints | None:
        """The documents of a kind or language; None for a demand that the store has to answer."""
        if (asked := marked(demand.name, demand.value)) is None:
            return None
        place = self._values[asked[0]].places.get(asked[1])
        return np.flatnonzero(self._plain[asked[0]] == place) if place is not None else np.zeros(0, np.int64)

    def by_day(self, numbers: Ints, newest: bool) -> Ints:
        """These documents by day of publication, those without one last, by number where two are as old."""
        held = numbers[numbers < len(self._day)]
        days = self._day[held].astype(np.int64)
        order = np.lexsort((held, -days if newest else np.where(days == 0, 10**9, days)))
        return np.asarray(held[order], np.int64)


def _day(published: str | None) -> int:
    """A time as a number that sorts: "2021-02" -> 20210200.

    >>> _day("2021-02-17T14:26:00+02:00"), _day("2021"), _day(None)
    (20210217, 20210000, 0)
    """
    digits = (published or "")[:10].replace("-", "")
    return int(digits.ljust(8, "0")) if digits.isdigit() else 0
