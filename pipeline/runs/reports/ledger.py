"""Ledger: what became of every item of a run, told as it happens and kept with the run in the store."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from extractors.model.ids import stable_id
from index.store.run_log import Item, Run, RunOutcome, add_items, finish_run, latest_of_failed, start_run
from index.store.store import Store
from pipeline.runs.reports.report import Note, Progress, RunReport, Teller, counted
from pipeline.sources.sources import Wanted

SAME = ("unchanged", "skipped", "vanished", "dismissed")


class Ledger:
    """The record of one run.  `total` is how many items are known of so far; `working` counts seconds of work.

    A `brief` one, for passes that come every hour for years, keeps in the store only what is news: what was taken,
    what failed, and what no longer fails.  The report of the run names every item all the same.  A failure that a
    person has dismissed stays so until it fails for another reason, or is one of those `named` again.
    """

    def __init__(
        self,
        store: Store,
        tell: Teller | None,
        now: Callable[[], float],
        *,
        brief: bool = False,
        working: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._tell, self.now, self.working = store, tell, now, working
        self.items: list[Item] = []
        self.notes: list[Note] = []
        self.total = 0
        self._unsaved: list[Item] = []
        self._begun = time.monotonic()
        self.started = self.moment()
        self.run = stable_id("run", self.started, str(time.time_ns()))
        ever = latest_of_failed(store)
        self.standing = [item for item in ever if item.outcome == "failed"] if brief else []
        self.failed = {item.address for item in ever if item.outcome in ("failed", "dismissed")}
        self.named: set[str] = set()
        self._dismissed = {item.address: item.reason for item in ever if item.outcome == "dismissed"}
        self._failing = {item.address for item in self.standing} if brief else None
        self._spent: dict[str, float] = {}
        self._current: tuple[str, float] | None = None
        start_run(store, Run(id=self.run, started=self.started))

    def is_on_record(self, address: str) -> bool:
        """Whether an address stands as failed, or as dismissed, from an earlier run."""
        return address in self._dismissed or (self._failing is not None and address in self._failing)

    def settle(self, item: Item) -> None:
        """Record what became of an item, and tell."""
        known = None if item.address in self.named else self._dismissed.get(item.address)
        if item.outcome == "failed" and known is not None and known == item.reason:
            item = item.model_copy(update={"outcome": "dismissed"})
        if (seconds := self._seconds(item.address)) is not None:
            item = item.model_copy(update={"seconds": seconds})
        self.items.append(item)
        self._unsaved.append(item)
        if self._tell:
            self._tell(Progress(len(self.items), max(self.total, len(self.items)), item))

    @contextmanager
    def at_work_on(self, address: str) -> Iterator[None]:
        """Count the time this block takes as spent on an item, also where it settles it."""
        self._current = (address, self.working())
        try:
            yield
        finally:
            _, begun = self._current
            self._current = None
            self._spent[address] = self._spent.get(address, 0.0) + self.working() - begun

    @contextmanager
    def at_work_on_all(self, sizes: Mapping[str, int]) -> Iterator[None]:
        """Count the time this block takes as spent on several items, by their sizes; they are settled after it."""
        begun, whole = self.working(), sum(sizes.values()) or 1
        yield
        seconds = self.working() - begun
        for address, size in sizes.items():
            self._spent[address] = self._spent.get(address, 0.0) + seconds * size / whole

    def _seconds(self, address: str) -> float | None:
        spent = self._spent.pop(address, None)
        if self._current and self._current[0] == address:
            spent = (spent or 0.0) + self.working() - self._current[1]
        return None if spent is None else round(max(spent, 0.0), 3)

    def save(self) -> None:
        """Write what was settled since the last time."""
        if news := [item for item in self._unsaved if self._is_news(item)]:
            add_items(self._store, self.run, news)
        self._unsaved = []

    def _is_news(self, item: Item) -> bool:
        return self._failing is None or item.outcome not in SAME or item.address in self._failing

    def close(self, requests: int = 0, sources: tuple[str, ...] = ()) -> RunReport:
        """End the run and give its report."""
        self.save()
        items = tuple(self.items)
        report = RunReport(
            run=self.run,
            started=self.started,
            ended=self.moment(),
            counts=counted(items),
            items=items,
            seconds=round(time.monotonic() - self._begun, 3),
            notes=tuple(self.notes),
            requests=requests,
            sources=sources,
        )
        told = report.model_dump(mode="json", exclude={"items", "run", "started", "ended"})
        finish_run(self._store, self.run, report.ended, told)
        return report

    def moment(self) -> str:
        """The time now, ISO 8601 in UTC."""
        return datetime.fromtimestamp(self.now(), UTC).isoformat(timespec="milliseconds")


def item_of(one: Wanted, outcome: RunOutcome, reason: str | None = None, document_id: str | None = None) -> Item:
    """The item for a document that was wanted."""
    return Item(address=one.address, source=one.source, outcome=outcome, reason=reason, document_id=document_id)
