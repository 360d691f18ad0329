"""The schedule is Prefect's: the watched sources become deployments that Prefect starts when their time comes.

Each pass runs in a process of its own, so that months of passes leak nothing; passes do not overlap.
"""

from __future__ import annotations

import warnings
from datetime import timedelta
from typing import Any

from prefect import serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.types.entrypoint import EntrypointType

from index.home import Home
from pipeline.flow import scheduled_flow
from pipeline.sources import Source

Times = tuple[str | None, float | None]  # a cron schedule, or seconds


def grouped(sources: list[Source], cron: str | None, every: float | None) -> dict[Times, list[str]]:
    """The names of the sources by their schedule: their own, else the one given.

    >>> a = Source(name="a", address="/a", kind="folder")
    >>> grouped([a, a.model_copy(update={"name": "b", "every": 60.0})], None, 3600.0)
    {(None, 3600.0): ['a'], (None, 60.0): ['b']}
    """
    out: dict[Times, list[str]] = {}
    for source in sources:
        own: Times = (source.cron, None if source.cron else source.every)
        out.setdefault(own if any(own) else (cron, every), []).append(source.name)
    return out


def serve_schedules(home: Home, sources: list[Source], cron: str | None, every: float | None) -> None:
    """Serve the passes on their schedules until interrupted."""
    limit = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
    deployments: list[Any] = []
    for (its_cron, its_every), names in grouped(sources, cron, every).items():
        when = {"cron": its_cron} if its_cron else {"interval": timedelta(seconds=its_every or 3600)}
        title = names[0] if len(names) == 1 else f"{len(names)} sources"
        deployments.append(
            scheduled_flow.to_deployment(
                name=f"{home.root.name}: {its_cron or f'every {its_every:g} s'}",
                parameters={"title": title, "home": str(home.root), "names": names},
                concurrency_limit=limit,
                entrypoint_type=EntrypointType.MODULE_PATH,
                **when,
            )
        )
    warnings.filterwarnings("ignore", "coroutine 'Runner.astop' was never awaited")  # Prefect's own, at SIGTERM
    serve(*deployments, print_starting_message=False)
