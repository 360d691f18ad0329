"""Copies: where backups, exports and snapshots of a home went, and the database or object store that it was moved from;
what is forgotten in it may still stand there.

copies.jsonl    {"when": "2026-11-29T02:00:00+00:00", "what": "export", "folder": "/srv/tulokset"}
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from extractors.model.document import Model
from index.home import Home
from index.own_files import OWN_FILE

NOTED = "copies.jsonl"
OLDER = "backups.jsonl"  # where an earlier Louhi noted its backups

What = Literal["backup", "export", "snapshot", "database", "object store"]


class Copied(Model):
    """One copy: when it was first made, what it is, and where."""

    when: str
    what: What = "backup"
    folder: str


def copies(home: Home) -> list[Copied]:
    """The copies of a home that were noted, the first one first, each place once."""
    found: dict[tuple[str, str], Copied] = {}
    for name in (OLDER, NOTED):
        with suppress(FileNotFoundError):
            for line in (home.root / name).read_bytes().splitlines():
                with suppress(ValidationError):  # a line that was cut off as it was written
                    one = Copied.model_validate_json(line)
                    found.setdefault((one.what, one.folder), one)
    return list(found.values())


def note_copy(home: Home, what: What, folder: Path | str) -> None:
    """Note where a copy was made, in a folder or at an address, once, as far as the home can be written."""
    there = folder if isinstance(folder, str) else str(folder.resolve())
    if any((one.what, one.folder) == (what, there) for one in copies(home)):
        return
    said = {"when": datetime.now(UTC).isoformat(timespec="seconds"), "what": what, "folder": there}
    with suppress(OSError):
        path = home.root / NOTED
        path.touch(mode=OWN_FILE)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as out:
            out.write("\n" * _is_torn(path) + json.dumps(said) + "\n")


def _is_torn(path: Path) -> bool:
    """Whether the last line has no end."""
    held = path.read_bytes()
    return bool(held) and not held.endswith(b"\n")
