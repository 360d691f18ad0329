"""A search as it is cited: by the page, the API and the command alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from index.outputs.search_citations import SearchCitation, found_in, hash_of_found
from index.query.fields import FACETS
from search_cli.web.languages import say_in
from search_cli.web.narrowing import Narrowing


def cited_search(index: Any, asked: Narrowing, base: str) -> SearchCitation:
    """The citation of a search with all that narrows it; `base` is where the page is, "http://localhost:8400"."""
    from pipeline.runs.extractor_version import extractor

    index.look()
    change = index.store.last_change()
    found = found_in(index.store, index.matches(asked.query, chosen=asked.chosen))
    return SearchCitation(
        query=asked.query,
        choices=tuple(choices_of(index, asked)),
        address=base + asked.address(sivu=None),
        change=change,
        louhi=extractor(),
        seen=date.today().isoformat(),
        total=len(found),
        sha256=hash_of_found(found),
    )


def choices_of(index: Any, asked: Narrowing) -> Iterator[str]:
    """What narrows a search, in Finnish: "laji: kalvot", "taho: Hallanmaan liitto tai STM"."""
    from index.things.lookup import thing

    say = say_in("fi")
    for facet, values in asked.chosen.items():
        field = FACETS[facet]
        named = [thing(index.store, value) for value in values] if field.thing else [None] * len(values)
        said = [one.name if one else say(value) for one, value in zip(named, values, strict=True)]
        yield f"{field.finnish[0]}: {' tai '.join(said)}"
