"""Home: the one folder that holds everything Louhi keeps, and every path in it.

store.sqlite       documents, versions, records, runs, corrections, alerts, small state: the only truth
objects/ab/cd...   original bytes under their sha256
index/ENGINE/      the full-text index; can be thrown away
sources.toml       what is watched          settings.toml   what a person has set
reports/           run reports              alerts/         Atom feed and JSON Lines of what was told
prefect/           Prefect's own state      lock            held by the one who writes
in-transit/        bytes that wait for a worker during a run
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from extractors.model.errors import StoreError
from extractors.model.ids import sha256
from index.objects import FolderObjects, Objects, UrlObjects, is_kept, kept_bytes
from index.own_files import OWN_FILE as OWN_FILE
from index.own_files import OWN_FOLDER
from index.own_files import write_whole as write_whole
from index.toml_files import NotToml, toml_of, toml_text

DATABASES = ("postgresql://", "postgres://")
OBJECT_STORES = ("s3://",)
MEND = "Mend that line."


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
        self._moved: dict[str, str | None] = {}
        self._at_url: UrlObjects | None = None

    @property
    def database(self) -> str | None:
        """The address of the database that holds the store (`store` in settings.toml); None for the home's own file.

        Raises StoreError for an address of another kind.
        """
        url = self._moved["store"] if "store" in self._moved else self.read_settings().get("store")
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
        """Where the bytes with this sha256 are kept in the home's own folder."""
        return FolderObjects(self.objects).path(digest)

    @property
    def kept(self) -> Objects:
        """Where original bytes are: at `objects` in settings.toml, else in the home's own folder."""
        url = self.objects_url
        if url is None:
            return FolderObjects(self.objects)
        if self._at_url is None or self._at_url.url != url.rstrip("/"):
            self._at_url = UrlObjects(url, s3_options(self.read_settings().get("s3") or {}))
        return self._at_url

    @property
    def in_transit(self) -> Objects:
        """Where bytes wait for the worker that reads them, on this machine or another: beside the kept ones."""
        kept = self.kept
        return kept.beside("in-transit") if isinstance(kept, UrlObjects) else FolderObjects(self.root / "in-transit")

    @property
    def objects_url(self) -> str | None:
        """The address of the object store (`objects` in settings.toml); None for the home's own folder."""
        url = self._moved["objects"] if "objects" in self._moved else self.read_settings().get("objects")
        if url is not None and not (isinstance(url, str) and url.startswith(OBJECT_STORES)):
            raise StoreError(
                "the original bytes are at no address that Louhi knows",
                subject=str(self.settings),
                advice='Write objects = "s3://bucket/folder", or leave that line out.',
            )
        return url

    def moved(self, **to: str | None) -> Home:
        """This home as it will be with its `store` or `objects` elsewhere; None is the home's own folder."""
        other = Home(self.root)
        other._moved = {**self._moved, **to}
        return other

    @property
    def is_moving(self) -> bool:
        """Whether this is a home as it will be: nothing of it is missed yet."""
        return bool(self._moved)

    def pictures(self, digest: str) -> list[Path]:
        """The pictures of pages that are kept of the bytes with this sha256, and the PDF they were made of."""
        return sorted((self.root / "pictures" / digest[:2]).glob(f"{digest}*"))

    def keep(self, content: bytes) -> str:
        """Keep bytes under their sha256 (whole or not at all) and return it; damaged ones are put right."""
        digest = sha256(content)
        if not self.holds(digest):
            self.kept.write(digest, content)
        return digest

    def holds(self, digest: str) -> bool:
        """Whether the bytes with this sha256 are there and are what they were."""
        return is_kept(self.kept, digest)

    def content(self, digest: str) -> bytes:
        """The kept bytes; raises StoreError where they are missing or no longer what they were."""
        return kept_bytes(self.kept, digest)

    def read_settings(self) -> dict[str, Any]:
        """What a person has set in settings.toml, {} where there is none."""
        try:
            return toml_of(self.settings)
        except NotToml as error:
            raise StoreError(f"the settings are {error}", subject=str(self.settings), advice=MEND) from error

    def set_engine(self, name: str) -> None:
        """Let this home keep to a full-text engine."""
        self.set("engine", name)

    def set(self, key: str, value: str | None) -> None:
        """Set one line of settings.toml, or take it out; the rest of the file stays as it is."""
        self.read_settings()
        text = toml_text(self.settings)
        head, table, rest = text.partition("\n[") if not text.startswith("[") else ("", "[", text[1:])
        kept = [line for line in head.splitlines() if not re.match(rf"\s*{key}\s*=", line)]
        lines = "\n".join([*([] if value is None else [f"{key} = {json.dumps(value)}"]), *kept])
        write_whole(self.settings, f"{lines}\n{table.lstrip()}{rest}".encode())


def s3_options(said: dict[str, Any]) -> dict[str, Any]:
    """What `[s3]` of settings.toml says, as s3fs takes it: endpoint, region, key, secret.

    >>> s3_options({"endpoint": "http://127.0.0.1:8333", "key": "k", "secret": "s"})
    {'client_kwargs': {'endpoint_url': 'http://127.0.0.1:8333'}, 'key': 'k', 'secret': 's'}
    """
    names = {"endpoint": "endpoint_url", "region": "region_name"}
    client = {name: str(said[key]) for key, name in names.items() if key in said}
    return {"client_kwargs": client, **{key: str(said[key]) for key in ("key", "secret") if key in said}}
