"""Writes files so that they are there whole or not at all, for nobody else to read."""

from __future__ import annotations

import os
from pathlib import Path

from extractors.model.errors import StoreError

OWN_FOLDER, OWN_FILE = 0o700, 0o600
"""The rights of a home and of what is written into it: papers tell of people.  What a person has set stays."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that after a crash it is there whole or not at all; one that was there keeps its rights."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        rights = path.stat().st_mode & 0o777
    except OSError:
        rights = OWN_FILE
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(part, "wb", opener=_private) as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.chmod(rights)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(
            f"cannot be written ({error.strerror})",
            subject=str(path),
            advice="Free some space or check the folder's rights.",
        ) from error


def _private(path: str, flags: int) -> int:
    """Open a new file so that nobody else may read it, not even before it is whole."""
    return os.open(path, flags, OWN_FILE)
