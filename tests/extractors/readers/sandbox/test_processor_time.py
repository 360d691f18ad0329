"""A process is given up where it waits, never where it works."""

from __future__ import annotations

import threading

import pytest

from extractors.readers.sandbox import processor_time
from extractors.readers.sandbox.processor_time import watch_over


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
    watch_over(1, 5.0, Never(), lambda: given_up.append(1))
    assert (given_up, waited) == ([1], [5.0] * looks)


def test_nothing_is_given_up_once_the_work_has_ended() -> None:
    ended = threading.Event()
    ended.set()
    watch_over(1, 5.0, ended, lambda: pytest.fail("it had ended"))
