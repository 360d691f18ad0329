"""Redo what failed, and read again what an older Louhi read: from the kept bytes, without asking any site."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from extractors.model.document import PARTLY_READ
from extractors.model.errors import SourceError
from index.home import Home
from index.store.run_log import Item, items_of, sources_of
from index.store.store import Address, Store
from pipeline.runs.dismiss import chosen_failures
from pipeline.runs.extractor_version import extractor
from pipeline.runs.ingest import Do, drive, fetching, plainly, writing
from pipeline.runs.job import Job
from pipeline.runs.partly_read import PARTLY
from pipeline.runs.reports.report import RunReport, Teller
from pipeline.runs.run_settings import run_settings
from pipeline.sources.listing_state import load_listing, wanted_again
from pipeline.sources.sources import Wanted, slug
from pipeline.sources.watched import load

SHOWN = 20
"""As many names of sources as an error shows: a screen of them."""


def older(store: Store, source: str | None = None) -> list[tuple[str, Address]]:
    """The current contents, of one source or of all, that another Louhi read: their sha256 and one address each."""
    return _contents(store, source, lambda read_by: read_by != extractor())


def waiting(store: Store, source: str | None = None) -> list[tuple[str, Address]]:
    """The current contents of which pages wait for OCR."""
    return _contents(store, source, lambda read_by: read_by.endswith(PARTLY))


def _contents(store: Store, source: str | None, meant: Callable[[str], bool]) -> list[tuple[str, Address]]:
    """The current contents whose readers are meant."""
    found = []
    ids = store.ids()
    for at in range(0, len(ids), 500):
        for document_id, row in store.rows(ids[at : at + 500]).items():
            if meant(str(row["extractor"])):
                known = [one for one in store.addresses(document_id) if source in (None, one.source)]
                if known:
                    current = [one for one in known if one.sha256 == row["sha256"]] or known
                    found.append((str(row["sha256"]), current[0]))
    return found


def named_by_hand(store: Store, sources: Iterable[str]) -> list[str]:
    """The addresses a person named with `louhi ingest`, from which sources that are not watched have their names.

    What a person names is settled before anything it lists, so that the first address of that name is the person's.
    """
    found: dict[str, str] = {}
    for item in items_of(store, sources):
        if item.source and item.source == slug(item.address):
            found.setdefault(item.source, item.address)
    return list(found.values())


def _is_there(store: Store, watched: Iterable[str], source: str | None) -> None:
    """Raise SourceError for a source that is not watched and never gave anything."""
    if source is None or source in watched or source in (others := sources_of(store)):
        return
    names = [*watched, *sorted(others - set(watched))]
    known = (
        f"There are: {', '.join(names[:SHOWN])}{' ...' if len(names) > SHOWN else ''}."
        if names
        else "There is none yet."
    )
    raise SourceError("no source is called that", subject=source, advice=known)


def _by_source(items: Iterable[Item]) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for item in items:
        found.setdefault(item.source, []).append(item.address)
    return found


@contextmanager
def retrying(
    home: Home,
    *,
    source: str | None = None,
    reason: str | None = None,
    tell: Teller | None = None,
    now: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Job]:
    """A Job that has queued what failed, with the home's writer lock held."""
    with writing(home), Store.open(home) as store:
        sources = {one.name: one for one in load(home)}
        _is_there(store, sources, source)
        items = chosen_failures(store, source=source, reason=reason)
        by_hand = {item.source for item in items if item.source} - set(sources)
        named = [one.address for one in sources.values()] + named_by_hand(store, by_hand)
        with fetching(home, store, named, now=now, sleep=sleep) as fetcher:
            job = Job(home, store, fetcher=fetcher, settings=run_settings(home), tell=tell, now=now)
            job.sources |= sources
            for name, addresses in _by_source(items).items():
                if name in sources:
                    some = wanted_again(sources[name], load_listing(store, sources[name]), addresses)
                else:
                    some = [Wanted(address=address, source=name) for address in addresses]
                for one in some:
                    job.want(one)
            if reason is None or reason.casefold() in PARTLY_READ:
                job.again.extend(waiting(store, source))
                job.ledger.total += len(job.again)
            yield job


@contextmanager
def reading_again(home: Home, *, source: str | None = None, tell: Teller | None = None) -> Iterator[Job]:
    """A Job that has queued what another Louhi read, to be read from the kept bytes; no site is asked."""
    with writing(home), Store.open(home) as store:
        sources = {one.name: one for one in load(home)}
        _is_there(store, sources, source)
        job = Job(home, store, settings=run_settings(home), tell=tell)
        job.sources |= sources
        job.again.extend(older(store, source))
        job.ledger.total = len(job.again)
        yield job


def retry(
    home: Home,
    *,
    source: str | None = None,
    reason: str | None = None,
    tell: Teller | None = None,
    do: Do | None = None,
) -> RunReport:
    """Try again what failed: all of it, of one source, or with these words in the reason.

    Raises SourceError where no source is called that.
    """
    with retrying(home, source=source, reason=reason, tell=tell) as job:
        return drive(job, [], do or plainly())


def read_again(home: Home, *, source: str | None = None, tell: Teller | None = None, do: Do | None = None) -> RunReport:
    """Read again, from the kept bytes, what another version of Louhi read: all of it, or of one source.

    Versions keep their numbers.
    """
    with reading_again(home, source=source, tell=tell) as job:
        return drive(job, [], do or plainly())
