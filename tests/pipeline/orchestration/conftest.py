"""What tests of runs on a cluster share: a scheduler of Dask, and waiting for what must happen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.servers.dask_cluster import DaskCluster, dask_cluster

PATIENCE = 900.0
"""Seconds until something that must happen has happened, on a machine that does other things too."""


def until(happened: Callable[[], Any], said: Callable[[], str] = lambda: "it never came") -> None:
    """Wait until something has happened; `said` tells why it may not have."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, said()
        time.sleep(0.1)


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path) -> Iterator[DaskCluster]:
    """A scheduler that gives a worker one task at a time; what a test sets of Dask before is set here too."""
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'louhi[dask]'")
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__WORKER_SATURATION", "1.0")
    # A task taken over by a worker that stands at a test's gate would wait behind it, on a machine slow enough.
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__WORK_STEALING", "False")
    monkeypatch.setenv("PYTHONPATH", str(root))
    folder = tmp_path / "dask"
    folder.mkdir()
    with dask_cluster(folder) as running:
        yield running
