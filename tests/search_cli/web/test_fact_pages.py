"""A fact is corrected on its page and by scripts; marked documents are split off; collections and exports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from search_cli.web.application import create_app
from tests.search_cli.conftest import HERE, filled, ready


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[TestClient]:
    """The page of a home that the tests may change, each of which takes back what it changed."""
    home = filled(tmp_path_factory.mktemp("oma"), samples)
    with TestClient(create_app(home), base_url=HERE, headers={"accept-language": "fi"}) as client:
        yield ready(client)


@pytest.fixture
def person(own: TestClient) -> dict[str, Any]:
    """A person of a document, as the API tells it, with the document's id."""
    document = own.get("/api/v1/search?q=lähitoriuudistus").json()["items"][0]["document"]
    record = own.get(f"/api/v1/documents/{document}").json()["people"][0]
    return {"document": document, **record}


def names(own: TestClient, document: str) -> list[str]:
    return [one["name"] for one in own.get(f"/api/v1/documents/{document}").json()["people"]]


def address(one: dict[str, Any]) -> str:
    first = one["evidence"][0]
    return f"/asiakirja/{one['document']}/tieto?laji=people&nimi={one['name']}&m={first['start']}-{first['end']}"


def test_a_fact_tells_its_sentences_and_is_reached_from_its_document(own: TestClient, person: dict[str, Any]) -> None:
    tree = html.fromstring(own.get(address(person)).text)
    assert person["name"] in tree.cssselect("h1")[0].text_content()
    assert len(tree.cssselect(".passage")) == len(person["evidence"])
    assert tree.cssselect('.doings a[href^="/viite/"]')
    links = html.fromstring(own.get(f"/asiakirja/{person['document']}").text).cssselect('.found a[href*="/tieto?"]')
    assert {own.get(link.get("href")).status_code for link in links} == {200}


def test_a_name_is_put_right_in_one_document(own: TestClient, person: dict[str, Any]) -> None:
    token = re.search(r'name="avain" value="(\w+)"', own.get(address(person)).text)
    assert token is not None
    first = person["evidence"][0]
    form = {
        "avain": token[1],
        "asiakirja": person["document"],
        "laji": "people",
        "nimi": person["name"],
        "m": f"{first['start']}-{first['end']}",
        "toiminto": "rename",
        "arvo": "Aatu Uusinimi",
    }
    looked = html.fromstring(own.post("/korjaukset/tieto/esikatselu", data=form).text)
    assert any("Aatu Uusinimi" in one.text_content() for one in looked.cssselect("ins"))
    assert "Aatu Uusinimi" not in names(own, person["document"])
    made = own.post("/korjaukset/tieto", data=form)
    assert "Aatu Uusinimi" in made.text and "Aatu Uusinimi" in names(own, person["document"])
    [key] = [one["id"] for one in own.get("/api/v1/corrections").json()["items"]]
    assert own.delete(f"/api/v1/corrections/{key}").status_code == 204
    assert names(own, person["document"]).count(person["name"]) == 1


@pytest.mark.parametrize("fields", [{"toiminto": "x"}, {"laji": "kissat"}, {"m": "7-9"}, {"nimi": "Ei Kukaan"}])
def test_a_fact_that_is_not_there_is_not_corrected(
    own: TestClient, person: dict[str, Any], fields: dict[str, str]
) -> None:
    token = re.search(r'name="avain" value="(\w+)"', own.get(address(person)).text)
    assert token is not None
    first = person["evidence"][0]
    where = {"asiakirja": person["document"], "laji": "people", "m": f"{first['start']}-{first['end']}"}
    form = {"avain": token[1], **where, "nimi": person["name"], "toiminto": "reject", **fields}
    assert own.post("/korjaukset/tieto", data=form).status_code in (400, 404)
    assert own.get("/api/v1/corrections").json()["items"] == []


def test_a_script_looks_first_and_rejects_then(own: TestClient, person: dict[str, Any]) -> None:
    first = person["evidence"][0]
    said = {"action": "reject", "kind": "people", "name": person["name"], "start": first["start"], "end": first["end"]}
    at = f"/api/v1/documents/{person['document']}/corrections"
    looked = own.post(f"{at}?dry_run=1", json=said).json()
    assert not looked["made"] and any(one["before"] == person["name"] for one in looked["changes"])
    made = own.post(at, json=said).json()
    assert made["made"] and person["name"] not in names(own, person["document"])
    own.delete(f"/api/v1/corrections/{made['id']}")
    assert person["name"] in names(own, person["document"])
    assert own.post(at, json={**said, "name": "Ei Kukaan"}).status_code == 404


def test_marked_documents_are_of_another_person(own: TestClient) -> None:
    thing = next(one for one in own.get("/api/v1/people").json()["items"] if one["documents"] > 1)
    named = own.get(f"/api/v1/people/{thing['id']}/mentions").json()["items"]
    boxes = html.fromstring(own.get(f"/henkilo/{thing['id']}").text).cssselect('input[name="osa"]')
    assert [box.get("value") for box in boxes] == [f"{one['document']}/{one['record']}" for one in named]
    token = re.search(r'name="avain" value="(\w+)"', own.get("/haku?q=lähitori").text)
    assert token is not None
    form = {"avain": token[1], "kohde": thing["id"], "toiminto": "split", "nimi": "Toinen Samanniminen"}
    form["osa"] = boxes[0].get("value")
    assert "Toinen Samanniminen" in own.post("/korjaukset/esikatselu", data=form).text
    own.post("/korjaukset", data=form)
    assert "Toinen Samanniminen" in own.get("/henkilot").text
    people = {one["name"]: one["documents"] for one in own.get("/api/v1/people").json()["items"]}
    assert (people[thing["name"]], people["Toinen Samanniminen"]) == (thing["documents"] - 1, 1)
    [key] = [one["id"] for one in own.get("/api/v1/corrections").json()["items"]]
    own.delete(f"/api/v1/corrections/{key}")
    assert own.get(f"/api/v1/people/{thing['id']}").json()["thing"]["documents"] == thing["documents"]


def test_a_body_tells_its_sums_and_times_and_narrows_the_lists(own: TestClient) -> None:
    body = own.get("/api/v1/bodies").json()["items"][0]
    tree = html.fromstring(own.get(f"/taho/{body['id']}").text)
    link = tree.cssselect('#summat ~ p a, section[aria-labelledby="summat"] p a')[0].get("href")
    said = int(re.sub(r"\D", "", tree.cssselect('section[aria-labelledby="summat"] p a')[0].text_content()))
    listed = html.fromstring(own.get(link).text)
    assert int(re.sub(r"\D", "", listed.cssselect(".bar h2")[0].text_content())) == said > 0
    assert body["name"] in listed.cssselect(".chosen")[0].text_content()
    assert len(own.get(link.replace("/maarat?", "/maarat.jsonl?")).text.splitlines()) == said


def test_scripts_keep_collections_and_take_exports(own: TestClient) -> None:
    found = own.get("/api/v1/search?q=lähitori&kind=slides").json()
    document = found["items"][0]["document"]
    at = f"/api/v1/collections/Torit/{document}"
    assert own.put(at, json={"note": "tarkista", "checked": True}).status_code == 204
    [one] = own.get("/api/v1/collections").json()["items"]
    assert (one["name"], one["items"][0]["note"], one["items"][0]["checked"]) == ("Torit", "tarkista", True)
    assert own.delete(at).status_code == 204
    assert own.delete(at).status_code == 404
    rows = own.get("/api/v1/exports/jsonl?q=lähitori&kind=slides").text.splitlines()
    assert len(rows) == found["total"] > 0
