"""Home: the one folder that holds everything Louhi keeps, and every path in it.

store.sqlite       documents, versions, records, runs, corrections, alerts, small state: the only truth
objects/ab/cd...   original bytes under their sha256
index/ENGINE/      the full-text index; can be thrown away
sources.toml       what is watched          settings.toml   what a person has set
reports/           run reports              alerts/         Atom feed and JSON Lines of what was told
prefect/           Prefect's own state      lock            held by the one who writes
"""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Any

from extractors.model.errors import DamagedDocument, StoreError
from extractors.model.ids import sha256

OWN_FOLDER, OWN_FILE = 0o700, 0o600
"""The rights of a home and of what is written into it: papers tell of people.  What a person has set stays."""

DATABASES = ("postgresql://", "postgres://")
_AGAIN = (
    "Ingest the document again: its bytes are kept anew where they are the same; else restore that file from a backup."
)


class Home:
    """The data folder; `root` is made on first use.

    >>> import tempfile
    >>> home = Home(tempfile.mkdtemp())
    >>> digest = home.keep(b"tiedote")
    >>> home.content(digest)
    b'tiedote'
    """

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root).expanduser().resolve()
        try:
            if not self.root.exists():
                self.root.mkdir(parents=True, exist_ok=True)
                self.root.chmod(OWN_FOLDER)
        except OSError as error:
            raise StoreError(
                f"the home folder cannot be made ({error.strerror})",
                subject=str(self.root),
                advice="Name another with --home.",
            ) from error
        self.store = self.root / "store.sqlite"
        self.objects = self.root / "objects"
        self.sources = self.root / "sources.toml"
        self.settings = self.root / "settings.toml"
        self.reports = self.root / "reports"
        self.alerts = self.root / "alerts"
        self.prefect = self.root / "prefect"
        self.lock = self.root / "lock"

    @property
    def database(self) -> str | None:
        """The address of the database that holds the store (`store` in settings.toml); None for the home's own file.

        Raises StoreError for an address of another kind.
        """
        url = self.read_settings().get("store")
        if url is None:
            return None
        if not isinstance(url, str) or not url.startswith(DATABASES):
            raise StoreError(
                "the store is at no address that Louhi knows",
                subject=str(self.settings),
                advice='Write store = "postgresql://user@host/database", or leave that line out.',
            )
        return url

    def holds_something(self) -> bool:
        """Whether anything has been brought in here: there is a store, in the home or at an address."""
        return self.store.exists() or self.database is not None

    def __repr__(self) -> str:
        return f"Home({str(self.root)!r})"

    def index(self, engine: str) -> Path:
        """The folder of one full-text engine."""
        return self.root / "index" / engine

    def object(self, digest: str) -> Path:
        """Where the bytes with this sha256 are kept."""
        return self.objects / digest[:2] / digest[2:]

    def pictures(self, digest: str) -> list[Path]:
        """The pictures of pages that are kept of the bytes with this sha256, and the PDF they were made of."""
        return sorted((self.root / "pictures" / digest[:2]).glob(f"{digest}*"))

    def keep(self, content: bytes) -> str:
        """Keep bytes under their sha256 (whole or not at all) and return it; damaged ones are put right."""
        digest = sha256(content)
        if not self.holds(digest):
            write_whole(self.object(digest), content)
        return digest

    def holds(self, digest: str) -> bool:
        """Whether the bytes with this sha256 are there and are what they were."""
        try:
            return sha256(self.object(digest).read_bytes()) == digest
        except OSError:
            return False

    def content(self, digest: str) -> bytes:
        """The kept bytes; raises StoreError where they are missing or no longer what they were."""
        try:
            content = self.object(digest).read_bytes()
        except FileNotFoundError as error:
            raise StoreError("the original bytes are missing", subject=digest, advice=_AGAIN) from error
        if sha256(content) != digest:
            raise DamagedDocument(
                "the kept bytes are not what was stored",
                subject=str(self.object(digest)),
                advice=_AGAIN,
            )
        return content

    def read_settings(self) -> dict[str, Any]:
        """What a person has set in settings.toml, {} where there is none."""
        try:
            return tomllib.loads(self.settings.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise StoreError(
                f"the settings are not TOML ({error})", subject=str(self.settings), advice="Mend that line."
            ) from error

    def set_engine(self, name: str) -> None:
        """Let this home keep to a full-text engine: one line of settings.toml, the rest of which stays as it is."""
        self.read_settings()
        text = self.settings.read_text(encoding="utf-8") if self.settings.exists() else ""
        head, table, rest = text.partition("\n[") if not text.startswith("[") else ("", "[", text[1:])
        kept = [line for line in head.splitlines() if not re.match(r"\s*engine\s*=", line)]
        lines = "\n".join([f'engine = "{name}"', *kept])
        write_whole(self.settings, f"{lines}\n{table.lstrip()}{rest}".encode())


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
