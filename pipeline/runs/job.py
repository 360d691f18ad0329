"""Job: one run at work.  Its steps take a source or a batch; `drive` in ingest.py says in which order they come.

    list_source(source)   what it offers                fetch(batch)        bytes; unchanged stops here
    read(batch)           bytes -> Document             understand(batch)   Document -> Records
    keep(batch)           some in one transaction       index()             the full text catches up with the store

What happens to one document ends neither its batch nor the run: it is settled as failed, with the reason.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace

from extractors.model.document import Document, Hints, RawDocument, hints_of
from extractors.model.errors import LouhiError, ReadError, SourceError, StoreError, UnkeepableText
from extractors.model.records import Records
from extractors.text.file_names import path_of
from index.home import Home
from index.store.store import Address, Put, Store
from pipeline.alerts.alerts import update_alerts
from pipeline.alerts.sending import deliver, open_channels
from pipeline.fetching.fetch import Fetcher
from pipeline.fetching.http_errors import FetchFailed
from pipeline.runs.acquire import Acquire
from pipeline.runs.alike import told_apart
from pipeline.runs.batch import Batch, InFlight, TryAgain
from pipeline.runs.partly_read import times_the_time, waits
from pipeline.runs.reports.ledger import Ledger, item_of
from pipeline.runs.reports.report import Note, RunReport, Teller, failed_item
from pipeline.runs.reports.report_files import write_report
from pipeline.runs.run_settings import RunSettings
from pipeline.runs.sweep import sweep_after_crash
from pipeline.runs.understanding import Understanding, chosen_understanding
from pipeline.sources.expectations import unmet
from pipeline.sources.items_due import ItemsDue
from pipeline.sources.kinds.source_kind import Asking, Offered
from pipeline.sources.kinds.source_kinds import kind_of
from pipeline.sources.listed_items import ListedItem
from pipeline.sources.listing_state import Listing, as_wanted, load_listing
from pipeline.sources.sources import Source, Wanted, host_of

log = logging.getLogger("louhi.pipeline")


class Job:
    """One run over one home.  Use it from one thread."""

    def __init__(
        self,
        home: Home,
        store: Store,
        *,
        fetcher: Fetcher | None = None,
        settings: RunSettings | None = None,
        tell: Teller | None = None,
        now: Callable[[], float] = time.time,
        explicit: bool = True,
        understanding: Understanding | None = None,
    ) -> None:
        self.home, self.store, self.fetcher = home, store, fetcher
        self.settings, self.explicit = settings or RunSettings(), explicit
        self._understanding = understanding or chosen_understanding(self.settings)
        self._batch = self._understanding.batch or self.settings.batch
        sweep_after_crash(home, store)
        self.ledger = Ledger(store, tell, now, brief=not explicit, working=self._working)
        self.sources: dict[str, Source] = {}
        self._items_due = ItemsDue(store, self.ledger, self.sources)
        self.unindexed = 0
        self.again: deque[tuple[str, Address]] = deque()
        self._acquire = Acquire(
            home,
            store,
            self.ledger,
            fetcher,
            want=self.want,
            look_inside=self._understanding.look_inside,
            read_listing=self._understanding.listed,
            sources=self.sources,
            file_bytes=self.settings.file_bytes,
            explicit=explicit,
        )
        self._queues: dict[str, deque[Wanted]] = {}
        self._seen: set[str] = set()
        self._down: dict[str, FetchFailed] = {}
        self._batches = self._tries = 0

    # --- the steps ---------------------------------------------------------------------------------------------------

    def list_source(self, source: Source) -> None:
        """Queue what a source offers.  Raises TryAgain where it may yet answer."""
        self.sources[source.name] = source
        kind = kind_of(source)
        if self.explicit and kind.is_document:
            self.ledger.named.add(source.address)
        is_watched = kind.is_listing and not self.explicit
        before = load_listing(self.store, source)
        offered = self._offered(source, before)
        self._tries = 0
        if isinstance(offered, Exception):
            if is_watched:
                self._items_due.could_not_read(source, before, offered)
            return
        items, listing, failed, left = offered
        for address, fault in failed:
            self._acquire.refused(Wanted(address=address, source=source.name), fault)
        if is_watched:
            items += self._items_due.take(source, before, listing)
        if not kind.is_document:
            self._settle_mended(source, {source.address, *listing.held}, {address for address, _ in failed})
        for item in left:
            self.ledger.settle(item_of(Wanted(address=item.address, source=source.name), "skipped", item.why))
        for one in items:
            self.want(one)
        if not source.is_remote and not kind.is_listing and not kind.is_document and not self.explicit:
            self._acquire.look_for_vanished(source, items)

    def _offered(self, source: Source, before: Listing) -> Offered | Exception:
        """What a source offers; why it cannot be read where it cannot, which is settled as failed."""
        kind = kind_of(source)
        down = self._down.get(host_of(source.address)) if source.is_remote and kind.is_listing else None
        try:
            if down:
                raise down
            offered = kind.offer(source, before, Asking(self.fetcher, self._understanding.listed))
            for _, fault in offered.failed:
                self._may_pass(fault)
            return offered
        except (StoreError, TryAgain):
            raise
        except Exception as error:  # whatever a site sends: one source ends no pass
            if error is not down:
                self._may_pass(error)
            if isinstance(error, FetchFailed) and error.down:
                self._down[host_of(error.subject or source.address)] = error
            log.debug("listing %s", source.address, exc_info=error)
            if isinstance(error, OSError):
                error = SourceError(f"it cannot be read ({error.strerror})", subject=source.address)
            self.ledger.settle(failed_item(source.address, error, source.name))
            return error

    def _may_pass(self, error: Exception) -> None:
        """Raise TryAgain for a fault that may pass, as long as there are tries left."""
        if isinstance(error, FetchFailed) and error.passing and self._tries < self.settings.tries - 1:
            self._tries += 1
            raise TryAgain(str(error)) from error

    def _settle_mended(self, source: Source, listings: set[str], failed: set[str]) -> None:
        """Settle the listings of a source that failed in an earlier pass and can be read again."""
        for item in self.ledger.standing:
            is_folder = not source.is_remote and item.source == source.name and path_of(item.address).is_dir()
            if (item.address in listings or is_folder) and item.address not in failed | self._seen:
                self._seen.add(item.address)
                said = "it can be read again; it lists documents and is none itself"
                self.ledger.settle(item_of(Wanted(address=item.address, source=source.name), "skipped", said))

    def want_unlisted(self) -> None:
        """Queue documents that no listing names any more, a few a pass.  Call it when all sources have been listed."""
        for one in self._items_due.unlisted():
            self.want(one)

    def want(self, one: Wanted) -> None:
        """Queue one document, once a run, where it is due."""
        if one.address in self._seen or not self._items_due.is_due(one):
            return
        self._seen.add(one.address)
        self.ledger.total += 1
        self._queues.setdefault(host_of(one.address) if one.is_remote else "", deque()).append(one)

    def next_batch(self) -> Batch | None:
        """The next documents to fetch, or None.  Hosts take turns, so that the delay of one is spent on another.

        What waits in `again` needs no fetching: (sha256, address) of kept bytes to be read again.
        """
        batch = Batch(self._batches + 1)
        while self.again and len(batch.fetched) < self._batch:
            self._take_kept(batch, *self.again.popleft())
        while len(batch.todo) < self.settings.asked_at_once and not batch.again:
            queues = [queue for queue in self._queues.values() if queue]
            if not queues:
                break
            batch.todo += [queue.popleft() for queue in queues]
        if not batch.todo and not batch.again:
            return None
        self._batches += 1
        return batch

    def fetch(self, batch: Batch) -> None:
        """Get the bytes of a batch; what is unchanged is settled at once.  Raises TryAgain, at most `tries` times.

        What was not asked for because its site is down comes first in the next try: it may be others that are slow.
        Stops early where the bytes grow many; what is left goes back to its queue.
        """
        batch.tries += 1
        batch.todo += [one for one, _ in batch.later]
        batch.later.clear()
        unasked = 0
        self._acquire.expect(batch.todo)
        down: dict[str, FetchFailed] = {}
        while batch.todo:
            if batch.tries == 1 and self._is_full(batch):  # what is tried again is seen through
                self._put_back(batch)
                break
            one = batch.todo.popleft()
            host = host_of(one.address)
            if one.is_remote and host in self._down:
                self.ledger.settle(failed_item(one.address, self._down[host], one.source))
            elif one.is_remote and host in down:
                batch.later.insert(unasked, (one, down[host]))
                unasked += 1
            else:
                self._get(batch, one, down)
        self.ledger.save()
        if batch.later and batch.tries < self.settings.tries:
            raise TryAgain(f"{len(batch.later)} of the addresses did not answer, the first: {batch.later[0][1]}")
        for one, failed in batch.later:
            self.ledger.settle(failed_item(one.address, failed, one.source))
        self._down |= down
        batch.later.clear()
        self.ledger.save()

    def _is_full(self, batch: Batch) -> bool:
        held = sum(len(one.raw.content) for one in batch.fetched)
        return held > self.settings.batch_bytes or len(batch.fetched) >= self._batch

    def _get(self, batch: Batch, one: Wanted, down: dict[str, FetchFailed]) -> None:
        """Get the bytes of one document.  What may pass is for a later try; a site found to be down joins `down`."""
        try:
            with self.ledger.at_work_on(one.address):
                batch.fetched += self._acquire.get(one)
        except FetchFailed as error:
            if not error.passing:
                self._acquire.refused(one, error)
                return
            if error.down:
                down[host_of(error.subject or one.address)] = error
            batch.later.append((one, error))
        except StoreError:
            batch.todo.appendleft(one)
            raise
        except Exception as error:
            log.debug("fetching %s", one.address, exc_info=error)
            self.ledger.settle(failed_item(one.address, error, one.source))

    @property
    def ahead(self) -> int:
        """Batches that are fetched and expected before the first of them is read: none where they are read here."""
        return self._understanding.ahead

    def expect(self, batch: Batch) -> None:
        """Tell who reads what comes next; what is given more time is read when its turn comes."""
        at_once = [one for one in batch.fetched if times_the_time(self.store, one.state.document_id) == 1.0]
        self._understanding.expect([one.raw for one in at_once])

    def read(self, batch: Batch) -> None:
        """Read the fetched bytes, each document within its bounds; what says what it said before stops here."""
        some = list(batch.fetched)
        with self.ledger.at_work_on_all({one.wanted.address: len(one.raw.content) for one in some}):
            answers = self._readings(some)
        for one, answer in zip(some, answers, strict=True):
            if isinstance(answer, ReadError):
                self.ledger.settle(failed_item(one.wanted.address, answer, one.wanted.source))
            elif (
                not batch.again
                and not waits(self.store, one.state.document_id)
                and self._acquire.says_the_same(answer, one.state)
            ):
                self._acquire.touch(one.state)
                said = "only what surrounds the text has changed"
                self.ledger.settle(item_of(one.wanted, "unchanged", said, one.state.document_id))
            else:
                batch.read.append(replace(one, document=answer))
            batch.fetched.pop(0)  # what is left is read when the step is done again

    def _readings(self, some: Sequence[InFlight]) -> list[Document | ReadError]:
        """Each document as read, those of which pages wait with more time."""
        times = [times_the_time(self.store, one.state.document_id) for one in some]
        if max(times, default=1.0) == 1.0:
            return list(self._understanding.read([one.raw for one in some]))
        out: list[Document | ReadError] = []
        for one, more in zip(some, times, strict=True):
            settings = self.settings.model_copy(update={"seconds": self.settings.seconds * more})
            reading = self._understanding if more == 1.0 else chosen_understanding(settings)
            out += reading.read([one.raw])
        return out

    def understand(self, batch: Batch) -> None:
        """Find the records of the documents that were read: of all together, else of each by itself."""
        some, batch.read = batch.read, []
        documents = [one.document for one in some if one.document is not None]
        places, like = told_apart(documents)
        try:
            with self.ledger.at_work_on_all({one.wanted.address: len(one.raw.content) for one in some}):
                found: Sequence[Records | ReadError] = self._understanding.understand([documents[n] for n in places])
        except ReadError as error:
            log.debug("understanding %r together: %s", batch, error)
            found = [self._understood(some[n], documents[n]) for n in places]
        for one, n in zip(some, like, strict=True):
            if isinstance(records := found[n], ReadError):
                self.ledger.settle(failed_item(one.wanted.address, records, one.wanted.source))
            else:
                batch.understood.append(replace(one, records=records))

    def _understood(self, one: InFlight, document: Document) -> Records | ReadError:
        try:
            with self.ledger.at_work_on(one.wanted.address):
                [records] = self._understanding.understand([document])
        except ReadError as error:
            return error
        return records

    def keep(self, batch: Batch) -> None:
        """Put the documents with their records into the store, their bytes beside it: some in one transaction."""
        while batch.understood:
            some = batch.kept_at_once()
            for one in some:
                self.home.keep(one.raw.content)
            for one, put in zip(some, self._put(some), strict=True):
                if isinstance(put, UnkeepableText):
                    self.ledger.settle(failed_item(one.wanted.address, put, one.wanted.source))
                else:
                    self.ledger.settle(item_of(one.wanted, put.outcome, None, put.document_id))
                    self.unindexed += put.outcome != "unchanged"
            del batch.understood[: len(some)]
        self.ledger.save()

    def _put(self, some: Sequence[InFlight]) -> list[Put | UnkeepableText]:
        """What became of each in the store: of all in one transaction, else of each by itself."""
        try:
            return [*self.store.put_arrivals([one.arrival for one in some])]
        except UnkeepableText as error:
            return [error] if len(some) == 1 else [put for one in some for put in self._put([one])]

    def index(self) -> None:
        """Let the full-text index catch up with the store."""
        from index import Index

        with Index.open(self.home) as full_text:
            full_text.catch_up()
        self.unindexed = 0

    def alert(self) -> None:
        """Tell what is new to those who asked for it."""
        today, listings = self._items_due.today(), self._items_due.listings
        notes: list[Note] = []  # the ledger has them when all is told: where the store is away, this is done again
        for name, listing in listings.items():
            notes += unmet(self.sources[name], listing, today, self._items_due.taken(name))
        read = {name for name, listing in listings.items() if listing.unread is None}
        open_channels(self.store, self.home)
        update_alerts(self.home, self.store, notes, now=self.ledger.moment(), read=read)
        for failure in deliver(self.store, self.home):
            notes.append(Note(source="alerts", expectation="delivery", text=failure))
        self.ledger.notes = notes

    def finish(self) -> RunReport:
        """Close the run and say what became of everything."""
        looked_at = () if self.explicit else tuple(self.sources)
        report = self.ledger.close(self.fetcher.requests if self.fetcher else 0, looked_at)
        write_report(self.home, report)
        self._items_due.close()  # last: what is called dealt with stands in a report, wherever the machine stops
        return report

    def through(self, batch: Batch, do: Callable[..., None]) -> None:
        """The steps of a batch after its bytes have been got."""
        if batch.fetched:
            do(f"read {batch!r}", self.read, batch)
        if batch.read:
            do(f"understand {batch!r}", self.understand, batch)
        if batch.understood:
            do(f"keep {batch!r}", self.keep, batch)

    # --- what the steps share ----------------------------------------------------------------------------------------

    def _take_kept(self, batch: Batch, digest: str, known: Address) -> None:
        """Put the kept bytes of an address into a batch, with what was said of the document when it came."""
        batch.again = True
        entry = self.store.entry(known.document_id)
        told, source = hints_of(entry.document) if entry else Hints(), self.sources.get(known.source or "")
        one = Wanted(address=known.address, source=known.source, hints=told)
        if source:
            one = as_wanted(source, ListedItem(address=known.address, hints=told))
        try:
            content = self.home.content(digest)
        except LouhiError as error:
            self.ledger.settle(failed_item(one.address, error, one.source))
        else:
            at, media_type = (entry.document.source, entry.document.media_type) if entry else (known.address, None)
            raw = RawDocument(content=content, source=at, media_type=media_type, hints=one.hints)
            batch.fetched.append(InFlight(one, raw, known))

    def _working(self) -> float:
        return time.monotonic() - (self.fetcher.waited if self.fetcher else 0.0)

    def _put_back(self, batch: Batch) -> None:
        for one in reversed(batch.todo):
            self._queues.setdefault(host_of(one.address) if one.is_remote else "", deque()).appendleft(one)
        batch.todo.clear()
