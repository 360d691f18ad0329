"""Steps that are done again where what they ask is away: the database restarts, a connection is cut, a node is stopped.

Each step of a run takes up where it was: what it had done stands in its batch or in the store, and is not done twice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

from extractors.model.errors import EngineAway, StoreAway
from index.store.database import hold_on
from index.trying_again import tried_again

T = TypeVar("T")

AWAY_DELAYS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0)
"""Seconds before what is away is asked again: two minutes, which a restart of a database or a node takes."""


def patiently(step: Callable[..., T], *arguments: Any, sleep: Callable[[float], None] = time.sleep) -> T:
    """What a step gives, done again while what it asks is away.

    Raises StoreAway or EngineAway where it stays away, HomeBusy where the run's lock was lost and another run has it.

    >>> answers = [StoreAway("the connection was cut"), "kept"]
    >>> def step():
    ...     if isinstance(answer := answers.pop(0), Exception):
    ...         raise answer
    ...     return answer
    >>> patiently(step, sleep=print)
    0.5
    'kept'
    """

    def held() -> T:
        hold_on()
        return step(*arguments)

    return tried_again(held, AWAY_DELAYS, StoreAway, EngineAway, sleep=sleep, level=logging.INFO)
