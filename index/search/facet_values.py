"""The values of facets as people know them: what a name finds, and what a value is called.

A value is what the engine counts: a code (kind, year), or the thing that a record names.
Which facets there are is said in `index/query/fields.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.engines.engine import Engine
from index.query.fields import FIELDS, Field
from index.query.plan import Everything
from index.store.naming import pattern, spaced, spellings
from index.store.reader import StoreReader

ALL = 10_000_000
"""More values than any facet has."""


class FacetValues:
    """What values there are now, each with its names; made anew where somebody has written."""

    def __init__(self, engine: Engine, reader: StoreReader) -> None:
        self._engine, self._reader = engine, reader
        self._held: dict[str, dict[str, int]] = {}
        self._called: dict[tuple[str, str], tuple[str, ...]] = {}

    def held(self, facet: str) -> dict[str, int]:
        """Every value of a facet, with how many documents have it."""
        if facet not in self._held:
            self._held[facet] = dict(self._engine.facets(Everything(), {}, {facet: ALL})[facet])
        return self._held[facet]

    def called(self, facet: str, said: str) -> tuple[str, ...]:
        """The values that a name means: all one of whose names holds its words; or the one that it is itself."""
        key = facet, said
        if key not in self._called:
            own = self.meant(facet, said)
            self._called[key] = (own,) if own and FIELDS[facet].thing else tuple(self._called_so(FIELDS[facet], said))
        return self._called[key]

    def _called_so(self, field: Field, said: str) -> list[str]:
        asked = (pattern(one, field.inside) for one in spellings(said, body=field.inside))
        pieces = [piece for piece in dict.fromkeys(asked) if piece]
        if field.thing:
            return self._reader.things_called(field.name, pieces)
        return sorted({value for value in self.held(field.name) for piece in pieces if piece in spaced(value)})

    def meant(self, facet: str, value: str) -> str | None:
        """The value itself where there is such a one, or the thing it has become; None where there is none."""
        if FIELDS[facet].thing:
            return self._reader.now_called(facet, [value]).get(value)
        return value if value in self.held(facet) else None

    def labels(self, facet: str, values: Sequence[str]) -> dict[str, str]:
        """What each of these values is called."""
        return self._reader.thing_names(values) if FIELDS[facet].thing else {value: value for value in values}
