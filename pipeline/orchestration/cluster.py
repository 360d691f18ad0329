"""Reading and understanding on other machines: an `Understanding` that hands documents to a Dask cluster's workers.

Where `[workers]` in settings.toml names a scheduler, the runs of this home read there; everything else (listing,
fetching, keeping, the index) is done by the one coordinator, in the same order, so that the same store comes of it.
What has been fetched is handed out at once (`expect`), some batches ahead of what is being kept.

Dask is asked directly, not by Prefect's task runner for it: a Prefect task on a worker wants a Prefect server there,
which a run by hand has none of.  The steps of the run stay Prefect's tasks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from extractors.model.document import Document, RawDocument
from extractors.model.errors import ReadError, StoreError
from extractors.model.records import Records
from extractors.readers.sandbox.exchange import told_of
from index.home import Home
from pipeline.orchestration.cluster_settings import WorkerSettings, dask, security_of, worker_settings
from pipeline.orchestration.cluster_work import Done, Waiting, entries_of
from pipeline.orchestration.cluster_worker import ANSWERS_IN, answering
from pipeline.runs.extractor_version import extractor
from pipeline.runs.run_settings import RunSettings
from pipeline.runs.understanding import InWorkers, understanding_by

PULSE = 10.0
"""Seconds between two looks whether there is a worker."""
KILLED = "every worker that read it died over it"
Key = tuple[str, str]


@contextmanager
def reading_where_set(home: Home) -> Iterator[None]:
    """Let the runs of this block read where `[workers]` of settings.toml says.  Raises SetupError, StoreError."""
    settings = worker_settings(home)
    if settings.scheduler is None:
        yield
        return
    with Crew(home, settings) as crew, understanding_by(lambda bounds: InCluster(crew, bounds)):
        yield


class Crew:
    """The workers of a scheduler, and what they have in hand for one run.  Use it in a `with` block."""

    def __init__(self, home: Home, settings: WorkerSettings) -> None:
        self.settings, self._home = settings, home
        self._transit = home.in_transit
        self._pending: dict[Key, tuple[Any, int]] = {}
        self._begun = False

    def __enter__(self) -> Crew:
        scheduler = str(self.settings.scheduler)
        security = security_of(self._home, scheduler)
        with answering(scheduler, "or take [workers] out of settings.toml to read here"):
            self._client: Any = dask().Client(scheduler, timeout=ANSWERS_IN, set_as_default=False, security=security)
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()
        if self._begun:
            self._transit.clear()

    def hand_out(self, raws: Sequence[RawDocument], bounds: RunSettings) -> None:
        """Give documents to the workers; their answers are asked for with `answers`."""
        if not self._begun:  # by now the home's writer lock is held: what lies there is of a run that was killed
            self._transit.clear()
            self._begun = True
        for raw in raws:
            self._transit.write(raw.sha256, raw.content)
        with self._scheduler_there():
            for start in range(0, len(raws), self.settings.task):
                self._submit(raws[start : start + self.settings.task], bounds)

    def _submit(self, raws: Sequence[RawDocument], bounds: RunSettings) -> None:
        some = [Waiting(told_of(raw), raw.sha256) for raw in raws]
        future = self._client.submit(entries_of, some, bounds, extractor(), pure=False)
        self._pending |= {_key(raw): (future, place) for place, raw in enumerate(raws)}

    def answers(self, raws: Sequence[RawDocument], bounds: RunSettings) -> list[Done]:
        """What became of documents, in order; what has not been handed out is now."""
        self.hand_out([raw for raw in raws if _key(raw) not in self._pending], bounds)
        with self._scheduler_there():
            found = [self._answer(raw, bounds) for raw in raws]
        for raw in raws:
            self._pending.pop(_key(raw), None)
        for digest in {raw.sha256 for raw in raws} - {digest for _, digest in self._pending}:
            self._transit.remove(digest)
        return found

    @contextmanager
    def _scheduler_there(self) -> Iterator[None]:
        """Ask for answers in this block; raises StoreError where the scheduler ended, and what it held with it."""
        from distributed.client import ClosedClientError, FutureCancelledError

        try:
            yield
        except (FutureCancelledError, ClosedClientError, OSError) as error:
            raise StoreError(
                "the scheduler has ended, and what it held with it",
                subject=str(self.settings.scheduler),
                advice="Start it again; the next run takes up what is left.",
            ) from error

    def _answer(self, raw: RawDocument, bounds: RunSettings) -> Done:
        """What became of one document; where its task killed its workers, those of that task are tried alone."""
        from distributed import KilledWorker

        future, place = self._pending[_key(raw)]
        try:
            return self._result(future)[place]
        except KilledWorker:
            self._submit([raw], bounds)
        future, _ = self._pending[_key(raw)]
        try:
            return self._result(future)[0]
        except KilledWorker:
            return Done(ReadError(KILLED, subject=raw.source, advice="Look at it; it may be made so."), None)

    def _result(self, future: Any) -> list[Done]:
        """A task's answer, waited for as long as there is a worker, or there may be one again."""
        left = self.settings.patience
        while True:
            pulse = min(left, PULSE)
            try:
                found: list[Done] = future.result(timeout=pulse)
                return found
            except TimeoutError:
                left = self.settings.patience if self._client.scheduler_info()["workers"] else left - pulse
                if left <= 0:
                    raise StoreError(
                        "no worker has been there for a long time",
                        subject=str(self.settings.scheduler),
                        advice="Start `louhi worker`; the next run takes up what is left.",
                    ) from None


def _key(raw: RawDocument) -> Key:
    return json.dumps(told_of(raw), sort_keys=True), raw.sha256


class InCluster(InWorkers):
    """Reads and understands by the workers of a cluster; what containers and listings hold is looked at here."""

    def __init__(self, crew: Crew, settings: RunSettings) -> None:
        super().__init__(settings)
        self._crew = crew
        self.ahead, self.batch = crew.settings.ahead, crew.settings.batch
        self._records: dict[tuple[str | None, str], Records | ReadError] = {}

    def expect(self, raws: Sequence[RawDocument]) -> None:
        """Hand them out."""
        self._records.clear()
        self._crew.hand_out(raws, self._settings)

    def read(self, raws: Sequence[RawDocument]) -> list[Document | ReadError]:
        """What the workers read; what they understood is kept in hand until it is asked for."""
        out: list[Document | ReadError] = []
        for done in self._crew.answers(raws, self._settings):
            document, records = done.opened()
            out.append(document)
            if isinstance(document, Document) and records is not None:
                self._records[(document.source, document.sha256)] = records
        return out

    def understand(self, documents: Sequence[Document]) -> Sequence[Records]:
        """What the workers understood; raises ReadError where one of them was too much."""
        out: list[Records] = []
        for one in documents:
            records = self._records.get((one.source, one.sha256))
            if isinstance(records, ReadError):
                raise records
            out += [records] if records is not None else super().understand([one])
        return out
