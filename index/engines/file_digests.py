"""The digests of an engine's files, kept beside them: a flipped bit would else give wrong answers without a word.

An engine's files are written once and never changed, so each is read once for its digest.  On opening, sizes are
compared and small indexes read wholly; `damaged(wholly=True)` reads everything, for `louhi verify`.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from extractors.model.errors import StoreError
from index.home import write_whole

AT_ONCE = 16_000_000
"""Bytes that are read whenever an index is opened: a hundredth of a second's work."""

_MUTABLE = (".lock", ".managed.json", "meta.json")
"""Ends of the names of files that an engine writes again and again: a killed writer leaves another than was noted."""


class FileDigests:
    """The digests of the files in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder.with_name(f"{folder.name}.digests.json")

    def _files(self) -> dict[str, Path]:
        some = (one for one in self.folder.iterdir() if one.is_file())
        return {
            one.name: one for one in sorted(some) if not one.name.endswith(_MUTABLE) and "WRITELOCK" not in one.name
        }

    def _noted(self) -> dict[str, tuple[int, str]]:
        try:
            return {name: (size, digest) for name, (size, digest) in json.loads(self.path.read_bytes()).items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def note(self) -> None:
        """Take down the digests of the files that are there now; those noted before and of the same size stay."""
        before, now = self._noted(), {}
        for name, file in self._files().items():
            held = before.get(name)
            with suppress(FileNotFoundError):  # merged away by another writer
                size = file.stat().st_size
                now[name] = held if held is not None and held[0] == size else (size, _digest(file))
        with suppress(StoreError):  # a full disk: nothing is checked that was not noted
            write_whole(self.path, json.dumps(now, indent=0).encode())

    def damaged(self, *, wholly: bool = False) -> str | None:
        """The name of a file that is not what was written; None where there is none.

        A file that is gone was merged into another, or its engine says so itself.
        """
        noted, files = self._noted(), self._files()
        left = AT_ONCE
        for name, (size, digest) in sorted(noted.items(), key=lambda one: one[1][0]):
            if name not in files:
                continue
            try:
                if files[name].stat().st_size != size:
                    return name
                left -= size
                if (wholly or left > 0) and _digest(files[name]) != digest:
                    return name
            except FileNotFoundError:
                continue
        return None


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "blake2b").hexdigest()[:32]
