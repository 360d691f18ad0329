"""Files that are whole or not there: they are written aside, and take their places when all is done.

What is exported tells of people: it is for whoever exported it, until they say otherwise.  A file that is written anew
keeps the rights it had.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PRIVATE = 0o600
BEGINNING = ".louhi-"  # of the folder that is written aside; one left by a run that was killed is swept away


@contextmanager
def written_whole(folder: Path) -> Iterator[Path]:
    """A folder to write into: at the end of the block its files take their places in `folder`, after a fault none."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o700)
    for left in folder.glob(f"{BEGINNING}*.part"):
        shutil.rmtree(left, ignore_errors=True)
    aside = Path(tempfile.mkdtemp(prefix=BEGINNING, suffix=".part", dir=folder))
    try:
        yield aside
        for path in sorted(aside.iterdir()):
            take_place(path, folder / path.name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def take_place(written: Path, target: Path) -> None:
    """Let a file that is written take its place on the disk, with the rights of the one before it."""
    with written.open("rb+") as file:
        os.fsync(file.fileno())
    written.chmod(rights_of(target))
    written.replace(target)


def rights_of(target: Path) -> int:
    """The rights of a file that is there, else those of a private one."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        return PRIVATE
