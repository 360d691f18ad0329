"""A document that its publisher has taken away says so wherever it is shown: hits, lists, things, the page, exports."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from extractors.model.document import Document
from extractors.model.records import DateMention, Entry, Person, Records, evidence
from index.home import Home
from index.store.store import Address, Store
from search_cli.web.application import create_app
from tests.search_cli.commands.asking import louhi, value
from tests.search_cli.conftest import HERE, ready

GONE = "2026-11-02T10:00:00+02:00"
HELD, TAKEN_AWAY = "https://hallanmaa.example/silta", "https://hallanmaa.example/lautta"


def entry(one: str, address: str) -> Entry:
    d = Document(
        id=one, sha256=one, text=f"{one.title()} avataan 3.5.2027, kertoi Aino Salo.", title=one, source=address
    )
    day, name = d.text.index("3.5."), d.text.index("Aino")
    person = Person(id="p", name="Aino Salo", evidence=(evidence(d, name, name + 9),))
    dates = (DateMention(edtf="2027-05-03", evidence=(evidence(d, day, day + 8),)),)
    return Entry(document=d, records=Records(people=(person,), dates=dates))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Store.open(Home(tmp_path / "home")) as store:
        for one, address in (("silta", HELD), ("lautta", TAKEN_AWAY)):
            at = Address(address=address, document_id=one, sha256=one)
            store.put_version(entry(one, address), at, fetched="2026-11-01T12:00:00+02:00")
        store.vanish(TAKEN_AWAY, GONE)
    return tmp_path / "home"


def test_hits_lists_and_things_say_so(home: Path) -> None:
    gone = {hit["document"]: hit["vanished"] for hit in value(home, "search", "avataan")["hits"]}
    assert gone == {"silta": None, "lautta": GONE}
    assert {row["document"]: row["vanished"] for row in value(home, "dates")} == gone
    named = [one for row in value(home, "people") for one in value(home, "thing", row["id"])["named"]]
    assert {one["document"]: one["vanished"] for one in named} == gone
    assert louhi(home, "search", "avataan").output.count("vanished 2026-11-02") == 1
    assert louhi(home, "dates").output.count("(vanished 2026-11-02)") == 1


def test_so_do_exports(home: Path, tmp_path: Path) -> None:
    assert louhi(home, "export", str(tmp_path / "ulos"), "--format", "csv", "--format", "jsonl").exit_code == 0
    with (tmp_path / "ulos" / "documents.csv").open(encoding="utf-8") as table:
        assert {row["document"]: row["vanished"] for row in csv.DictReader(table)} == {"silta": "", "lautta": GONE}
    lines = (tmp_path / "ulos" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert {one["document"]["id"]: one["vanished"] for one in map(json.loads, lines)} == {"silta": None, "lautta": GONE}


def test_so_does_the_page(home: Path) -> None:
    said = "Julkaisija on poistanut tämän: huomattu 2.11.2026"
    with TestClient(create_app(Home(home)), base_url=HERE, headers={"accept-language": "fi"}) as client:
        page = ready(client)
        for path in ("/haku?q=avataan", "/aikajana?alku=2020"):
            assert page.get(path).text.count(said) == 1, path
        people = page.get("/api/v1/people").json()["items"]
        assert sum(page.get(f"/henkilo/{one['id']}").text.count(said) for one in people) == 1


def test_one_that_is_there_again_says_nothing(home: Path) -> None:
    with Store.open(Home(home)) as store:
        again = Address(address=TAKEN_AWAY, document_id="lautta", sha256="lautta")
        store.put_version(entry("lautta", TAKEN_AWAY), again, fetched="2026-11-03T12:00:00+02:00")
    assert {hit["vanished"] for hit in value(home, "search", "avataan")["hits"]} == {None}
