"""Saved searches: a query by name, and what is new for it since it was last looked at.

They are what a person has said: they stand in the store's small state, each changed in a transaction of its own, and
outlive any rebuilding.  New is a document that did not match before, or that has become another version since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from extractors.model.document import Model
from extractors.model.errors import QueryError
from index.home import Home
from index.store import state
from index.store.store import Store

if TYPE_CHECKING:
    from index.index import Index
    from index.search.results import Results


KIND = "search"
"""What they are in the small state."""


class SavedSearch(Model):
    """A query by name; `chosen` are the values ticked of each facet.

    `seen` maps the documents it had found when last `looked` at to their versions.
    """

    name: str
    query: str
    chosen: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    seen: dict[str, str] = Field(default_factory=dict)
    looked: str | None = None


def saved_searches(home: Home) -> dict[str, SavedSearch]:
    """All saved searches by name, in order."""
    with Store.open(home) as store, store.reading() as db:
        return {key: SavedSearch.model_validate(one) for key, one in state.every(db, KIND).items()}


def _keep(home: Home, search: SavedSearch) -> None:
    with Store.open(home) as store, store.writing() as db:
        state.put(db, KIND, search.name, search.model_dump())


def save(index: Index, name: str, query: str, chosen: Mapping[str, Sequence[str]] | None = None) -> SavedSearch:
    """Save a query, and what is ticked of its facets, under a name, as looked at now; one of that name is replaced.

    Raises QueryError for a bad query.
    """
    ticked = {facet: tuple(values) for facet, values in (chosen or {}).items()}
    new = SavedSearch(name=name, query=query, chosen=ticked)
    search = new.model_copy(update={"seen": _matching(index, new), "looked": _now()})
    _keep(index.home, search)
    return search


def forget(home: Home, name: str) -> None:
    """Forget a saved search; raises QueryError where there is none of that name."""
    _named(saved_searches(home), name)
    with Store.open(home) as store, store.writing() as db:
        state.remove(db, KIND, name)


def whats_new(index: Index, name: str, limit: int = 10, *, look: bool = True) -> Results:
    """What is new for a saved search; with `look` it counts as looked at from now on.

    Raises QueryError where there is none of that name.
    """
    from index.query.plan import All, Numbers
    from index.search.search import answer, asked_for

    opened = index.opened
    searches = saved_searches(index.home)
    search = _named(searches, name)
    held = _matching(index, search)
    new = [one for one, version in held.items() if search.seen.get(one) != version]
    asked = asked_for(opened, search.query, search.chosen)
    numbers = Numbers(np.array(sorted(opened.forward.numbers(new)), np.int64))
    results = answer(opened, asked._replace(plan=All((asked.plan, numbers))), limit)
    if look:
        _keep(index.home, search.model_copy(update={"seen": held, "looked": _now()}))
    return results


def ticked(index: Index, search: SavedSearch) -> list[tuple[str, str]]:
    """What is ticked of each facet, by what it is called now: a body that was renamed or merged by its new name."""
    values = index.opened.values
    out = []
    for facet, some in search.chosen.items():
        meant = {one: values.meant(facet, one) or one for one in some}
        labels = values.labels(facet, list(meant.values()))
        out += [(facet, labels.get(now, one)) for one, now in meant.items()]
    return out


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _matching(index: Index, search: SavedSearch) -> dict[str, str]:
    from index.search.search import asked_for

    index.look()
    opened = index.opened
    numbers = opened.engine.matching(asked_for(opened, search.query, search.chosen).whole())
    return opened.reader.versions(list(opened.forward.ids(numbers.tolist()).values()))


def _named(searches: dict[str, SavedSearch], name: str) -> SavedSearch:
    if name not in searches:
        known = f"There are: {', '.join(searches)}." if searches else "Save one first."
        raise QueryError(f"there is no saved search called {name}", subject=name, advice=known)
    return searches[name]
