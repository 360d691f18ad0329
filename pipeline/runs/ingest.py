"""The run from end to end as plain functions: `drive` orders a Job's steps, `ingest` is a whole run.

The flow wraps the same `drive`: it only hands in another way of doing a step.
"""

from __future__ import annotations

import errno
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from extractors.model.errors import LouhiError, StoreError
from extractors.text.file_names import spelled
from index.home import Home
from index.store.database import held_everywhere
from index.store.locking import NO_WAIT, held
from index.store.run_log import break_off
from index.store.store import Store
from index.trying_again import tried_again
from pipeline.fetching.fetch import Fetcher, FetchSettings
from pipeline.runs.batch import Batch, TryAgain
from pipeline.runs.job import Job
from pipeline.runs.reports.report import RunReport, Teller, failed_item
from pipeline.runs.retry_delays import RETRY_DELAYS
from pipeline.runs.run_settings import RunSettings, run_settings
from pipeline.runs.steadily import patiently
from pipeline.settings.settings_tables import table
from pipeline.sources.sources import Source, host_of, source_of

Do = Callable[..., None]
BUSY = "another run is writing here"
DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)
ELSEWHERE = "Wait for it to end, or name another home with --home."


def drive(job: Job, sources: Iterable[Source], do: Do) -> RunReport:
    """Bring in what the sources offer; `do(name, step, *arguments)` does one step.

    A run that breaks off says why in the store, for `louhi status`.
    """
    try:
        return _driven(job, sources, do)
    except BaseException as error:
        with suppress(Exception):  # where the store is what broke, the error says so itself
            break_off(job.store, job.ledger.run, _why(error))
        raise


def _why(error: BaseException) -> str:
    """Why a run broke off, in a few words."""
    if isinstance(error, KeyboardInterrupt):
        return "it was interrupted; the next run takes up what is left"
    said = (
        str(error) if isinstance(error, LouhiError) else f"an error in Louhi itself ({type(error).__name__}: {error})"
    )
    return f"{said.rstrip('.')}; the next run takes up what is left"


def _driven(job: Job, sources: Iterable[Source], once: Do) -> RunReport:
    do = partial(patiently, once)
    for source in sources:
        do(f"list {source.address}", job.list_source, source)
    patiently(job.want_unlisted)
    expected: deque[Batch] = deque()
    while (batch := job.next_batch()) or expected:
        if batch:
            if batch.todo:
                do(f"fetch {batch!r}", job.fetch, batch)
            patiently(job.expect, batch)
            expected.append(batch)
            if len(expected) <= job.ahead:
                continue
        job.through(expected.popleft(), do)
        if job.unindexed >= job.settings.index_every:
            do("index what was kept", job.index)
    do("index what was kept", job.index)
    if not job.explicit:
        do("alert", job.alert)
    return patiently(job.finish)


def plainly(sleep: Callable[[float], None] = time.sleep) -> Do:
    """A way of doing steps without Prefect: called, and called again where faults may pass."""

    def do(name: str, step: Callable[..., None], *arguments: Any) -> None:
        tried_again(partial(step, *arguments), RETRY_DELAYS, TryAgain, sleep=sleep)

    return do


def ingest(
    home: Home,
    said: Sequence[str],
    *,
    tell: Teller | None = None,
    settings: RunSettings | None = None,
    do: Do | None = None,
) -> RunReport:
    """Bring in files, folders, addresses, feeds and site maps by hand.  Raises HomeBusy and StoreError.

    What cannot be found is a failed item of the report like any other.
    """
    with running(home, said, tell=tell, settings=settings) as (job, sources):
        return drive(job, sources, do or plainly())


@contextmanager
def running(
    home: Home, said: Sequence[str], *, tell: Teller | None = None, settings: RunSettings | None = None
) -> Iterator[tuple[Job, list[Source]]]:
    """A Job over the sources a person named, with the home's writer lock held."""
    with writing(home), Store.open(home) as store, fetching(home, store, said) as fetcher:
        job = Job(home, store, fetcher=fetcher, settings=settings or run_settings(home), tell=tell)
        sources: dict[str, Source] = {}
        for one in said:
            try:
                source = source_of(one)
                sources.setdefault(source.address, source)
            except LouhiError as error:
                job.ledger.named.add(spelled(one))
                job.ledger.settle(failed_item(spelled(one), error))
        yield job, list(sources.values())


@contextmanager
def fetching(home: Home, store: Store, said: Iterable[str], **clock: Any) -> Iterator[Fetcher]:
    """A Fetcher with the home's settings and remembered robots.txt; the hosts in `said` were named by the person."""
    from pipeline.fetching.host_memory import load_asked, load_resting, load_rules, save_asked, save_resting, save_rules

    settings = table(home, "fetch", FetchSettings)
    named = {host_of(one).rpartition(":")[0] or host_of(one) for one in said} | {host_of(one) for one in said}
    known = load_rules(store)
    fetcher = Fetcher(
        settings,
        named={name.strip("[]") for name in named},
        rules=known,
        resting=load_resting(store),
        last=load_asked(store),
        **clock,
    )
    try:
        yield fetcher
    finally:
        fetcher.close()
        now = clock.get("now", time.time)()
        patiently(save_resting, store, fetcher.resting, now)
        patiently(save_asked, store, fetcher.last, now)
        if fetcher.robots.known != known:
            patiently(save_rules, store, fetcher.robots.known, now)


@contextmanager
def writing(home: Home) -> Iterator[None]:
    """Hold the home's writer lock; raises HomeBusy where another run holds it, StoreError where the disk gives up."""
    with (
        held(home.lock, NO_WAIT, BUSY, advice=ELSEWHERE),
        held_everywhere(home, BUSY, advice=ELSEWHERE),
        disk_told(home),
    ):
        yield


@contextmanager
def disk_told(home: Home) -> Iterator[None]:
    """Raise StoreError in this block where the disk gives up."""
    try:
        yield
    except OSError as error:
        if error.errno not in DISK:
            raise
        advice = "Mend that and run the command again; what was stored before is safe."
        subject = str(error.filename or home.root)
        raise StoreError(f"the disk cannot be written ({error.strerror})", subject=subject, advice=advice) from error
