"""A Dask scheduler and workers of our own for the tests, as processes on loopback, ended by their process ids."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.ports import free_ports

STARTS_IN = 120.0
"""Seconds until all workers have come, on a machine that does other things too."""
LOUHI = "from search_cli.app import main; main()"
"""What a worker runs; a test may put words before it."""


class DaskCluster:
    """A scheduler at `address`, and the workers that were started."""

    def __init__(self, address: str, folder: Path) -> None:
        import distributed

        self.address, self.folder = address, folder
        self.workers: list[subprocess.Popen[bytes]] = []
        self._client: Any = distributed.Client(address, timeout=STARTS_IN, set_as_default=False)  # type: ignore[no-untyped-call]

    def start(self, home: Path, *, before: str = "") -> subprocess.Popen[bytes]:
        """One more worker, with a home of its own; `before` is run in it first."""
        with (self.folder / f"worker-{len(self.workers)}.log").open("wb") as log:
            words = [sys.executable, "-c", f"{before}\n{LOUHI}", "worker", self.address, "--home", str(home)]
            process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.workers.append(process)
        return process

    def wait_for(self, count: int) -> None:
        """Until so many workers have come."""
        self._client.wait_for_workers(count, timeout=STARTS_IN)

    def close(self) -> None:
        self._client.close()
        for one in self.workers:
            one.kill()
            one.wait(timeout=60)


@contextmanager
def dask_cluster(folder: Path) -> Iterator[DaskCluster]:
    """A scheduler without workers, for as long as the block runs."""
    with free_ports() as (port,), (folder / "scheduler.log").open("wb") as log:
        words = ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--dashboard-address", ":0"]
        scheduler = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_scheduler", *words],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
        )
        try:
            running = DaskCluster(f"tcp://127.0.0.1:{port}", folder)
            try:
                yield running
            finally:
                running.close()
        finally:
            scheduler.kill()
            scheduler.wait(timeout=60)
