"""The feeds of a site are found from any of its pages: named ones first, else where sites of its kind have them."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from extractors.model.errors import SourceError
from index.home import Home
from pipeline.fetching.fetch import Fetcher, FetchSettings
from pipeline.runs.watch import add, added, load
from pipeline.sources.discover import _derived, discover, preset_of, presets
from search_cli.commands.watching import app
from tests.pipeline.conftest import Site, feed

HEAD = "<html><head>{head}</head><body><p>Etusivu</p>{body}</body></html>"
STT = "https://www.sttinfo.fi/rss/releases/latest?publisherId=69818103"


@pytest.mark.parametrize(
    ("address", "page", "name"),
    [
        ("https://kunta.example.fi/", '<meta name="generator" content="WordPress 6.4">', "wordpress"),
        ("https://hva.example.fi/", '<script data-drupal-selector="x"></script>', "drupal"),
        ("https://ministerio.example.fi/tiedotteet", "<script>Liferay.ThemeDisplay = {}</script>", "liferay"),
        ("https://www.sttinfo.fi/uutishuone/69818103/halla", "", "stt"),
        ("https://kunta.oncloudos.com/cgi/DREQUEST.PHP?page=meeting_frames", "", "dynasty"),
        ("http://kunta.example.fi/ktwebbin/dbisa.dll/ktwebscr/pk_kokl_tweb.htm", "", "tweb"),
        ("https://kunta.cloudnc.fi/fi-FI", "", "casem"),
        ("https://kunta.example.fi/djulkaisu/kokous/TELIN-1.HTM", "", "dynasty"),
        ("https://kunta.example.fi/", "<p>Tiedotteet</p>", None),
    ],
)
def test_the_kind_of_a_site(address: str, page: str, name: str | None) -> None:
    found = preset_of(page, address)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("name", "address", "page", "made"),
    [
        ("stt", "https://www.sttinfo.fi/uutishuone/69818103/halla", "", [STT]),
        ("stt", "https://www.sttinfo.fi/", '<a href="https://www.sttinfo.fi/uutishuone?publisherId=69818103">', [STT]),
        (
            "dynasty",
            "https://dynastyjulkaisu.example.fi/kunta/cgi/DREQUEST.PHP?page=meeting",
            "",
            [
                "https://dynastyjulkaisu.example.fi/kunta/cgi/DREQUEST.PHP?page=rss/meetingitems&show=100",
                "https://dynastyjulkaisu.example.fi/kunta/cgi/DREQUEST.PHP?page=rss/official_decisions&show=100",
            ],
        ),
        (
            "dynasty",
            "https://kunta.oncloudos.com/",
            "",
            ["https://kunta.oncloudos.com/cgi/DREQUEST.PHP?page=rss/meetingitems&show=100"],
        ),
    ],
)
def test_addresses_are_made_of_addresses(name: str, address: str, page: str, made: list[str]) -> None:
    [preset] = [one for one in presets() if one.name == name]
    assert _derived(preset, address, page) == made


def seen(site: Site, path: str = "/") -> list[tuple[str, str]]:
    fetcher = Fetcher(FetchSettings(delay=0.0), named=["127.0.0.1"])
    page = site.pages[path]
    assert isinstance(page, str)
    return [(one.address.removeprefix(site.url), one.kind) for one in discover(page.encode(), site.url + path, fetcher)]


def test_feeds_that_are_named(site: Site) -> None:
    head = '<link rel="alternate" type="application/atom+xml" href="/uutiset.atom">'
    body = (
        '<a href="/o/asset_publisher/abc/rss">RSS</a> <a href="/lassila">Lassila</a> <a href="mailto:a@b.fi">posti</a>'
    )
    site.pages["/"] = HEAD.format(head=head, body=body)
    assert seen(site) == [("/uutiset.atom", "feed"), ("/o/asset_publisher/abc/rss", "feed")]


def test_site_maps_that_robots_name(site: Site) -> None:
    site.pages |= {
        "/": HEAD.format(head="", body=""),
        "/robots.txt": f"User-agent: *\nAllow: /\nSitemap: {site.url}/kartta.xml\nSitemap: {site.url}/puuttuu.xml\n",
        "/kartta.xml": f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{site.url}/a</loc></url></urlset>',
    }
    assert seen(site) == [("/kartta.xml", "sitemap")]


def test_where_sites_of_its_kind_have_them(site: Site) -> None:
    site.pages |= {
        "/tiedotteet/": HEAD.format(head='<link href="/wp-content/a.css">', body=""),
        "/feed/": feed(site.url, {"/a": "A"}),
    }
    assert seen(site, "/tiedotteet/") == [("/feed/", "feed")]


def test_a_ministry_without_a_named_feed_has_its_list(site: Site) -> None:
    site.pages["/tiedotteet"] = HEAD.format(
        head="<script>Liferay.AUI = {}</script>", body='<a href="/-/uusi-tiedote">x</a>'
    )
    assert seen(site, "/tiedotteet") == [("/tiedotteet", "list")]


MAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{url}/a</loc></url></urlset>'


@pytest.mark.parametrize(
    ("there", "found", "asked"),
    [
        (
            ("/sitemap.xml", "/feed/", "/rss.xml"),
            [("/sitemap.xml", "sitemap"), ("/feed/", "feed")],
            ["/sitemap.xml", "/feed/"],
        ),
        (("/rss.xml",), [("/rss.xml", "feed")], ["/sitemap.xml", "/feed/", "/rss.xml"]),
        (("/rss",), [("/rss", "feed")], ["/sitemap.xml", "/feed/", "/rss.xml", "/rss"]),
        ((), [], ["/sitemap.xml", "/feed/", "/rss.xml", "/rss"]),
    ],
)
def test_where_sites_usually_have_them_when_nothing_names_them(
    site: Site, there: tuple[str, ...], found: list[tuple[str, str]], asked: list[str]
) -> None:
    front = HEAD.format(head="", body="")
    site.pages |= {"/": front, "/feed/": front, "/rss.xml": front}  # a site that answers everything with its front page
    for path in there:
        site.pages[path] = MAP.format(url=site.url) if path == "/sitemap.xml" else feed(site.url, {"/a": "A"})
        site.types[path] = "application/xml"
    assert seen(site) == found
    assert site.asked() == asked


def test_robots_are_obeyed_where_nothing_names_them(site: Site) -> None:
    site.pages |= {
        "/": HEAD.format(head="", body=""),
        "/rss.xml": feed(site.url, {"/a": "A"}),
        "/robots.txt": "User-agent: *\nDisallow: /rss\nDisallow: /feed\n",
    }
    assert seen(site) == []
    assert site.asked() == ["/sitemap.xml"]


@pytest.mark.parametrize(
    ("preset", "pages", "kind", "at", "taken"),
    [
        ("wordpress", {"/": HEAD.format(head="", body=""), "/feed/": "FEED"}, "feed", "/feed/", ["/a"]),
        ("drupal", {"/": HEAD.format(head="", body=""), "/sitemap.xml": "MAP"}, "sitemap", "/sitemap.xml", ["/a"]),
        ("wordpress", {"/": "FEED"}, "feed", "/", ["/a"]),
        (
            "liferay",
            {"/": HEAD.format(head="", body='<a href="/-/uusi">x</a> <a href="/fi/yhteys">y</a>')},
            "list",
            "/",
            ["/-/uusi"],
        ),
        (
            "ktweb",
            {
                "/": HEAD.format(
                    head="",
                    body='<a href="/ktwebbin/dbisa.dll/ktwebscr/pk_asil_tweb.htm?+bid=7">a</a>'
                    '<a href="/ktwebbin/ktproxy2.dll?doctype=3&amp;docid=8">b</a> <a href="/ktwebbin/ktohje.htm">c</a>',
                )
            },
            "list",
            "/",
            ["/ktwebbin/dbisa.dll/ktwebscr/pk_asil_tweb.htm?+bid=7", "/ktwebbin/ktproxy2.dll?doctype=3&docid=8"],
        ),
        (
            "cloudnc",
            {
                "/": HEAD.format(
                    head="",
                    body='<a href="/fi-FI/content/12/23">a</a> <a href="/fi-FI/haku">b</a>'
                    '<a href="/fi-FI/Toimielimet/Hallitus/Kokous_112026/Avaus(77)">c</a>',
                )
            },
            "list",
            "/",
            ["/fi-FI/content/12/23", "/fi-FI/Toimielimet/Hallitus/Kokous_112026/Avaus(77)"],
        ),
        (
            "dynasty",
            {
                "/": HEAD.format(
                    head="", body='<a href="/kokous/2026123-4.HTM">a</a> <a href="/kokous/TELIMET.HTM">b</a>'
                )
            },
            "list",
            "/",
            ["/kokous/2026123-4.HTM"],
        ),
    ],
)
def test_a_preset_makes_a_source(
    site: Site, home: Home, preset: str, pages: dict[str, str], kind: str, at: str, taken: list[str]
) -> None:
    known = {"FEED": feed(site.url, {"/a": "A"}), "MAP": MAP.format(url=site.url)}
    site.pages |= {path: known.get(page, page) for path, page in pages.items()}
    site.types |= {path: "application/xml" for path, page in pages.items() if page in known}
    found = added(home, f"{site.url}/", preset=preset, name="kunta")
    assert (found.source.kind, found.source.address.removeprefix(site.url)) == (kind, at)
    assert found.source.recheck == "daily"
    assert [one.address.removeprefix(site.url) for one in found.taken] == taken
    assert load(home) == [found.source]


def test_a_preset_that_does_not_fit_or_is_not_there_is_said(site: Site, home: Home) -> None:
    site.pages["/"] = HEAD.format(head="", body="")
    for name, said in (
        ("wordpress", "nothing to watch is where wordpress sites have it"),
        ("typo3", "there is no preset of that name"),
    ):
        with pytest.raises(SourceError, match=said):
            add(home, f"{site.url}/", preset=name)
    assert load(home) == []


def test_a_page_of_a_known_kind_of_site_says_so_when_it_is_added(site: Site, home: Home) -> None:
    site.pages["/"] = HEAD.format(head='<link href="/wp-content/a.css">', body="")
    done = CliRunner().invoke(app, ["add", f"{site.url}/", "--home", str(home.root)])
    assert done.exit_code == 0
    assert f"`louhi watch add {site.url}/ --preset wordpress`" in done.output
    assert "cloudnc" in CliRunner().invoke(app, ["presets"]).output
