"""The pages as a browser without JavaScript gets them."""

from __future__ import annotations

import re

import pytest
from lxml import html
from starlette.testclient import TestClient

from search_cli.web.languages import LANGUAGES


def drawn(page: TestClient, path: str, **headers: str) -> html.HtmlElement:
    answer = page.get(path, headers=headers)
    assert answer.status_code == 200, answer.text[:500]
    return html.fromstring(answer.text)


def texts(tree: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in tree.cssselect(selector)]


def test_a_hit_leads_to_its_words_in_the_document(page: TestClient) -> None:
    first = drawn(page, "/haku?q=muutoskustannus").cssselect(".find h3 a")[0]
    path, _, place = first.get("href").partition("#")
    tree = drawn(page, path)
    assert tree.cssselect(f"#{place}")
    assert any("muutoskustannu" in words.lower() for words in texts(tree, "mark.hit"))


def test_the_document_shows_what_was_found_in_it(page: TestClient) -> None:
    path = drawn(page, "/haku?q=lähitoriuudistus").cssselect(".find h3 a")[0].get("href").partition("?")[0]
    tree = drawn(page, path)
    assert texts(tree, "mark.people")
    assert {"Henkilöt", "Roolit", "Tahot", "Päivät"} <= {words.split()[0] for words in texts(tree, ".found summary")}


def test_slides_have_their_pictures_and_the_words_a_box(page: TestClient) -> None:
    hits = drawn(page, '/haku?q="2,1 M€"').cssselect(".find")
    path = next(
        one.cssselect("h3 a")[0].get("href")
        for one in hits
        if drawn(page, one.cssselect("h3 a")[0].get("href").partition("#")[0]).cssselect(".picture")
    )
    tree = drawn(page, path.partition("#")[0])
    box = tree.cssselect(".picture rect")[0]
    assert 0 < float(box.get("x")) < 1
    answer = page.get(tree.cssselect(".picture img")[0].get("src"))
    assert answer.headers["content-type"] == "image/webp"
    assert answer.content[8:12] == b"WEBP"


def test_a_thing_is_shown_with_the_sentences_that_name_it(page: TestClient) -> None:
    first = drawn(page, "/henkilot?q=Törmäkangas").cssselect("tbody th a")[0].get("href")
    tree = drawn(page, first)
    assert any(len(words.split()) > 3 for words in texts(tree, "#maininnat ~ ul .passage"))
    link = tree.cssselect("#maininnat ~ ul h3 a")[0].get("href")
    assert texts(drawn(page, link.partition("#")[0]), "mark.hit")


def test_times_and_amounts_are_in_the_language_of_the_page(page: TestClient) -> None:
    finnish, english = (drawn(page, "/maarat?q=milj", **{"accept-language": one}) for one in ("fi", "en"))
    assert any(words.startswith(("noin", "yli")) and words.endswith("€") for words in texts(finnish, "tbody td a"))
    assert any(words.startswith("about €") for words in texts(english, "tbody td a"))
    times = texts(drawn(page, "/aikajana?alku=2025&loppu=2031"), "tbody td:first-child")
    assert not [words for words in times if "{" in words or "/.." in words]


def test_every_value_of_a_facet_can_be_looked_for(page: TestClient) -> None:
    tree = drawn(page, "/haku/arvot?q=lähitori&lista=taho&laji=slides")
    names = texts(tree, ".values a")
    assert len(names) > 8
    first = tree.cssselect(".values li")[0]
    count = int(first.cssselect(".count")[0].text_content())
    chosen = drawn(page, first.cssselect("a")[0].get("href"))
    assert re.sub(r"\D", "", texts(chosen, "#osumat")[0]) == str(count)
    word = names[-1].split()[0]
    fewer = texts(drawn(page, f"/haku/arvot?q=lähitori&lista=taho&laji=slides&etsi={word}"), ".values a")
    assert names[-1] in fewer and len(fewer) < len(names)


def test_a_long_facet_leads_to_all_its_values(page: TestClient) -> None:
    tree = drawn(page, "/haku?q=lähitori&laji=slides")
    assert drawn(page, tree.cssselect(".facets .all a")[0].get("href")).cssselect(".values a")


def test_nothing_found_says_why(page: TestClient) -> None:
    assert "Ei osumia." in page.get("/haku?q=xyzzyolematon").text
    said = drawn(page, '/haku?q=xyzzyolematon "toinen asia"').cssselect(".hits ul li span")
    assert (said[0].get("lang"), said[0].text_content()) == ("fi", "Missään asiakirjassa ei ole sanaa xyzzyolematon.")


def test_a_query_that_cannot_be_meant_is_there_to_be_put_right(page: TestClient) -> None:
    tree = html.fromstring(page.get('/haku?q=vate "auki').text)
    assert tree.cssselect("#q")[0].get("value") == 'vate "auki'
    assert texts(tree, ".spot mark") == ['"']
    assert 'Lainausmerkki avataan tässä eikä sitä suljeta. Sulje se merkillä ".' in texts(tree, "main p")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/haku?q=%22", 400),
        ("/haku?q=vate&sivu=0", 400),
        ("/haku?q=vate&sivu=99999", 400),
        ("/haku?q=vate&jarjestys=x", 400),
        ("/haku/arvot?q=vate&lista=olematon", 400),
        ("/haku/arvot?q=vate&lista=taho&lehti=0", 400),
        ("/haku?q=%00", 400),
        ("/haku?q=vate&taho=%00", 400),
        ("/asiakirja/%00", 400),
        ("/vertaa/%00/%00", 400),
        ("/asiakirja/olematon", 404),
        ("/asiakirja/olematon/sivu/1.webp", 404),
        ("/alkuperainen/..%2f..%2fetc%2fpasswd", 404),
        ("/alkuperainen/" + "0" * 64, 404),
        ("/viite/olematon", 404),
        ("/ajot/olematon", 404),
        ("/olematon", 404),
    ],
)
def test_what_is_not_there_is_said(page: TestClient, path: str, status: int) -> None:
    answer = page.get(path)
    assert answer.status_code == status
    assert "<h1>" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_speak_the_language_of_the_browser(page: TestClient, language: str) -> None:
    page.cookies.delete("kieli")
    tree = drawn(page, "/haku?q=lähitori", **{"accept-language": f"{language}-FI,{language};q=0.9"})
    assert tree.get("lang") == language


def test_a_search_is_saved_and_forgotten(page: TestClient) -> None:
    token = re.search(r'name="avain" value="(\w+)"', page.get("/haku?q=lähitori").text)
    assert token is not None
    page.post("/tallennetut", data={"avain": token[1], "q": "lähitori", "nimi": "Torit"})
    assert "Torit" in page.get("/tallennetut").text
    page.post("/tallennetut/poista", data={"avain": token[1], "nimi": "Torit"})
    assert "Torit" not in page.get("/tallennetut").text


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/tallennetut", {"q": "vate\0", "nimi": "Torit"}),
        ("/tallennetut", {"q": "vate", "nimi": "Torit\0"}),
        ("/tallennetut/poista", {"nimi": "olematon"}),
        ("/kokoelmat", {"nimi": "Torit\0", "asiakirja": "DOCUMENT"}),
        ("/kokoelmat", {"nimi": "Torit", "asiakirja": "DOCUMENT", "huomautus": "\0"}),
        ("/kokoelmat", {"nimi": "a/b", "asiakirja": "DOCUMENT"}),
        ("/kokoelmat", {"nimi": "Torit", "asiakirja": "olematon"}),
        ("/korjaukset", {"kohde": "PERSON", "toiminto": "rename", "nimi": "Aino\0"}),
        ("/korjaukset", {"kohde": "PERSON", "toiminto": "rename", "nimi": " "}),
        ("/korjaukset", {"kohde": "olematon", "toiminto": "reject"}),
        ("/korjaukset", {"kohde": "PERSON", "toiminto": "merge", "toinen": "PERSON"}),
        ("/korjaukset/kumoa", {"korjaus": "olematon"}),
    ],
)
def test_a_form_that_cannot_be_done_says_why_and_what_to_try(
    page: TestClient, path: str, fields: dict[str, str]
) -> None:
    token = re.search(r'name="avain" value="(\w+)"', page.get("/haku?q=lähitori").text)
    assert token is not None
    known = {
        "PERSON": drawn(page, "/henkilot").cssselect("tbody th a")[0].get("href").rpartition("/")[2],
        "DOCUMENT": page.get("/api/v1/search?q=lähitori").json()["items"][0]["document"],
    }
    answer = page.post(path, data={"avain": token[1], **{name: known.get(said, said) for name, said in fields.items()}})
    assert answer.status_code == 400, answer.text
    assert len(html.fromstring(answer.text).cssselect("main p span[lang=fi]")) == 2  # the reason, and what to try


@pytest.mark.parametrize("form", ["teksti", "bibtex", "csl", "ris"])
def test_a_document_is_cited(page: TestClient, form: str) -> None:
    path = drawn(page, "/haku?q=lähitori").cssselect(".find h3 a")[0].get("href").partition("?")[0]
    answer = page.get(path.replace("/asiakirja/", "/viite/") + f"?muoto={form}")
    assert "2026" in answer.text
    assert "sha256" in answer.text


def test_the_original_is_handed_over_as_a_file(page: TestClient) -> None:
    path = drawn(page, "/haku?q=lähitori").cssselect(".find h3 a")[0].get("href").partition("?")[0]
    link = next(a.get("href") for a in drawn(page, path).cssselect(".doings a") if "alkuperainen" in a.get("href"))
    answer = page.get(link)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("path", ["/roolit", "/aikajana", "/maarat"])
def test_records_on_the_screen_are_the_rows_of_the_file(page: TestClient, path: str) -> None:
    tree = drawn(page, path)
    total = int(re.sub(r"\D", "", texts(tree, ".bar h2")[0]))
    lines = page.get(f"{path}.jsonl").text.splitlines()
    assert total == len(lines) > 0
    assert len(tree.cssselect("tbody tr")) == min(total, 50)


def test_a_year_of_the_timeline_narrows_it(page: TestClient) -> None:
    links = drawn(page, "/aikajana").cssselect(".chart a")
    year = next(a for a in links if "alku=2026" in a.get("href"))
    tree = drawn(page, year.get("href"))
    assert 0 < int(re.sub(r"\D", "", texts(tree, ".bar h2")[0])) < len(page.get("/aikajana.jsonl").text.splitlines())


def test_amounts_are_money_first_and_are_narrowed_by_kind_and_size(page: TestClient) -> None:
    money = drawn(page, "/maarat")
    assert all("€" in words for words in texts(money, "tbody td:first-child"))
    assert all("%" in words for words in texts(drawn(page, "/maarat?laji=prosentti"), "tbody td:first-child"))
    totals = {
        asked: int(re.sub(r"\D", "", texts(drawn(page, f"/maarat?laji={asked}"), ".bar h2")[0]))
        for asked in ("raha", "raha&yli=1M", "prosentti", "kesto", "lukumäärä", "mitta", "kaikki")
    }
    assert 0 < totals["raha&yli=1M"] < totals["raha"]
    assert totals["kaikki"] == sum(totals[kind] for kind in ("raha", "prosentti", "kesto", "lukumäärä", "mitta"))
    for path in ("/maarat?laji=kissa", "/maarat?yli=kissa"):
        assert page.get(path).status_code == 400


def test_a_column_of_amounts_leads_to_the_documents_that_tell_them(page: TestClient) -> None:
    columns = drawn(page, "/maarat?yli=1M").cssselect(".chart a")
    assert columns
    for column in columns:
        label, _, count = column.cssselect("title")[0].text_content().partition(": ")
        found = texts(drawn(page, column.get("href")), "#osumat")[0]
        assert count == "0" or re.sub(r"\D", "", found) != "0", label


def test_every_example_of_the_help_can_be_searched(page: TestClient) -> None:
    links = drawn(page, "/ohje/haku").cssselect(".help a")
    assert len(links) > 8
    for link in links:
        assert drawn(page, link.get("href")).cssselect("#q")[0].get("value") == link.text_content()


@pytest.mark.parametrize("facet", ["laji", "vuosi", "taho", "henkilo", "julkaisija", "kieli"])
def test_a_facets_count_is_what_its_click_finds(page: TestClient, facet: str) -> None:
    tree = drawn(page, "/haku?q=lähitori")
    boxes = tree.cssselect(f'input[name="{facet}"]')
    assert boxes
    for box in boxes:
        count = int(re.sub(r"\D", "", box.getparent().cssselect(".count")[0].text_content()))
        answer = page.get("/haku", params={"q": "lähitori", facet: box.get("value")})
        found = texts(html.fromstring(answer.text), "#osumat")[0]
        assert int(re.sub(r"\D", "", found)) == count, box.get("value")


@pytest.mark.parametrize("ending", ["csv", "excel.csv", "jsonl", "bib", "ris", "csl.json"])
def test_what_is_downloaded_is_what_is_on_the_screen(page: TestClient, ending: str) -> None:
    total = int(re.sub(r"\D", "", texts(drawn(page, "/haku?q=lähitori&laji=slides"), "#osumat")[0]))
    text = page.get(f"/haku.{ending}?q=lähitori&laji=slides").text
    rows = {"bib": "@misc", "ris": "TY  - ", "csl.json": '"type"'}.get(ending)
    assert (text.count(rows) if rows else len(text.splitlines()) - ("csv" in ending)) == total > 0


def test_every_form_of_a_search_is_asked_for_with_the_choices_said_once(page: TestClient) -> None:
    [form] = drawn(page, "/haku?q=lähitori&laji=slides&jarjestys=newest").cssselect(".take form")
    held = {one.get("name"): one.get("value") for one in form.cssselect("input[type=hidden]")}
    assert held == {"q": "lähitori", "laji": "slides", "jarjestys": "newest"}
    buttons = form.cssselect("button")
    assert {"csv", "xlsx", "bib", "atom"} <= {one.text_content() for one in buttons}
    for button in buttons:
        assert page.get(button.get("formaction"), params=held).status_code == 200, button.text_content()


@pytest.mark.parametrize("kind", ["/henkilot", "/tahot"])
def test_people_and_bodies_have_pages_with_their_mentions(page: TestClient, kind: str) -> None:
    first = drawn(page, kind).cssselect("tbody th a")[0]
    tree = drawn(page, first.get("href"))
    assert texts(tree, "h1") == [first.text_content()]
    assert tree.cssselect(".chart a")
    assert tree.cssselect("#maininnat")


def test_a_deck_and_its_printed_form_are_one_hit_and_are_compared(page: TestClient) -> None:
    tree = drawn(page, "/haku?q=lähitoriuudistus&laji=slides")
    link = tree.cssselect(".forms a[href^='/vertaa/']")[0].get("href")
    assert len(drawn(page, link).cssselect(".sides section")) == 2
    assert page.get("/vertaa/olematon/olematon").status_code == 404
