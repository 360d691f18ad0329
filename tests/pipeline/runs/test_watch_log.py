"""The log of watching: what a pass leaves in it, what never stands in it, and that it turns over."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from index.home import Home
from index.store.run_log import Item
from pipeline.runs import watch_log
from pipeline.runs.watch import added, pass_over
from pipeline.runs.watch_log import log_pass, logged, without_secrets
from tests.pipeline.conftest import Clock, Site, feed, release
from tests.pipeline.world import light

__all__ = ["light"]


def test_a_pass_leaves_what_it_took_and_what_failed(tmp_path: Path) -> None:
    (tmp_path / "asiakirjat").mkdir()
    (tmp_path / "asiakirjat" / "tiedote.txt").write_text("Lautakunta päätti asiasta 1.2.2024.", encoding="utf-8")
    (tmp_path / "asiakirjat" / "rikki.pdf").write_bytes(b"%PDF-1.7 rikki")
    home = Home(tmp_path / "koti")
    added(home, str(tmp_path / "asiakirjat"))
    pass_over(home)
    lines = (home.root / watch_log.NAME).read_text("utf-8").splitlines()
    assert "a pass over 1 source begins" in lines[0]
    assert [line for line in lines if "WARNING" in line and "rikki.pdf" in line]
    assert lines[-1].endswith("the pass ends: 1 failed, 1 read")
    assert logging.getLogger("louhi").handlers == []


@pytest.mark.usefixtures("light")
def test_an_empty_feed_stands_in_it(site: Site, home: Home, clock: Clock) -> None:
    site.pages |= {"/a.html": release("Tori"), "/feed.xml": feed(site.url, {"/a.html": "Tori"})}
    added(home, f"{site.url}/feed.xml", name="tiedotteet", recheck="when listed anew")
    for _ in range(2):
        pass_over(home, now=clock.now, sleep=clock.sleep)
        clock.at += 86_400
        site.pages["/feed.xml"] = feed(site.url, {})
    said, end = (home.root / watch_log.NAME).read_text("utf-8").splitlines()[-2:]
    assert said.endswith("WARNING tiedotteet: the listing is empty, and it has named documents before")
    assert end.endswith("the pass ends: no document was listed or due")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("https://me:pw@kunta.example/a", "https://kunta.example/a"),
        ("https://kunta.example/a?token=abc&p=2", "https://kunta.example/a?token=***&p=2"),
        ("https://kunta.example/a?p=2&api_key=abc", "https://kunta.example/a?p=2&api_key=***"),
        ("https://kunta.example/a?p=2", "https://kunta.example/a?p=2"),
        ("Hakija 131052-308T ei vastannut", "Hakija 131052-**** ei vastannut"),
    ],
)
def test_no_secret_and_no_code_stands_in_it(line: str, kept: str) -> None:
    assert without_secrets(line) == kept


def test_it_turns_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_log, "BYTES", 2_000)
    monkeypatch.setattr(watch_log, "OLDER", 2)
    for _ in range(40):
        with logged(Home(tmp_path)):
            log_pass([Item(address="https://kunta.example/a", source="kunta", outcome="failed", reason="gone")], ())
    assert sorted(file.name for file in tmp_path.iterdir()) == ["watch.log", "watch.log.1", "watch.log.2"]
    assert all(file.stat().st_size <= 2_000 for file in tmp_path.iterdir())
