"""A site that is dead or silent costs a pass a few requests, and all that was not asked for is told with its reason."""

from __future__ import annotations

import time
from http.server import BaseHTTPRequestHandler

import pytest

from index.home import Home
from pipeline.runs.retry_delays import RETRY_DELAYS
from pipeline.runs.watch import pass_over
from pipeline.sources.sources import Source
from pipeline.sources.watched import save
from tests.pipeline.conftest import Clock, Site, feed, release, reply
from tests.pipeline.sources.test_sitemaps import maps
from tests.pipeline.world import light

__all__ = ["light"]
pytestmark = pytest.mark.usefixtures("light")

LEFT_ALONE = "the site's answers take too long, so it is left alone for now"


def silent(to: BaseHTTPRequestHandler) -> None:
    time.sleep(0.5)
    to.close_connection = True


@pytest.fixture
def brisk(home: Home) -> Home:
    """A home that waits a fifth of a second for an answer."""
    home.settings.write_text("[fetch]\ndelay = 0.01\nsilence = 0.2\n[run]\nbatch = 4\n", encoding="utf-8")
    return home


def test_a_silent_site_is_asked_a_few_times_and_each_item_is_told(site: Site, brisk: Home, clock: Clock) -> None:
    paths = {f"/{n}": f"Tiedote {n}" for n in range(80)}
    site.pages |= {"/feed.xml": feed(site.url, paths), **dict.fromkeys(paths, silent)}
    save(brisk, [Source(name="a", address=f"{site.url}/feed.xml", kind="feed")])
    report = pass_over(brisk, now=clock.now, sleep=clock.sleep)
    assert site.asked() == ["/feed.xml", "/0", "/1", "/2", "/3"]
    assert len(report.failures) == 80
    assert {item.reason for item in report.failures} == {LEFT_ALONE}
    assert sum(clock.slept) < 2 * sum(RETRY_DELAYS)


def test_slow_items_do_not_keep_the_others_away(site: Site, brisk: Home, clock: Clock) -> None:
    paths = {f"/{n}": f"Tiedote {n}" for n in range(9)}
    site.pages |= {path: release(title, f"{path[1:]} miljoonaa") for path, title in paths.items()}
    site.pages |= {"/feed.xml": feed(site.url, paths), **dict.fromkeys(("/0", "/1", "/2"), silent)}
    save(brisk, [Source(name="a", address=f"{site.url}/feed.xml", kind="feed")])
    report = pass_over(brisk, now=clock.now, sleep=clock.sleep)
    assert report.counts == {"read": 6, "failed": 3}


def test_what_leads_to_a_dead_site_does_not_make_its_own_site_dead(
    site: Site, inner: Site, brisk: Home, clock: Clock
) -> None:
    inner.pages["/robots.txt"] = lambda to: reply(to, 503, b"")
    site.pages["/a"] = lambda to: reply(to, 302, b"", Location=f"{inner.url}/a")
    site.pages |= {"/b": release("Eka"), "/feed.xml": feed(site.url, {"/a": "Muualla", "/b": "Eka"})}
    save(
        brisk,
        [
            Source(name="a", address=f"{site.url}/feed.xml", kind="feed"),
            Source(name="b", address=f"{inner.url}/feed.xml", kind="feed"),
        ],
    )
    report = pass_over(brisk, now=clock.now, sleep=clock.sleep)
    assert report.counts == {"read": 1, "failed": 2}
    assert inner.asked() == []


def test_the_listings_of_a_dead_site_are_asked_for_in_vain_once(site: Site, brisk: Home, clock: Clock) -> None:
    site.pages["/robots.txt"] = lambda to: reply(to, 503, b"")
    save(brisk, [Source(name=name, address=f"{site.url}/{name}.xml", kind="feed") for name in "abc"])
    report = pass_over(brisk, now=clock.now, sleep=clock.sleep)
    assert site.asked(robots=True) == ["/robots.txt"] * 3
    assert {item.reason for item in report.failures} == {"the site's robots.txt could not be read, so nothing of it is"}
    assert len(report.failures) == 3


def test_the_maps_of_a_silent_site_are_not_all_asked_for(site: Site, brisk: Home, clock: Clock) -> None:
    within = [f"/{n}.xml" for n in range(9)]
    site.pages |= {"/kartta.xml": maps(site, *within), **dict.fromkeys(within, silent)}
    save(brisk, [Source(name="s", address=f"{site.url}/kartta.xml", kind="sitemap")])
    report = pass_over(brisk, now=clock.now, sleep=clock.sleep)
    assert site.asked() == ["/kartta.xml", "/0.xml", "/1.xml"] * 3
    assert [item.address for item in report.failures] == [site.url + path for path in within]
