"""The values of facets as people know them: what a name finds, and what a value is called.

A value is what the engine counts: a code (kind, year), or the thing that a record names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from index.engines import Engine
from index.query.fields import FIELDS, Field
from index.query.plan import Everything
from index.store.naming import pattern, spaced, spellings
from index.store.reader import Shelf

ALL = 10_000_000
"""More values than any facet has."""


class FacetValues:
    """What values there are now, each with its names; made anew where somebody has written."""

    def __init__(self, engine: Engine, shelf: Shelf) -> None:
        self._engine, self._shelf = engine, shelf
        self._lists: dict[str, _Names] = {}
        self._held: dict[str, dict[str, int]] = {}
        self._called: dict[tuple[str, str], tuple[str, ...]] = {}

    def held(self, facet: str) -> dict[str, int]:
        """Every value of a facet, with how many documents have it."""
        if facet not in self._held:
            self._held[facet] = dict(self._engine.facets(Everything(), {}, {facet: ALL})[facet])
        return self._held[facet]

    def called(self, facet: str, said: str) -> tuple[str, ...]:
        """The values that a name means: all whose name, or another name of theirs, holds its words."""
        key = facet, said
        if key not in self._called:
            field = FIELDS[facet]
            asked = (pattern(one, field.inside) for one in spellings(said, body=field.inside))
            self._called[key] = tuple(
                sorted({value for one in asked if one for value in self._names(field).holding(one)})
            )
        return self._called[key]

    def meant(self, facet: str, value: str) -> str | None:
        """The value itself where there is such a one, or the one it has become; None where there is none."""
        return value if value in self.held(facet) else None

    def labels(self, facet: str, values: Sequence[str]) -> dict[str, str]:
        """What each of these values is called."""
        return {value: value for value in values}

    def _names(self, field: Field) -> _Names:
        if field.name not in self._lists:
            own = ((value, value) for value in self.held(field.name))
            self._lists[field.name] = _Names([*own, *self._others(field)])
        return self._lists[field.name]

    def _others(self, field: Field) -> Iterator[tuple[str, str]]:
        if field.records is not None:
            for name, aliases in self._shelf.aliases(field.records):
                yield from ((alias, name) for alias in aliases)


class _Names:
    """Many names as one text, in which those that hold some words are found at once.

    >>> _Names([("Lehdon kaupunki", "a"), ("Keuruun kunta", "b")]).holding(" kun")
    {'b'}
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        some = list(pairs)
        lines = [spaced(name) + "\n" for name, _ in some]
        self._text, self._values = "".join(lines), [value for _, value in some]
        self._starts = [0, *accumulate(map(len, lines))]

    def holding(self, asked: str) -> set[str]:
        """The values whose name holds this piece."""
        found: set[str] = set()
        at = self._text.find(asked)
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            found.add(self._values[line])
            at = self._text.find(asked, self._starts[line + 1])
        return found
