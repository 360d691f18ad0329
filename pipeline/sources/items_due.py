"""ItemsDue: what the watched listings of a run offered, and what has become of each item, remembered between runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from extractors.model.ids import sha256
from index.store.maintenance.forgetting import forgotten_digests
from index.store.store import Store
from pipeline.fetching.http_errors import FetchFailed
from pipeline.runs.reports.ledger import Ledger
from pipeline.sources.backlog import LEFT_OUT, backlog_of, left_out, still_wanted
from pipeline.sources.expectations import with_this_pass
from pipeline.sources.listing_state import DAY, HOUR, Listing, save_listing, wanted_again
from pipeline.sources.sources import Source, Wanted
from pipeline.sources.unlisted import unlisted

_READ = {"unread": None, "withdrawn": False}
"""What is remembered of a listing that can be read."""


class ItemsDue:
    """The listings read in one run, each beside what it was before."""

    def __init__(self, store: Store, ledger: Ledger, sources: Mapping[str, Source]) -> None:
        self._store, self._ledger, self._sources = store, ledger, sources
        self.listings: dict[str, Listing] = {}
        self._before: dict[str, Listing] = {}
        self._marks: dict[str, str] = {}

    def could_not_read(self, source: Source, before: Listing, error: Exception) -> None:
        """Note that a listing could not be read; what it was stays."""
        today = self.today().isoformat()
        told = {"unread": min(before.unread or today, today)}
        withdrawn = isinstance(error, FetchFailed) and error.withdrawn
        self.listings[source.name] = before.model_copy(update={**told, "withdrawn": withdrawn})
        self._before[source.name] = before

    def take(self, source: Source, before: Listing, now: Listing) -> list[Wanted]:
        """Note what a listing offers now, before anything of it is asked for; gives what earlier passes left to do."""
        now, borne_out = self._borne_out(self._without_forgotten(now)), self._borne_out(before)
        now = now.model_copy(update={"backlog": backlog_of(source, borne_out, now, self._is_known), **_READ})
        self.listings[source.name], self._before[source.name] = now, before
        if (now.items, now.backlog) != (before.items, before.backlog):
            save_listing(self._store, source, now)
        for item in left_out(source, before, now):
            if not self._is_known(item.address):
                self._marks[item.address] = LEFT_OUT
                self._ledger.settle(item)
        failed = (one for one in self._ledger.standing if one.source == source.name and one.error == "FetchFailed")
        return [*still_wanted(source, now), *wanted_again(source, before, [one.address for one in failed])]

    def unlisted(self) -> Iterator[Wanted]:
        """Documents that no listing of the run names any more, a few of each source."""
        listed = {item.address for listing in self.listings.values() for item in listing.items}
        for name, listing in self.listings.items():
            if listing.unread is None and self._sources[name].is_remote:
                yield from unlisted(self._store, self._sources[name], listed.union(listing.failed), self._ledger.now())

    def is_due(self, one: Wanted) -> bool:
        """Whether an item that is known already is to be asked for again now."""
        self._marks[one.address] = one.mark or ""
        source, listing = self._sources.get(one.source or ""), self.listings.get(one.source or "")
        if source is None or listing is None:
            return True
        if listing.is_resting(one.address, self._ledger.now()):
            return False
        if source.recheck == "every pass" or not listing.is_done(one):
            return True
        if source.recheck == "when listed anew":
            return False
        state = self._store.address(one.address)
        waits = {"daily": DAY, "weekly": 7 * DAY}[source.recheck] - HOUR  # a pass asks a while after it has begun
        if state is None or state.checked is None:
            return True
        since = self._ledger.now() - _seconds(state.checked)
        return not 0 <= since < waits  # a look in time to come was by a clock that has been set back since

    def today(self) -> date:
        """The day of the run."""
        return datetime.fromtimestamp(self._ledger.now(), UTC).date()

    def taken(self, source: str) -> int:
        """How many documents a source has given in this run, those that another one gave before it counted."""
        given = ("read", "new version", "same content")
        return sum(item.source == source and item.outcome in given for item in self._ledger.items)

    def close(self) -> None:
        """Remember what became of every item."""
        for name, listing in self.listings.items():
            dealt = self._dealt_with(name)
            done = {i.address: dealt.get(i.address, listing.done.get(i.address)) for i in listing.items}
            kept = {address: mark for address, mark in done.items() if mark is not None}
            settled = {i.address for i in self._ledger.items if i.source == name}
            failing = self._failing(name, listing)
            told = {
                "done": kept,
                "aside": self._aside(name, listing, kept),
                "failed": failing,
                "dropped": self._before[name].dropped_by(listing, failing),
                "backlog": tuple(item for item in listing.backlog if item.address not in settled),
            }
            source = self._sources[name]
            listing = with_this_pass(source, listing.model_copy(update=told), self.today(), self.taken(name))
            if listing != self._before[name]:
                save_listing(self._store, source, listing)

    def _is_known(self, address: str) -> bool:
        """Whether an address is held, or stands as failed or dismissed with its reason."""
        return self._ledger.is_on_record(address) or self._store.address(address) is not None

    def _failing(self, source: str, listing: Listing) -> dict[str, tuple[int, float]]:
        """How often in a row the items of a source have failed, this run counted."""
        failing = dict(listing.failed)
        for item in self._ledger.items:
            if item.source == source:
                times, _ = failing.pop(item.address, (0, 0.0))
                if item.outcome in ("failed", "dismissed"):
                    failing[item.address] = (times + 1, self._ledger.now())
        return failing

    def _dealt_with(self, source: str) -> dict[str, str]:
        """The items of a source that need not be asked for again until the listing marks them anew."""
        settled = (item for item in self._ledger.items if item.source == source and item.error != "FetchFailed")
        return {item.address: self._marks[item.address] for item in settled if item.address in self._marks}

    def _borne_out(self, listing: Listing) -> Listing:
        """The listing without what it calls done and the store knows nothing of: a restored one may be the older."""
        known = self._store.known(listing.done) | {*listing.aside} | self._ledger.failed
        return listing.model_copy(update={"done": {one: mark for one, mark in listing.done.items() if one in known}})

    def _without_forgotten(self, listing: Listing) -> Listing:
        """The listing without items that a person wanted forgotten: what it says of them is not remembered either."""
        gone = forgotten_digests(self._store)
        kept = tuple(one for one in listing.items if not gone or sha256(one.address.encode()) not in gone)
        return listing if len(kept) == len(listing.items) else listing.model_copy(update={"items": kept})

    def _aside(self, source: str, listing: Listing, done: dict[str, str]) -> tuple[str, ...]:
        """The items of a source that are done and of which the store holds nothing."""
        settled = {item.address: item.outcome == "skipped" for item in self._ledger.items if item.source == source}
        return tuple(sorted(one for one in done if settled.get(one, one in listing.aside)))


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
