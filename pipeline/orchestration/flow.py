"""The Prefect flow: the steps of a run as tasks, a task for a batch.  The only module that imports Prefect.

Import it late and through `pipeline.orchestration.flow_runs`, which makes Prefect ready first.  Steps keep everything
in their Job; what Prefect sees is names and states, so that its page reads well and a document is never copied for its
sake.  What it keeps names sources, and no document that may have to be forgotten: why one failed stands in the report.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from functools import partial
from typing import Any

import httpx
from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.context import SyncClientContext
from prefect.runtime import task_run
from prefect.settings import PREFECT_API_KEY, PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Completed

from extractors.model.errors import HomeBusy, LouhiError
from index.home import Home
from pipeline.orchestration.cluster import reading_where_set
from pipeline.orchestration.serverless import URL, InProcessServer
from pipeline.runs.ingest import Do, drive
from pipeline.runs.job import Job
from pipeline.runs.reports.report import RunReport
from pipeline.runs.retry_delays import RETRY_DELAYS
from pipeline.runs.watch import watching
from pipeline.runs.watch_log import without_secrets
from pipeline.sources.sources import Source
from pipeline.sources.watched import as_times, on_schedule

_at_work: ContextVar[tuple[Job, list[Source]]] = ContextVar("at_work")


def _name() -> str:
    return str(task_run.parameters["what"])


def _do_step(what: str, step: Callable[[], None]) -> None:
    step()


_PLAIN: Any = {"validate_parameters": False, "persist_result": False}
_AGAIN = {"retries": len(RETRY_DELAYS), "retry_delay_seconds": list(RETRY_DELAYS)}
_make: Any = partial(task, _do_step, cache_policy=NO_CACHE, persist_result=False, task_run_name=_name)
TASKS: dict[str, Callable[..., None]] = {
    name: _make(name=name, description=said, **more)
    for name, said, more in (
        ("list", "Find out what a source offers.", _AGAIN),
        ("fetch", "Get the bytes; unchanged documents stop here.", _AGAIN),
        ("read", "Bytes to documents, each within its bounds.", {}),
        ("understand", "Find people, bodies, dates, amounts, roles and contacts.", {}),
        ("keep", "Put each version with its records into the store.", {}),
        ("index", "Let the full-text index catch up with the store.", {}),
        ("alert", "Tell what is new to those who asked for it.", {}),
    )
}


class StepFailed(Exception):
    """A step failed, in words that name no document, for Prefect keeps them."""


def told_to_prefect(error: Exception) -> str:
    """What Prefect is told of a fault.

    >>> told_to_prefect(HomeBusy("another run is at work", subject="/paperit/Aino Kivilahti.pdf"))
    'HomeBusy: another run is at work'
    >>> told_to_prefect(TimeoutError("/paperit/Aino Kivilahti.pdf: no answer"))
    'TimeoutError: the report of the run says more'
    """
    reason = error.reason if isinstance(error, LouhiError) else "the report of the run says more"
    return f"{type(error).__name__}: {reason}"


class _Step:
    """A step with its arguments, opaque to Prefect, which looks into lists and models that are handed to a task."""

    __slots__ = ("arguments", "failed", "step")

    def __init__(self, step: Callable[..., None], arguments: tuple[Any, ...]) -> None:
        self.step, self.arguments = step, arguments
        self.failed: Exception | None = None

    def __call__(self) -> None:
        try:
            self.step(*self.arguments)
        except Exception as error:
            self.failed = error
        else:
            return
        raise StepFailed(told_to_prefect(self.failed))

    def __repr__(self) -> str:
        return getattr(self.step, "__name__", "step")


def as_tasks() -> Do:
    """A way of doing steps as Prefect tasks, retried by Prefect where faults may pass."""

    def do(name: str, step: Callable[..., None], *arguments: Any) -> None:
        one = _Step(step, arguments)
        try:
            TASKS[name.partition(" ")[0]](without_secrets(name), one)
        except StepFailed:
            raise one.failed or AssertionError("a step failed without a reason") from None

    return do


@flow(name="louhi ingest", description="Bring documents in by hand.", flow_run_name="{title}", **_PLAIN)
def ingest_flow(title: str, home: str, sources: list[str]) -> State[None]:
    """The run that `at_work` holds, step by step; its last state says what became of it."""
    return _drive()


@flow(name="louhi watch", description="One pass over the watched sources.", flow_run_name="{title}", **_PLAIN)
def watch_flow(title: str, home: str, sources: list[str]) -> State[None]:
    """A pass begun by hand: the run that `at_work` holds."""
    return _drive()


@flow(
    name="louhi retry",
    description="What failed, or what an older Louhi read, again.",
    flow_run_name="{title}",
    **_PLAIN,
)
def retry_flow(title: str, home: str, sources: list[str]) -> State[None]:
    """Failures tried again, or kept bytes read again: the run that `at_work` holds."""
    return _drive()


@flow(
    name="louhi schedule",
    description="One pass over the watched sources, begun by the schedule.",
    flow_run_name="{title}",
    **_PLAIN,
)
def scheduled_flow(title: str, home: str, names: list[str] | None, own: list[Any] | None = None) -> State[None]:
    """A pass in a process of its own; where another run is at work it leaves the field to that one."""
    some = on_schedule(Home(home), names, as_times(own))
    if not some:
        return Completed(name="Left out", message="nothing is watched on this schedule now")
    try:
        with reading_where_set(Home(home)), watching(Home(home), some) as (job, sources):
            with at_work(job, sources):
                state = _drive()
            report = _reports.pop(job.ledger.run)
    except HomeBusy as error:
        return Completed(name="Left out", message=str(error))
    print(f"louhi: {report.ended[:19]} {report.summary()}", file=sys.stderr, flush=True)
    for item in report.failures:
        print(f"louhi: {item.address}: {item.reason}", file=sys.stderr, flush=True)
    return state


FLOWS: dict[str, Callable[..., State[None]]] = {"ingest": ingest_flow, "watch": watch_flow, "retry": retry_flow}
_reports: dict[str, RunReport] = {}


def _drive() -> State[None]:
    job, found = _at_work.get()
    report = _reports[job.ledger.run] = drive(job, found, as_tasks())
    return Completed(name="Completed" if report.ok else "Some failed", message=report.summary())


@contextmanager
def at_work(job: Job, sources: list[Source]) -> Iterator[None]:
    """What the flow run in this block works on."""
    token = _at_work.set((job, sources))
    try:
        yield
    finally:
        _at_work.reset(token)


def as_flow(name: str, job: Job, sources: list[Source], *, served: bool, title: str | None = None) -> RunReport:
    """Run a Job as the flow called `name` and give its report; `served` says whether there is a Prefect server."""
    said = [without_secrets(source.address) for source in sources]
    with at_work(job, sources), nullcontext() if served else serverless_engine():
        FLOWS[name](title or titled(said), str(job.home.root), said, return_state=True).result()
    return _reports.pop(job.ledger.run)


@contextmanager
def serverless_engine() -> Iterator[None]:
    """Let the engine run without a server: what it would ask one is answered in the process.

    No events are sent (there is a key but no address) and no heart beats, for nobody listens.
    """
    with temporary_settings({PREFECT_API_URL: URL}):
        client = SyncClientContext(httpx_settings={"transport": httpx.MockTransport(InProcessServer())})
    off = {PREFECT_API_KEY: "none", PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
    with temporary_settings(off, restore_defaults={PREFECT_API_URL}), client:
        yield


def titled(said: list[str]) -> str:
    """What a run is called on Prefect's page.

    >>> titled(["https://kunta.example.fi/feed", "a.pdf", "b.pdf"])
    'https://kunta.example.fi/feed and 2 more'
    """
    if not said:
        return "nothing"
    return said[0] if len(said) == 1 else f"{said[0]} and {len(said) - 1} more"
