"""Runs as the command does them: through the Prefect flow, with Prefect made ready before it is imported.

`environ` is the process's environment.  Where it names a Prefect server (PREFECT_API_URL) a run appears there with its
tasks; where it names none, a run by hand needs none, and a schedule starts one of its own.
"""

from __future__ import annotations

import os
import signal
from collections.abc import MutableMapping, Sequence

from extractors.model.errors import SourceError
from index.home import Home
from pipeline.orchestration.cluster import reading_where_set
from pipeline.orchestration.environment_alone import NOBODYS, environment_alone
from pipeline.orchestration.heartbeat import end_when_gone
from pipeline.orchestration.server import Server, prepare
from pipeline.orchestration.watch_health import health_served
from pipeline.runs.ingest import running
from pipeline.runs.redo_failed import reading_again, retrying
from pipeline.runs.reports.report import RunReport, Teller
from pipeline.runs.run_settings import RunSettings
from pipeline.runs.watch import watching
from pipeline.sources.watched import chosen

Environ = MutableMapping[str, str]


def run_ingest(
    home: Home,
    said: Sequence[str],
    *,
    environ: Environ,
    tell: Teller | None = None,
    settings: RunSettings | None = None,
) -> RunReport:
    """Bring in files, folders, addresses, feeds and site maps.  Raises HomeBusy, StoreError and SetupError."""
    with reading_where_set(home), running(home, said, tell=tell, settings=settings) as (job, sources):
        served = prepare(home, environ)
        from pipeline.orchestration.flow import as_flow

        return as_flow("ingest", job, sources, served=served)


def run_watch(home: Home, names: list[str] | None = None, *, environ: Environ, tell: Teller | None = None) -> RunReport:
    """One pass over the watched sources now, or over those named.  Raises as run_ingest, and SourceError."""
    with reading_where_set(home), watching(home, names, tell=tell) as (job, sources):
        served = prepare(home, environ)
        from pipeline.orchestration.flow import as_flow

        return as_flow("watch", job, sources, served=served)


def run_retry(
    home: Home,
    *,
    environ: Environ,
    source: str | None = None,
    reason: str | None = None,
    older: bool = False,
    tell: Teller | None = None,
) -> RunReport:
    """Try again what failed, or with `older` read again what another Louhi read, for which `reason` means nothing.

    Raises as run_ingest, and SourceError.
    """
    with (
        reading_where_set(home),
        reading_again(home, source=source, tell=tell)
        if older
        else retrying(home, source=source, reason=reason, tell=tell) as job,
    ):
        served = prepare(home, environ)
        from pipeline.orchestration.flow import as_flow

        return as_flow("retry", job, [], served=served, title="what an older Louhi read" if older else "what failed")


def start_watch(
    home: Home,
    names: list[str] | None = None,
    *,
    environ: Environ,
    cron: str | None = None,
    every: float | None = None,
    health: int | None = None,
) -> None:
    """Watch on a schedule until SIGINT or SIGTERM: a source's own, else `cron` (five fields) or `every` (seconds).

    `health` is a port where a monitor is answered.  Raises SourceError where nothing is watched or the schedule cannot
    be understood, SetupError where the port is taken.
    """
    sources = chosen(home, names)
    if not sources:
        raise SourceError("nothing is watched yet", advice="Add a source: `louhi watch add ADDRESS`.")
    _sound(cron, every)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # so a script's shell leaves it for what it starts with "&"
        signal.signal(signal.SIGINT, signal.default_int_handler)
    fastest = min([s.every for s in sources if s.every] + ([every] if every else []), default=60.0)
    environ.setdefault("PREFECT_RUNNER_POLL_FREQUENCY", str(max(1, min(10, int(fastest / 2)))))
    os.chdir(NOBODYS)  # Prefect starts each pass in the current folder, and reads settings there
    server = None if prepare(home, environ, alone=False) else Server(home.prefect, environ)
    if server:
        environ["PREFECT_API_URL"] = server.url
        environ.setdefault("PREFECT_LOGGING_TO_API_ENABLED", "false")
    environment_alone(environ)
    try:
        from pipeline.orchestration.schedule import serve_schedules

        end_when_gone(environ["PREFECT_API_URL"])
        with health_served(home, health):
            serve_schedules(home, sources, names, cron, every)
    finally:
        if server:
            environ.pop("PREFECT_API_URL", None)
            server.stop()


def _sound(cron: str | None, every: float | None) -> None:
    from croniter import croniter

    if cron and not croniter.is_valid(cron):
        raise SourceError(f"{cron!r} is no cron schedule", advice='Write five fields, as in "0 7 * * 1-5".')
    if every is not None and every < 1:
        raise SourceError("a schedule of less than a second is none", advice="Give --every in seconds.")
