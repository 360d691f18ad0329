"""How long a process has worked: a busy machine gives each little of its time, and that is no fault of a document."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

STANDS_STILL = 0.01
"""Of the time that passes, what a process works, or wants to, at least; less is waiting for something else."""

NANOSECONDS = 1e9
"""Of a second: what /proc/PID/task/TID/schedstat counts in."""

SHORTEST = 5.0
"""Seconds by the clock that tell waiting from a busy machine's turns."""

AFTER_NAME = 2
USER, SYSTEM = 14 - AFTER_NAME - 1, 15 - AFTER_NAME - 1
"""Fields of /proc/PID/stat behind the name, which may hold blanks and brackets: utime and stime, the 14th and 15th."""


def worked(process: int) -> float | None:
    """The seconds a process has worked; None where the system does not say it.

    >>> worked(os.getpid()) is None or worked(os.getpid()) > 0
    True
    """
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return (int(fields[USER]) + int(fields[SYSTEM])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return None


def wanted(process: int) -> float:
    """The seconds a process could have worked and did not, for others had the processor; 0 where nobody counts them.

    >>> wanted(os.getpid()) >= 0
    True
    """
    try:
        counts = [path.read_text("ascii").split() for path in Path(f"/proc/{process}/task").glob("*/schedstat")]
        return sum(int(delay) for _, delay, _ in counts) / NANOSECONDS
    except (OSError, ValueError):
        return 0.0


def _at_work(process: int) -> float | None:
    done = worked(process)
    return None if done is None else done + wanted(process)


def watch_over(process: int, seconds: float, ended: threading.Event, give_up: Callable[[], None]) -> None:
    """Give a process up where it has waited for something else than its turn for some seconds, five at least, until
    `ended` is set.
    """
    before, seconds = _at_work(process), min(max(seconds, SHORTEST), threading.TIMEOUT_MAX)
    while not ended.wait(seconds):
        now = _at_work(process)
        if before is None or now is None or now - before < STANDS_STILL * seconds:
            give_up()
            return
        before = now
