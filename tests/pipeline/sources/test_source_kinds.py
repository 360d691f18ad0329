"""A source kind of its own, by the recipe of CONTRIBUTING.md: a module with a class, and a line in a registry."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from extractors.model.document import Hints
from extractors.model.errors import SourceError
from index.home import Home
from pipeline.runs.watch import add, check, pass_over
from pipeline.sources.kinds.source_kinds import KINDS, ListingKind
from pipeline.sources.listed_items import ListedItem, resolved
from pipeline.sources.sources import Source
from pipeline.sources.watched import load, save
from tests.pipeline.conftest import Site, release


class DecisionApi(ListingKind):
    """The decisions an interface answers with as JSON: {"decisions": [{"url": ..., "title": ..., "day": ...}]}."""

    name = "decisions"
    taken = "it is an interface of decisions: the pages they stand on are taken"

    def entries(self, content: bytes, base: str) -> Iterator[ListedItem]:
        try:
            said = json.loads(content)["decisions"]
        except (ValueError, KeyError, TypeError) as error:
            raise SourceError("it does not answer with decisions", subject=base) from error
        for one in said:
            if address := resolved(one["url"], base):
                hints = Hints(title=one["title"], published=one["day"])
                yield ListedItem(address=address, hints=hints, mark=one["day"])


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line in the registry."""
    monkeypatch.setitem(KINDS, DecisionApi.name, DecisionApi())


def serve(site: Site, *days: str) -> str:
    for day in days:
        site.pages[f"/{day}.html"] = release(f"Päätös {day}", published=day)
    said = [{"url": f"/{day}.html", "title": f"Päätös {day}", "day": day} for day in days]
    site.pages["/api/decisions"] = json.dumps({"decisions": said})
    site.types["/api/decisions"] = "application/json"
    return f"{site.url}/api/decisions"


@pytest.mark.usefixtures("registered")
def test_a_new_kind_is_checked_watched_and_passed_over(site: Site, home: Home) -> None:
    address = serve(site, "2026-03-24", "2026-03-25")
    found = check(home, address, kind="decisions")
    assert found.why.startswith("it is an interface of decisions: the pages they stand on are taken")
    assert [one.hints.title for one in found.taken] == ["Päätös 2026-03-24", "Päätös 2026-03-25"]
    add(home, address, kind="decisions", recheck="when listed anew")
    assert pass_over(home).counts == {"read": 2}
    serve(site, "2026-03-24", "2026-03-25", "2026-03-26")
    assert pass_over(home).counts == {"read": 1}
    site.pages["/api/decisions"] = "<html>Huoltokatko</html>"
    [failure] = pass_over(home).failures
    assert failure.reason == "it does not answer with decisions"


def test_a_kind_that_is_not_known_is_said(home: Home) -> None:
    save(home, [Source(name="rajapinta", address="https://kunta.example.fi/api", kind="decisions")])
    with pytest.raises(SourceError, match=r"a kind that is not known \(decisions\)\. Write one of file, folder, page,"):
        load(home)
    with pytest.raises(SourceError, match="a kind that is not known"):
        add(home, "https://kunta.example.fi/api", kind="decisions")
