"""A full disk and a read-only home: said plainly, and what was committed before is still there."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from extractors.model.errors import HomeBusy, StoreError
from index.home import Home
from pipeline.runs.ingest import ingest
from tests.pipeline.conftest import release
from tests.pipeline.world import light, picture

__all__ = ["light"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of five megabytes, where the machine lets a test have one."""
    disk = tmp_path / "levy"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a disk of its own can be mounted by root alone")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=False)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "asiakirjat"
    folder.mkdir()
    for n in range(20):
        text = f"Lähitorit avataan kuntaan {n}. " * 200
        (folder / f"{n:02}.html").write_text(release(f"Tiedote {n}", f"{n + 2} miljoonaa", text=text), encoding="utf-8")
    return folder


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("left", [0, 40, 120, 260, 500])
def test_a_full_disk_is_said_and_the_next_run_finishes(
    small_disk: Path, papers: Path, tmp_path: Path, left: int
) -> None:
    home = Home(small_disk / "koti")
    first = sorted(papers.iterdir())[0]
    ingest(home, [str(first)])
    held = picture(home)
    stuff = small_disk / "tavara"
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    stuff.write_bytes(bytes(max(0, free - left * 1024)))
    with pytest.raises(StoreError, match=r"full|No space"):
        ingest(home, [str(papers)])
    stuff.unlink()
    after = picture(home)
    assert set(after["versions"]) >= set(held["versions"])

    home_2 = Home(tmp_path / "rauha")
    ingest(home_2, [str(first)])
    ingest(home_2, [str(papers)])
    if os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize > 1_500_000:
        assert ingest(home, [str(papers)]).ok
        assert picture(home, ["lähitori"]) == picture(home_2, ["lähitori"])


@pytest.mark.parametrize("made", [False, True])
def test_a_home_that_cannot_be_written_is_said(made: bool) -> None:
    folder = Path(tempfile.mkdtemp(prefix="louhi-lukittu-"))
    try:
        if made:
            ingest(Home(folder), [])
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        with nobody(), pytest.raises((HomeBusy, StoreError)) as caught:
            ingest(Home(folder), [])
        assert "rights" in str(caught.value)
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)
        shutil.rmtree(folder)


@contextmanager
def nobody() -> Iterator[None]:
    """Root may write anywhere: be somebody who may not."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)
