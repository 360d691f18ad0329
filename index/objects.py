"""Original bytes under their sha256: in the home's folder, or in an object store at an address (S3).

Bytes are looked at when they are read: what is no longer what was kept is told, never handed on.  An object store that
has answered and is away is asked again for a while: a restart of it ends no run.
"""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from extractors.model.errors import DamagedDocument, StoreAway, StoreError
from extractors.model.ids import sha256
from index.own_files import write_whole
from index.store.databases.patience import patience

AGAIN = (
    "Ingest the document again: its bytes are kept anew where they are the same; else restore that file from a backup."
)
UNREACHED = "Look at its address and rights; what is kept there is left as it is."
AGAIN_AFTER, AT_MOST = 0.5, 15.0
"""Seconds before an object store that is away is asked again: twice as long each time, and at most."""
RESTARTS = 2.0
"""An object store is waited for so many times as long as another writer: two minutes, which a restart of one takes."""

log = logging.getLogger("louhi")


class Objects(Protocol):
    """Where bytes are kept."""

    def place(self, digest: str) -> str:
        """Where the bytes with this sha256 are, to be shown."""

    def exists(self, digest: str) -> bool:
        """Whether there is something under this sha256, whole or not."""

    def read(self, digest: str) -> bytes:
        """What is there; raises FileNotFoundError where nothing is."""

    def write(self, digest: str, content: bytes) -> None:
        """Keep bytes, whole or not at all, in place of what is there."""

    def remove(self, digest: str) -> bool:
        """Remove bytes; whether there were some."""

    def clear(self) -> None:
        """Remove all that is there."""


class FolderObjects:
    """A folder: objects/ab/cd..."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, digest: str) -> Path:
        """The file of these bytes."""
        return self.root / digest[:2] / digest[2:]

    def place(self, digest: str) -> str:
        """The file's path."""
        return str(self.path(digest))

    def exists(self, digest: str) -> bool:
        """Whether there is a file."""
        return self.path(digest).is_file()

    def read(self, digest: str) -> bytes:
        """The file's bytes."""
        return self.path(digest).read_bytes()

    def write(self, digest: str, content: bytes) -> None:
        """Write the file."""
        write_whole(self.path(digest), content)

    def remove(self, digest: str) -> bool:
        """Remove the file."""
        try:
            self.path(digest).unlink()
        except FileNotFoundError:
            return False
        return True

    def clear(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.root, ignore_errors=True)


class UrlObjects:
    """An object store: s3://bucket/prefix/ab/cd..., by fsspec.

    `options` are its endpoint and, where the machine has no credentials of its own, key and secret; they are not shown.
    One that has `answered` is waited for when it is away; at another something may be wrong with what was set.
    """

    def __init__(self, url: str, options: Mapping[str, Any] | None = None, *, answered: bool = False) -> None:
        self.url, self._options, self.answered = url.rstrip("/"), dict(options or {}), answered
        try:
            import fsspec  # type: ignore[import-untyped]

            self._files, self._root = fsspec.core.url_to_fs(self.url, **(options or {}))
        except ImportError as error:
            raise StoreError("s3fs is not installed", subject=self.url, advice="pip install 'louhi[s3]'") from error

    def place(self, digest: str) -> str:
        """The object's address."""
        return f"{self.url}/{digest[:2]}/{digest[2:]}"

    def exists(self, digest: str) -> bool:
        """Whether there is an object."""
        return bool(self._asked(self._files.exists, digest))

    def read(self, digest: str) -> bytes:
        """The object's bytes."""
        return bytes(self._asked(self._files.cat_file, digest))

    def write(self, digest: str, content: bytes) -> None:
        """Put the object: it is there whole or not at all."""
        self._asked(self._files.pipe_file, digest, content)

    def remove(self, digest: str) -> bool:
        """Remove the object; S3 itself does not tell whether there was one."""
        if not self.exists(digest):
            return False
        self._asked(self._files.rm_file, digest)
        return True

    def beside(self, name: str) -> UrlObjects:
        """A part of this store of another name."""
        return UrlObjects(f"{self.url}/{name}", self._options, answered=self.answered)

    def clear(self) -> None:
        """Remove all objects under this address."""
        with suppress(FileNotFoundError):
            self._told(self._files.rm, self._root, recursive=True)

    def _asked(self, do: Any, digest: str, *more: Any) -> Any:
        return self._told(do, f"{self._root}/{digest[:2]}/{digest[2:]}", *more)

    def _told(self, do: Any, *asked: Any, **more: Any) -> Any:
        wait, until = AGAIN_AFTER, time.monotonic() + RESTARTS * patience()
        while True:
            self._files.invalidate_cache()
            try:
                found = do(*asked, **more)
            except FileNotFoundError:
                self.answered = True
                raise
            except Exception as error:  # every store has faults of its own
                away = self._unreached(error)
                if not self.answered or isinstance(error, PermissionError) or time.monotonic() + wait > until:
                    raise away from error
                log.debug("%s", away)
                time.sleep(wait)
                wait = min(2 * wait, AT_MOST)
            else:
                self.answered = True
                return found

    def _unreached(self, error: Exception) -> StoreAway:
        said = " ".join(str(error).split()) or type(error).__name__
        return StoreAway(f"the kept bytes cannot be reached ({said})", subject=self.url, advice=UNREACHED)


def is_kept(objects: Objects, digest: str) -> bool:
    """Whether the bytes with this sha256 are there and are what they were."""
    try:
        return sha256(objects.read(digest)) == digest
    except OSError:
        return False


def kept_bytes(objects: Objects, digest: str) -> bytes:
    """The kept bytes; raises StoreError where they are missing, DamagedDocument where they are others."""
    try:
        content = objects.read(digest)
    except FileNotFoundError as error:
        raise StoreError("the original bytes are missing", subject=digest, advice=AGAIN) from error
    if sha256(content) != digest:
        raise DamagedDocument("the kept bytes are not what was stored", subject=objects.place(digest), advice=AGAIN)
    return content
