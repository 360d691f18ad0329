"""What a monitor sees of the watch: whether it is there and when the last run was, never what is watched."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from extractors.model.errors import SetupError
from index.home import Home
from index.store.run_log import Run, finish_run, start_run
from index.store.store import Store
from pipeline.orchestration.watch_health import health_served
from tests.servers.ports import free_ports


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "koti")


def test_a_monitor_sees_that_the_watch_is_there_and_when_the_last_run_was(home: Home) -> None:
    with free_ports() as (port,), health_served(home, port):
        at = f"http://127.0.0.1:{port}"
        answers = {path: httpx.get(at + path, timeout=60) for path in ("/health", "/metrics", "/sources.toml")}
        assert {path: answer.status_code for path, answer in answers.items()} == {
            "/health": 200,
            "/metrics": 200,
            "/sources.toml": 404,
        }
        assert answers["/metrics"].text.splitlines()[-1] == "louhi_watching 1"
        with Store.open(home) as store:
            start_run(store, Run(id="1", started="1970-01-01T00:01:00+00:00"))
            finish_run(store, "1", "1970-01-01T00:02:00+00:00", {"sources": ["kunta"], "notes": []})
        told = httpx.get(at + "/metrics", timeout=60).text
    assert "louhi_last_run_started_timestamp_seconds 60" in told
    assert "louhi_last_run_ended_timestamp_seconds 120" in told
    assert "kunta" not in told


def test_a_store_that_cannot_be_read_is_told_and_not_named(home: Home) -> None:
    home.store.write_bytes(b"this is no database" * 100)
    with free_ports() as (port,), health_served(home, port):
        assert httpx.get(f"http://127.0.0.1:{port}/health", timeout=60).status_code == 200
        answer = httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=60)
    assert answer.status_code == 503
    assert str(home.root) not in answer.text


def test_a_port_that_another_has_is_one_sentence(home: Home) -> None:
    with (
        free_ports() as (port,),
        health_served(home, port),
        pytest.raises(SetupError, match=f"{port}.*--health"),
        health_served(home, port),
    ):
        raise AssertionError


def test_nobody_listens_where_no_port_is_asked_for(home: Home) -> None:
    with health_served(home, None):
        pass
