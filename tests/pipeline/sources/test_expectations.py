"""A source that dries up is reported, one that rests is left alone, and recheck says how often."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from extractors.model.errors import SourceError, StoreAway
from index.home import Home
from index.store.status import status
from index.store.store import Store
from pipeline.runs.ingest import ingest
from pipeline.runs.reports.health import health_of
from pipeline.runs.watch import add, pass_over, remove
from pipeline.sources.expectations import unmet, with_this_pass
from pipeline.sources.listed_items import ListedItem
from pipeline.sources.listing_state import Listing
from pipeline.sources.sources import Expect, Source
from pipeline.sources.watched import save
from tests.pipeline.conftest import Clock, Site, feed, release, reply
from tests.pipeline.told import logged_alerts
from tests.pipeline.world import light

__all__ = ["light"]
TODAY = date(2026, 11, 22)


def listing(links: int, **more: object) -> Listing:
    items = tuple(ListedItem(address=f"https://kunta.example.fi/{n}") for n in range(links))
    items += tuple(ListedItem(address=f"https://kunta.example.fi/valikko/{n}") for n in range(40))
    return Listing.model_validate({"address": "https://kunta.example.fi/", "items": items, **more})


def empty(**more: object) -> Listing:
    return Listing.model_validate({"address": "https://kunta.example.fi/", **more})


def source(**expect: int) -> Source:
    return Source(name="s", address="https://kunta.example.fi/", kind="list", skip="/valikko/", expect=Expect(**expect))


def days(*counts: tuple[int, int]) -> dict[str, int]:
    """How many documents were taken how many days ago."""
    return {(TODAY - timedelta(days=ago)).isoformat(): count for ago, count in counts}


@pytest.mark.parametrize(
    ("expect", "now", "said"),
    [
        ({}, listing(0), ["none"]),
        ({}, listing(3, sizes=(20, 20, 21, 20)), ["usual"]),
        ({}, listing(8, sizes=(20, 20, 21, 20)), []),
        ({}, listing(0, sizes=(20, 20)), ["none"]),
        ({}, listing(0, sizes=(4, 4, 4, 4)), ["none"]),
        ({}, listing(0, sizes=(20, 20, 20)), ["usual"]),
        ({}, empty(sizes=(20, 20, 20)), ["empty"]),
        ({}, empty(sizes=(2,)), ["empty"]),
        ({}, empty(sizes=(0,) * 30, taken={"2026-03-01": 1}), ["empty"]),
        ({}, empty(sizes=(0, 0, 0)), []),
        ({"links": 5}, empty(sizes=(2,)), ["links"]),
        ({"links": 5}, listing(4), ["links"]),
        ({"links": 5}, listing(5), []),
        ({"month": 20}, listing(9, first="2026-09-01", taken={"2026-11-01": 19, "2026-10-01": 50}), ["month"]),
        ({"month": 20}, listing(9, first="2026-09-01", taken={"2026-11-01": 12, "2026-11-20": 8}), []),
        ({"month": 20}, listing(9, first="2026-11-01", taken={}), []),
        ({}, listing(9, first="2026-08-01", taken=days((40, 9), (70, 9), (5, 2))), ["usual month"]),
        ({}, listing(9, first="2026-08-01", taken=days((40, 9), (70, 9), (5, 3))), []),
        ({}, listing(9, first="2026-08-01", taken=days((40, 5), (70, 5))), []),
        ({}, listing(9, first="2026-09-13", taken=days((40, 9), (70, 300))), []),
        ({}, listing(9, first=min(days((90, 300))), taken=days((90, 300), (70, 1), (40, 1))), []),
        ({}, listing(9, first="2025-11-01", taken=days((70, 90), (350, 2))), []),
        ({"month": 1}, listing(9, first="2026-08-01", taken=days((40, 9), (70, 9), (5, 2))), []),
        ({"links": 5, "month": 2}, listing(0, unread="2026-11-20", first="2026-11-01"), []),
        ({}, listing(0, unread="2026-11-19", sizes=(20, 20, 20)), ["listing"]),
        ({"links": 5, "month": 2}, listing(0, unread="2026-10-20", first="2026-10-01"), ["listing", "month"]),
    ],
)
def test_what_is_not_met(expect: dict[str, int], now: Listing, said: list[str]) -> None:
    assert [note.expectation for note in unmet(source(**expect), now, TODAY)] == said


@pytest.mark.parametrize(("taken", "said"), [(19, ["month"]), (20, [])])
def test_the_pass_at_hand_counts(taken: int, said: list[str]) -> None:
    now = listing(9, first=(TODAY - timedelta(days=30)).isoformat())
    assert [note.expectation for note in unmet(source(month=20), now, TODAY, taken)] == said


def test_what_is_remembered_stays_small() -> None:
    held = listing(7)
    for n in range(500):
        held = with_this_pass(source(), held, TODAY + timedelta(days=n), 1)
    assert len(held.sizes) == 30
    assert len(held.taken) == 13 * 30 + 1
    assert set(held.sizes) == {7}
    assert held.first == TODAY.isoformat()


@pytest.mark.parametrize(
    ("times", "hours", "resting"),
    [
        (1, 0, False),
        (2, 10, True),
        (2, 23, False),
        (3, 40, True),
        (3, 47, False),
        (20, 24 * 29, True),
        (20, 24 * 30, False),
    ],
)
def test_what_keeps_failing_is_asked_for_ever_more_seldom(times: int, hours: float, resting: bool) -> None:
    held = listing(0, failed={"https://kunta.example.fi/x": (times, 0.0)})
    assert held.is_resting("https://kunta.example.fi/x", hours * 3600.0) == resting


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize(
    ("recheck", "hours", "asked"),
    [
        ("daily", 6, [True, False, False, False, True]),
        ("daily", 12, [True, False, True, False, True]),
        ("daily", 24, [True] * 5),
        ("weekly", 7 * 12, [True, False, True, False, True]),
        ("weekly", 7 * 24, [True] * 5),
    ],
)
def test_daily_means_once_a_day(
    site: Site, home: Home, clock: Clock, recheck: str, hours: int, asked: list[bool]
) -> None:
    home.settings.write_text("[fetch]\ndelay = 5.0\n[run]\nworkers = 1\n", encoding="utf-8")
    titles = {"/a.html": "Eka", "/b.html": "Toka", "/c.html": "Kolmas"}
    site.pages |= {path: release(title) for path, title in titles.items()}
    site.pages["/feed.xml"] = feed(site.url, titles)
    add(home, f"{site.url}/feed.xml", recheck=recheck)
    begun, seen = clock.at, []
    for n in range(5):
        clock.at = begun + n * hours * 3600
        site.forget()
        pass_over(home, now=clock.now, sleep=clock.sleep)
        seen.append({path: path in site.asked() for path in titles})
    assert seen == [dict.fromkeys(titles, one) for one in asked]


@pytest.mark.usefixtures("light")
def test_a_listing_that_is_gone_is_told_though_nothing_can_be_counted(site: Site, home: Home, clock: Clock) -> None:
    titles = {f"/{n}": f"Tiedote {n}" for n in range(5)}
    site.pages |= {"/feed.xml": feed(site.url, titles), **{path: release(title) for path, title in titles.items()}}
    add(home, f"{site.url}/feed.xml", name="halla", expect={"links": 5, "month": 2})

    def a_day() -> list[str]:
        report = pass_over(home, now=clock.now, sleep=clock.sleep)
        clock.at += 86_400
        return [note.expectation for note in report.notes]

    assert a_day() == []
    gone = site.pages.pop("/feed.xml")
    notes = [a_day() for _ in range(40)]
    assert [notes[day] for day in (0, 2, 3, 28, 29, 39)] == [
        [],
        [],
        ["listing"],
        ["listing"],
        ["listing", "month"],
        ["listing", "month"],
    ]
    assert [alert.text for alert in logged_alerts(home) if alert.kind == "expectation"] == [
        "the listing could not be read in any pass since 2026-09-22",
        "it gave 0 documents in 30 days, and 2 were expected",
    ]
    site.pages["/feed.xml"] = gone
    assert a_day() == ["month"]


@pytest.mark.usefixtures("light")
def test_a_listing_that_its_site_calls_gone_is_told_at_once(site: Site, home: Home, clock: Clock) -> None:
    whole = feed(site.url, {"/a.html": "Tori"})
    site.pages |= {"/a.html": release("Tori"), "/feed.xml": whole}
    source = add(home, f"{site.url}/feed.xml", name="halla")
    said = "the site says that the listing has been taken away for good (410)"

    def a_day() -> tuple[list[str], str]:
        report = pass_over(home, now=clock.now, sleep=clock.sleep)
        clock.at += 86_400
        return [note.text for note in report.notes], health_of(home, [source])[0].health

    assert a_day() == ([], "well")
    site.pages["/feed.xml"] = lambda to: reply(to, 410, b"")
    assert [a_day() for _ in range(5)] == [([said], said)] * 5
    assert [alert.text for alert in logged_alerts(home) if alert.kind == "expectation"] == [said]
    del site.pages["/feed.xml"]  # its server has forgotten that it was ever there
    unread = "could not be read"
    assert a_day() == ([f"the listing {unread} in any pass since 2026-09-22"], f"its listing {unread} since 2026-09-22")
    assert len([alert for alert in logged_alerts(home) if alert.kind == "expectation"]) == 1
    site.pages["/feed.xml"] = whole
    assert a_day() == ([], "well")


@pytest.mark.usefixtures("light")
def test_what_is_not_met_is_noted_once_though_the_store_is_away_meanwhile(
    site: Site, home: Home, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages |= {"/a.html": release("Tori"), "/feed.xml": feed(site.url, {"/a.html": "Tori"})}
    add(home, f"{site.url}/feed.xml", name="halla", recheck="when listed anew")
    assert pass_over(home, now=clock.now, sleep=clock.sleep).notes == ()
    clock.at += 86_400
    site.pages["/feed.xml"] = feed(site.url, {})
    tries = []

    def away_once(store: Store, at: Home) -> tuple[str, ...]:
        tries.append(at)
        if len(tries) == 1:
            raise StoreAway("the connection was cut")
        return ()

    monkeypatch.setattr("pipeline.runs.steadily.AWAY_DELAYS", (0.0,))
    monkeypatch.setattr("pipeline.runs.job.deliver", away_once)
    [note] = pass_over(home, now=clock.now, sleep=clock.sleep).notes
    assert note.text == "the listing is empty, and it has named documents before"
    assert len(tries) == 2
    assert len([alert for alert in logged_alerts(home) if alert.kind == "expectation"]) == 1


@pytest.mark.usefixtures("light")
def test_a_feed_that_is_no_longer_added_to_is_told(site: Site, home: Home, clock: Clock) -> None:
    add(home, f"{site.url}/feed.xml", kind="feed", name="halla", recheck="when listed anew")
    notes = []
    for day in range(0, 150, 5):
        shown = [f"/{n}" for n in range(min(day, 60), min(day, 60) + 10)]
        site.pages |= {path: release(f"Tiedote {path}", f"{path[1:]},5 miljoonaa") for path in shown}
        site.pages["/feed.xml"] = feed(site.url, {path: f"Tiedote {path}" for path in shown})
        notes += pass_over(home, now=clock.now, sleep=clock.sleep).notes
        clock.at += 5 * 86_400
    assert {note.expectation for note in notes} == {"usual month"}
    assert [alert.kind for alert in logged_alerts(home)].count("expectation") == 1


@pytest.mark.usefixtures("light")
def test_only_of_listings_can_something_be_expected(site: Site, home: Home, tmp_path: Path) -> None:
    site.pages["/sivu"] = release("Lähitorit")
    for address, options in ((f"{site.url}/sivu", {}), (f"{site.url}/sivu", {"kind": "page"}), (str(tmp_path), {})):
        with pytest.raises(SourceError, match="only of feeds, site maps and list pages"):
            add(home, address, expect={"month": 2}, **options)
    save(home, [Source(name="s", address=f"{site.url}/sivu", kind="page", expect=Expect(links=2))])
    with pytest.raises(SourceError, match="it is a page, and only of feeds, site maps and list pages"):
        pass_over(home)


@pytest.mark.usefixtures("light")
def test_what_is_not_met_stands_in_the_status_until_it_is(site: Site, home: Home) -> None:
    def needs() -> list[tuple[str, str]]:
        with Store.open(home) as store:
            return [(need.document, need.text) for need in status(store, home).needs]

    site.pages |= {"/a.html": release("Eka"), "/feed.xml": feed(site.url, {"/a.html": "Eka"})}
    for name in ("halla", "kuusisto"):
        site.pages[f"/{name}.xml"] = site.pages["/feed.xml"]
        add(home, f"{site.url}/{name}.xml", name=name, expect={"links": 2})
    pass_over(home)
    said = "the listing has 1 links, and at least 2 were expected"
    assert needs() == [("halla", said), ("kuusisto", said)]
    site.pages |= {"/b.html": release("Toka"), "/halla.xml": feed(site.url, {"/a.html": "Eka", "/b.html": "Toka"})}
    pass_over(home, ["halla"])
    ingest(home, [f"{site.url}/a.html"])
    assert needs() == [("kuusisto", said)]
    remove(home, "kuusisto")
    assert needs() == []


@pytest.mark.usefixtures("light")
def test_a_folder_is_watched_and_what_is_taken_away_is_marked(
    home: Home, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("asiakirjat")
    for name in ("a", "b"):
        (folder / f"{name}.html").write_text(release(f"Tiedote {name}"), encoding="utf-8")
    assert add(home, str(folder)).kind == "folder"
    assert pass_over(home).counts == {"read": 2}
    (folder / "a.html").unlink()
    assert pass_over(home).counts == {"unchanged": 1, "vanished": 1}
    assert pass_over(home).counts == {"unchanged": 1}


@pytest.mark.usefixtures("light")
def test_a_folder_knows_its_own_files_alone(site: Site, home: Home, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("asiakirjat")
    with ZipFile(folder / "liitteet.zip", "w") as archive:
        archive.writestr("a.html", release("Tiedote a"))
    site.pages["/sivu.html"] = release("Sivu")
    save(home, [Source(name="halla", address=f"{site.url}/sivu.html", kind="page")])
    assert pass_over(home).counts == {"read": 1}
    save(home, [Source(name="halla", address=str(folder), kind="folder")])
    assert pass_over(home).counts == {"read": 1, "skipped": 1}
    assert "vanished" not in pass_over(home).counts
    (folder / "liitteet.zip").unlink()
    assert pass_over(home).counts == {"vanished": 1}
