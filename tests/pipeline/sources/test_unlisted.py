"""A document that its listing no longer names is asked for now and then, and marked where it is gone."""

from __future__ import annotations

import io
import zipfile

import pytest

from index.home import Home
from index.store.store import Store
from pipeline.runs.watch import add, pass_over
from pipeline.sources.unlisted import MOST
from tests.pipeline.conftest import Clock, Site, feed, release
from tests.pipeline.world import light

__all__ = ["light"]
pytestmark = pytest.mark.usefixtures("light")
DAY = 86_400.0


def listed(site: Site, kind: str, *numbers: int) -> None:
    """Let the listing name these pages, which are served."""
    titles = {f"/tiedote/{n}": f"Tiedote {n}" for n in numbers}
    for path, title in titles.items():
        site.pages.setdefault(path, release(title, f"{path[9:]} miljoonaa"))
    locs = "".join(f"<url><loc>{site.url}{path}</loc></url>" for path in titles)
    links = "".join(f'<a href="{path}">x</a>' for path in titles)
    site.pages["/lista"] = {
        "sitemap": f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locs}</urlset>',
        "feed": feed(site.url, titles),
        "list": f"<html><body><p>Uusimmat</p>{links}</body></html>",
    }[kind]
    site.types["/lista"] = "text/html" if kind == "list" else "application/xml"


@pytest.mark.parametrize(
    ("kind", "recheck", "asked"),
    [
        ("sitemap", "every pass", True),
        ("sitemap", "when listed anew", True),
        ("feed", "every pass", True),
        ("feed", "weekly", True),
        ("feed", "when listed anew", False),
        ("list", "daily", True),
    ],
)
def test_a_page_that_is_gone_from_the_listing_and_the_site_is_marked(
    site: Site, home: Home, clock: Clock, kind: str, recheck: str, asked: bool
) -> None:
    add(home, f"{site.url}/lista", kind=kind, name="halla", recheck=recheck)
    listed(site, kind, 1, 2)
    assert pass_over(home, now=clock.now, sleep=clock.sleep).counts == {"read": 2}
    listed(site, kind, 1)
    del site.pages["/tiedote/2"]
    outcomes, site.log = [], []
    for _ in range(40):
        clock.at += DAY
        items = pass_over(home, now=clock.now, sleep=clock.sleep).items
        outcomes += [item.outcome for item in items if item.address.endswith("/2")]
    assert outcomes == ["vanished"] * asked
    assert site.asked().count("/tiedote/2") == asked
    with Store.open(home) as store:
        known = store.address(f"{site.url}/tiedote/2")
        assert known is not None
        assert bool(known.vanished) == asked


def test_one_that_lives_on_is_asked_for_once_a_week_and_reads_as_before(site: Site, home: Home, clock: Clock) -> None:
    add(home, f"{site.url}/lista", kind="feed", name="halla", publisher="Kuusiston kunta")
    listed(site, "feed", 1, 2)
    site.pages["/tiedote/2"] = "<html><body><p>Lähitorit avataan keväällä, ja niistä vastaa kunta.</p></body></html>"
    pass_over(home, now=clock.now, sleep=clock.sleep)
    listed(site, "feed", 1)
    site.forget()
    for _ in range(30):
        clock.at += DAY
        site.pages["/tiedote/2"] = f"{site.pages['/tiedote/2']}<!-- {clock.at} -->"
        assert pass_over(home, now=clock.now, sleep=clock.sleep).ok
    assert [one.conditional for one in site.log if one.path == "/tiedote/2"] == [True] * 4
    with Store.open(home) as store:
        known = store.address(f"{site.url}/tiedote/2")
        assert known is not None
        assert len(store.history(known.document_id)) == 1


def test_a_pass_asks_for_a_few(site: Site, home: Home, clock: Clock) -> None:
    add(home, f"{site.url}/lista", kind="sitemap", name="halla")
    listed(site, "sitemap", *range(2 * MOST + 5))
    pass_over(home, now=clock.now, sleep=clock.sleep)
    listed(site, "sitemap", 0)
    clock.at += 8 * DAY
    asked = []
    for _ in range(4):
        site.forget()
        pass_over(home, now=clock.now, sleep=clock.sleep)
        asked.append([path for path in site.asked() if path not in ("/lista", "/tiedote/0")])
    assert [len(some) for some in asked] == [MOST, MOST, 4, 0]
    assert len({path for some in asked for path in some}) == 2 * MOST + 4


def test_nothing_is_asked_for_that_another_listing_names_or_that_came_out_of_an_archive(
    site: Site, home: Home, clock: Clock
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("liite.html", release("Liite"))
    site.pages |= {"/b.zip": packed.getvalue(), "/a": release("Eka")}
    site.types["/b.zip"] = "application/zip"
    for name, paths in (("x", ("/a", "/b.zip")), ("y", ())):
        site.pages[f"/{name}.xml"] = feed(site.url, {path: path for path in paths})
        add(home, f"{site.url}/{name}.xml", name=name, kind="feed")
    pass_over(home, now=clock.now, sleep=clock.sleep)
    site.pages |= {"/x.xml": feed(site.url, {}), "/y.xml": feed(site.url, {"/a": "Eka"})}
    for _ in range(2):
        clock.at += 8 * DAY
        site.forget()
        assert pass_over(home, now=clock.now, sleep=clock.sleep).counts == {"unchanged": 1}
        assert [path for path in site.asked() if ".xml" not in path] == ["/a"]
