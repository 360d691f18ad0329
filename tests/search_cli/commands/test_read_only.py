"""A home on a disk that cannot be written: every command that only reads does so, the others say why they do not."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from index import Index
from index.home import Home
from index.store.locking import held, one_writer
from index.store.store import Store
from pipeline.runs.ingest import ingest
from search_cli.app import app
from tests.pipeline.conftest import release
from tests.pipeline.runs.test_disk import nobody
from tests.pipeline.world import light

__all__ = ["light"]
READING = (
    ["search", "lähitori"],
    ["search", "lähitori mentions:2026"],
    ["search", "amount:>1M€"],
    ["search", "lähitori published:2020.."],
    ["search", "body:Hallanmaa"],
    ["search", "tunnus:a", "--json"],
    ["status"],
    ["people"],
    ["bodies"],
    ["amounts", "--json"],
    ["timeline"],
    ["changes"],
    ["verify"],
    ["saved"],
    ["watch", "list"],
    ["show", "ID"],
    ["similar", "ID"],
    ["cite", "ID"],
)
WRITING = (
    ["reindex"],
    ["forget", "ID", "--yes"],
    ["correct", "reject", "ID", "bodies", "Hallanmaan liitto"],
    ["retry"],
)


@pytest.fixture
def locked(light: None) -> Iterator[Path]:
    """A home nobody may write to."""
    top = Path(tempfile.mkdtemp(prefix="louhi-lukittu-"))
    papers, root = top / "asiakirjat", top / "koti"
    papers.mkdir()
    for n in range(3):
        (papers / f"{n}.html").write_text(release(f"Tiedote {n}", f"{n + 2} miljoonaa"), encoding="utf-8")
    ingest(Home(root), [str(papers)])
    with Index.open(root) as index:
        index.search("lähitori")
    for path in (top, *top.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield root
    for path in (top, *top.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(top)


def outcome(command: list[str], home: Path, document: str) -> tuple[int, str]:
    said = [document if word == "ID" else word for word in command]
    run = CliRunner().invoke(app, [*said, "--home", str(home)])
    return run.exit_code, f"{run.output} {run.exception}"


def test_what_reads_does_so_and_what_writes_says_why_not(locked: Path, tmp_path: Path) -> None:
    shutil.copytree(locked, tmp_path / "koti")
    for path in (tmp_path / "koti").rglob("*"):
        path.chmod(0o755)
    with Store.open(Home(tmp_path / "koti")) as store:
        [document, *_] = [one.document_id for one in store.addresses()]
    for command in (*READING, *WRITING):  # all that is imported late is there, wherever nobody may read it
        outcome(command, tmp_path / "koti", document)
    before = {path: path.stat().st_mtime_ns for path in locked.rglob("*")}
    for command in READING:
        with nobody():
            status, told = outcome(command, locked, document)
        assert status == 0, (command, told)
    refused(locked, document)
    assert {path: path.stat().st_mtime_ns for path in locked.rglob("*")} == before
    with (
        held(Home(locked).lock, 0, "busy"),
        one_writer(locked / "index" / "whoosh" / "lock", 0),
        Store.open(Home(locked)) as other,
        other.writing(),
    ):
        refused(locked, document)  # also while somebody who may write does: what is told does not hang on that


def refused(home: Path, document: str) -> None:
    """Every command that writes says that it may not, whatever else goes on."""
    for command in WRITING:
        with nobody():
            status, told = outcome(command, home, document)
        assert (status, "cannot be written" in told, "rights" in told) == (1, True, True), (command, told)
