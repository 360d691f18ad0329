"""The bytes of files."""

from __future__ import annotations

import stat
from pathlib import Path

from extractors.model.errors import ReadError, TooLarge
from extractors.text.file_names import address_of

MEGABYTE = 1_000_000
ARCHIVE = "application/zip"
MAILBOX = "application/mbox"
READINGS = 3  # of a file that is being written, before it is left for another time


def file_bytes(path: Path, most: int) -> bytes:
    """A file's bytes.  Raises ReadError where it is none or cannot be opened, TooLarge where it is over the bound.

    A file that is being written is read again, and refused where it does not come to rest.
    """
    name = address_of(path)
    try:
        for _ in range(READINGS):
            before = path.stat()
            if not stat.S_ISREG(before.st_mode):
                raise ReadError("it is no file but a folder, pipe, socket or device", subject=name)
            if before.st_size > most:
                raise _too_large(before.st_size, most, name)
            with path.open("rb") as file:
                content = file.read(most + 1)
            if len(content) > most:
                raise _too_large(len(content), most, name)
            after = path.stat()
            if (
                (before.st_size, before.st_mtime_ns)
                == (after.st_size, after.st_mtime_ns)
                == (len(content), after.st_mtime_ns)
            ):
                return content
    except OSError as error:
        raise ReadError(f"it cannot be opened ({error.strerror})", subject=name) from error
    raise ReadError("it changes while it is read", subject=name, advice="Try again when it has been written.")


def _too_large(size: int, most: int, name: str) -> TooLarge:
    return TooLarge(
        f"it has {size / MEGABYTE:.0f} MB, and at most {most / MEGABYTE:.0f} MB are read",
        subject=name,
        advice="Split it, or leave it out.",
    )
