"""One release on several hosts is one document with several addresses, and no fact of any of them is lost."""

from __future__ import annotations

import pytest

from index.home import Home
from index.store.maintenance.verify import verify
from index.store.migrate import HEAD
from index.store.store import Store
from pipeline.runs.comparison.changes import recent
from pipeline.runs.watch import add, pass_over
from tests.index.older import make_older
from tests.pipeline.conftest import Site
from tests.pipeline.told import logged_alerts
from tests.pipeline.world import light

__all__ = ["light"]
pytestmark = pytest.mark.usefixtures("light")

BODY = """<p>Hallanmaan liitto avaa lähitorit kolmeen kuntaan ensi keväänä. Rahoitus on {money} miljoonaa euroa,
ja se riittää vuoden loppuun saakka.</p>
<p>Torit kokoavat kunnan palvelut yhteen paikkaan, ja niiden toimintaa seurataan kuukausittain yhdessä
hyvinvointialueen kanssa. {more}Seuraavan kerran asiasta päätetään maakuntahallituksessa.</p>"""
MINISTRY = """<!DOCTYPE html><html lang="fi"><head><title>{title}</title>
<meta property="article:published_time" content="{published}"></head><body>
<nav><a href="/">Etusivu</a></nav><main><article><h1>{title}</h1>
<p>Julkaisuajankohta 24.3.2026 8.30</p>{body}
<p>Lisätietoja: kehitysjohtaja Aino Lehtovaara, puh. 050 123 4567, aino.lehtovaara(at)halla.example.fi</p>
</article></main><footer>© Hallanmaan liitto 2026</footer></body></html>"""
NEWSROOM = """<!DOCTYPE html><html lang="fi"><head><title>{title}</title>
<meta property="article:published_time" content="{published}"></head><body><main><article><h1>{title}</h1>
<p>24.3.2026 08:30:00 EET | Tiedote</p>{body}
<h2>Yhteyshenkilöt</h2><p>Aino Lehtovaara</p><p>kehitysjohtaja</p><p>Puh: 050 123 4567</p>
<p>Sivu päivitetty {stamp}</p></article></main></body></html>"""


def ministry(money: str = "1,5", more: str = "", *, title: str = "Lähitorit avataan", day: str = "2026-03-24") -> str:
    return MINISTRY.format(title=title, published=day, body=BODY.format(money=money, more=more))


def newsroom(
    money: str = "1,5",
    more: str = "",
    *,
    title: str = "Lähitorit avataan",
    day: str = "2026-03-24",
    stamp: str = "24.3.2026",
) -> str:
    body = BODY.format(money=money, more=more).replace("<p>", "<div><p>").replace("</p>", "</p></div>")
    return NEWSROOM.format(title=title, published=day, body=body, stamp=stamp)


@pytest.fixture
def two(site: Site, home: Home) -> Home:
    """A home that watches the same release at /a, where it came first, and at /b."""
    site.pages |= {"/a": ministry(), "/b": newsroom()}
    for path in ("/a", "/b"):
        add(home, site.url + path, kind="page", name=path.strip("/"))
    report = pass_over(home)
    assert {item.address[-2:]: item.outcome for item in report.items} == {"/a": "read", "/b": "same content"}
    return home


def held(home: Home, site: Site) -> dict[str, str]:
    """The document of each address, the oldest called 1."""
    with Store.open(home) as store:
        assert verify(store, home) == []
        names: dict[str, str] = {}
        out = {}
        for known in store.addresses():
            names.setdefault(known.document_id, str(len(names) + 1))
            out[known.address.removeprefix(site.url)] = names[known.document_id]
        return out


def test_one_document_with_two_addresses(site: Site, two: Home) -> None:
    assert held(two, site) == {"/a": "1", "/b": "1"}
    assert pass_over(two).counts == {"unchanged": 2}
    assert [alert.kind for alert in logged_alerts(two)] == ["new document"]


@pytest.mark.parametrize(
    "other",
    [
        newsroom("2,8"),
        newsroom(title="Lähitorit suljetaan"),
        newsroom(day="2027-03-24"),
        newsroom(more="Kunnat saavat päättää aukioloajoista itse, ja niistä tiedotetaan erikseen. "),
        newsroom().replace("<h2>", "<p>Kirjastot saavat 3 miljoonaa euroa</p><h2>"),
        newsroom().replace("Yhteyshenkilöt</h2>", "Hakijoita</h2><p>Espoo 12</p>"),
    ],
    ids=["money", "title", "day", "prose", "a short line with a fact", "a short line with a number"],
)
def test_what_differs_is_a_document_of_its_own(site: Site, home: Home, other: str) -> None:
    site.pages |= {"/a": ministry(), "/b": other}
    for path in ("/a", "/b"):
        add(home, site.url + path, kind="page")
    assert pass_over(home).counts == {"read": 2}


def test_furniture_that_changes_at_one_address_changes_nothing(site: Site, two: Home) -> None:
    site.pages["/b"] = newsroom(stamp="1.4.2026").replace("Yhteyshenkilöt", "Lisätietojen antajat")
    assert pass_over(two).counts == {"unchanged": 2}
    assert held(two, site) == {"/a": "1", "/b": "1"}
    assert pass_over(two).counts == {"unchanged": 2}


def test_an_address_whose_content_differs_later_is_a_document_of_its_own(site: Site, two: Home) -> None:
    site.pages["/b"] = newsroom("2,8")
    assert pass_over(two).counts == {"read": 1, "unchanged": 1}
    assert held(two, site) == {"/a": "1", "/b": "2"}
    assert pass_over(two).counts == {"unchanged": 2}


def test_a_correction_where_it_came_first_is_a_version_and_the_other_follows(site: Site, two: Home) -> None:
    site.pages["/a"] = ministry("2,8")
    assert pass_over(two).counts == {"new version": 1, "unchanged": 1}
    with Store.open(two) as store:
        [change] = recent(store)
    assert [str(fact) for fact in change.facts] == ["amounts: 1,5 miljoonaa euroa -> 2,8 miljoonaa euroa"]
    site.pages["/b"] = newsroom("2,8")
    assert pass_over(two).counts == {"unchanged": 2}
    assert held(two, site) == {"/a": "1", "/b": "1"}


def test_a_correction_that_comes_to_the_other_first_joins_them_there(site: Site, two: Home) -> None:
    site.pages["/b"] = newsroom("2,8")
    pass_over(two)
    site.pages["/a"] = ministry("2,8")
    assert pass_over(two).counts == {"same content": 1, "unchanged": 1}
    assert held(two, site) == {"/a": "1", "/b": "1"}
    with Store.open(two) as store:
        left = [row for row in store.rows(store.ids()).values() if row["vanished"]]
        assert (store.count(), len(left)) == (2, 1)


def test_the_one_that_is_left_has_versions_again(site: Site, two: Home) -> None:
    site.pages.pop("/a")
    assert pass_over(two).counts == {"unchanged": 1, "vanished": 1}
    with Store.open(two) as store:
        assert not any(row["vanished"] for row in store.rows(store.ids()).values())
    site.pages["/b"] = newsroom("2,8")
    assert pass_over(two).counts == {"new version": 1, "vanished": 1}


def test_a_home_of_the_first_schema_knows_its_releases_too(site: Site, home: Home) -> None:
    site.pages |= {"/a": ministry(), "/b": newsroom()}
    add(home, f"{site.url}/a", kind="page")
    pass_over(home)
    with Store.open(home) as store, store.writing() as db:
        make_older(db, "0001")
    add(home, f"{site.url}/b", kind="page")
    assert pass_over(home).counts == {"unchanged": 1, "same content": 1}
    assert home.store.with_suffix(f".before-{HEAD}").exists()
