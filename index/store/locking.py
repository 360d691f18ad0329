"""One writer at a time: a lock file the system lets go of when its holder dies, whoever holds it and whatever for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractors.model.errors import HomeBusy, StoreError
from index.sqlite_files import may_write, writable

NO_WAIT = 0.0
FOR_EVER = -1.0
WAIT_FOR_IT = "Wait for it to end, then run the command again."
POLL = 0.05  # seconds between two tries


@contextmanager
def held(path: Path, wait: float, busy: str, *, advice: str = WAIT_FOR_IT) -> Iterator[None]:
    """Hold a lock file in this block.

    Raises HomeBusy, which says `busy`, where another has held it for `wait` seconds, and StoreError where nothing can
    be written there or files cannot be locked.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "lock"
    >>> with held(path, NO_WAIT, "another run is writing here"):
    ...     with held(path, NO_WAIT, "another run is writing here"):
    ...         pass
    Traceback (most recent call last):
    extractors.model.errors.HomeBusy: ...: another run is writing here. Wait for it to end, then run the command again.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path, timeout=wait, poll_interval=POLL)
    try:
        _refuse_unwritable(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise HomeBusy(busy, subject=str(path.parent), advice=advice) from None
    except (OSError, NotImplementedError) as error:
        said = getattr(error, "strerror", None) or error
        raise StoreError(
            f"the folder does not let files be locked ({said})",
            subject=str(path.parent),
            advice="Check its rights and space; a home must lie on a disk of this machine, not on a network share.",
        ) from error
    try:
        yield
    finally:
        lock.release()


def _refuse_unwritable(path: Path) -> None:
    """Raise StoreError where a lock's folder, or what it would be made in, cannot be written: no waiting mends that."""
    there = next(one for one in path.parents if one.exists())
    if not writable(there) or (path.exists() and not may_write(path)):
        advice = "Check its rights, or that the disk is not read-only."
        raise StoreError("the folder cannot be written", subject=str(path.parent), advice=advice)


@contextmanager
def one_writer(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock of an index; raises HomeBusy when another has held it for `wait` seconds."""
    with held(path, wait, "another Louhi is writing the index"):
        yield
