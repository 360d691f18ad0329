"""Sweeps away the half-written files a killed run has left: nothing reads them, but nobody else removes them."""

from __future__ import annotations

import os

from index.home import Home
from index.store.run_log import recent_runs
from index.store.store import Store


def sweep_after_crash(home: Home, store: Store) -> int:
    """Where the latest run never ended, remove what it was writing; gives the number of files.

    Call it with the writer lock held.  A file that a living process is writing is left alone.
    """
    latest = recent_runs(store, limit=1)
    if not latest or latest[0].ended is not None:
        return 0
    swept = 0
    for path in home.root.rglob(".*.part"):
        writer = path.name.split(".")[-2]
        if not (writer.isdigit() and int(writer) != os.getpid() and _lives(int(writer))):
            path.unlink(missing_ok=True)
            swept += 1
    return swept


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
