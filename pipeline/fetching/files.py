"""The bytes of files, and the documents in an archive."""

from __future__ import annotations

from pathlib import Path

from extractors.model.document import RawDocument
from extractors.model.errors import ReadError, TooLarge

MEGABYTE = 1_000_000
ARCHIVE = "application/zip"


def file_bytes(path: str, most: int) -> bytes:
    """A file's bytes; raises ReadError where it cannot be opened and TooLarge where it is over the bound."""
    try:
        size = Path(path).stat().st_size
        if size > most:
            raise TooLarge(
                f"it has {size / MEGABYTE:.0f} MB, and at most {most / MEGABYTE:.0f} MB are read",
                subject=path,
                advice="Split it, or leave it out.",
            )
        return Path(path).read_bytes()
    except OSError as error:
        raise ReadError(f"it cannot be opened ({error.strerror})", subject=path) from error


def members(raw: RawDocument) -> tuple[list[RawDocument], list[ReadError]]:
    """The documents in an archive, each with the archive's hints, and what could not be unpacked."""
    from extractors.readers.archive import read_archive

    failed: list[ReadError] = []
    found = [one.model_copy(update={"hints": raw.hints, "fetched": raw.fetched}) for one in read_archive(raw, failed)]
    return found, failed
