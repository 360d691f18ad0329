"""Listings as they are fetched and remembered, and what they list as documents that are wanted."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from pydantic import Field, ValidationError

from extractors.model.document import Hints, Model
from extractors.model.errors import LouhiError
from extractors.model.ids import sha256
from index.store import state
from index.store.store import Store
from pipeline.fetching.fetch import Fetched, Fetcher
from pipeline.fetching.http_errors import FetchFailed
from pipeline.sources.listed_items import MOST, CutShort, ListedItem
from pipeline.sources.sources import Source, Wanted, host_of

DEEPEST = 3  # site maps within site maps
MOST_MAPS = 200
HOUR, DAY = 3_600.0, 86_400.0
KIND = "listing"  # what they are in the small state
FORMER_NAMES = {"fallen": "dropped", "owed": "backlog"}
"""What an older Louhi called a part of a remembered listing."""


class ListingFile(Model):
    """One file of a listing as it last was: how to ask whether it has changed, and the site map that names it.

    `left` says what of it is not looked at, where it holds more than Louhi takes.
    """

    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    within: str | None = None
    left: str | None = None


class Listing(Model):
    """What a watched listing offered when it was last read, and which marks have been dealt with.

    `held` is the listing's own file and, for a site map, those within it; `items` say which of them lists them.
    `sizes` is how many links that the source takes it had in the latest passes, `taken` how many documents it gave on a
    day, `first` the day it was first read, `unread` the day since when it could not be read, `withdrawn` whether its
    site says that it is gone for good, `failed` how many passes in a row an item has failed in and when it last did;
    `dropped` are items that failed and are listed no more.
    `aside` are those dealt with that give the store nothing: a feed, an archive, what robots.txt refuses.  `backlog` is
    what earlier passes were offered and did not come to deal with, and what is listed no more: see backlog.py.
    """

    address: str
    items: tuple[ListedItem, ...] = ()
    held: dict[str, ListingFile] = Field(default_factory=dict)
    done: dict[str, str] = Field(default_factory=dict)
    aside: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()
    taken: dict[str, int] = Field(default_factory=dict)
    first: str | None = None
    unread: str | None = None
    withdrawn: bool = False
    failed: dict[str, tuple[int, float]] = Field(default_factory=dict)
    dropped: tuple[ListedItem, ...] = ()
    backlog: tuple[ListedItem, ...] = ()

    def is_resting(self, address: str, now: float) -> bool:
        """Whether an item that keeps failing is left alone for now: a day, then two, four ... at most thirty.

        What a clock said that was set back since proves nothing.
        """
        times, last = self.failed.get(address, (0, 0.0))
        return times > 1 and last <= now < last + min(2.0 ** (times - 2), 30.0) * DAY - HOUR

    def dropped_by(self, now: Listing, failing: Container[str]) -> tuple[ListedItem, ...]:
        """The items of this listing that are failing and that the listing of `now` names no more."""
        named = {item.address for item in now.items}
        some = {item.address: item for item in (*self.dropped, *self.items)}
        return tuple(item for at, item in some.items() if at in failing and at not in named)

    def is_done(self, item: Wanted) -> bool:
        """Whether this very state of an item, as the listing marks it, has been dealt with."""
        return item.address in self.done and self.done[item.address] == (item.mark or "")


def load_listing(store: Store, source: Source) -> Listing:
    """The remembered listing; an empty one where there is none, or none for this address."""
    with store.reading() as db:
        kept = state.get(db, KIND, source.name) or {}
    for name in ("etag", "last_modified", "counts"):  # an older Louhi's: of the first file alone, of any link
        kept.pop(name, None)
    for former, name in FORMER_NAMES.items():
        if former in kept:
            kept[name] = kept.pop(former)
    try:
        listing = Listing.model_validate(kept)
    except ValidationError:
        return Listing(address=source.address)
    return listing if listing.address == source.address else Listing(address=source.address)


def save_listing(store: Store, source: Source, listing: Listing) -> None:
    """Remember a listing."""
    with store.writing() as db:
        state.put(db, KIND, source.name, listing.model_dump(mode="json", exclude_defaults=True))


Failures = list[tuple[str, LouhiError]]

SiteMaps = list[tuple[str, str | None, int]]
"""Site maps to be read: the address, the one that names it, and how deep it lies."""


def listing_of(
    source: Source, before: Listing, fetcher: Fetcher, read: Callable[[bytes, str], list[ListedItem]]
) -> tuple[Listing, Failures]:
    """A listing as it is now: each of its files is asked for conditionally, and read only where it has changed.

    Site maps that list site maps are followed, within bounds; one of them that fails keeps what it had.
    """
    items: list[ListedItem] = []
    held: dict[str, ListingFile] = {}
    failed: Failures = []
    down: dict[str, FetchFailed] = {}
    waiting: SiteMaps = [(source.address, None, 1)]
    while waiting:
        at, within, depth = waiting.pop(0)
        known = before.held.get(at, ListingFile())
        try:
            if host_of(at) in down:
                raise down[host_of(at)]
            got = fetcher.get(at, etag=known.etag, last_modified=known.last_modified, delay=source.delay)
            now = _held(got, known, within)
            is_as_before = now.digest == known.digest
            found = _as_before(before, at) if is_as_before else read(got.content, got.address)
        except CutShort as cut:
            failed.append((at, cut))
            now, found = known.model_copy(update={"within": within}), [*cut.items, *_as_before(before, at)]
        except LouhiError as error:
            if within is None:
                raise
            if isinstance(error, FetchFailed) and error.down:
                down[host_of(at)] = error
            failed.append((at, error))
            now, found = known.model_copy(update={"within": within}), _as_before(before, at)
        held[at] = now
        items += [item.model_copy(update={"within": at}) for item in found if not item.is_map]
        over, deep = _follow(found, at, depth, held, waiting, MOST_MAPS - len(held))
        if left := left_of(len(found), over, deep):
            held[at] = now.model_copy(update={"left": left})
    unique = {item.address: item for item in reversed(items)}
    return before.model_copy(update={"items": tuple(reversed(unique.values())), "held": held}), failed


def _follow(
    found: Iterable[ListedItem], at: str, depth: int, held: Container[str], waiting: SiteMaps, room: int
) -> tuple[int, int]:
    """Let the site maps that a file names wait for their turn: how many are too many, and how many lie too deep."""
    over = deep = 0
    for item in found:
        if not item.is_map or item.address in held:
            continue
        if depth >= DEEPEST:
            deep += 1
        elif len(waiting) >= room:
            over += 1
        else:
            waiting.append((item.address, at, depth + 1))
    return over, deep


def left_of(found: int, over: int = 0, deep: int = 0) -> str | None:
    """What of a listing's file is not looked at: it lists more than Louhi takes, or too many site maps, or too deep."""
    if over:
        return f"{over} of the site maps it names are not looked at: Louhi follows {MOST_MAPS}"
    if deep:
        return f"{deep} of the site maps it names are not looked at: Louhi follows them {DEEPEST} deep"
    return f"it goes on after the {found} that Louhi takes" if found >= MOST else None


def _held(got: Fetched, known: ListingFile, within: str | None) -> ListingFile:
    if got.not_modified:
        told = {"etag": got.etag or known.etag, "last_modified": got.last_modified or known.last_modified}
        return known.model_copy(update={**told, "within": within})
    return ListingFile(etag=got.etag, last_modified=got.last_modified, digest=sha256(got.content), within=within)


def _as_before(before: Listing, at: str) -> list[ListedItem]:
    """What a file listed when it was last read: documents, and the site maps it named."""
    maps = [ListedItem(address=name, is_map=True) for name, one in before.held.items() if one.within == at]
    return [*maps, *(item for item in before.items if item.within == at)]


def wanted(source: Source, items: Iterable[ListedItem]) -> list[Wanted]:
    """The items a source's patterns let through, as Wanted, with what the source itself says of them."""
    some = [item for item in items if item.why is None and source.takes(item.address)]
    if source.most is not None:
        some = some[: source.most]
    return [as_wanted(source, item) for item in some]


def as_wanted(source: Source, item: ListedItem) -> Wanted:
    """One item of a source as Wanted, with what the source itself says of it."""
    own = {"publisher": source.publisher, "language": source.language}
    told = {name: value for name, value in own.items() if value}
    return Wanted(
        address=item.address,
        source=source.name,
        hints=Hints(**{**item.hints.model_dump(), **told}),
        mark=item.mark,
        delay=source.delay,
    )


def wanted_again(source: Source, listing: Listing, addresses: Iterable[str]) -> list[Wanted]:
    """Items of a source that failed, listed still or not, as Wanted, with what is remembered of them."""
    known = {item.address: item for item in (*listing.dropped, *listing.items)}
    return [as_wanted(source, known.get(at) or ListedItem(address=at)) for at in addresses]
