"""A PostgreSQL cluster of our own for the tests: in a temporary folder, on a socket there, ended by its process id.

    with cluster(folder) as running:
        url = running.database("koe")       a new empty database

The server may not run as root: then it runs as the first unprivileged user that the machine has for it.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from index.home import Home

ON_BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))
"""Where a test's store is: `@pytest.mark.parametrize("home", ON_BOTH, indirect=True)`."""
USERS = ("postgres", "nobody")
STARTS_IN = 60.0
"""Seconds after which a server that does not answer has failed: initdb takes 2, a start .1, on a quiet machine."""


def programs() -> Path | None:
    """The folder of PostgreSQL's programs; None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).resolve().parent if there else None


class Cluster(NamedTuple):
    """A running server: the folder of its socket, and who may speak to it."""

    socket: Path
    user: str

    def url(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://{self.user}@/{name}?host={self.socket}"

    def database(self, name: str, more: str = "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'") -> str:
        """The address of a new empty database."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as db:
            db.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
            db.execute(f'CREATE DATABASE "{name}" {more}'.encode())
        return self.url(name)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server for as long as the block runs."""
    programs_at = programs()
    assert programs_at is not None
    folder = Path(tempfile.mkdtemp(prefix="louhi-pg-"))
    user = _user()
    try:
        _owned(folder, user)
        data = folder / "data"
        made = ["--auth=trust", "--username=louhi", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        _run([str(programs_at / "initdb"), "-D", str(data), *made], user)
        asked = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [str(programs_at / "postgres"), "-D", str(data), *asked],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                cwd=folder,
                **_as(user),
            )
        try:
            _wait(folder, server)
            yield Cluster(folder, "louhi")
        finally:
            server.send_signal(signal.SIGINT)  # fast shutdown: sessions are ended
            server.wait(timeout=60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> pwd.struct_passwd | None:
    """Whom the server runs as, where we are root."""
    if os.geteuid() != 0:
        return None
    for name in USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _as(user: pwd.struct_passwd | None) -> dict[str, object]:
    return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _owned(folder: Path, user: pwd.struct_passwd | None) -> None:
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
        folder.chmod(0o755)


def _run(words: list[str], user: pwd.struct_passwd | None) -> None:
    subprocess.run(words, check=True, capture_output=True, cwd="/", **_as(user))  # type: ignore[call-overload]


def _wait(folder: Path, server: subprocess.Popen[bytes]) -> None:
    import psycopg

    until = time.monotonic() + STARTS_IN
    while True:
        try:
            psycopg.connect(Cluster(folder, "louhi").url("postgres")).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)


def settled(home: Home, request: pytest.FixtureRequest) -> Home:
    """A home whose store is where the test's parameter says, before what its settings say already."""
    if getattr(request, "param", "sqlite") == "postgresql":
        running: Cluster = request.getfixturevalue("postgresql")
        home.set("store", running.database("koti"))
    return home
