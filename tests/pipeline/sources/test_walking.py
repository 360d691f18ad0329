"""Files as they are: each thing in a folder has its outcome, and none stops another."""

from __future__ import annotations

import os
import socket
import sqlite3
import stat
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model.errors import ReadError, TooLarge
from extractors.text.file_names import address_of, path_of
from index.home import Home
from index.store.store import Store
from pipeline.fetching.files import file_bytes
from pipeline.runs.ingest import ingest
from pipeline.runs.watch import add, pass_over
from pipeline.sources.sources import slug, source_of
from tests.pipeline.world import light

TEXT = "Kunnanhallitus päätti {n}.2.2021 myöntää 5 000 euroa."
__all__ = ["light"]
pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "paperit"
    folder.mkdir()
    (folder / "hyvä.txt").write_text(TEXT.format(n=1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "name",
    [
        b"p\xe4\xe4t\xf6s.txt",
        b"kaksi\nrivia.txt",
        b"a" * 251 + b".txt",
        "ö".encode() * 125 + b".txt",
        b"\x1b[31mpunainen.txt",
        "kään\u202etxt.exe.txt".encode(),
        b"valmiiksi\\x0Asellainen.txt",
        b"huuto!merkki.txt",
        b"pros%20entti.txt",
        b" alkaa valista.txt",
    ],
)
def test_a_name_of_any_bytes_is_brought_in_and_known_again(home: Home, papers: Path, name: bytes) -> None:
    (papers / os.fsdecode(name)).write_text(TEXT.format(n=2), encoding="utf-8")
    report = ingest(home, [str(papers)])
    assert report.counts == {"read": 2}
    assert all(item.address.isprintable() for item in report.items)
    assert ingest(home, [str(papers)]).counts == {"unchanged": 2}
    [item] = [item for item in report.items if not item.address.endswith("hyvä.txt")]
    assert source_of(item.address).address == item.address  # as it is shown it can be named
    assert ingest(home, [item.address]).counts == {"unchanged": 1}


@given(st.binary(min_size=1, max_size=60).filter(lambda name: b"\x00" not in name))
def test_every_name_has_one_spelling_and_every_spelling_one_name(name: bytes) -> None:
    path = Path(os.fsdecode(name))
    assert path_of(address_of(path)) == path
    assert address_of(path).encode()
    assert len(f"{slug(address_of(path))}.json".encode()) < 255


def test_what_is_no_file_is_left_with_its_reason(home: Home, papers: Path, tmp_path: Path) -> None:
    outside = tmp_path / "salaiset"
    outside.mkdir()
    (outside / "salainen.txt").write_text(TEXT.format(n=9), encoding="utf-8")
    os.mkfifo(papers / "putki")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(papers / "pistoke"))
    (papers / "ulos.txt").symlink_to(outside / "salainen.txt")
    (papers / "ulos").symlink_to(outside)
    (papers / "rikki.txt").symlink_to(papers / "poissa.txt")
    (papers / "rengas").symlink_to(papers / "rengas")
    (papers / "itse").symlink_to(papers)
    (papers / "sisällä.txt").symlink_to(papers / "hyvä.txt")
    report = ingest(home, [str(papers)])
    assert {Path(item.address).name: item.reason for item in report.items if item.outcome == "skipped"} == {
        "itse": "it is a link to another folder in this one, whose files are looked at there",
        "pistoke": "it is a socket, not a file",
        "putki": "it is a pipe, not a file",
        "rengas": "it is a link that leads nowhere",
        "rikki.txt": "it is a link that leads nowhere",
        "ulos": "it is a link that leads out of the folder",
        "ulos.txt": "it is a link that leads out of the folder",
    }
    assert report.counts["read"] == 1
    assert report.counts["same content"] == 1


def test_a_device_is_never_read(home: Home, papers: Path) -> None:
    """One that never ends: named, or met in a folder where whoever runs this may make one."""
    [failure] = ingest(home, ["/dev/zero"]).failures
    assert failure.reason == "it is no file but a folder, pipe, socket or device"
    try:
        os.mknod(papers / "nolla", stat.S_IFCHR | 0o600, Path("/dev/zero").stat().st_rdev)
    except PermissionError:
        return
    report = ingest(home, [str(papers)])
    assert report.counts == {"read": 1, "skipped": 1}
    assert [item.reason for item in report.items if item.outcome == "skipped"] == ["it is a device, not a file"]


@pytest.mark.slow
def test_twenty_thousand_files_in_one_folder(home: Home, tmp_path: Path) -> None:
    """Each has its outcome: new, the same as another, empty, broken, no file; and a second run does nothing."""
    folder = tmp_path / "kansio"
    folder.mkdir()
    kinds = Counter[str]()
    for n in range(20_000):
        path = folder / f"{n:05}.txt"
        match n % 20:
            case 0 | 1:
                path.write_text(TEXT.format(n=n), encoding="utf-8")
                kinds["read"] += 1
            case 2:
                path.write_bytes(b"")
                kinds["failed"] += 1
            case 3:
                path.with_suffix(".pdf").write_bytes(b"%PDF-1.7 rikki")
                kinds["failed"] += 1
            case 4:
                os.mkfifo(path)
                kinds["skipped"] += 1
            case 5:
                path.symlink_to("/etc/hostname")
                kinds["skipped"] += 1
            case _:
                path.write_text(TEXT.format(n=n % 20 + 100_000), encoding="utf-8")
                kinds["same content"] += 1
    kinds["read"] += 14  # the first of each content that others repeat
    kinds["same content"] -= 14
    report = ingest(home, [str(folder)])
    assert report.counts == kinds
    assert len({item.address for item in report.items}) == 20_000
    again = ingest(home, [str(folder)]).counts
    assert again == {"unchanged": 18_000 - kinds["failed"], "failed": kinds["failed"], "skipped": kinds["skipped"]}


def test_a_pipe_that_is_named_blocks_nothing(home: Home, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "putki")
    [failure] = ingest(home, [str(tmp_path / "putki")]).failures
    assert failure.reason == "it is no file but a folder, pipe, socket or device"


def test_a_home_in_the_folder_is_none_of_the_papers(papers: Path) -> None:
    home = Home(papers / "koti")
    for _ in range(2):
        report = ingest(home, [str(papers)])
        assert [item.reason for item in report.items if item.outcome == "skipped"] == ["it is a home of Louhi's own"]
    with Store.open(home) as store:
        assert store.count() == 1


def test_a_database_of_that_name_is_no_home(home: Home, papers: Path) -> None:
    sqlite3.connect(papers / "store.sqlite").execute("create table a (b)").connection.close()
    report = ingest(home, [str(papers)])
    assert sorted(item.outcome for item in report.items) == ["failed", "read"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the keeper of the machine may read everything")
def test_what_may_not_be_read_stops_no_other(home: Home, papers: Path) -> None:
    for name in ("kielletty", "kielletty.txt"):
        (papers / name).mkdir() if "." not in name else (papers / name).write_text("x")
        (papers / name).chmod(0)
    report = ingest(home, [str(papers)])
    assert report.counts == {"read": 1, "failed": 2}


def test_a_folder_that_cannot_be_read_is_told_until_it_can(home: Home, papers: Path) -> None:
    """Deeper than the system lets a path be: the folder fails, and what is beside it is read."""
    here = Path.cwd()
    os.chdir(papers)
    try:
        for _ in range(30):
            Path("k" * 200).mkdir()
            os.chdir("k" * 200)
    finally:
        os.chdir(here)
    add(home, str(papers))
    report = pass_over(home)
    assert report.counts == {"read": 1, "failed": 1}
    assert report.failures[0].reason == "the folder cannot be read (File name too long)"


def test_a_file_that_grows_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kasvaa.txt"
    path.write_text("alku", encoding="utf-8")
    real = Path.open

    def grows(self: Path, *args: str) -> object:
        with real(self, "a") as file:
            file.write("lisää")
        return real(self, *args)

    monkeypatch.setattr(Path, "open", grows)
    with pytest.raises(ReadError, match=r"it changes while it is read\. Try again when it has been written"):
        file_bytes(path, 1000)
    with pytest.raises(TooLarge):
        file_bytes(path, 3)
