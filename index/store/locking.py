"""One writer at a time: a lock the system lets go of when its holder dies."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractors.model.errors import HomeBusy


@contextmanager
def one_writer(path: Path, wait: float) -> Iterator[None]:
    """Hold a lock file; raises HomeBusy when another has held it for `wait` seconds."""
    import fcntl

    path.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + wait
    with path.open("a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise HomeBusy(
                        "another Louhi is writing the index",
                        subject=str(path.parent),
                        advice="Wait for it to end, then run the command again.",
                    ) from None
                time.sleep(0.05)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
