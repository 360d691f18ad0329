"""The page of a thing: of one in very many documents it tells at first what the latest say, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from extractors.model.document import Document
from extractors.model.records import Body, Entry, Person, Records, Role, evidence
from index.home import Home
from index.store.store import Store
from index.things.lookup import by_name
from search_cli.web.application import create_app
from search_cli.web.routes import thing_pages
from tests.search_cli.conftest import HERE, ready


def entry(at: int) -> Entry:
    d = Document(id=str(at), text="Aino Salo johtaa. Hasote kiitti.", published=f"202{at}-01-01")
    proof = (evidence(d, 0, 9),)
    role = Role(person="Aino Salo", person_id="p", role=f"tehtävä{at}", body="Hasote", evidence=proof)
    people, bodies = (Person(id="p", name="Aino Salo", evidence=proof),), (Body(id="b", name="Hasote", evidence=proof),)
    return Entry(document=d, records=Records(people=people, bodies=bodies, roles=(role,)))


def test_the_latest_first_and_all_on_demand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path / "koti")
    with Store.open(home) as store:
        store.put(map(entry, range(3)))
        [body] = by_name(store, "Hasote", "body")
    with TestClient(create_app(home), base_url=HERE, headers={"accept-language": "fi"}) as client:
        page = ready(client)
        monkeypatch.setattr(thing_pages, "TOLD", 2)
        latest, every = (page.get(f"/taho/{body.id}{more}").text for more in ("", "?roolit=kaikki"))
        monkeypatch.setattr(thing_pages, "TOLD", 3)
        enough = page.get(f"/taho/{body.id}").text
    said = "2 uusimman asiakirjan mukaan"
    assert (said in latest, said in every, "uusimman" in enough) == (True, False, False)
    assert [f"tehtävä{at}" in latest for at in range(3)] == [False, True, True]
    assert all(f"tehtävä{at}" in shown for at in range(3) for shown in (every, enough))
