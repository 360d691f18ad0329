"""A Dask scheduler and workers of our own for the tests, as processes on loopback, ended by their process ids."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.servers.ports import free_ports

STARTS_IN = 120.0
"""Seconds until all workers have come, on a machine that does other things too."""
LOUHI = "from search_cli.app import main; main()"
"""What a worker runs; a test may put words before it."""


class DaskCluster:
    """A scheduler at `address`, and the workers that were started."""

    def __init__(self, address: str, folder: Path, security: Any = None) -> None:
        import distributed

        self.address, self.folder = address, folder
        self.workers: list[subprocess.Popen[bytes]] = []
        self.end_scheduler: Callable[[], None] = lambda: None
        more: Any = {"timeout": STARTS_IN, "set_as_default": False, "security": security}
        self._client: Any = distributed.Client(address, **more)  # type: ignore[no-untyped-call]

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
def dask_cluster(folder: Path, both: Path | None = None, ca: Path | None = None) -> Iterator[DaskCluster]:
    """A scheduler without workers, for as long as the block runs; with a certificate and its authority by TLS."""
    with free_ports() as (port,), (folder / "scheduler.log").open("wb") as log:
        words = ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--dashboard-address", ":0"]
        by, security = "tcp", None
        if both and ca:
            import distributed

            by, tls = "tls", {"tls_ca_file": str(ca), "tls_client_cert": str(both)}
            security = distributed.Security(require_encryption=True, **tls)  # type: ignore[no-untyped-call]
            words += ["--protocol", by, "--tls-ca-file", str(ca), "--tls-cert", str(both)]
        scheduler = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_scheduler", *words],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
        )
        try:
            running = DaskCluster(f"{by}://127.0.0.1:{port}", folder, security)
            running.end_scheduler = scheduler.kill
            try:
                yield running
            finally:
                running.close()
        finally:
            scheduler.kill()
            scheduler.wait(timeout=60)
