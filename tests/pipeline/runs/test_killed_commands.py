"""kill -9 in the middle of a command: done again, it leaves what an undisturbed one does; files are whole or absent."""

from __future__ import annotations

import shutil
import sqlite3
import time
import zipfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa

from extractors.model.errors import SourceError
from index import Index
from index.corrections.correction_log import correct, standing
from index.corrections.corrections import Correction
from index.home import Home
from index.outputs.exports import export
from index.store.filters import Filter
from index.store.maintenance.backup import backup
from index.store.maintenance.forgetting import cut_off
from index.store.maintenance.verify import verify
from index.store.schema import addresses
from index.store.store import Store
from pipeline.runs.forget import forget
from pipeline.runs.ingest import ingest
from pipeline.runs.run_settings import RunSettings
from tests.pipeline.conftest import release
from tests.pipeline.world import Killing, light, picture

__all__ = ["light"]

WORDS = ("lähitori", "rahoitus", "tiedote")
FORMATS = ("csv", "jsonl", "xlsx", "sqlite")
OUT = "ulos"


class Command(NamedTuple):
    """A command on a home, which may write into a folder beside it; and what is looked at when it is done."""

    do: Callable[[Home, Path], object]
    left: Callable[[Home, Path], Any]


def first(home: Home) -> str:
    with Store.open(home) as store, store.reading() as db:
        return str(db.execute(sa.select(addresses.c.document_id).order_by(addresses.c.address)).scalars().first())


def reindex(home: Home, _: Path) -> None:
    with Index.open(home) as index:
        index.rebuild()


def put_right(home: Home, _: Path) -> None:
    when, name = "2026-03-01T00:00:00", "Hallanmaan liitto"
    said = Correction(id="c", when=when, action="reject", document=first(home), sha256="", kind="bodies", name=name)
    with Store.open(home) as store:
        assert correct(store, said) is None
    with Index.open(home) as index:
        index.search("lähitori")


def forgotten(home: Home, _: Path) -> None:
    folder = home.root.parent / "asiakirjat"
    with suppress(SourceError):  # all of it was done when the kill came
        forget(home, [str(folder / "03.html")])


def kept(home: Home, _: Path) -> Any:
    with Store.open(home) as store:
        assert verify(store, home) == []
        assert cut_off(store) == []
        corrections = [one.correction.id for one in standing(store)]
    return {**picture(home, WORDS), "corrections": corrections}


def copied(home: Home, out: Path) -> None:
    if not out.exists():
        backup(home, out)


def copy_of(_: Home, out: Path) -> Any:
    """What a backup holds: it is a home."""
    assert not list(out.parent.glob(".*.part"))
    return kept(Home(out), out)


def exported(home: Home, out: Path) -> None:
    with Store.open(home) as store:
        export(store, out, FORMATS, Filter())


def files(_: Home, out: Path) -> Any:
    """What an export holds, every file of it whole."""
    assert zipfile.ZipFile(out / "louhi.xlsx").testzip() is None
    with closing(sqlite3.connect(out / "louhi.sqlite")) as db:
        assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
    text = {path.name: path.read_text("utf-8") for path in out.iterdir() if path.suffix in (".csv", ".jsonl")}
    return {"names": sorted(path.name for path in out.iterdir() if not path.name.startswith(".louhi-")), "text": text}


COMMANDS = {
    "reindex": Command(reindex, kept),
    "correct": Command(put_right, kept),
    "forget": Command(forgotten, kept),
    "backup": Command(copied, copy_of),
    "export": Command(exported, files),
}


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("rounds", [3, pytest.param(30, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", COMMANDS)
def test_killed_and_done_again(tmp_path: Path, name: str, rounds: int) -> None:
    command, out = COMMANDS[name], tmp_path / OUT
    folder = tmp_path / "asiakirjat"
    folder.mkdir()
    for n in range(16):
        (folder / f"{n:02}.html").write_text(release(f"Tiedote {n}", f"{n + 2} miljoonaa"), encoding="utf-8")
    home, base = Home(tmp_path / "koti"), tmp_path / "pohja"
    ingest(home, [str(folder)], settings=RunSettings(batch=8))
    with Index.open(home) as index:
        index.search("lähitori")
    home.root.rename(base)

    def anew() -> None:
        for left in (home.root, out, *tmp_path.glob(".*.part")):
            shutil.rmtree(left, ignore_errors=True)
        shutil.copytree(base, home.root)

    anew()
    began = time.monotonic()
    command.do(home, out)
    takes, wanted = time.monotonic() - began, command.left(home, out)
    kill = Killing(takes, name)
    for _ in range(rounds):
        anew()
        if name == "export":
            command.do(home, out)  # over an older one
        kill(lambda: command.do(home, out))
        if out.exists():
            assert command.left(home, out) == wanted  # whole: what is half done has no place yet
        command.do(home, out)
        assert command.left(home, out) == wanted
    assert kill.disturbed
