"""A researcher's afternoon, step by step, in a real browser: with and without JavaScript, on a desk and on a phone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.steps import back, follow, send

pytestmark = pytest.mark.browser


WITHIN = {
    "/henkilot?": ("tbody th a", "#maininnat ~ ul a", '.found a[href*="/tieto?"]'),
    "/tahot?": ("tbody th a",),
    "/haku?q=lähitori&laji=slides": (".find h3 a", '.doings a[href^="/viite/"]'),
}
"""Pages reached by presses: where one begins, and what is pressed in turn."""


def total(tab: Any) -> int:
    return int(re.sub(r"\D", "", tab.locator("#osumat").inner_text()))


def narrow(tab: Any, facet: str, value: str) -> None:
    """Tick a value of a facet, its group opened first where it is closed."""
    box = tab.locator(f'.facets input[name="{facet}"][value="{value}"]')
    for details in box.locator("xpath=ancestor::details[not(@open)]").all():
        details.locator("> summary").click()
    if tab.script:
        with tab.expect_navigation():
            box.check()
    else:
        box.check()
        follow(tab, tab.locator(".facets > button"))


def test_the_first_tab_skips_to_the_content(tab: Any) -> None:
    tab.goto("/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == "#sisalto" if tab.script else True
    if tab.script:
        tab.keyboard.press("Escape")
        tab.locator("main").focus()
        tab.keyboard.press("/")
        assert tab.evaluate("document.activeElement.id") == "q"


def test_a_compound_is_found_and_a_misspelling_put_right(tab: Any) -> None:
    tab.goto("/")
    tab.fill("#q", "muutoskustannus")
    send(tab)
    assert total(tab) >= 1
    assert "muutoskustannu" in tab.locator(".find mark").first.inner_text().lower()
    tab.goto("/haku?q=lähitoriudistus")
    follow(tab, tab.get_by_text("Tarkoititko").locator("a"))
    assert total(tab) >= 1


def test_facets_hold_their_word(tab: Any) -> None:
    tab.goto("/haku?q=lähitori")
    kinds = {box.get_attribute("value") for box in tab.locator('.facets input[name="laji"]').all()}
    narrow(tab, "laji", "slides")
    again = {box.get_attribute("value") for box in tab.locator('.facets input[name="laji"]').all()}
    assert kinds <= again
    body = tab.locator('.facets input[name="taho"]').first
    value = body.get_attribute("value")
    count = int(re.sub(r"\D", "", body.locator("xpath=..").locator(".count").text_content()))
    narrow(tab, "taho", value)
    assert total(tab) == count
    year = tab.locator('.facets input[name="vuosi"]').first
    count = int(re.sub(r"\D", "", year.locator("xpath=..").locator(".count").text_content()))
    narrow(tab, "vuosi", year.get_attribute("value"))
    assert total(tab) == count


def test_a_hit_lands_on_its_words_and_their_picture(tab: Any) -> None:
    tab.goto('/haku?q="2,1 M€"')
    narrow(tab, "laji", "slides")
    address = tab.url
    for place in range(tab.locator(".find h3 a").count()):
        follow(tab, tab.locator(".find h3 a").nth(place))
        if tab.locator(".picture").count():
            break
        back(tab)
    assert "2,1 M€" in tab.locator("mark.hit").first.inner_text()
    assert tab.locator(".picture rect").count() >= 1
    assert re.search(r"#m\d+-\d+$", tab.url)
    back(tab)
    assert tab.url == address
    assert tab.locator('.facets input[name="laji"][value="slides"]').is_checked()


def test_a_person_is_followed_to_every_sentence(tab: Any) -> None:
    tab.goto("/henkilot?q=Törmäkangas")
    follow(tab, tab.locator("tbody th a").first)
    assert "Törmäkangas" in tab.locator("h1").inner_text()
    follow(tab, tab.locator("tbody td a").last)
    assert "Törmäkangas" in " ".join(tab.locator("mark").all_inner_texts())


def test_a_citation_stays(tab: Any) -> None:
    tab.goto("/haku?q=lähitori")
    follow(tab, tab.locator(".find").get_by_role("link", name="Viite").first)
    assert "@misc{" in tab.locator("pre").nth(1).inner_text()
    follow(tab, tab.locator("dl a").first)
    assert tab.locator("h1").inner_text()


def test_a_whole_search_is_cited_and_its_address_finds_the_same(tab: Any) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    tab.goto("/haku?q=lähitori")
    narrow(tab, "laji", "slides")
    found, address = total(tab), tab.url
    follow(tab, tab.get_by_role("link", name="Haun viite"))
    [entry] = bibtexparser.loads(tab.locator("pre").nth(1).inner_text()).entries
    assert tab.locator("dl code").inner_text() in entry["note"]
    tab.goto(entry["url"])
    assert (total(tab), "laji=slides" in tab.url) == (found, "laji=slides" in address)


def test_a_narrowed_list_is_taken_home(tab: Any, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    tab.goto("/haku?q=lähitori&laji=slides")
    shown = total(tab)
    tab.get_by_text("Lataa", exact=True).click()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="xlsx", exact=True).click()
    path = tmp_path / "louhi.xlsx"
    download.value.save_as(path)
    book = openpyxl.load_workbook(path, read_only=True)
    assert len(list(book["Louhi"].iter_rows())) - 1 == shown > 0


def test_a_search_is_saved_and_its_feed_read(tab: Any) -> None:
    tab.goto("/haku?q=valmistelutoimielin")
    follow(tab, tab.get_by_role("button", name="Tallenna haku"))
    assert tab.url.endswith("/tallennetut")
    feed = tab.request.get(tab.locator('a:has-text("Atom")').first.get_attribute("href"))
    assert "<feed" in feed.text()
    follow(tab, tab.get_by_role("button", name="Poista").first)


LISTS = (
    "/",
    "/haku?q=lähitori",
    "/haku/viite?q=lähitori",
    "/vertaa",
    "/henkilot",
    "/tahot",
    "/roolit",
    "/aikajana",
    "/maarat",
    "/lahteet",
    "/ohje/haku",
)


@pytest.mark.parametrize("width", [320, 640], ids=["320 pixels", "200 per cent of 1280"])
def test_nothing_scrolls_sideways_on_a_narrow_window(tab: Any, width: int) -> None:
    if not tab.script:
        pytest.skip("measured by a script")
    tab.set_viewport_size({"width": width, "height": 640})
    for path in (*LISTS, *WITHIN):
        tab.goto(path)
        for press in WITHIN.get(path, ()):
            follow(tab, tab.locator(press).first)
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, tab.url
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, tab.url


def test_twelve_tabs_lead_from_the_box_to_the_first_hit(tab: Any) -> None:
    if not tab.script:
        pytest.skip("measured by a script")
    tab.goto("/haku?q=lähitori")
    tab.locator("#q").focus()
    for _ in range(12):
        tab.keyboard.press("Tab")
        if tab.evaluate("!!document.activeElement.closest('.find h3')"):
            return
    raise AssertionError("twelve presses do not reach the first hit")
