"""The schedule is Prefect's: the watched sources become deployments that Prefect starts when their time comes.

Each pass runs in a process of its own, so that months of passes leak nothing; passes do not overlap.
"""

from __future__ import annotations

import contextlib
import os
import warnings
from datetime import timedelta
from typing import Any

from prefect import serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.schedules import Cron, Interval
from prefect.types.entrypoint import EntrypointType

from extractors.model.ids import sha256
from index.home import Home
from pipeline.orchestration.flow import scheduled_flow
from pipeline.orchestration.heartbeat import gone
from pipeline.orchestration.time_zone import machine_zone
from pipeline.sources.sources import Source
from pipeline.sources.watched import Times, own_schedule


def grouped(sources: list[Source]) -> dict[Times | None, list[str]]:
    """The names of the sources by their own schedule; those that have none under None, which is always there.

    >>> a = Source(name="a", address="/a", kind="folder")
    >>> grouped([a, a.model_copy(update={"name": "b", "every": 60.0})])
    {None: ['a'], (None, 60.0, None): ['b']}
    """
    out: dict[Times | None, list[str]] = {None: []}
    for source in sources:
        out.setdefault(own_schedule(source), []).append(source.name)
    return out


def served_as(home: Home, cron: str | None, every: float | None) -> str:
    """What a schedule of a home is called on the Prefect server, where homes of one name are two all the same.

    >>> import tempfile
    >>> one, other = (Home(f"{tempfile.mkdtemp()}/koti") for _ in range(2))
    >>> served_as(one, None, 60.0)[:6], served_as(one, None, 60.0) == served_as(other, None, 60.0)
    ('koti (', False)
    """
    return f"{home.root.name} ({sha256(str(home.root).encode())[:6]}): {cron or f'every {every:g} s'}".replace("/", " ")


def serve_schedules(
    home: Home, sources: list[Source], names: list[str] | None, cron: str | None, every: float | None
) -> None:
    """Serve the passes on their schedules until interrupted.

    Each pass looks up which sources are its own then; only a schedule that no source had at the start needs a new one.
    """
    limit = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
    deployments: list[Any] = []
    for own, some in grouped(sources).items():
        its_cron, its_every, its_zone = own or (cron, every or 3600.0, None)
        zone = its_zone or machine_zone(os.environ)
        when = Cron(its_cron, timezone=zone) if its_cron else Interval(timedelta(seconds=its_every or 3600.0))
        title = some[0] if len(some) == 1 else f"sources {'of this' if own else 'without a'} schedule of their own"
        deployments.append(
            scheduled_flow.to_deployment(
                name=served_as(home, f"{its_cron} {its_zone}" if its_zone else its_cron, its_every),
                parameters={"title": title, "home": str(home.root), "names": names, "own": own and list(own)},
                concurrency_limit=limit,
                entrypoint_type=EntrypointType.MODULE_PATH,
                schedules=[when],
            )
        )
    warnings.filterwarnings("ignore", "coroutine 'Runner.* was never awaited")  # Prefect's own, as it ends
    home.prefect.mkdir(exist_ok=True)
    try:  # what Prefect prints is of its insides, and only where its server fails
        with (home.prefect / "runner.log").open("a", buffering=1) as out, contextlib.redirect_stdout(out):
            serve(*deployments, print_starting_message=False)
    except (RuntimeError, ExceptionGroup) as error:
        if "error threshold" not in repr(error):
            raise
        raise gone(os.environ.get("PREFECT_API_URL", "")) from error
