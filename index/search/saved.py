"""Saved searches: a query by name, and what is new for it since it was last looked at.

They are what a person has said, not something made from the store: they stand in the home beside the settings and
outlive any rebuilding.  New is a document that did not match before, or that has become another version since.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from extractors.model.document import Model
from extractors.model.errors import QueryError
from index.home import Home, write_whole

if TYPE_CHECKING:
    from index.index import Index
    from index.search.results import Results


class SavedSearch(Model):
    """A query by name; `seen` maps the documents it had found when last `looked` at to their versions."""

    name: str
    query: str
    seen: dict[str, str] = Field(default_factory=dict)
    looked: str | None = None


def saved_searches(home: Home) -> dict[str, SavedSearch]:
    """All saved searches by name, in order."""
    try:
        data = json.loads((home.root / "searches.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise QueryError(
            f"the saved searches cannot be read ({error})",
            subject=str(home.root / "searches.json"),
            advice="Mend or remove that file.",
        ) from error
    return {one["name"]: SavedSearch.model_validate(one) for one in data}


def _write(home: Home, searches: dict[str, SavedSearch]) -> None:
    rows = [searches[name].model_dump() for name in sorted(searches)]
    write_whole(home.root / "searches.json", json.dumps(rows, ensure_ascii=False, indent=1).encode())


def save(index: Index, name: str, query: str) -> SavedSearch:
    """Save a query under a name, as looked at now; one of that name is replaced.  Raises QueryError for a bad query."""
    search = SavedSearch(name=name, query=query, seen=_matching(index, query), looked=_now())
    _write(index.home, {**saved_searches(index.home), name: search})
    return search


def forget(home: Home, name: str) -> None:
    """Forget a saved search; raises QueryError where there is none of that name."""
    searches = saved_searches(home)
    _named(searches, name)
    _write(home, {one: search for one, search in searches.items() if one != name})


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
        _write(index.home, {**searches, name: search.model_copy(update={"seen": held, "looked": _now()})})
    return results


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _matching(index: Index, query: str) -> dict[str, str]:
    from index.query.parser import parse

    index.look()
    opened = index.opened
    numbers = opened.engine.matching(opened.planner(query).plan_of(parse(query)))
    return opened.shelf.versions(list(opened.forward.ids(numbers.tolist()).values()))


def _named(searches: dict[str, SavedSearch], name: str) -> SavedSearch:
    if name not in searches:
        known = f"There are: {', '.join(searches)}." if searches else "Save one first."
        raise QueryError(f"there is no saved search called {name}", subject=name, advice=known)
    return searches[name]
