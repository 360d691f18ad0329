"""Small state: what many processes write at once is all kept, and what a file of an earlier Louhi had is taken in."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import Popen

import pytest

from extractors.model.document import Document
from index import Index
from index.corrections.correction_log import standing
from index.home import Home
from index.search.saved import saved_searches
from index.store import state
from index.store.alert_rows import alert_rows
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


def test_what_is_remembered_is_changed_and_forgotten(tmp_path: Path) -> None:
    with Store.open(Home(tmp_path)) as store:
        for expected in (1, 2, 3):
            with store.writing() as db:
                now = state.update(db, "count", "x", lambda held: {"n": (held or {"n": 0})["n"] + 1})
            assert now == {"n": expected}
        with store.reading() as db:
            assert state.every(db, "count") == {"x": {"n": 3}}
            assert state.get(db, "count", "y") is None
        with store.writing() as db:
            assert state.update(db, "count", "x", lambda held: None) is None
        with store.reading() as db:
            assert state.every(db, "count") == {}


def test_a_change_that_fails_changes_nothing(tmp_path: Path) -> None:
    def wrong(held: state.Value | None) -> state.Value:
        raise RuntimeError("no")

    with Store.open(Home(tmp_path)) as store:
        with store.writing() as db:
            state.update(db, "count", "x", lambda held: {"n": 1})
        with pytest.raises(RuntimeError), store.writing() as db:
            state.update(db, "count", "x", wrong)
        with store.reading() as db:
            assert state.get(db, "count", "x") == {"n": 1}


MANY = """
import sys
from pathlib import Path
from extractors.model.document import Document
from index.home import Home
from index.corrections.correction_log import correct
from index.corrections.corrections import Correction
from index.store.store import Store
from pipeline.alerts.alert_files import write_files
from pipeline.alerts.alert_log import Alert, tell
from pipeline.fetching.host_memory import save_asked, save_resting, save_rules
from pipeline.fetching.robots import Rules
from pipeline.sources.listing_state import Listing, save_listing
from pipeline.sources.sources import Source
home, me = Home(sys.argv[1]), sys.argv[2]
with Store.open(home) as store:
    for n in range(10):
        name = f"{me}{n}"
        save_rules(store, {f"https://{name}.example.fi": Rules(text="", fetched=1.0 + n)}, 100.0)
        save_resting(store, {name: 50.0 + n}, 1.0)
        save_asked(store, {name: 1.0 + n, "all": 1.0 + n}, 100.0)
        save_listing(store, Source(name=name, address="/x", kind="file"), Listing(address="/x"))
        with store.writing() as db:
            tell(db, [Alert(id=name, kind="expectation", title="T", when="2026")])
        said = {"id": name, "when": "2026", "action": "reject", "document": "", "sha256": ""}
        one = Correction(**said, kind="people", name="", items=(name,))
        assert correct(store, one) is None
"""


def test_three_processes_lose_nothing_of_any_small_state(tmp_path: Path) -> None:
    home = Home(tmp_path)
    Store.open(home).close()
    started = [Popen([sys.executable, "-c", MANY, str(tmp_path), name]) for name in "abc"]
    assert [one.wait(timeout=300) for one in started] == [0, 0, 0]
    with Store.open(home) as store:
        with store.reading() as db:
            held = {kind: state.every(db, kind) for kind in ("robots", "resting", "asked", "listing")}
            told = alert_rows(db)
        assert {kind: len(some) for kind, some in held.items()} == {
            "robots": 30,
            "resting": 30,
            "asked": 31,
            "listing": 30,
        }
        assert held["asked"]["all"] == {"at": 10.0}
        assert sorted(number for number, _ in told) == list(range(1, 31))
        assert len(standing(store)) == 30
