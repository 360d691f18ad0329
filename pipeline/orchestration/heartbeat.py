"""Notices that the Prefect server of a served schedule has gone: Prefect's runner would wait on without a word.

A server that is slow, or is started again within two minutes, is waited for.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable

from extractors.model.errors import SetupError

PAUSE = 10.0  # seconds between two questions
TRIES = 12  # so many in a row that nobody answers


def gone(api: str) -> SetupError:
    """What is said of a server that has gone."""
    return SetupError(
        "the Prefect server no longer answers, so that no pass would start any more",
        subject=api,
        advice="See that it runs, then start the watch again; what was stored is safe.",
    )


def end_when_gone(api: str) -> None:
    """From now on, end this process with a sentence once its server has gone."""

    def wait() -> None:
        wait_until_gone(api)
        print(f"louhi: {gone(api)}", file=sys.stderr, flush=True)
        os._exit(1)  # an orderly end asks the server first, and waits for it

    threading.Thread(target=wait, daemon=True).start()


def wait_until_gone(api: str, sleep: Callable[[float], None] = time.sleep) -> None:
    """Ask now and then whether the server is there; return when it was not, often enough in a row."""
    missed = 0
    while missed < TRIES:
        sleep(PAUSE)
        missed = 0 if _is_there(api) else missed + 1


def _is_there(api: str) -> bool:
    import httpx

    try:
        httpx.get(f"{api.rstrip('/')}/health", timeout=10)
    except httpx.ReadTimeout:
        return True  # it is busy
    except httpx.HTTPError:
        return False
    return True
