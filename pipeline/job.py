"""Job: one run at work.  Its steps take a source or a batch; `drive` in ingest.py says in which order they come.

    list_source(source)   what it offers                fetch(batch)        bytes; unchanged stops here
    read(batch)           bytes -> Document             understand(batch)   Document -> Records
    keep(batch)           one transaction a version     index()             the full text catches up with the store

What happens to one document ends neither its batch nor the run: it is settled as failed, with the reason.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from extractors.document import Document, RawDocument
from extractors.errors import LouhiError, ReadError, SourceError, TooLarge
from extractors.ids import stable_id
from extractors.records import Entry, Records
from index.home import Home
from index.runs import Item, Run, add_items, finish_run, start_run
from index.store import Address, Store
from pipeline.answers import FetchFailed
from pipeline.batch import MEGABYTE, Batch, RunSettings, TryAgain
from pipeline.fetch import Fetched, Fetcher
from pipeline.gather import Listing, load_listing, offered, save_listing, wanted
from pipeline.listing import kind_of, listed
from pipeline.report import Note, Progress, RunReport, Teller, counted, failed_item
from pipeline.sources import LISTINGS, Source, Wanted, host_of

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
    ) -> None:
        self.home, self.store, self.fetcher = home, store, fetcher
        self.settings, self._tell, self._now = settings or RunSettings(), tell, now
        self.explicit = explicit
        self.sources: dict[str, Source] = {}
        self.listings: dict[str, Listing] = {}
        self.items: list[Item] = []
        self.notes: list[Note] = []
        self._unsaved: list[Item] = []
        self._queues: dict[str, deque[Wanted]] = {}
        self._seen: set[str] = set()
        self._down: dict[str, FetchFailed] = {}
        self._mark_of: dict[str, str] = {}
        self._marks: dict[str, dict[str, str]] = {}
        self._total = self._batches = self._tries = 0
        self.unindexed = 0
        self._begun = time.monotonic()
        self.started = self._moment()
        self.run = stable_id("run", self.started, str(time.time_ns()))
        start_run(store, Run(id=self.run, started=self.started))

    # --- the steps ---------------------------------------------------------------------------------------------------

    def list_source(self, source: Source) -> None:
        """Queue what a source offers.  Raises TryAgain where it may yet answer."""
        self.sources[source.name] = source
        try:
            items, listing = offered(source, load_listing(self.home, source), self.fetcher)
        except (LouhiError, OSError) as error:
            if isinstance(error, FetchFailed) and error.passing and self._tries < self.settings.tries - 1:
                self._tries += 1
                raise TryAgain(str(error)) from error
            self._tries = 0
            if isinstance(error, OSError):
                error = SourceError(f"it cannot be read ({error.strerror})", subject=source.address)
            self.settle(failed_item(source.address, error, source.name))
            return
        self._tries = 0
        if source.kind in LISTINGS and not self.explicit:
            self.listings[source.name] = listing
        for one in items:
            self.want(one)
        self._look_for_vanished(source, items)

    def want(self, one: Wanted) -> None:
        """Queue one document, once a run, where it is due."""
        if one.address in self._seen or not self._due(one):
            return
        self._seen.add(one.address)
        self._total += 1
        self._queues.setdefault(host_of(one.address) if one.is_remote else "", deque()).append(one)

    def next_batch(self) -> Batch | None:
        """The next documents to fetch, or None.  Hosts take turns, so that the delay of one is spent on another."""
        batch = Batch(self._batches + 1)
        while len(batch.todo) < self.settings.asked_at_once:
            queues = [queue for queue in self._queues.values() if queue]
            if not queues:
                break
            batch.todo += [queue.popleft() for queue in queues]
        if not batch.todo:
            return None
        self._batches += 1
        return batch

    def fetch(self, batch: Batch) -> None:
        """Get the bytes of a batch; what is unchanged is settled at once.  Raises TryAgain, at most `tries` times.

        Stops early where the bytes grow many; what is left goes back to its queue.
        """
        batch.tries += 1
        for one, _ in batch.later:
            batch.todo.append(one)
        batch.later.clear()
        down: dict[str, FetchFailed] = {}
        held = sum(len(raw.content) for _, raw, _ in batch.raws)
        while batch.todo:
            if held > self.settings.batch_bytes or len(batch.raws) >= self.settings.batch:
                self._put_back(batch)
                break
            one = batch.todo.popleft()
            host = host_of(one.address)
            failed = down.get(host) or self._down.get(host) if one.is_remote else None
            if failed is None:
                try:
                    if got := self._get(one):
                        batch.raws.append(got)
                        held += len(got[1].content)
                    continue
                except FetchFailed as error:
                    failed = error
                    if not error.passing:
                        self._settle_refused(one, error)
                        continue
                    if error.down:
                        down[host] = error
                except Exception as error:
                    log.debug("fetching %s", one.address, exc_info=error)
                    self.settle(failed_item(one.address, error, one.source))
                    continue
            batch.later.append((one, failed))
        self._save()
        if batch.later and batch.tries < self.settings.tries:
            raise TryAgain(f"{len(batch.later)} of the addresses did not answer, the first: {batch.later[0][1]}")
        for one, failed in batch.later:
            self.settle(failed_item(one.address, failed, one.source))
        self._down |= down
        batch.later.clear()
        self._save()

    def read(self, batch: Batch) -> None:
        """Read the fetched bytes, each document in a worker process within the bounds."""
        from extractors.readers.worker import read_many

        s, raws = self.settings, batch.raws
        answers = read_many((raw for _, raw, _ in raws), s.workers, seconds=s.seconds, memory=s.memory, pages=s.pages)
        for (one, raw, state), answer in zip(raws, answers, strict=True):
            if isinstance(answer, ReadError):
                self.settle(failed_item(one.address, answer, one.source))
            elif self._says_the_same(answer, state):
                self._touch(state)
                self.settle(self._item(one, "unchanged", "only what surrounds the text has changed", state.document_id))
            else:
                batch.documents.append((one, answer, raw, state))
        batch.raws = []

    def understand(self, batch: Batch) -> None:
        """Find the records of the documents that were read."""
        from extractors import extract, extract_many

        documents = [document for _, document, _, _ in batch.documents]
        found: list[Records | Exception]
        try:
            found = list(extract_many(documents))
        except Exception as error:
            log.debug("understanding %r together", batch, exc_info=error)
            found = []
            for document in documents:
                try:
                    found.append(extract(document))
                except Exception as one_error:
                    found.append(one_error)
        for (one, document, raw, state), records in zip(batch.documents, found, strict=True):
            if isinstance(records, Exception):
                self.settle(failed_item(one.address, records, one.source))
            else:
                batch.entries.append((one, Entry(document=document, records=records), raw, state))
        batch.documents = []

    def keep(self, batch: Batch) -> None:
        """Put each document with its records into the store, its bytes beside it."""
        while batch.entries:
            one, entry, raw, state = batch.entries[0]
            self.home.keep(raw.content)
            put = self.store.put_version(entry, state, fetched=state.checked, extractor=extractor())
            self.settle(self._item(one, put.outcome, None, put.document_id))
            self.unindexed += put.outcome != "unchanged"
            batch.entries.pop(0)
        self._save()

    def index(self) -> None:
        """Let the full-text index catch up with the store."""
        import index

        if hasattr(index, "Index"):
            with index.Index.open(self.home) as full_text:
                full_text.catch_up()
        self.unindexed = 0

    def finish(self) -> RunReport:
        """Close the run and say what became of everything."""
        self._save()
        for name, listing in self.listings.items():
            marks = {item.address: item.mark or "" for item in listing.items}
            dealt = {a: m for a, m in (self._marks.get(name, {})).items() if a in marks}
            kept = {a: m for a, m in listing.done.items() if a in marks}
            save_listing(self.home, self.sources[name], listing.model_copy(update={"done": {**kept, **dealt}}))
        items = tuple(self.items)
        report = RunReport(
            run=self.run, started=self.started, ended=self._moment(), counts=counted(items), items=items,
            seconds=round(time.monotonic() - self._begun, 3), notes=tuple(self.notes),
            requests=self.fetcher.requests if self.fetcher else 0,
        )  # fmt: skip
        told = report.model_dump(mode="json", exclude={"items", "run", "started", "ended"})
        finish_run(self.store, self.run, report.ended, told)
        return report

    # --- what the steps share ----------------------------------------------------------------------------------------

    def settle(self, item: Item) -> None:
        """Record what became of an item, and tell."""
        if item.source in self.sources and item.outcome != "failed":
            mark = self._mark_of.get(item.address)
            if mark is not None and item.source is not None:
                self._marks.setdefault(item.source, {})[item.address] = mark
        self.items.append(item)
        self._unsaved.append(item)
        if self._tell:
            self._tell(Progress(len(self.items), max(self._total, len(self.items)), item))

    def _due(self, one: Wanted) -> bool:
        """Whether an item that is known already is to be asked for again now."""
        self._mark_of[one.address] = one.mark or ""
        source, listing = self.sources.get(one.source or ""), self.listings.get(one.source or "")
        if source is None or listing is None or source.recheck == "every pass" or not listing.is_done(one):
            return True
        if source.recheck == "when listed anew":
            return False
        state = self.store.address(one.address)
        waits = {"daily": 86_400.0, "weekly": 7 * 86_400.0}[source.recheck]
        return state is None or state.checked is None or _seconds(state.checked) + waits <= self._now()

    def _get(self, one: Wanted) -> tuple[Wanted, RawDocument, Address] | None:
        """The bytes of one document, None where there is nothing more to do.  Raises LouhiError."""
        known, now = self.store.address(one.address), self._moment()
        state = Address(address=one.address, document_id=known.document_id if known else "", sha256="", checked=now,
                        source=one.source or (known.source if known else None))  # fmt: skip
        if one.is_remote:
            got = self._fetched(one, known)
            state = state.model_copy(update={"etag": got.etag, "last_modified": got.last_modified})
            if got.not_modified and known:
                etag, changed = got.etag or known.etag, got.last_modified or known.last_modified
                self._touch(state.model_copy(update={"etag": etag, "last_modified": changed}))
                self.settle(self._item(one, "unchanged", None, known.document_id))
                return None
            raw = RawDocument(content=got.content, source=got.address, media_type=got.media_type, charset=got.charset,
                              fetched=datetime.fromisoformat(now), hints=one.hints)  # fmt: skip
        else:
            content = _content(one.address, self.settings.file_bytes)
            raw = RawDocument(content=content, source=one.address, hints=one.hints)
        state = state.model_copy(update={"sha256": raw.sha256})
        if known and known.sha256 == raw.sha256 and not known.vanished:
            if one.is_remote:
                self._touch(state)
            self.settle(self._item(one, "unchanged", None, known.document_id))
            return None
        if self._is_listing(one, raw):
            return None
        holder = self.store.holder(raw.sha256)
        if holder and (entry := self.store.entry(holder)):
            put = self.store.put_version(entry, state, fetched=now, extractor=extractor())
            self.settle(self._item(one, put.outcome, None, put.document_id))
            return None
        return one, raw, state

    def _fetched(self, one: Wanted, known: Address | None) -> Fetched:
        if self.fetcher is None:
            raise SourceError("this run fetches nothing from the network", subject=one.address)
        if known is None or known.vanished:
            return self.fetcher.get(one.address, delay=one.delay)
        return self.fetcher.get(one.address, etag=known.etag, last_modified=known.last_modified, delay=one.delay)

    def _is_listing(self, one: Wanted, raw: RawDocument) -> bool:
        """Deal with content that lists documents and is none: follow it where a person named it, else leave it."""
        from extractors.reading import media_type_of

        kind = kind_of(media_type_of(raw))
        if kind is None:
            return False
        source = self.sources.get(one.source or "")
        what = {"feed": "a feed", "sitemap": "a site map"}[kind]
        if source is None or source.kind not in ("file", "page") or source.address != one.address:
            self.settle(self._item(one, "skipped", f"it is {what}: it lists documents and is none itself"))
            return True
        as_listing = source.model_copy(update={"kind": kind})
        found = listed(raw.content, kind, raw.source)
        for item in wanted(as_listing, found):
            self.want(item)
        self.settle(self._item(one, "skipped", f"it is {what}: {len(found)} items it lists were looked at"))
        return True

    def _says_the_same(self, document: Document, state: Address) -> bool:
        """Whether a known address's new bytes hold the very text it had."""
        entry = self.store.entry(state.document_id) if state.document_id else None
        if entry is None:
            return False
        old = entry.document
        return (old.text, old.title, old.published) == (document.text, document.title, document.published)

    def _touch(self, state: Address) -> None:
        self.store.touch(state.address, checked=state.checked or self._moment(), etag=state.etag,
                         last_modified=state.last_modified)  # fmt: skip

    def _settle_refused(self, one: Wanted, error: FetchFailed) -> None:
        """Settle an address that gave a clear no: gone, not to be read, or failed."""
        known = self.store.address(one.address)
        if error.gone and known:
            if not known.vanished:
                self.store.vanish(one.address, self._moment())
            self.settle(self._item(one, "vanished", error.reason, known.document_id))
        elif error.skipped:
            self.settle(self._item(one, "skipped", error.reason))
        else:
            self.settle(failed_item(one.address, error, one.source))

    def _look_for_vanished(self, source: Source, items: Iterable[Wanted]) -> None:
        """Mark the files of a watched folder that are no longer there."""
        if source.kind != "folder" or self.explicit:
            return
        there = {one.address for one in items}
        for known in self.store.addresses(source=source.name):
            if known.address not in there and not known.vanished and not Path(known.address).exists():
                self.store.vanish(known.address, self._moment())
                gone = Wanted(address=known.address, source=source.name)
                self.settle(self._item(gone, "vanished", "the file is no longer in the folder", known.document_id))

    def _put_back(self, batch: Batch) -> None:
        for one in reversed(batch.todo):
            self._queues.setdefault(host_of(one.address) if one.is_remote else "", deque()).appendleft(one)
        batch.todo.clear()

    def _item(self, one: Wanted, outcome: str, reason: str | None = None, document_id: str | None = None) -> Item:
        return Item.model_validate(
            {
                "address": one.address,
                "outcome": outcome,
                "reason": reason,
                "document_id": document_id,
                "source": one.source,
            }
        )

    def _save(self) -> None:
        if self._unsaved:
            add_items(self.store, self.run, self._unsaved)
            self._unsaved = []

    def _moment(self) -> str:
        return datetime.fromtimestamp(self._now(), UTC).isoformat(timespec="milliseconds")


def extractor() -> str:
    """Which Louhi reads: kept beside each version, so that what an older one read can be read again."""
    from importlib.metadata import version

    return f"louhi {version('louhi')}"


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


def _content(path: str, most: int) -> bytes:
    """A file's bytes; raises ReadError where it cannot be opened and TooLarge where it is over the bound."""
    try:
        size = Path(path).stat().st_size
        if size > most:
            raise TooLarge(f"it has {size / MEGABYTE:.0f} MB, and at most {most / MEGABYTE:.0f} MB are read",
                           subject=path, advice="Split it, or leave it out.")  # fmt: skip
        return Path(path).read_bytes()
    except OSError as error:
        raise ReadError(f"it cannot be opened ({error.strerror})", subject=path) from error
