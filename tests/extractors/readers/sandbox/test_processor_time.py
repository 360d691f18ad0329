"""A process is given up where it waits, never where it works."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from extractors.readers.sandbox import processor_time
from extractors.readers.sandbox.processor_time import wanted, watch_over, worked


@pytest.mark.parametrize(
    ("seen", "looks"),
    [
        ([0.0, 0.0], 1),
        ([0.0, 0.2, 0.4, 0.4], 3),
        ([1.0, 1.005], 1),
        ([1.0, None], 1),
        ([None, 1.0], 1),
    ],
    ids=["it waits", "it works and then waits", "next to nothing", "it is gone", "the system does not say"],
)
def test_it_is_given_up_once_it_waits(monkeypatch: pytest.MonkeyPatch, seen: list[float | None], looks: int) -> None:
    told = iter(seen)
    given_up: list[int] = []
    waited: list[float] = []

    class Never(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waited.append(timeout or 0.0)
            return False

    monkeypatch.setattr(processor_time, "worked", lambda _: next(told))
    monkeypatch.setattr(processor_time, "wanted", lambda _: 0.0)
    watch_over(1, 5.0, Never(), lambda: given_up.append(1))
    assert (given_up, waited) == ([1], [5.0] * looks)


def test_it_is_not_given_up_while_others_have_its_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    delays = iter([0.0, 4.9, 9.8, 9.8])
    looked: list[float] = []

    class Never(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            looked.append(timeout or 0.0)
            return False

    monkeypatch.setattr(processor_time, "worked", lambda _: 1.0)
    monkeypatch.setattr(processor_time, "wanted", lambda _: next(delays))
    watch_over(1, 5.0, Never(), lambda: None)
    assert len(looked) == 3  # until its turn came, and it did nothing with it


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="this system does not count it")
def test_who_shares_a_processor_wants_it() -> None:
    """Two that work on one processor: one waits for the other."""
    line = [sys.executable, "-c", "import time\nwhile time.process_time() < 0.5: pass\ninput()"]
    one = min(os.sched_getaffinity(0))
    both = [subprocess.Popen(line, stdin=subprocess.PIPE) for _ in range(2)]
    try:
        for process in both:
            os.sched_setaffinity(process.pid, {one})
        while min((worked(process.pid) or 0.0) for process in both) < 0.4:
            time.sleep(0.05)
        assert max(wanted(process.pid) for process in both) > 0
    finally:
        for process in both:
            process.communicate(b"\n")


def test_nothing_is_given_up_once_the_work_has_ended() -> None:
    ended = threading.Event()
    ended.set()
    watch_over(1, 5.0, ended, lambda: pytest.fail("it had ended"))
