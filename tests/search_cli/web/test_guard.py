"""What every answer carries and every request must show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from index.home import Home
from search_cli.web.access import keys_of, new_token, set_password
from search_cli.web.application import create_app
from search_cli.web.guard import Access, session_key
from tests.search_cli.conftest import filled, ready

HOSTILE = {"sec-fetch-site": "cross-site", "origin": "https://paha.example"}


@pytest.mark.parametrize("path", ["/", "/haku?q=lähitori", "/static/louhi.css", "/olematon", "/api/v1/search?q=vate"])
def test_every_answer_carries_the_policy(page: TestClient, path: str) -> None:
    headers = page.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/haku?q=lähitori", "/ohje/haku", "/lahteet", "/tallennetut"])
def test_nothing_stands_inline(page: TestClient, path: str) -> None:
    text = page.get(path).text
    assert "<script>" not in text
    assert " style=" not in text
    assert " onclick" not in text


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"host": "paha.example"}, 421), ({"host": "localhost:8400"}, 200), ({"host": "127.0.0.1"}, 200)],
)
def test_only_names_of_this_machine_are_served(page: TestClient, headers: dict[str, str], status: int) -> None:
    assert page.get("/ohje/haku", headers=headers).status_code == status


def test_an_endless_address_is_refused(page: TestClient) -> None:
    assert page.get("/haku", params={"q": "a" * 10_000}).status_code == 414


@pytest.mark.parametrize("path", ["/tallennetut", "/lahteet/uudelleen", "/tallennetut/poista"])
def test_other_sites_change_nothing(page: TestClient, path: str) -> None:
    assert page.post(path, data={"q": "vate", "nimi": "x"}, headers=HOSTILE).status_code == 403


def test_a_form_without_its_token_changes_nothing(page: TestClient) -> None:
    page.get("/tallennetut")
    assert page.post("/tallennetut", data={"q": "vate", "nimi": "x"}).status_code == 403
    assert page.post("/tallennetut", data={"q": "vate", "nimi": "x", "avain": "0" * 64}).status_code == 403


def test_the_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert session_key(home) == session_key(home)
    assert (home.root / "web.key").stat().st_mode & 0o777 == 0o600


def test_the_way_back_leads_to_this_site_alone(page: TestClient) -> None:
    for back in ("https://paha.example/", "//paha.example/", "javascript:alert(1)"):
        answer = page.post("/kieli/en", data={"takaisin": back}, follow_redirects=False)
        assert answer.headers["location"] == "/"
    page.cookies.delete("kieli")


def test_a_password_is_asked_for_where_there_is_one(served_home: Home) -> None:
    with TestClient(create_app(served_home, Access(password_hash="x")), base_url="http://localhost") as client:
        assert client.get("/", follow_redirects=False).headers["location"] == "/kirjaudu"
        assert client.get("/api/v1/runs").status_code == 401


def test_the_password_opens_the_page_and_a_token_the_api(tmp_path: Path, samples: Path) -> None:
    home = filled(tmp_path / "koti", samples)
    set_password(home, "hallanmaan salaisuus")
    token = new_token(home, "raportti")
    keys = keys_of(home)
    assert (home.root / "access.json").stat().st_mode & 0o777 == 0o600
    access = Access(password_hash=keys.password, tokens=tuple(keys.tokens.values()))
    with TestClient(create_app(home, access), base_url="http://localhost") as client:
        ready(client)
        key = re.search(r'name="avain" value="(\w+)"', client.get("/kirjaudu").text)
        assert key is not None
        wrong = client.post("/kirjaudu", data={"avain": key[1], "salasana": "arvaus"})
        assert wrong.status_code == 403
        right = {"avain": key[1], "salasana": "hallanmaan salaisuus"}
        assert client.post("/kirjaudu", data=right).status_code == 200
        assert client.get("/haku?q=vate", follow_redirects=False).status_code == 200
        client.cookies.clear()
        assert client.get("/api/v1/runs", headers={"authorization": f"Bearer {token}"}).status_code == 200
        assert client.get("/api/v1/runs", headers={"authorization": "Bearer arvaus"}).status_code == 401
