"""kill -9 at any moment: the next run leaves the same store, index and objects as an undisturbed one."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from index.home import Home
from pipeline.runs.ingest import ingest
from pipeline.runs.run_settings import RunSettings
from tests.pipeline.conftest import release
from tests.pipeline.world import Killing, light, picture

__all__ = ["light"]

SMALL = RunSettings(batch=4, index_every=4)
WORDS = ("lähitori", "rahoitus", "tiedote")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "asiakirjat"
    folder.mkdir()
    for n in range(24):
        (folder / f"{n:02}.html").write_text(release(f"Tiedote {n}", f"{n + 2} miljoonaa"), encoding="utf-8")
    shutil.copy(folder / "03.html", folder / "sama.html")
    (folder / "rikki.pdf").write_bytes(b"%PDF-1.7 ei mitaan")
    return folder


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("rounds", [6, pytest.param(100, marks=pytest.mark.slow)])
def test_killed_at_random_moments(papers: Path, tmp_path: Path, rounds: int) -> None:
    calm = Home(tmp_path / "rauha")
    ingest(calm, [str(papers)], settings=SMALL)
    began = time.monotonic()
    ingest(Home(tmp_path / "lampimaksi"), [str(papers)], settings=SMALL)
    takes = time.monotonic() - began
    wanted, kill = picture(calm, WORDS), Killing(takes, 7)
    for n in range(rounds):
        home = Home(tmp_path / "koti")
        for _ in range(1 + (n % 3 == 2)):
            kill(lambda home=home: ingest(home, [str(papers)], settings=SMALL))
        assert ingest(home, [str(papers)], settings=SMALL).counts["failed"] == 1
        assert picture(home, WORDS) == wanted
        shutil.rmtree(home.root)
    assert kill.disturbed
