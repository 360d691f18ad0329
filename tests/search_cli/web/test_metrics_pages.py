"""What a monitor sees of the page: whether it is well, its traffic, the home's runs and sources."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from starlette.testclient import TestClient

from index import Index
from index.home import Home
from index.store.run_log import Run, finish_run, start_run
from index.store.store import Store
from pipeline.runs.reports.measures import WHAT
from search_cli.web.access import keys_of, new_token, set_password
from search_cli.web.application import create_app
from search_cli.web.guard import Access
from search_cli.web.routes.metrics_pages import of_the_home

SAMPLE = re.compile(r"(\w+)(?:\{(.*)\})? (\S+)")


def measured(page: TestClient) -> dict[str, float]:
    """Every sample by its name and labels; each is of a kind that was told before it."""
    answer = page.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    out: dict[str, float] = {}
    told: set[str] = set()
    for line in answer.text.splitlines():
        if line.startswith("# TYPE "):
            told.add(line.split()[2])
        elif not line.startswith("#"):
            found = SAMPLE.fullmatch(line)
            assert found is not None, line
            assert found[1] in told
            out[line.rpartition(" ")[0]] = float(found[3])
    return out


def test_a_monitor_sees_how_much_is_held_and_the_traffic(page: TestClient, served_home: Home) -> None:
    before = measured(page)
    with Store.open(served_home) as store:
        assert before["louhi_documents"] == store.count()
    assert before["louhi_ready"] == 1
    assert page.get("/olematon").status_code == 404
    after = measured(page)
    missing = 'louhi_requests_total{status="404"}'
    assert after[missing] == before.get(missing, 0) + 1
    assert after["louhi_request_seconds_total"] > before["louhi_request_seconds_total"]
    assert {name.partition("{")[0] for name in after} <= set(WHAT)


def test_it_sees_the_last_run_and_every_watched_source(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.sources.write_text('[[source]]\nname = "kunta"\nkind = "folder"\naddress = "/tiedotteet"\n', encoding="utf-8")
    began, ended = "2026-11-28T07:00:00+02:00", "2026-11-28T07:01:00+02:00"
    with Store.open(home) as store:
        start_run(store, Run(id="1", started=began))
        finish_run(store, "1", ended, {"sources": ["kunta"], "notes": []})
    with Index.open(home) as index:
        seen = {(name, *labels.values()): value for name, labels, value in of_the_home(index)}
    first, last = (datetime.fromisoformat(one).timestamp() for one in (began, ended))
    assert seen["louhi_last_run_started_timestamp_seconds",] == first
    assert seen["louhi_last_run_ended_timestamp_seconds",] == last
    assert seen["louhi_source_last_pass_timestamp_seconds", "kunta"] == last
    assert seen["louhi_source_failures", "kunta"] == 0


def test_it_asks_for_the_password_that_everything_else_asks_for(tmp_path: Path) -> None:
    """How much a home holds and what it watches is not for everybody; whether the server is well is."""
    home = Home(tmp_path)
    set_password(home, "pitkä salasana")
    token = new_token(home, "valvonta")
    keys = keys_of(home)
    access = Access(password_hash=keys.password, tokens=tuple(keys.tokens.values()))
    with TestClient(create_app(home, access), base_url="http://localhost", follow_redirects=False) as page:
        assert page.get("/terve").status_code in (200, 503)
        assert page.get("/metrics").status_code == 303
        assert page.get("/metrics", headers={"authorization": f"Bearer {token}"}).status_code == 200
