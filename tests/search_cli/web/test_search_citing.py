"""A whole search is cited: by the page, the API and the command alike, and its hash can be counted from an export."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from io import StringIO
from typing import Any

import pytest
from starlette.testclient import TestClient

from index.home import Home
from tests.search_cli.commands.asking import louhi
from tests.search_cli.web.test_pages import drawn, texts

ASKED = {"q": "lähitori", "laji": "slides"}


def cited(page: TestClient, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.get("/api/v1/search/cite", params=asked).json()
    return found


def test_the_page_leads_to_the_citation_of_its_search(page: TestClient) -> None:
    tree = drawn(page, "/haku?q=lähitori&laji=slides&sivu=1")
    link = next(a.get("href") for a in tree.cssselect(".bar a") if "/haku/viite" in a.get("href"))
    shown = drawn(page, link)
    told = cited(page, q="lähitori", kind="slides")["citation"]
    said = " ".join(shown.cssselect("main")[0].text_content().split())
    assert told["sha256"] in said and "laji: kalvot" in said and f"{told['change']} ·" in said
    assert shown.cssselect("dl a")[0].get("href") == told["address"]
    back = drawn(page, told["address"].removeprefix("http://localhost"))
    assert texts(back, "#osumat")[0].startswith(f"{told['total']} ")


def test_the_hash_is_counted_again_from_an_export(page: TestClient) -> None:
    rows = list(csv.DictReader(StringIO(page.get("/haku.csv", params=ASKED).text)))
    lines = "".join(sorted(f"{row['document']} {row['sha256']}\n" for row in rows))
    told = cited(page, q="lähitori", kind="slides", sort="newest")["citation"]
    assert (sha256(lines.encode()).hexdigest(), len(rows)) == (told["sha256"], told["total"])
    assert told["sha256"] != cited(page, q="lähitori")["citation"]["sha256"]


def test_a_chosen_body_is_called_by_its_name(page: TestClient) -> None:
    body = page.get("/api/v1/bodies").json()["items"][0]
    told = cited(page, body=body["id"])["citation"]
    assert told["choices"] == [f"taho: {body['name']}"]
    assert f"taho={body['id']}" in told["address"]


def test_programs_read_the_citation(page: TestClient) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    told = cited(page, q="lähitori", form="bibtex")
    [entry] = bibtexparser.loads(told["text"]).entries
    assert entry["url"] == told["citation"]["address"] and told["citation"]["sha256"] in entry["note"]
    [item] = json.loads(cited(page, q="lähitori", form="csl")["text"])
    assert (item["type"], item["URL"]) == ("dataset", told["citation"]["address"])
    ris = cited(page, q="lähitori", form="ris")["text"].splitlines()
    assert (ris[0], ris[-1]) == ("TY  - DBASE", "ER  - ")


@pytest.mark.parametrize("form", ["teksti", "bibtex", "csl", "ris"])
def test_the_forms_of_the_page_are_those_of_the_api(page: TestClient, form: str) -> None:
    text = page.get("/haku/viite", params={**ASKED, "muoto": form}).text
    assert text == cited(page, q="lähitori", kind="slides", form=form)["text"]


def test_the_command_says_the_same(page: TestClient, served_home: Home) -> None:
    asked = ("cite", "--query", "lähitori", "--kind", "slides", "--base", "http://localhost/")
    told = json.loads(louhi(served_home.root, *asked, "--json").stdout)
    assert told == cited(page, q="lähitori", kind="slides")["citation"]
    assert louhi(served_home.root, *asked, "--form", "ris").stdout.startswith("TY  - DBASE")
    assert louhi(served_home.root, "cite").exit_code == 2
    assert louhi(served_home.root, "cite", "doc-1", "--query", "x").exit_code == 2


def test_a_search_that_cannot_be_meant_is_not_cited(page: TestClient) -> None:
    assert page.get("/haku/viite", params={"q": 'vate "auki'}).status_code == 400
    assert page.get("/haku/viite?muoto=x").status_code == 404
