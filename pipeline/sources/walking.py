"""The files of a folder as they are: links, pipes, devices, folders that cannot be read, a home of Louhi's own.

Each of them is given with what is to be done: to be taken, to be left with the reason why, or failed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from extractors.model.errors import SourceError

NOT_FILES = {
    stat.S_IFIFO: "it is a pipe, not a file",
    stat.S_IFSOCK: "it is a socket, not a file",
    stat.S_IFCHR: "it is a device, not a file",
    stat.S_IFBLK: "it is a device, not a file",
}
LEADS_OUT = "it is a link that leads out of the folder"
LEADS_NOWHERE = "it is a link that leads nowhere"
LEADS_TO_FOLDER = "it is a link to another folder in this one, whose files are looked at there"
OWN_HOME = "it is a home of Louhi's own"


class Met(NamedTuple):
    """What was met in a folder: a file to be taken, or a path with why it is left, or what failed there."""

    path: Path
    why: str | None = None
    error: SourceError | None = None


def walked(folder: Path) -> Iterator[Met]:
    """What is in a folder and the folders in it, in order; hidden ones are passed over.

    Raises SourceError where the folder itself cannot be read.
    """
    root = folder.resolve()
    if is_home(folder):
        yield Met(folder, OWN_HOME)
        return
    waiting = [iter(_inside(folder))]
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
        elif not path.name.startswith("."):
            met = _met(path, root)
            if met is not None:
                yield met
                continue
            try:
                waiting.append(iter(_inside(path)))
            except SourceError as error:
                yield Met(path, error=error)


def _met(path: Path, root: Path) -> Met | None:
    """What a path is; None for a folder to be walked."""
    try:
        kind = stat.S_IFMT(path.lstat().st_mode)
        if stat.S_ISLNK(kind):
            return Met(path, _why_not_followed(path, root))
    except OSError as error:
        return Met(path, error=_unreadable(path, error))
    if stat.S_ISDIR(kind):
        return Met(path, OWN_HOME) if is_home(path) else None
    return Met(path, NOT_FILES.get(kind))


def _why_not_followed(path: Path, root: Path) -> str | None:
    """Why a link is left alone; None for one that leads to a file within the folder."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # it leads nowhere, or in a ring
        return LEADS_NOWHERE
    if not target.is_relative_to(root):
        return LEADS_OUT
    if target.is_dir():
        return LEADS_TO_FOLDER
    return NOT_FILES.get(stat.S_IFMT(target.stat().st_mode))


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(Path(entry.path) for entry in os.scandir(folder))
    except OSError as error:
        raise _unreadable(folder, error) from error


def _unreadable(path: Path, error: OSError) -> SourceError:
    what = "the folder" if not isinstance(error, FileNotFoundError) else "it"
    return SourceError(f"{what} cannot be read ({error.strerror})", subject=str(path), advice="Check its rights.")


def is_home(folder: Path) -> bool:
    """Whether Louhi keeps its own things in a folder: they are not papers."""
    try:
        return (folder / "store.sqlite").is_file() and ((folder / "lock").exists() or (folder / "objects").is_dir())
    except OSError:
        return False
