"""What a source offered to a pass that did not come to an end is dealt with later, also where it is listed no more."""

from __future__ import annotations

import os
import signal

import pytest

from index.home import Home
from index.store import state
from index.store.run_log import standing_failures
from index.store.store import Store
from pipeline.runs.reports.report import Progress
from pipeline.runs.watch import add, load, pass_over
from pipeline.sources.listed_items import ListedItem
from pipeline.sources.listing_state import KIND, Listing, load_listing
from pipeline.sources.sources import Source
from tests.pipeline.conftest import Site, feed, release, reply
from tests.pipeline.told import listing_of_home
from tests.pipeline.world import killed, light

__all__ = ["light"]
pytestmark = pytest.mark.usefixtures("light")


def offer(site: Site, *numbers: int) -> set[str]:
    """Let the feed list these items and nothing else; gives their addresses."""
    titles = {f"/{n}": f"Tiedote {n}" for n in numbers}
    site.pages |= {path: release(title, f"{path[1:]} miljoonaa") for path, title in titles.items()}
    site.pages["/feed.xml"] = feed(site.url, titles)
    return {site.url + path for path in titles}


def pass_killed_after(home: Home, settled: int) -> None:
    def tell(progress: Progress) -> None:
        if progress.done == settled:
            os.kill(os.getpid(), signal.SIGKILL)

    killed(lambda: pass_over(home, tell=tell), 30.0)


def in_store_or_report(home: Home) -> set[str]:
    with Store.open(home) as store:
        return {one.address for one in store.addresses()} | {item.address for item in standing_failures(store)}


@pytest.mark.parametrize("settled", [(1,), (6,), (1, 1), (7, 3), (1, 2, 3)], ids=str)
@pytest.mark.parametrize("recheck", ["every pass", "when listed anew"])
def test_a_feed_that_rolls_on_after_a_kill_takes_nothing_along(
    site: Site, home: Home, settled: tuple[int, ...], recheck: str
) -> None:
    add(home, f"{site.url}/feed.xml", kind="feed", name="halla", recheck=recheck)
    offered, at = set[str](), 1
    for count in settled:
        offered |= offer(site, *range(at, at + 20))
        pass_killed_after(home, count)
        at += 20
    offered |= offer(site, *range(at, at + 5))
    assert pass_over(home).ok
    assert in_store_or_report(home) == offered
    assert pass_over(home).counts in ({"unchanged": 5}, {})
    [source] = load(home)
    assert listing_of_home(home, source).backlog == ()


def test_a_listing_remembered_by_an_older_louhi_keeps_its_backlog(home: Home) -> None:
    source = Source(name="halla", address="https://halla.example/feed.xml", kind="feed")
    held = Listing(
        address=source.address, backlog=(ListedItem(address="https://a"),), dropped=(ListedItem(address="https://b"),)
    )
    said = held.model_dump(mode="json", exclude_defaults=True)
    older = {{"backlog": "owed", "dropped": "fallen"}.get(name, name): value for name, value in said.items()}
    with Store.open(home) as store:
        with store.writing() as db:
            state.put(db, KIND, source.name, older)
        assert load_listing(store, source) == held


def test_what_is_owed_is_asked_for_with_what_the_listing_said(site: Site, home: Home) -> None:
    add(home, f"{site.url}/feed.xml", kind="feed", name="halla", publisher="Kuusiston kunta")
    offer(site, 1, 2, 3)
    pass_killed_after(home, 1)
    offer(site, 4)
    pass_over(home)
    with Store.open(home) as store:
        assert [entry.document.publisher for entry in store.entries()] == ["Kuusiston kunta"] * 4


def test_what_is_owed_and_fails_stands_with_its_reason(site: Site, home: Home) -> None:
    add(home, f"{site.url}/feed.xml", kind="feed", name="halla")
    offer(site, 1, 2, 3)
    site.pages["/3"] = lambda to: reply(to, 403, b"")
    pass_killed_after(home, 1)
    offered = offer(site, 4)
    assert pass_over(home).counts == {"read": 3, "failed": 1}
    with Store.open(home) as store:
        assert [item.address for item in standing_failures(store)] == [f"{site.url}/3"]
    [source] = load(home)
    assert listing_of_home(home, source).backlog == ()
    assert offered == {f"{site.url}/4"}


def test_only_what_the_source_takes_is_owed(site: Site, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.runs.batch.KEPT_AT_ONCE", 0)  # each document is kept by itself: two when it is killed
    add(home, f"{site.url}/feed.xml", kind="feed", name="halla", skip="/2$", most=3)
    offer(site, 1, 2, 3, 4, 5)
    pass_killed_after(home, 2)
    offer(site, 6)
    report = pass_over(home)
    assert report.counts == {"read": 3, "skipped": 1}
    assert [item.address for item in report.items if item.outcome == "skipped"] == [f"{site.url}/5"]
    assert in_store_or_report(home) == {f"{site.url}/{n}" for n in (1, 3, 4, 6)}
