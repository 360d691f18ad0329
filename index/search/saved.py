"""Saved searches: a query by name, and what is new for it since it was last looked at.

They are what a person has said: they stand in the store's small state, each changed in a transaction of its own, and
outlive any rebuilding.  New is a document that did not match before, or that has become another version since.
"""

from __future__ import annotations

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
    """A query by name; `seen` maps the documents it had found when last `looked` at to their versions."""

    name: str
    query: str
    seen: dict[str, str] = Field(default_factory=dict)
    looked: str | None = None


def saved_searches(home: Home) -> dict[str, SavedSearch]:
    """All saved searches by name, in order."""
    with Store.open(home) as store, store.reading() as db:
        return {key: SavedSearch.model_validate(one) for key, one in state.every(db, KIND).items()}


def _keep(home: Home, search: SavedSearch) -> None:
    with Store.open(home) as store, store.writing() as db:
        state.put(db, KIND, search.name, search.model_dump())


def save(index: Index, name: str, query: str) -> SavedSearch:
    """Save a query under a name, as looked at now; one of that name is replaced.  Raises QueryError for a bad query."""
    search = SavedSearch(name=name, query=query, seen=_matching(index, query), looked=_now())
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
    from index.query.parser import parse
    from index.query.plan import All, Numbers
    from index.search.search import Asked, answer

    opened = index.opened
    searches = saved_searches(index.home)
    search = _named(searches, name)
    held = _matching(index, search.query)
    new = [one for one, version in held.items() if search.seen.get(one) != version]
    tree = parse(search.query)
    plan = opened.planner(search.query).plan_of(tree)
    numbers = Numbers(np.array(sorted(opened.forward.numbers(new)), np.int64))
    results = answer(opened, Asked(search.query, All((plan, numbers)), tree=tree), limit)
    if look:
        _keep(index.home, search.model_copy(update={"seen": held, "looked": _now()}))
    return results


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _matching(index: Index, query: str) -> dict[str, str]:
    from index.query.parser import parse

    index.look()
    opened = index.opened
    numbers = opened.engine.matching(opened.planner(query).plan_of(parse(query)))
    return opened.reader.versions(list(opened.forward.ids(numbers.tolist()).values()))


def _named(searches: dict[str, SavedSearch], name: str) -> SavedSearch:
    if name not in searches:
        known = f"There are: {', '.join(searches)}." if searches else "Save one first."
        raise QueryError(f"there is no saved search called {name}", subject=name, advice=known)
    return searches[name]
