"""A clerk's week: what is added, edited, broken, removed, renamed and published again is told once, and rightly."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Index
from index.home import Home
from index.search.saved import save as save_search
from index.store.status import status
from index.store.store import Store
from pipeline.runs.comparison.changes import recent
from pipeline.runs.reports.health import health_of
from pipeline.runs.watch import add, added, pass_over
from pipeline.sources.watched import load
from tests.pipeline.conftest import Clock, Site, feed, release, reply
from tests.pipeline.told import logged_alerts
from tests.pipeline.world import light

__all__ = ["light"]
DAY = 86_400.0


class Clerk:
    """Looks in each morning: what is new in the alerts since the last look."""

    def __init__(self, home: Home, clock: Clock) -> None:
        self.home, self.clock, self._seen = home, clock, 0

    def looks_in(self) -> tuple[dict[str, int], list[tuple[str, str]]]:
        report = pass_over(self.home, now=self.clock.now, sleep=self.clock.sleep)
        told = logged_alerts(self.home)
        news = [(alert.kind, alert.title) for alert in told[self._seen :]]
        self._seen = len(told)
        self.clock.at += DAY
        return report.counts, news


@pytest.mark.usefixtures("light")
def test_a_week(site: Site, home: Home, clock: Clock, tmp_path: Path) -> None:
    clerk = Clerk(home, clock)
    titles = {"/torit.html": "Lähitorit avataan", "/tie.html": "Tie korjataan"}
    site.pages |= {path: release(title, text=f"{title}.") for path, title in titles.items()}
    site.pages["/feed.xml"] = feed(site.url, titles)
    papers = tmp_path / "paperit"
    papers.mkdir()
    (papers / "lausunto.txt").write_text("Kunnanhallitus antoi lausunnon asiasta.", encoding="utf-8")

    # On Monday the clerk names what to watch, and everything is new.
    add(home, f"{site.url}/feed.xml", name="tiedotteet")
    add(home, str(papers), name="paperit")
    with Index.open(home) as index:
        save_search(index, "tori", "lähitorit")
    counts, news = clerk.looks_in()
    assert counts == {"read": 3}
    assert sorted(kind for kind, _ in news) == ["new document"] * 3 + ["saved search"]

    # On Tuesday nothing has happened, and nothing is told.
    assert clerk.looks_in() == ({"unchanged": 3}, [])

    # On Wednesday a figure is put right; its page says at what time it was made.
    site.pages["/tie.html"] = release("Tie korjataan", "2,5 miljoonaa", text="Tie korjataan.")
    counts, news = clerk.looks_in()
    assert counts == {"new version": 1, "unchanged": 2}
    assert news == [("changed facts", "Tie korjataan")]

    # On Thursday the site's feed is cut short in the middle: a failure, no news, nothing lost.
    whole = site.pages["/feed.xml"]
    site.pages["/feed.xml"] = str(whole)[:200]
    counts, news = clerk.looks_in()
    assert counts["failed"] == 1
    assert news == []
    assert health_of(home, load(home))[0].health.startswith("its listing could not be read since")
    site.pages["/feed.xml"] = whole

    # On Friday a paper is renamed, a page is taken down, and another takes its place.
    (papers / "lausunto.txt").rename(papers / "lausunto-2026.txt")
    del site.pages["/tie.html"]
    titles = {"/torit.html": titles["/torit.html"], "/silta.html": "Silta uusitaan"}
    site.pages["/silta.html"] = release("Silta uusitaan", text="Silta suljetaan kesäksi.")
    site.pages["/feed.xml"] = feed(site.url, titles)
    counts, news = clerk.looks_in()
    assert counts["read"] == 1
    assert counts["same content"] == 1
    assert ("new document", "Silta uusitaan") in news
    assert not any(title.startswith("lausunto") for _, title in news)
    with Store.open(home) as store:
        [paper] = [one for one in store.addresses(source="paperit") if one.vanished is None]
        assert paper.address.endswith("lausunto-2026.txt")

    # A week later the page that was taken down has been asked for once more: it is told as gone, once.
    clock.at += 7 * DAY
    _, news = clerk.looks_in()
    assert ("vanished document", "Tie korjataan") in news
    assert clerk.looks_in()[1] == []
    with Store.open(home) as store:
        assert [one.title for one in recent(store) if one.vanished] == ["Tie korjataan"]

    # It is published again: it is no news that it exists, and it is marked as gone no more.
    site.pages["/tie.html"] = release("Tie korjataan", "2,5 miljoonaa", text="Tie korjataan.")
    titles["/tie.html"] = "Tie korjataan"
    site.pages["/feed.xml"] = feed(site.url, titles)
    _, news = clerk.looks_in()
    assert news == []
    with Store.open(home) as store:
        assert not [one for one in recent(store) if one.vanished]
    assert {one.name: (one.documents, one.health) for one in health_of(home, load(home))} == {
        "tiedotteet": (3, "well"),
        "paperit": (1, "well"),
    }


@pytest.mark.usefixtures("light")
def test_a_site_in_trouble(site: Site, home: Home, clock: Clock) -> None:
    clerk = Clerk(home, clock)
    titles = {"/torit.html": "Lähitorit avataan", "/tie.html": "Tie korjataan", "/silta.html": "Silta uusitaan"}
    site.pages |= {path: release(title, "2 miljoonaa", text=f"{title}.") for path, title in titles.items()}
    site.pages["/feed.xml"] = whole = feed(site.url, titles)
    road = site.pages["/tie.html"]
    add(home, f"{site.url}/feed.xml", name="tiedotteet")
    clerk.looks_in()

    # A figure is changed, and then put back: two changes, each told with both figures.
    site.pages["/tie.html"] = release("Tie korjataan", "3 miljoonaa", text="Tie korjataan.")
    assert clerk.looks_in()[1] == [("changed facts", "Tie korjataan")]
    site.pages["/tie.html"] = road
    assert clerk.looks_in()[1] == [("changed facts", "Tie korjataan")]
    assert [one.text for one in logged_alerts(home)][-2:] == [
        "amounts: 2 miljoonaa euroa -> 3 miljoonaa euroa",
        "amounts: 3 miljoonaa euroa -> 2 miljoonaa euroa",
    ]

    # A page is withdrawn though the feed names it still: told once, and no more news when it comes back.
    site.pages["/tie.html"] = lambda to: reply(to, 410, b"")
    assert clerk.looks_in() == ({"unchanged": 2, "vanished": 1}, [("vanished document", "Tie korjataan")])
    assert clerk.looks_in()[1] == []
    site.pages["/tie.html"] = road
    assert clerk.looks_in() == ({"unchanged": 3}, [])

    # A page moves, and the site is in trouble for a day: failures are no news.
    site.pages["/uusi/silta.html"] = site.pages["/silta.html"]
    site.pages["/silta.html"] = lambda to: reply(to, 301, b"", Location="/uusi/silta.html")
    assert clerk.looks_in() == ({"unchanged": 3}, [])
    kept, site.pages["/torit.html"] = site.pages["/torit.html"], lambda to: reply(to, 503, b"", Retry_After="100")
    counts, news = clerk.looks_in()
    assert (sum(counts.values()), counts["failed"] >= 1, news) == (3, True, [])
    assert "failing" in health_of(home, load(home))[0].health
    site.pages["/torit.html"] = kept
    assert clerk.looks_in() == ({"unchanged": 3}, [])

    # The feed is empty all of a sudden: told once, for as long as it is.
    site.pages["/feed.xml"] = feed(site.url, {})
    assert clerk.looks_in()[1] == [("expectation", "tiedotteet")]
    assert logged_alerts(home)[-1].text == "the listing is empty, and it has named documents before"
    assert clerk.looks_in()[1] == []
    assert "the listing is empty" in health_of(home, load(home))[0].health

    # The site is made anew, and a page stands where the feed was: said as what it is, and told after some days.
    site.pages["/feed.xml"] = "<!DOCTYPE html><html><title>Uusi sivusto</title><p>Sivusto on uudistunut.</p></html>"
    site.types["/feed.xml"] = "text/html"
    news = [clerk.looks_in()[1] for _ in range(5)]
    assert [one for some in news for one in some] == [("expectation", "tiedotteet")]
    with Store.open(home) as store:
        [failure] = status(store, home).failed
    assert failure.reason == "it is a web page, and was to be a feed"

    # All is as it was: nothing is new.
    site.pages["/feed.xml"] = whole
    del site.types["/feed.xml"]
    counts, news = clerk.looks_in()
    assert (counts["unchanged"], news) == (3, [])
    assert [(one.documents, one.health) for one in health_of(home, load(home))] == [(3, "well")]


@pytest.mark.usefixtures("light")
def test_what_a_person_wrote_around_sources_stays(site: Site, home: Home) -> None:
    site.pages["/a.html"] = release("A")
    home.sources.write_text(
        "# Kunnan lähteet, hoitaa kirjaamo\n\n[[source]]  # tärkein\nname = 'tori'\n"
        f"address = '{site.url}/a.html'  # vanha osoite kuoli 2025\nkind = 'page'\n",
        encoding="utf-8",
    )
    add(home, f"{site.url}/b.html", kind="page", name="uusi")
    found = added(home, f"{site.url}/a.html", publisher="Hallanmaan liitto")
    assert found.changed == ("publisher: none -> Hallanmaan liitto",)
    assert added(home, f"{site.url}/a.html", publisher="Hallanmaan liitto").changed == ()
    text = home.sources.read_text(encoding="utf-8")
    for line in ("# Kunnan lähteet, hoitaa kirjaamo", "# tärkein", "name = 'tori'", "# vanha osoite kuoli 2025"):
        assert line in text
    assert [(one.name, one.publisher) for one in load(home)] == [("tori", "Hallanmaan liitto"), ("uusi", None)]
