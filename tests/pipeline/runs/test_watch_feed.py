"""A feed over HTTP: everything once, then only what changed, and only by asking conditionally."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler

import pytest

from index.home import Home
from index.store import state
from index.store.store import Store
from pipeline.fetching.host_memory import load_asked
from pipeline.runs.ingest import fetching, ingest
from pipeline.runs.watch import add, check, load, pass_over, remove
from pipeline.sources.sources import host_of
from tests.pipeline.conftest import Clock, Site, feed, release, reply
from tests.pipeline.world import Light, light

__all__ = ["light"]
pytestmark = pytest.mark.usefixtures("light")

TITLES = {"/a.html": "Lähitorit avataan", "/b.html": "Hallanmaa saa rahoituksen", "/c.html": "Jaosto kokoontui"}


def serve(site: Site) -> None:
    site.pages["/feed.xml"] = feed(site.url, TITLES)
    site.pages |= {path: release(title) for path, title in TITLES.items()}


def test_first_all_then_none_then_the_edited_one(site: Site, home: Home) -> None:
    serve(site)
    source = add(home, f"{site.url}/feed.xml")
    assert source.kind == "feed"
    site.forget()

    assert pass_over(home).counts == {"read": 3}
    assert sorted(set(site.asked())) == ["/a.html", "/b.html", "/c.html", "/feed.xml"]

    site.forget()
    assert pass_over(home).counts == {"unchanged": 3}
    assert all(asked.conditional for asked in site.log if asked.path != "/robots.txt")

    site.pages["/b.html"] = release("Hallanmaa saa rahoituksen", "2,8 miljoonaa")
    assert pass_over(home).counts == {"new version": 1, "unchanged": 2}
    with Store.open(home) as store:
        assert store.count() == 3
        known = store.address(f"{site.url}/b.html")
        assert known is not None
        assert [row["number"] for row in store.history(known.document_id)] == [1, 2]


def test_what_the_feed_says_is_a_hint_and_the_source_is_kept(site: Site, home: Home) -> None:
    serve(site)
    add(home, f"{site.url}/feed.xml", name="halla", publisher="Kuusiston kunta", language="fi")
    report = pass_over(home)
    assert {item.source for item in report.items} == {"halla"}
    with Store.open(home) as store:
        assert {one.source for one in store.addresses()} == {"halla"}
        assert {entry.document.publisher for entry in store.entries()} == {"Kuusiston kunta"}


def test_an_atom_feed(site: Site, home: Home) -> None:
    serve(site)
    entries = "".join(
        f'<entry><id>{path}</id><title>{title}</title><link href="{path}"/><updated>2026-03-24</updated></entry>'
        for path, title in TITLES.items()
    )
    site.pages["/feed.xml"] = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{entries}</feed>'
    assert add(home, f"{site.url}/feed.xml").kind == "feed"
    assert pass_over(home).counts == {"read": 3}


def test_check_shows_what_would_be_taken_and_takes_nothing(site: Site, home: Home) -> None:
    serve(site)
    seen = check(home, f"{site.url}/feed.xml", links="/[ab]\\.html")
    assert [one.address for one in seen.taken] == [f"{site.url}/a.html", f"{site.url}/b.html"]
    assert [(one.address, one.why) for one in seen.left] == [(f"{site.url}/c.html", "the patterns leave it out")]
    assert set(site.asked()) == {"/feed.xml"}
    assert seen.why == ("it is a feed: the documents its entries link to are taken, those that match /[ab]\\.html")
    assert load(home) == []
    with Store.open(home) as store:
        assert store.count() == 0


def test_a_page_names_its_feed(site: Site, home: Home) -> None:
    serve(site)
    site.pages["/"] = (
        '<html><head><link rel="alternate" type="application/rss+xml" href="feed.xml"></head>'
        "<body>Etusivu</body></html>"
    )
    seen = check(home, f"{site.url}/")
    assert seen.source.kind == "page"
    assert [(offer.address, offer.kind, offer.seen) for offer in seen.offers] == [
        (f"{site.url}/feed.xml", "feed", "the head of the page")
    ]


def test_a_wordpress_site_is_known_by_its_signs(site: Site, home: Home) -> None:
    serve(site)
    site.pages["/"] = '<html><head><link rel="stylesheet" href="/wp-content/x.css"></head><body>Etusivu</body></html>'
    site.pages["/feed/"] = site.pages["/feed.xml"]
    assert [offer.address for offer in check(home, f"{site.url}/").offers] == [f"{site.url}/feed/"]


def test_a_site_map_and_a_list_page_are_sources_too(site: Site, home: Home) -> None:
    serve(site)
    entries = "".join(
        f"<url><loc>{site.url}{path}</loc><lastmod>2026-03-24</lastmod></url>" for path in ("/a.html", "/b.html")
    )
    site.pages["/map.xml"] = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    site.pages["/index.xml"] = (
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{site.url}/map.xml</loc></sitemap></sitemapindex>'
    )
    site.pages["/lista.html"] = '<html><body><a href="c.html">Jaosto</a> <a href="/muu.html">Muu</a></body></html>'
    assert add(home, f"{site.url}/index.xml").kind == "sitemap"
    assert add(home, f"{site.url}/lista.html", links=r"/c\.html$").kind == "list"
    report = pass_over(home)
    assert report.counts == {"read": 3}
    assert "/muu.html" not in site.asked()


def test_when_listed_anew_asks_only_for_what_the_listing_marks(site: Site, home: Home) -> None:
    serve(site)
    add(home, f"{site.url}/feed.xml", recheck="when listed anew")
    pass_over(home)
    site.forget()
    assert pass_over(home).counts == {}
    assert set(site.asked()) == {"/feed.xml"}
    site.pages["/a.html"] = release("Lähitorit avataan", "9 miljoonaa")
    site.pages["/feed.xml"] = feed(site.url, TITLES, changed={"/a.html": "2026-03-25T08:00:00Z"})
    site.forget()
    assert pass_over(home).counts == {"new version": 1}
    assert site.asked() == ["/feed.xml", "/a.html"]


def test_sources_are_kept_readably_and_removed_by_name(site: Site, home: Home) -> None:
    serve(site)
    add(home, f"{site.url}/feed.xml", name="halla", cron="0 7 * * 1-5")
    assert 'name = "halla"' in home.sources.read_text(encoding="utf-8")
    pass_over(home)
    remove(home, "halla")
    assert load(home) == []
    with Store.open(home) as store:
        assert store.count() == 3


@pytest.mark.parametrize("claimed", ["text/html; charset=utf-8", "text/html; charset=iso-8859-1", "text/html"])
@pytest.mark.parametrize("real", ["utf-8", "cp1252"])
def test_a_wrong_encoding_is_seen_through(site: Site, home: Home, claimed: str, real: str) -> None:
    site.pages["/a"] = release("Lähitorit avataan Äänekylässä").encode(real)
    site.types["/a"] = claimed
    add(home, f"{site.url}/a", kind="page")
    pass_over(home)
    with Store.open(home) as store:
        [entry] = store.entries()
    assert entry.document.title == "Lähitorit avataan Äänekylässä"


def test_what_a_site_asked_for_holds_for_the_passes_to_come(site: Site, home: Home, clock: Clock) -> None:
    serve(site)
    add(home, f"{site.url}/feed.xml")
    site.pages["/b.html"] = lambda to: reply(to, 429, b"", Retry_After="7200")
    site.forget()
    assert pass_over(home, now=clock.now, sleep=clock.sleep).counts["failed"] >= 1
    asked = len(site.log)
    clock.at += 3600
    [failure] = pass_over(home, now=clock.now, sleep=clock.sleep).failures
    assert "asked to come back in" in (failure.reason or "")
    assert len(site.log) == asked
    serve(site)
    clock.at += 3600
    assert pass_over(home, now=clock.now, sleep=clock.sleep).ok


def test_the_delay_holds_between_runs(site: Site, home: Home, clock: Clock) -> None:
    serve(site)
    home.settings.write_text("[fetch]\ndelay = 5.0\n", encoding="utf-8")
    for begun, slept in ((0, 5.0), (2, 3.0), (4, 1.0), (4000, 0.0)):
        clock.at += begun
        clock.slept.clear()
        with Store.open(home) as store, fetching(home, store, [site.url], now=clock.now, sleep=clock.sleep) as fetcher:
            fetcher.get(f"{site.url}/a.html")
        assert sum(clock.slept) == pytest.approx(slept, abs=0.01)
    with Store.open(home) as store:
        with store.writing() as db:
            state.put(db, "asked", host_of(site.url), {"at": "rikki"})
        with fetching(home, store, [site.url], now=clock.now, sleep=clock.sleep) as fetcher:
            fetcher.get(f"{site.url}/a.html")
        assert load_asked(store) == {host_of(site.url): round(clock.at, 3)}


def test_a_release_that_leads_to_the_front_page_is_gone(site: Site, home: Home) -> None:
    serve(site)
    site.pages |= {"/fi/": release("Etusivu"), "/oma": lambda to: reply(to, 302, b"", Location="/fi/")}
    add(home, f"{site.url}/feed.xml", name="halla")
    add(home, f"{site.url}/oma", kind="page")
    site.pages["/a.html"] = site.pages["/oma"]
    assert pass_over(home).counts == {"read": 3, "failed": 1}
    site.pages["/b.html"] = site.pages["/oma"]
    report = pass_over(home)
    assert {item.address.removeprefix(site.url): item.outcome for item in report.items} == {
        "/a.html": "failed",
        "/b.html": "vanished",
        "/c.html": "unchanged",
        "/oma": "unchanged",
    }
    assert {item.reason for item in report.items if item.reason} == {
        "it leads to the site's front page: it is no longer there"
    }


def test_routes_of_one_page_are_items_of_their_own(site: Site, home: Home) -> None:
    site.pages |= {"/sovellus?kunta=1": '<html><body><div id="app"></div><script src="x.js"></script></body></html>'}
    links = {f"/sovellus?kunta=1#!/kuulutus/{n}": f"Kuulutus {n}" for n in range(3)}
    site.pages["/feed.xml"] = feed(site.url, links)
    add(home, f"{site.url}/feed.xml")
    report = pass_over(home)
    assert {item.address.removeprefix(site.url): item.reason for item in report.failures} == dict.fromkeys(
        links, "the page has no text of its own"
    )


def test_a_session_in_an_address_is_no_part_of_it(site: Site, home: Home) -> None:
    numbers = iter(range(9))

    def page(to: BaseHTTPRequestHandler) -> None:
        body = f'<html><body><a href="/a.html;jsessionid={next(numbers)}?PHPSESSID={next(numbers)}">A</a></body></html>'
        reply(to, 200, body.encode(), Content_Type="text/html")

    site.pages |= {"/lista": page, "/a.html": release("A")}
    add(home, f"{site.url}/lista", kind="list")
    assert [pass_over(home).counts for _ in range(2)] == [{"read": 1}, {"unchanged": 1}]


RSS = '<rss version="2.0"><channel><title>T</title>{}</channel></rss>'
DATED = "<pubDate>{}</pubDate>"
ITEM = "<item><title>{}</title><link>{}</link><guid>1</guid>{}</item>"


@pytest.mark.parametrize(
    ("items", "taken"),
    [
        ([("A", "/a.html", ""), ("B", "/b.html", "")], ["/a.html", "/b.html"]),
        ([("A", "../x/../a.html", ""), ("A", "/a.html#osa", ""), ("B", "\n /b.html\n", "")], ["/a.html", "/b.html"]),
        (
            [
                ("A", "/a.html", DATED.format("ti 24. maaliskuuta 2026 klo 8.30")),
                ("B", "/b.html", DATED.format("eilen")),
            ],
            ["/a.html", "/b.html"],
        ),
        (
            [
                ("A", "http://[rikki/", ""),
                ("A", "http://x.fi:99999/", ""),
                ("A", "mailto:a@b.fi", ""),
                ("B", "/b.html", ""),
            ],
            ["/b.html"],
        ),
    ],
    ids=["one guid", "relative and twice", "Finnish dates", "links that lead nowhere"],
)
def test_feeds_of_all_sorts(site: Site, home: Home, items: list[tuple[str, str, str]], taken: list[str]) -> None:
    serve(site)
    site.pages["/feed.xml"] = RSS.format("".join(ITEM.format(*item) for item in items))
    add(home, f"{site.url}/feed.xml", kind="feed")
    report = pass_over(home)
    read = (item.address.removeprefix(site.url) for item in report.items if item.outcome == "read")
    assert sorted(read) == taken


USELESS = """
<item><title>Ilman</title><description>teksti</description></item><item><title>Tunnus</title><guid>tag:x,1</guid></item>
<item><title>FTP</title><link>ftp://x.example.fi/a</link></item><item><title>A</title><link>/a.html</link></item>
<item><title>Liite</title><enclosure url="/liite.pdf" type="application/pdf" length="1"/></item>"""
NO_LINK, NO_ADDRESS = "an entry of the feed has no link", "what it links to is no address that can be asked"
LEFT = {"“Ilman” in {}/feed.xml": NO_LINK, "tag:x,1": NO_ADDRESS, "ftp://x.example.fi/a": NO_ADDRESS}


def test_entries_that_lead_nowhere_are_told_once_with_the_reason(site: Site, home: Home) -> None:
    serve(site)
    site.pages["/feed.xml"] = RSS.format(USELESS)
    left = {address.format(site.url): why for address, why in LEFT.items()}
    assert {one.address: one.why for one in check(home, f"{site.url}/feed.xml").left} == left
    add(home, f"{site.url}/feed.xml")
    report = pass_over(home)
    assert report.counts == {"read": 1, "skipped": 3}
    assert {item.address: item.reason for item in report.items if item.outcome == "skipped"} == left
    assert pass_over(home).counts == {"unchanged": 1}
    report = ingest(home, [f"{site.url}/feed.xml"])
    assert set(left) < {item.address for item in report.items if item.outcome == "skipped"}


def test_what_is_left_out_because_there_are_too_many_is_told_once_and_taken_when_its_turn_comes(
    site: Site, home: Home
) -> None:
    serve(site)
    add(home, f"{site.url}/feed.xml", most=1, skip="/b", recheck="when listed anew")
    [_, item] = sorted(pass_over(home).items, key=lambda one: one.address)
    assert (item.address, item.outcome) == (f"{site.url}/c.html", "skipped")
    assert item.reason == "only the first 1 of the listing are taken"
    assert pass_over(home).counts == {}
    site.pages["/feed.xml"] = feed(site.url, {"/c.html": TITLES["/c.html"], "/d.html": "Uusi"})
    report = pass_over(home)
    assert [(item.address[-7:], item.outcome) for item in report.items] == [("/d.html", "skipped"), ("/c.html", "read")]


@pytest.mark.parametrize(
    "broken", [b"<rss><channel><title>T</title><item><title>A</ti", b"<html><body>Huoltokatko</body></html>", b""]
)
def test_a_feed_that_is_cut_short_is_told_and_what_it_had_is_kept(site: Site, home: Home, broken: bytes) -> None:
    serve(site)
    add(home, f"{site.url}/feed.xml", recheck="when listed anew")
    pass_over(home)
    site.pages["/feed.xml"] = broken
    assert pass_over(home).counts == {"failed": 1}
    serve(site)
    assert pass_over(home).counts == {"skipped": 1}
    assert set(site.asked()) == {"/feed.xml", *TITLES}


def test_a_source_that_louhi_stumbles_on_ends_no_pass(site: Site, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(site)
    for path in ("/feed.xml", "/a.html"):
        add(home, site.url + path, kind="feed" if path == "/feed.xml" else "page")

    def stumble(*_: object) -> None:
        raise ZeroDivisionError("jaettu nollalla")

    monkeypatch.setattr(Light, "listed", stumble)
    report = pass_over(home)
    assert report.counts == {"read": 1, "failed": 1}
    assert report.failures[0].reason == "an error in Louhi itself (ZeroDivisionError: jaettu nollalla)"


def test_sources_that_are_added_at_once_are_all_kept(home: Home) -> None:
    names = [f"https://kunta{n}.example.fi/" for n in range(12)]
    with ThreadPoolExecutor(6) as many:
        list(many.map(lambda address: add(home, address, kind="page"), names))
    assert sorted(source.address for source in load(home)) == sorted(names)
    with ThreadPoolExecutor(6) as many:
        list(many.map(lambda address: remove(home, address), names[1:]))
    assert [source.address for source in load(home)] == names[:1]


def test_what_is_left_out_has_its_own_reason(site: Site, home: Home) -> None:
    serve(site)
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /a.html\n"
    found = check(home, f"{site.url}/feed.xml", skip="/none", most=2)
    assert [(one.address.removeprefix(site.url), one.why) for one in found.left] == [
        ("/a.html", "the site's robots.txt asks not to read it"),
        ("/c.html", "only the first 2 are taken"),
    ]
    assert [one.address.removeprefix(site.url) for one in found.taken] == ["/b.html"]


def test_a_feed_that_is_cut_short_is_a_failure_and_gives_what_it_holds(site: Site, home: Home) -> None:
    pages = {f"/{n}.html": f"Tiedote {n}" for n in range(6)}
    whole = feed(site.url, pages)
    site.pages |= {path: release(title) for path, title in pages.items()}
    site.pages["/feed.xml"] = whole[: whole.index("Tiedote 3")]
    add(home, f"{site.url}/feed.xml", name="halla", kind="feed")
    report = pass_over(home)
    assert report.counts["read"] == 3
    assert [item.reason for item in report.failures] == ["the listing is cut short; what it still gave is taken"]
    site.pages["/feed.xml"] = whole
    report = pass_over(home)
    assert (report.counts["read"], report.failures) == (3, ())
