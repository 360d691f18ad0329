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
from pathlib import Path

from tests.ports import free_ports

HERE = Path(__file__).resolve().parent
RESOLVING, STARTING, ENDING = 900, 300, 60
"""Seconds, on a machine that does other things too."""
HEAP = "1g"
ATTEMPTS = 3


class NoNodes(Exception):
    """Why there is no OpenSearch here."""


@contextmanager
def nodes(folder: Path, count: int = 1) -> Iterator[str]:
    """The address of a cluster of so many nodes, which keep what they hold in a folder."""
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
        with free_ports(2 * count) as ports, _started(folder, ports) as (process, address):
            try:
                _wait(process, address, count)
            except NoNodes:
                if process.poll() is None or attempt == ATTEMPTS - 1:
                    raise
                continue  # it ended by itself: it could not listen where it was told to
            yield address
            return


@contextmanager
def _started(folder: Path, ports: list[int]) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
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
        yield process, f"http://127.0.0.1:{ports[0]}"
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
