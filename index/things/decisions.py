"""What people said of things: kept as corrections of no document, and handed to the clustering as pairs of mentions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa

from index.store.schema import corrections

Pair = tuple[str, str]


class NameDecision(NamedTuple):
    """A name a person gave the thing of these mentions; the latest counts."""

    items: tuple[str, ...]
    name: str


class Target(NamedTuple):
    """The id that the thing of these mentions keeps, since a person merged another into it."""

    items: tuple[str, ...]
    thing: str


class Decisions(NamedTuple):
    """All of it, the oldest first; mentions are "document/record"."""

    together: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    names: tuple[NameDecision, ...] = ()
    targets: tuple[Target, ...] = ()
    split_off: frozenset[str] = frozenset()

    @property
    def alone(self) -> set[str]:
        """Mentions that are told from others that may say the same."""
        return {item for pair in self.apart for item in pair}

    @property
    def items(self) -> set[str]:
        """Every mention that is spoken of."""
        pairs = {item for pair in (*self.together, *self.apart) for item in pair}
        return pairs.union(*(one.items for one in self.names), *(one.items for one in self.targets))


def decisions_of(db: sa.Connection) -> Decisions:
    """What people said of people and bodies across documents."""
    query = sa.select(corrections.c.data).where(corrections.c.document_id == "").order_by(corrections.c.seq)
    together: list[Pair] = []
    apart: list[Pair] = []
    names: list[NameDecision] = []
    targets: list[Target] = []
    split_off: set[str] = set()
    for data in db.execute(query).scalars():
        said, items, others = data["action"], tuple(data.get("items", ())), tuple(data.get("others", ()))
        if said == "together":
            together.append((data["name"], data["value"]))
        elif said == "apart":
            apart.append((data["name"], data["value"]))
        elif said == "merge":
            together += _chain((*others, *items))
            targets.append(Target(others, data["value"]))
        elif said == "split":
            together += _chain(items)
            apart += [(one, items[0]) for one in others]
            split_off.update(items)
        if said in ("rename", "merge", "split") and (name := _name(data)):
            names.append(NameDecision(others if said == "merge" else items, name))
    return Decisions(tuple(together), tuple(apart), tuple(names), tuple(targets), frozenset(split_off))


def _chain(items: tuple[str, ...]) -> Iterator[Pair]:
    """Pairs that make all of them one, also where some are no more: each with the first and with the one before."""
    for i, one in enumerate(items[1:], 1):
        yield items[0], one
        if i > 1:
            yield items[i - 1], one


def _name(data: dict[str, Any]) -> str | None:
    said = data["value"] if data["action"] == "rename" else data.get("fields", {}).get("name")
    return str(said) if said else None
