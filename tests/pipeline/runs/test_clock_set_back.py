"""A machine whose clock was a year ahead and is put right: nothing waits for that year to pass."""

from __future__ import annotations

import pytest

from index.home import Home
from index.store.run_log import CLOCK_SAID, recent_runs
from index.store.status import status
from index.store.store import Store
from pipeline.runs.reports.health import health_of
from pipeline.runs.watch import add, pass_over
from pipeline.sources.watched import load
from tests.pipeline.conftest import Clock, Site, feed, release, reply
from tests.pipeline.told import logged_alerts
from tests.pipeline.world import light

__all__ = ["light"]
pytestmark = pytest.mark.usefixtures("light")

DAY, YEAR = 86_400.0, 365 * 86_400.0


class Watch:
    """A feed of three releases that is passed over once a day, by a clock that is a year ahead."""

    def __init__(self, site: Site, home: Home, clock: Clock) -> None:
        self.site, self.home, self.clock = site, home, clock
        self.titles = {"/a.html": "Tori", "/b.html": "Tie", "/c.html": "Silta"}
        site.pages |= {path: release(title, text=f"{title}.") for path, title in self.titles.items()}
        site.pages["/feed.xml"] = feed(site.url, self.titles)
        clock.at += YEAR

    def passes(self, times: int = 1) -> list[str]:
        """What was asked for in the last of some daily passes."""
        for _ in range(times):
            self.site.forget()
            pass_over(self.home, now=self.clock.now, sleep=self.clock.sleep)
            self.clock.at += DAY
        return sorted(self.site.asked())

    def is_put_right(self) -> None:
        self.clock.at -= YEAR


@pytest.fixture
def watch(site: Site, home: Home, clock: Clock) -> Watch:
    return Watch(site, home, clock)


def test_what_is_asked_for_daily_is_asked_for(watch: Watch) -> None:
    add(watch.home, f"{watch.site.url}/feed.xml", recheck="daily")
    watch.passes(2)
    watch.is_put_right()
    assert watch.passes() == ["/a.html", "/b.html", "/c.html", "/feed.xml"]
    watch.clock.at -= DAY / 2
    assert watch.passes() == ["/feed.xml"]  # and once a day, as before


def test_what_kept_failing_is_asked_for_and_counts_as_it_fares_now(watch: Watch) -> None:
    add(watch.home, f"{watch.site.url}/feed.xml", recheck="daily")
    whole, watch.site.pages["/b.html"] = watch.site.pages["/b.html"], lambda to: reply(to, 403, b"")
    watch.passes(5)
    watch.is_put_right()
    watch.site.pages["/b.html"] = whole
    assert "/b.html" in watch.passes()
    with Store.open(watch.home) as store:
        assert status(store, watch.home).failed == ()


def test_the_last_pass_is_the_last_one(watch: Watch) -> None:
    add(watch.home, f"{watch.site.url}/feed.xml", name="halla")
    watch.passes(3)
    watch.is_put_right()
    watch.site.pages["/feed.xml"] = feed(watch.site.url, {})
    watch.passes()
    [health] = health_of(watch.home, load(watch.home))
    assert "empty" in health.health
    with Store.open(watch.home) as store:
        last, *before = recent_runs(store)
        assert len(before) == 3
        assert all(one.started < last.started for one in before)
        assert [one.data[CLOCK_SAID][:4] for one in before] == ["2027"] * 3
        assert all(one.ended is not None and one.ended <= last.started for one in before)
        assert CLOCK_SAID not in last.data
        assert health.last_pass == last.ended


def test_a_site_that_asked_for_an_hour_rests_no_year(watch: Watch) -> None:
    add(watch.home, f"{watch.site.url}/a.html", kind="page")
    whole, watch.site.pages["/a.html"] = watch.site.pages["/a.html"], lambda to: reply(to, 429, b"", Retry_After="7200")
    watch.passes()
    watch.is_put_right()
    watch.clock.at -= DAY
    asked = len(watch.passes())
    assert asked == 1  # and it asks for two hours once more, by the right clock
    watch.clock.at += 3600 - DAY
    assert watch.passes() == []
    watch.clock.at += 2 * 3600 - DAY
    watch.site.pages["/a.html"] = whole
    assert watch.passes() == ["/a.html"]


def test_a_listing_that_cannot_be_read_is_told_after_three_days(watch: Watch) -> None:
    add(watch.home, f"{watch.site.url}/feed.xml", name="halla")
    watch.passes()
    del watch.site.pages["/feed.xml"]
    watch.passes()
    watch.is_put_right()
    watch.passes(5)
    [alert] = [one for one in logged_alerts(watch.home) if one.kind == "expectation"]
    assert alert.text.startswith("the listing could not be read in any pass since 2026-")


def test_what_no_listing_names_is_asked_for_once_more(watch: Watch) -> None:
    add(watch.home, f"{watch.site.url}/feed.xml")
    watch.passes()
    watch.site.pages["/feed.xml"] = feed(watch.site.url, {"/a.html": "Tori"})
    watch.is_put_right()
    assert watch.passes() == ["/a.html", "/b.html", "/c.html", "/feed.xml"]
    assert watch.passes() == ["/a.html", "/feed.xml"]
