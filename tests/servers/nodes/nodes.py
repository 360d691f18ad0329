"""Real OpenSearch nodes on loopback, started once a session and ended with it.

Maven resolves what they are made of into its own store; Java 17 or newer runs it.  Where one of them is missing, or the
nodes are not up in good time, `NoNodes` says why, and tests are skipped with that reason.
"""

from __future__ import annotations

import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers.ports import free_ports

HERE = Path(__file__).resolve().parent
RESOLVING, STARTING, ENDING = 900, 900, 60
"""Seconds, on a machine that does other things too."""
HEAP = "1g"
ATTEMPTS = 3


class NoNodes(Exception):
    """Why there is no OpenSearch here."""


@dataclass(frozen=True)
class RunningNodes:
    """A cluster on loopback: each node's address, and the process that all of them are in."""

    process: subprocess.Popen[bytes]
    addresses: tuple[str, ...]

    def stop(self, number: int) -> None:
        """Take a node away (1 is the first)."""
        self._tell(f"stop {number}")
        _wait(self.process, self.addresses[number % len(self.addresses)], len(self.addresses) - 1)

    def start(self, number: int) -> None:
        """Bring a node back."""
        self._tell(f"start {number}")
        _wait(self.process, self.addresses[number % len(self.addresses)], len(self.addresses))

    def _tell(self, words: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{words}\n".encode())
        self.process.stdin.flush()


@contextmanager
def skipped_without_nodes() -> Iterator[None]:
    """A test, or what is made for it, in this block is skipped where there is no OpenSearch."""
    try:
        yield
    except NoNodes as reason:
        pytest.skip(f"no OpenSearch here: {reason}")


@contextmanager
def nodes(folder: Path, count: int = 1) -> Iterator[str]:
    """The address of a cluster of so many nodes, which keep what they hold in a folder."""
    with running_nodes(folder, count) as running:
        yield running.addresses[0]


@contextmanager
def running_nodes(folder: Path, count: int = 1) -> Iterator[RunningNodes]:
    """A cluster of so many nodes; each may be stopped and started."""
    for tool in ("mvn", "javac", "java"):
        if shutil.which(tool) is None:
            raise NoNodes(f"there is no {tool}")
    libraries = folder / "libraries"
    _run(
        [
            "mvn",
            "-q",
            "-B",
            "-f",
            str(HERE / "pom.xml"),
            "dependency:copy-dependencies",
            f"-DoutputDirectory={libraries}",
        ]
    )
    _run(["javac", "-cp", f"{libraries}/*", "-d", str(folder), str(HERE / "Nodes.java")])
    for attempt in range(ATTEMPTS):
        with free_ports(2 * count) as ports, _started(folder, ports) as running:
            try:
                _wait(running.process, running.addresses[0], count)
            except NoNodes:
                if running.process.poll() is None or attempt == ATTEMPTS - 1:
                    raise
                continue  # it ended by itself: it could not listen where it was told to
            yield running
            return


@contextmanager
def _started(folder: Path, ports: list[int]) -> Iterator[RunningNodes]:
    """Nodes that have been told where to listen, half of the ports for HTTP and half for each other."""
    count = len(ports) // 2
    words = ["-numOfNode", str(count), "-baseHttpPort", str(ports[0] - 1), "-basePath", str(folder / f"at-{ports[0]}")]
    transport = f"-Dtransport={','.join(map(str, ports[count:]))}"
    started = ["java", f"-Xmx{HEAP}", transport, "-cp", f"{folder / 'libraries'}/*:{folder}", "Nodes", *words]
    with (folder / "nodes.log").open("w") as log:
        process = subprocess.Popen(
            [*started, "-clusterName", f"louhi-{ports[0]}"], stdin=subprocess.PIPE, stdout=log, stderr=log
        )
    try:
        yield RunningNodes(process, tuple(f"http://127.0.0.1:{port}" for port in ports[:count]))
    finally:
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(ENDING)
        except subprocess.TimeoutExpired:
            process.kill()


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=RESOLVING)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise NoNodes(f"{command[0]} failed: {error}") from error


def _wait(process: subprocess.Popen[bytes], address: str, count: int) -> None:
    """Until a node sees so many, itself counted."""
    asked = f"{address}/_cluster/health?wait_for_nodes={count}&timeout=5s"
    until = time.monotonic() + STARTING
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(asked, timeout=10) as answer:
                if answer.status == 200 and b'"timed_out":false' in answer.read():
                    return
        except OSError:
            time.sleep(1)
    raise NoNodes("OpenSearch did not start")
