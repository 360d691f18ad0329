"""The BagIt standard (RFC 8493): a folder that says what it holds, file by file, so that any program can check it.

FOLDER/data/...                 what is kept                manifest-sha256.txt     its hashes
FOLDER/bagit.txt, bag-info.txt  about the folder            tagmanifest-sha256.txt  the hashes of all beside data/

`sha256sum -c manifest-sha256.txt` checks it without Louhi.  The sha256 of the manifest is the id of the whole: it tells
every byte of data/, and no time of day is among them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from index.store.maintenance.verify import Fault

DATA = "data"
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_BLOCK = 1 << 20
AGAIN = "Take the folder from another copy, or make a new snapshot."
_ESCAPED = {"%": "%25", "\n": "%0A", "\r": "%0D"}
"""What the standard lets stand for signs of a path that would end its line."""


def write_manifest(folder: Path) -> str:
    """Write the manifest of all that is in data/; returns its sha256, the id of the folder."""
    lines = _listed(folder, [path for path in files_of(folder) if path.startswith(f"{DATA}/")])
    (folder / MANIFEST).write_text(lines, encoding="utf-8")
    return hashlib.sha256(lines.encode()).hexdigest()


def close_bag(folder: Path, info: Mapping[str, str]) -> None:
    """Write what the folder says of itself, and the hashes of all that stands beside data/; `info` is told too."""
    (folder / "bagit.txt").write_text(DECLARATION, encoding="utf-8")
    sizes = [(folder / path).stat().st_size for path in files_of(folder) if path.startswith(f"{DATA}/")]
    told = {**info, "Payload-Oxum": f"{sum(sizes)}.{len(sizes)}"}
    (folder / "bag-info.txt").write_text("".join(f"{k}: {v}\n" for k, v in told.items()), encoding="utf-8")
    beside = [path for path in files_of(folder) if not path.startswith(f"{DATA}/") and path != TAG_MANIFEST]
    (folder / TAG_MANIFEST).write_text(_listed(folder, beside), encoding="utf-8")


def bag_faults(folder: Path) -> Iterator[Fault]:
    """Every file that is not what it was, is missing, or was not there when the folder was made."""
    if not (folder / MANIFEST).is_file():
        yield Fault(
            subject=str(folder), reason=f"it has no {MANIFEST} and is no snapshot", advice="Name another folder."
        )
        return
    told: dict[str, str] = {}
    for manifest in (TAG_MANIFEST, MANIFEST):
        yield from _unreadable(folder, manifest, told)
    held = set(files_of(folder)) - {TAG_MANIFEST}
    for path, digest in told.items():
        if path not in held:
            yield Fault(subject=path, reason="the file is missing", advice=AGAIN)
        elif digest_of(folder / path) != digest:
            yield Fault(subject=path, reason="the file is not what was written", advice=AGAIN)
    for path in sorted(held - told.keys()):
        yield Fault(subject=path, reason="the file was not there when the snapshot was made", advice="Take it away.")


def id_of(folder: Path) -> str:
    """The id of a snapshot: the sha256 of its manifest."""
    return digest_of(folder / MANIFEST)


def files_of(folder: Path) -> list[str]:
    """The paths of all files in a folder, from there on, in order; a link is a file that holds what it leads to."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def digest_of(path: Path) -> str:
    """The sha256 of a file, read a piece at a time; "" for what cannot be read."""
    told = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                told.update(block)
    except OSError:
        return ""
    return told.hexdigest()


def _listed(folder: Path, paths: list[str]) -> str:
    return "".join(f"{digest_of(folder / path)}  {_escaped(path)}\n" for path in paths)


def _escaped(path: str) -> str:
    return "".join(_ESCAPED.get(sign, sign) for sign in path)


def _unreadable(folder: Path, manifest: str, told: dict[str, str]) -> Iterator[Fault]:
    """Take in a manifest; a line that is none of its kind is a fault."""
    try:
        lines = (folder / manifest).read_bytes().decode("utf-8", "replace").split("\n")
    except OSError:
        yield Fault(subject=manifest, reason="the file is missing", advice=AGAIN)
        return
    for number, line in enumerate(lines[:-1] if not lines[-1] else lines, 1):
        if found := _LINE.fullmatch(line):
            path = found[2].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
            told[path] = found[1]
        else:
            yield Fault(subject=manifest, reason=f"line {number} is no hash and path", advice=AGAIN)
