"""A flipped bit, a cut or a loss of any file of store, index and objects: answers are right, or it is told."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractors.model.errors import LouhiError
from index import Index
from index.engines import EMBEDDED
from index.engines.damaged_indexes import damaged_indexes
from index.home import Home
from index.store.maintenance.verify import verify
from index.store.store import Store
from pipeline.runs.ingest import ingest
from tests.pipeline.conftest import release
from tests.pipeline.world import light

__all__ = ["light"]

QUERIES = (
    "lähitori",
    "rahoitus NOT olematon",
    '"miljoonaa euroa"',
    "body:Hallanmaan",
    "amount:>5M€",
    "tiedot*",
    "päätt~",
)
RIGHT, MENDED, TOLD, FOUND, WRONG = "right", "made anew", "told", "found by verify", "wrong without a word"
PATIENCE, WAIT = 120, 3_600
"""Seconds of work, and by the clock, after which a search of a damaged home has hung: a busy machine is no fault."""


def answers(home: Path) -> list[Any]:
    with Index.open(home) as index:
        found: list[Any] = []
        for query in QUERIES:
            results = index.search(query, limit=50)
            found.append([results.total, sorted([hit.document_id, hit.passage] for hit in results.hits)])
        return [found, index.rebuilt is not None]


def what_verify_says(home: Path) -> bool:
    try:
        with Store.open(Home(home)) as store:
            return bool(verify(store, Home(home))) or any(True for _ in damaged_indexes(Home(home)))
    except LouhiError:
        return True


def outcome(home: Path, wanted: list[Any]) -> str:
    """How a home answers, found in a process of its own: what is damaged may crash a library."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = WRONG
        try:
            signal.setitimer(signal.ITIMER_PROF, PATIENCE)
            signal.alarm(WAIT)
            try:
                got, anew = answers(home)
                same = json.dumps(got) == json.dumps(wanted)
                said = (MENDED if anew else RIGHT) if same else WRONG
            except LouhiError:
                said = TOLD
            if said in (RIGHT, WRONG) and what_verify_says(home):
                said = FOUND
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said or WRONG


def damage(file: Path, dice: random.Random) -> str:
    """Flip a bit, flip twenty, cut a file somewhere or to nothing, or take it away."""
    content = bytearray(file.read_bytes())
    kind = dice.choice(("flip", "flip", "flip", "twenty flips", "cut", "emptied", "removed"))
    if kind == "removed":
        file.unlink()
        return kind
    if "flip" in kind:
        for _ in range(20 if kind == "twenty flips" else 1):
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    else:
        del content[0 if kind == "emptied" else dice.randrange(len(content)) :]
    file.write_bytes(content)
    return kind


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("times", [8, pytest.param(300, marks=pytest.mark.slow)])
@pytest.mark.parametrize("engine", EMBEDDED)
def test_damage_is_right_or_told(
    tmp_path: Path, engine: str, times: int, record_property: Callable[[str, object], None]
) -> None:
    """With `--junitxml` the counts stand in that file: of each outcome, and of each outcome by the kind of file."""
    pytest.importorskip(engine)
    papers, whole, home = tmp_path / "asiakirjat", tmp_path / "ehjä", tmp_path / "koti"
    papers.mkdir()
    for n in range(12):
        (papers / f"{n:02}.html").write_text(release(f"Tiedote {n}", f"{n + 2} miljoonaa"), encoding="utf-8")
    home.mkdir()
    Home(home).settings.write_text(f'engine = "{engine}"\n', encoding="utf-8")
    ingest(Home(home), [str(papers)])
    wanted, _ = answers(home)
    home.rename(whole)
    kept = ("store.sqlite", "objects/*/*", "index/**/*")
    files = sorted({p.relative_to(whole) for one in kept for p in whole.glob(one) if p.is_file() and p.stat().st_size})
    dice, tally, by_file, wrong = random.Random(17), Counter[str](), Counter[str](), []
    for n in range(times):
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(whole, home)
        file = files[n % len(files)]
        kind = damage(home / file, dice)
        said = outcome(home, wanted)
        tally[said] += 1
        by_file[f"{file.parts[0]} {file.suffix or file.name}, {kind}: {said}"] += 1
        if said == WRONG:
            wrong.append((str(file), kind))
    for name, count in [*sorted(tally.items()), *sorted(by_file.items())]:
        record_property(name, count)
    assert wrong == [], tally
    assert tally[MENDED] + tally[TOLD] + tally[FOUND] > 0
