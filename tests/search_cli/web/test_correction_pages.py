"""A person corrects a thing on its page: looked at first, made, seen everywhere at once, and taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from index import Index
from index.home import Home
from index.store.store import Store
from search_cli.web.application import create_app
from tests.search_cli.conftest import HERE, filled, ready


@pytest.fixture
def own(tmp_path: Path, samples: Path) -> Iterator[TestClient]:
    """The page of a home that the test may change."""
    with TestClient(create_app(filled(tmp_path / "koti", samples)), base_url=HERE) as client:
        yield ready(client)


def thing(own: TestClient, kind: str, name: str) -> str:
    links = html.fromstring(own.get(f"{kind}?q={name}").text).cssselect("tbody th a")
    return str(next(a.get("href") for a in links if name in a.text_content()))


def token(own: TestClient, path: str) -> str:
    found = re.search(r'name="avain" value="(\w+)"', own.get(path).text)
    assert found is not None
    return found[1]


def test_a_name_is_corrected_looked_at_first_and_taken_back(own: TestClient) -> None:
    path = thing(own, "/henkilot", "Aino Kivilahti")
    form = {"avain": token(own, path), "kohde": path.rsplit("/", 1)[1], "toiminto": "rename", "nimi": "Aino Kivi-Lahti"}
    preview = own.post("/korjaukset/esikatselu", data=form)
    assert re.search(r"Muuttuu \d+ mainintaa|\d+ mentions", preview.text)
    assert "Aino Kivi-Lahti" not in own.get("/henkilot").text
    own.post("/korjaukset", data={**form, "kuka": "Tutkija"})
    assert "Aino Kivi-Lahti" in own.get("/henkilot").text
    assert "Aino Kivi-Lahti" in own.get("/haku?q=lähitori").text
    listed = own.get("/korjaukset").text
    assert "Tutkija" in listed
    made = re.search(r'name="korjaus" value="([\w-]+)"', listed)
    assert made is not None
    own.post("/korjaukset/kumoa", data={"avain": form["avain"], "korjaus": made[1]})
    assert "Aino Kivi-Lahti" not in own.get("/henkilot").text


def test_two_bodies_are_merged_in_the_direction_that_was_chosen(own: TestClient) -> None:
    one, other = thing(own, "/tahot", "Hallanmaan liitto"), thing(own, "/tahot", "Hallanmaan pelastuslaitos")
    ids = [path.rsplit("/", 1)[1] for path in (one, other)]
    form = {"avain": token(own, one), "kohde": ids[0], "toiminto": "merge", "toinen": ids[1], "suunta": "toinen"}
    assert "Hallanmaan pelastuslaitos" in own.post("/korjaukset/esikatselu", data=form).text
    own.post("/korjaukset", data=form)
    assert own.get(one, follow_redirects=False).headers["location"] == other


def test_while_another_writes_a_change_is_told_to_come_back(own: TestClient, tmp_path: Path) -> None:
    path = thing(own, "/henkilot", "Aino Kivilahti")
    form = {"avain": token(own, path), "kohde": path.rsplit("/", 1)[1], "toiminto": "rename", "nimi": "Aino Kivi-Lahti"}
    with Store.open(Home(tmp_path / "koti")) as other, other.writing():
        for at, data in (("/korjaukset", form), ("/tallennetut", {"avain": form["avain"], "q": "lähitori"})):
            answer = own.post(at, data=data)
            assert answer.status_code == 409, at
            assert "Toinen Louhi kirjoittaa parhaillaan" in answer.text
        assert own.get("/haku?q=lähitori").status_code == 200
    assert own.post("/korjaukset", data=form).status_code == 200
    assert "Aino Kivi-Lahti" in own.get("/henkilot").text


def test_a_correction_is_made_also_while_a_run_writes_the_index(own: TestClient, tmp_path: Path) -> None:
    path = thing(own, "/henkilot", "Aino Kivilahti")
    form = {"avain": token(own, path), "kohde": path.rsplit("/", 1)[1], "toiminto": "rename", "nimi": "Aino Kivi-Lahti"}
    with Index.open(tmp_path / "koti") as other, other._upkeep.writing(0.0):
        assert own.post("/korjaukset", data=form).status_code == 200
    assert "Aino Kivi-Lahti" in own.get("/henkilot").text
