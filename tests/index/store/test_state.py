"""Small state: what many processes write at once is all kept, and what a file of an earlier Louhi had is taken in."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from subprocess import Popen

import pytest

from extractors.model.document import Document
from extractors.model.errors import StoreError
from index import Index
from index.home import Home
from index.search.saved import forget, saved_searches
from index.store import state
from index.store.store import Store

SAVES = """
import sys
from index import Index
from index.search.saved import save
with Index.open(sys.argv[1]) as index:
    for number in range(15):
        save(index, f"{sys.argv[2]}-{number}", "rahoitus")
"""


def test_three_processes_that_save_at_once_lose_nothing(tmp_path: Path) -> None:
    with Index.open(tmp_path) as index:
        index.add([Document(id="a", text="Kirjaston rahoitus.")])
    started = [Popen([sys.executable, "-c", SAVES, str(tmp_path), name]) for name in "abc"]
    assert [one.wait(timeout=300) for one in started] == [0, 0, 0]
    assert len(saved_searches(Home(tmp_path))) == 45


def test_searches_of_an_earlier_louhi_are_taken_in_once(tmp_path: Path) -> None:
    home = Home(tmp_path)
    old = [{"name": "raha", "query": "rahoitus", "seen": {"a": "v"}, "looked": None}]
    (tmp_path / "searches.json").write_text(json.dumps(old), encoding="utf-8")
    assert saved_searches(home)["raha"].seen == {"a": "v"}
    forget(home, "raha")
    assert saved_searches(home) == {}
    assert (tmp_path / "searches.json.taken-in").exists()


def test_a_file_that_is_no_json_is_said_and_left(tmp_path: Path) -> None:
    (tmp_path / "searches.json").write_text("[{", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be read"):
        saved_searches(Home(tmp_path))
    assert (tmp_path / "searches.json").exists()


def test_what_is_remembered_is_changed_and_forgotten(tmp_path: Path) -> None:
    with Store.open(Home(tmp_path)) as store:
        for expected in (1, 2, 3):
            now = state.update(store, "count", "x", lambda held: {"n": (held or {"n": 0})["n"] + 1})
            assert now == {"n": expected}
        with store.reading() as db:
            assert state.every(db, "count") == {"x": {"n": 3}}
            assert state.get(db, "count", "y") is None
        assert state.update(store, "count", "x", lambda held: None) is None
        with store.reading() as db:
            assert state.every(db, "count") == {}


def test_a_change_that_fails_changes_nothing(tmp_path: Path) -> None:
    def wrong(held: state.Value | None) -> state.Value:
        raise RuntimeError("no")

    with Store.open(Home(tmp_path)) as store:
        state.update(store, "count", "x", lambda held: {"n": 1})
        with pytest.raises(RuntimeError):
            state.update(store, "count", "x", wrong)
        with store.reading() as db:
            assert state.get(db, "count", "x") == {"n": 1}
