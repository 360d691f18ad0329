"""A worker: one process that reads and understands for the runs of a coordinator, until it is told to end.

It asks a Dask scheduler for work, does one task at a time in the killable processes of the sandbox (so that one
language model is loaded, once), and holds nothing: what it was doing when it died is done by another one.
"""

from __future__ import annotations

import asyncio
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from extractors.model.errors import SetupError
from index.home import Home
from index.objects import UrlObjects
from pipeline.orchestration.cluster_settings import dask, security_of, stays_here
from pipeline.orchestration.cluster_work import HOME

ANSWERS_IN = 30.0
"""Seconds in which a scheduler must answer."""


def work(home: Home, scheduler: str, *, health: int | None = None, tell: Callable[[str], None]) -> None:
    """Work for a scheduler until SIGTERM or SIGINT, or until it is gone.

    Raises SetupError where it does not answer, and where anyone could take part.  `health` is a port where `/health`
    and Prometheus' `/metrics` are served.
    """
    distributed, security = dask(), security_of(home, scheduler)

    async def until_the_end() -> None:
        with tempfile.TemporaryDirectory(prefix="louhi-worker-") as folder:
            worker: Any = distributed.Worker(
                scheduler,
                host="127.0.0.1" if stays_here(scheduler) else None,  # else it would listen to every network
                security=security,
                nthreads=1,
                memory_limit=0,  # what a document may take is bounded where it is read
                local_directory=folder,
                dashboard_address=f":{health}" if health else "127.0.0.1:0",
                death_timeout=ANSWERS_IN,
            )
            if isinstance(home.kept, UrlObjects):
                home.kept.answered = True  # the coordinator has just written there
            setattr(worker, HOME, home)
            loop = asyncio.get_running_loop()
            for one in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(one, lambda: loop.create_task(worker.close(reason="it was told to end")))
            async with worker:
                tell(f"Working for {scheduler} as {worker.address}.")
                await worker.finished()

    with answering(scheduler, "and look at its address"):
        asyncio.run(until_the_end())


@contextmanager
def answering(scheduler: str, otherwise: str) -> Iterator[None]:
    """Ask a scheduler in this block.  Raises SetupError where it does not answer: start it, `otherwise`."""
    try:
        yield
    except (OSError, TimeoutError) as error:
        advice = f"Start it with `dask scheduler`, {otherwise}."
        raise SetupError(f"the scheduler does not answer ({error})", subject=scheduler, advice=advice) from error
