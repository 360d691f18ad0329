"""Site maps within site maps: each asked for by itself, read only where it has changed, and none stops the others."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler

import pytest

from index.home import Home
from index.store import state
from index.store.store import Store
from pipeline.runs.watch import add, check, load, pass_over
from pipeline.sources.listing_state import Listing, Source
from tests.pipeline.conftest import Site, release, reply
from tests.pipeline.told import listing_of_home
from tests.pipeline.world import light

__all__ = ["light"]
pytestmark = pytest.mark.usefixtures("light")
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def pages(site: Site, *paths: str) -> str:
    for path in paths:
        site.pages.setdefault(path, release(f"Tiedote {path}"))
    return (
        f'<urlset xmlns="{SCHEMA}">'
        + "".join(f"<url><loc>{site.url}{path}</loc></url>" for path in paths)
        + "</urlset>"
    )


def maps(site: Site, *paths: str) -> str:
    entries = "".join(f"<sitemap><loc>{site.url}{path}</loc></sitemap>" for path in paths)
    return f'<sitemapindex xmlns="{SCHEMA}">{entries}</sitemapindex>'


@pytest.fixture
def kept(site: Site, home: Home) -> Home:
    site.pages["/kartta.xml"] = maps(site, "/1.xml", "/2.xml")
    site.pages |= {"/1.xml": pages(site, "/a", "/b"), "/2.xml": pages(site, "/c")}
    add(home, f"{site.url}/kartta.xml", name="s", recheck="when listed anew")
    assert pass_over(home).counts == {"read": 3}
    site.forget()
    return home


def test_an_index_that_never_changes_hides_nothing(site: Site, kept: Home) -> None:
    site.pages["/2.xml"] = pages(site, "/c", "/d")
    assert pass_over(kept).counts == {"read": 1}
    assert site.asked() == ["/kartta.xml", "/1.xml", "/2.xml", "/d"]
    assert [one.conditional for one in site.log] == [True, True, True, False]


def test_one_that_fails_stops_no_other_and_keeps_what_it_had(site: Site, kept: Home) -> None:
    site.pages |= {"/1.xml": lambda to: reply(to, 500, b""), "/2.xml": pages(site, "/c", "/d")}
    report = pass_over(kept)
    assert report.counts == {"read": 1, "failed": 1}
    assert [(item.address, item.reason) for item in report.failures] == [
        (f"{site.url}/1.xml", "the site is in trouble (500)")
    ]
    [source] = load(kept)
    assert len(listing_of_home(kept, source).items) == 4
    site.pages["/1.xml"] = pages(site, "/a", "/b", "/e")
    assert pass_over(kept).counts == {"read": 1, "skipped": 1}
    assert pass_over(kept).ok


def test_maps_that_name_each_other_come_to_an_end(site: Site, home: Home) -> None:
    site.pages |= {"/kartta.xml": maps(site, "/1.xml", "/kartta.xml"), "/1.xml": maps(site, "/kartta.xml", "/2.xml")}
    site.pages["/2.xml"] = pages(site, "/a")
    add(home, f"{site.url}/kartta.xml")
    site.forget()
    assert pass_over(home).counts == {"read": 1}
    assert site.asked() == ["/kartta.xml", "/1.xml", "/2.xml", "/a"]


def test_maps_that_name_new_ones_for_ever_come_to_an_end(site: Site, home: Home) -> None:
    """Each answer names two more maps that were never named before: the depth ends it, and it is told."""
    asked = 0

    def another(to: BaseHTTPRequestHandler) -> None:
        nonlocal asked
        for _ in range(2):
            asked += 1
            site.pages[f"/{asked}.xml"] = another
        reply(to, 200, maps(site, f"/{asked - 1}.xml", f"/{asked}.xml").encode(), Content_Type="application/xml")

    site.pages["/kartta.xml"] = another
    add(home, f"{site.url}/kartta.xml", kind="sitemap")
    site.forget()
    report = pass_over(home)
    assert len(site.asked()) == 7  # one, its two, their four
    [note] = report.notes
    assert note.text.endswith(
        "2 of the site maps it names are not looked at: Louhi follows them 3 deep, and so with 3 more"
    )


@pytest.mark.parametrize(
    ("limit", "number", "address", "read", "said"),
    [
        ("MOST_MAPS", 4, "/kartta.xml", 9, "2 of the site maps it names are not looked at: Louhi follows 4"),
        ("DEEPEST", 1, "/kartta.xml", 0, "5 of the site maps it names are not looked at: Louhi follows them 1 deep"),
        ("MOST", 7, "/kartta.xml", 11, "it goes on after the 7 that Louhi takes"),
        ("MOST", 7, "/1.xml", 7, "it goes on after the 7 that Louhi takes"),
    ],
)
def test_what_is_not_looked_at_is_told(
    site: Site, home: Home, monkeypatch: pytest.MonkeyPatch, limit: str, number: int, address: str, read: int, said: str
) -> None:
    monkeypatch.setattr(f"pipeline.sources.listing_state.{limit}", number)
    site.pages["/kartta.xml"] = maps(site, *(f"/{n}.xml" for n in range(1, 6)))
    site.pages |= {f"/{n}.xml": pages(site, f"/{n}") for n in range(2, 6)}
    site.pages["/1.xml"] = pages(site, *(f"/1/{n}" for n in range(7)))
    assert said in [one.why for one in check(home, site.url + address).left]
    add(home, site.url + address, name="s", kind="sitemap", recheck="when listed anew")
    for counts in ({"read": read} if read else {}, {}):
        report = pass_over(home)
        assert report.counts == counts
        [note] = report.notes
        assert note.text.endswith(f".xml: {said}")


def test_a_listing_remembered_by_an_older_louhi_is_taken_up(site: Site, kept: Home) -> None:
    [source] = load(kept)
    with Store.open(kept) as store, store.reading() as db:
        said = state.get(db, "listing", "s")
    assert said is not None
    old = {"address": said["address"], "done": said["done"], "counts": said["sizes"]}
    old |= {"etag": '"x"', "items": [{"address": f"{site.url}/a"}]}
    with Store.open(kept) as store, store.writing() as db:
        state.put(db, "listing", "s", old)
    assert isinstance(listing_of_home(kept, Source.model_validate(source)), Listing)
    assert pass_over(kept).counts == {}
    assert site.asked() == ["/kartta.xml", "/1.xml", "/2.xml"]
    assert not site.log[0].conditional
