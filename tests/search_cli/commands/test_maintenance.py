"""Failures are laid aside on the command line, by what `louhi status` shows of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from index.home import Home
from index.store.run_log import Item, Run, add_items, start_run
from index.store.store import Store
from pipeline.runs.ingest import ingest
from search_cli.app import app
from tests.pipeline.conftest import release
from tests.pipeline.world import light
from tests.search_cli.commands.asking import louhi

__all__ = ["light"]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    kept = Home(tmp_path)
    with Store.open(kept) as store:
        start_run(store, Run(id="run-1", started="2026-03-24T08:30:00+00:00"))
        reasons = {"esitsy.pdf": "there is no such file or folder", "salattu.pdf": "a password is needed"}
        add_items(store, "run-1", [Item(address=a, outcome="failed", reason=why) for a, why in reasons.items()])
    return kept


@pytest.mark.parametrize(
    ("said", "left", "status"),
    [
        (["esitsy.pdf"], ["salattu.pdf"], 0),
        (["--reason", "password"], ["esitsy.pdf"], 0),
        (["--all", "--why", "tunnettu"], [], 0),
        (["esitsy.pdf", "muu.pdf"], ["salattu.pdf"], 1),
        (["--source", "halla"], ["esitsy.pdf", "salattu.pdf"], 0),
        ([], ["esitsy.pdf", "salattu.pdf"], 2),
    ],
)
def test_failures_are_dismissed(home: Home, said: list[str], left: list[str], status: int) -> None:
    run = CliRunner().invoke(app, ["dismiss", *said, "--home", str(home.root)])
    assert run.exit_code == status, run.output
    told = json.loads(CliRunner().invoke(app, ["status", "--json", "--home", str(home.root)]).stdout)
    assert [item["address"] for item in told["failed"]] == left
    listed = CliRunner().invoke(app, ["dismiss", "--list", "--json", "--home", str(home.root)])
    assert len(json.loads(listed.stdout)) == 2 - len(left)


def test_what_is_forgotten_is_said_to_stand_in_what_was_copied(tmp_path: Path, light: None) -> None:
    (tmp_path / "paperi.html").write_text(release("Lähitorit avataan", "2 miljoonaa"), encoding="utf-8")
    home = Home(tmp_path / "koti")
    ingest(home, [str(tmp_path / "paperi.html")])
    for command, name in (("export", "viety"), ("export", "viety"), ("export", "siirretty"), ("snapshot", "kuva")):
        assert louhi(home.root, command, str(tmp_path / name)).exit_code == 0
    (tmp_path / "siirretty").rename(tmp_path / "muualla")
    told = louhi(home.root, "forget", str(tmp_path / "paperi.html"), "--yes")
    assert told.exit_code == 0, told.output
    assert [line for line in told.stderr.splitlines() if "still holds" in line] == [
        f"An export still holds what it held: {tmp_path / 'viety'}",
        f"A snapshot still holds what it held: {tmp_path / 'kuva'}",
    ]
