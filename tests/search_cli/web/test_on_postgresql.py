"""The page over a PostgreSQL store: the same pages, lists, downloads, corrections and answers as over a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from index.home import Home
from index.store.state import put
from index.store.store import Store
from search_cli.web.application import create_app
from tests.search_cli.conftest import HERE, filled, ready
from tests.servers.postgresql import Cluster

pytestmark = pytest.mark.postgresql

LOOKS = (
    "/",
    "/haku?q=lähitori",
    "/haku?q=lähitori&laji=slides&vuosi=2026",
    "/haku?q=summa:>1M€",
    "/haku?q=olematonsana",
    "/haku/arvot?q=lähitori&lista=taho&etsi=liitto",
    "/henkilot",
    "/henkilot?q=ä",
    "/tahot?jarjestys=nimi",
    "/roolit",
    "/roolit?q=jäsen",
    "/aikajana?alku=2026&loppu=2027",
    "/maarat",
    "/maarat?laji=kaikki&yli=10",
    "/maarat?q=rahoitus",
    "/lahteet",
    "/tallennetut",
    "/kokoelmat",
    "/korjaukset",
    "/asiakirja/olematon",
)
FILES = (
    "/haku.csv?q=lähitori",
    "/haku.bib?q=lähitori",
    "/roolit.jsonl",
    "/aikajana.jsonl",
    "/maarat.csv",
    "/api/v1/people",
    "/api/v1/bodies?q=liitto",
    "/api/v1/roles",
    "/api/v1/dates?limit=100",
    "/api/v1/amounts?limit=100",
    "/api/v1/identifiers",
    "/api/v1/search?q=lähitori&sort=title",
)
UNLIKE = re.compile(r'name="avain" value="\w+"|\d\d:\d\d')
"""What differs from one session to the next."""


@contextmanager
def in_a_database(root: Path, url: str, samples: Path) -> Iterator[TestClient]:
    """The page of the samples in a database."""
    (root / "settings.toml").write_text(f'store = "{url}"\n', encoding="utf-8")
    home = filled(root, samples)
    assert not home.store.exists()
    with TestClient(create_app(home), base_url=HERE, headers={"accept-language": "fi"}) as client:
        yield ready(client)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, postgresql: Cluster, samples: Path) -> Iterator[TestClient]:
    """The page that is compared with the one over a file: change nothing there."""
    with in_a_database(tmp_path_factory.mktemp("koti-pg"), postgresql.database("sivu"), samples) as client:
        yield client


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory, postgresql: Cluster, samples: Path) -> Iterator[TestClient]:
    """A page of its own for the tests that change what is kept."""
    with in_a_database(tmp_path_factory.mktemp("koti-pg"), postgresql.database("muuttuva"), samples) as client:
        yield client


def told(client: TestClient, path: str) -> tuple[int, str]:
    answer = client.get(path)
    return answer.status_code, UNLIKE.sub("", answer.text)


@pytest.mark.parametrize("path", [*LOOKS, *FILES])
def test_a_page_is_the_same_on_both(page: TestClient, other: TestClient, path: str) -> None:
    assert told(other, path) == told(page, path)


@pytest.mark.parametrize("kind", ["people", "bodies"])
def test_every_thing_and_document_is_the_same_on_both(page: TestClient, other: TestClient, kind: str) -> None:
    for one in page.get(f"/api/v1/{kind}?limit=20").json()["items"]:
        path = f"{'/henkilo' if kind == 'people' else '/taho'}/{one['id']}"
        assert told(other, path) == told(page, path)
        named = page.get(f"/api/v1/{kind}/{one['id']}/mentions").json()["items"][0]
        assert told(other, f"/asiakirja/{named['document']}") == told(page, f"/asiakirja/{named['document']}")


def test_a_correction_is_made_and_taken_back(changing: TestClient) -> None:
    person = changing.get("/api/v1/people?q=Aino Kivilahti").json()["items"][0]
    wanted = {"action": "rename", "thing": person["id"], "name": "Aino Kivi-Lahti"}
    made = changing.post("/api/v1/corrections", json=wanted).json()
    assert made["made"]
    assert changing.get("/api/v1/people?q=Kivi-Lahti").json()["total"] == 1
    assert "Aino Kivi-Lahti" in changing.get("/haku?q=lähitori").text
    assert changing.delete(f"/api/v1/corrections/{made['id']}").status_code == 204
    assert changing.get("/api/v1/people?q=Kivi-Lahti").json()["total"] == 0


def test_while_another_writes_a_change_is_told_to_come_back(changing: TestClient) -> None:
    home: Home = changing.app.state.desk.home  # type: ignore[attr-defined]
    with Store.open(home) as writer, writer.writing() as db:
        put(db, "search", "Torit", {"name": "Torit", "query": "vate"})
        answer = changing.put("/api/v1/searches/Torit", json={"query": "vate"})
        assert answer.status_code == 409, answer.text
        assert changing.get("/haku?q=lähitori").status_code == 200
    assert changing.put("/api/v1/searches/Torit", json={"query": "vate"}).status_code == 204


def test_what_cannot_be_kept_is_the_callers_fault(changing: TestClient) -> None:
    answer = changing.put("/api/v1/searches/0", json={"query": "0\0"})
    assert (answer.status_code, bool(answer.json()["advice"])) == (400, True)
