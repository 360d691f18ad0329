"""A snapshot as one file: its folder in a ZIP, as the BagIt standard has it, one folder at the top named as the file.

The same folder gives the same file: paths in order, no time of day.  What is unpacked comes from anywhere: it stays
within its folder and within what its size allows, and a part that is damaged is named.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from extractors.model.errors import StoreError
from index.outputs.snapshots.bag import AGAIN, files_of
from index.outputs.whole_files import BEGINNING, PRIVATE, take_place

ENDING = ".zip"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every file: the earliest that a ZIP can tell."""
RATIO, ALWAYS = 200, 100_000_000
"""So many times its size a ZIP may unpack into, and so many bytes in any case: text becomes 5 to 30 times smaller."""
BLOCK = 1 << 20
LINK = 0o120000
KIND = 0o170000


def is_zipped(path: Path) -> bool:
    """Whether a path is called as a ZIP is.

    >>> is_zipped(Path("rahoitus-2026.ZIP")), is_zipped(Path("rahoitus-2026"))
    (True, False)
    """
    return path.suffix.casefold() == ENDING


def zip_folder(folder: Path, target: Path) -> None:
    """Write a folder as a ZIP, whole or not at all."""
    with tempfile.NamedTemporaryFile(prefix=BEGINNING, suffix=".part", dir=target.parent, delete=False) as out:
        aside = Path(out.name)
        try:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bag:
                for path in files_of(folder):
                    about = zipfile.ZipInfo(f"{target.stem}/{path}", FIRST_DAY)
                    about.external_attr, about.compress_type = PRIVATE << 16, zipfile.ZIP_DEFLATED
                    about.file_size = (folder / path).stat().st_size
                    with (folder / path).open("rb") as source, bag.open(about, "w") as place:
                        shutil.copyfileobj(source, place, BLOCK)
            out.flush()
            take_place(aside, target)
        finally:
            aside.unlink(missing_ok=True)


@contextmanager
def opened_bag(path: Path) -> Iterator[Path]:
    """The folder of a snapshot: as it is, or of a ZIP what it holds, unpacked for this block.  Raises StoreError."""
    if not is_zipped(path) or path.is_dir():
        yield path
        return
    with tempfile.TemporaryDirectory(prefix=BEGINNING) as aside:
        try:
            with zipfile.ZipFile(path) as bag:
                top = _unpack(bag, Path(aside), path)
        except OSError as error:
            raise _unfit(path, f"it cannot be unpacked ({error.strerror or error})") from error
        except zipfile.BadZipFile as error:
            raise _unfit(path, f"it is no whole ZIP ({error})") from error
        yield Path(aside) / top


def _unpack(bag: zipfile.ZipFile, aside: Path, path: Path) -> str:
    """Unpack all files below their one folder; returns its name."""
    some = [one for one in bag.infolist() if not one.is_dir()]
    names = [one.filename for one in some]
    tops = {PurePosixPath(name).parts[0] for name in names if name}
    if len(tops) != 1 or any(not _stays_inside(one) for one in some):
        raise _unfit(path, "it holds anything but one folder of files")
    if len(set(names)) != len(names):
        raise _unfit(path, "it holds two files of one name")
    if sum(one.file_size for one in some) > max(ALWAYS, RATIO * path.stat().st_size):
        raise _unfit(path, "it would unpack into more than any snapshot of its size")
    for one in some:
        target = aside / one.filename
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with bag.open(one) as source, target.open("wb") as place:
                _copy(source, place, one.file_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise StoreError("the file is not what was written", subject=one.filename, advice=AGAIN) from error
    return tops.pop()


def _stays_inside(one: zipfile.ZipInfo) -> bool:
    """Whether a file of a ZIP lies below a folder of its own, under plain names, and is no link."""
    name, parts = one.filename, one.filename.split("/")
    plain = all(part not in ("", ".", "..") for part in parts) and "\\" not in name and "\0" not in name
    return plain and len(parts) > 1 and ":" not in parts[0] and (one.external_attr >> 16) & KIND != LINK


def _copy(source: IO[bytes], place: IO[bytes], size: int) -> None:
    """All of a file, and no more than it is said to hold."""
    held = 0
    while block := source.read(BLOCK):
        held += len(block)
        if held > size:
            raise ValueError("more than was said")
        place.write(block)
    if held != size:
        raise EOFError("less than was said")


def _unfit(path: Path, reason: str) -> StoreError:
    return StoreError(reason, subject=str(path), advice=AGAIN)
