"""From a source to the documents it offers: folders are walked, listings are fetched and remembered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import Field

from extractors.document import Hints, Model
from extractors.errors import SourceError
from index.home import Home, write_whole
from pipeline.fetch import Fetched, Fetcher
from pipeline.listing import Listed, listed
from pipeline.sources import Source, Wanted

DEEPEST = 3  # site maps within site maps
MOST_MAPS = 200
HOUR, DAY = 3_600.0, 86_400.0


class Listing(Model):
    """What a watched listing offered when it was last read, and which marks have been dealt with.

    `counts` is how many links it had in the latest passes, `taken` how many documents it gave on a day, `first` the
    day it was first read, `failed` how many passes in a row an item has failed in and when it last did.
    """

    address: str
    etag: str | None = None
    last_modified: str | None = None
    items: tuple[Listed, ...] = ()
    done: dict[str, str] = Field(default_factory=dict)
    counts: tuple[int, ...] = ()
    taken: dict[str, int] = Field(default_factory=dict)
    first: str | None = None
    failed: dict[str, tuple[int, float]] = Field(default_factory=dict)

    def is_resting(self, address: str, now: float) -> bool:
        """Whether an item that keeps failing is left alone for now: a day, then two, four ... at most thirty."""
        times, last = self.failed.get(address, (0, 0.0))
        return times > 1 and now < last + min(2.0 ** (times - 2), 30.0) * DAY - HOUR

    def is_done(self, item: Wanted) -> bool:
        """Whether this very state of an item, as the listing marks it, has been dealt with."""
        return item.address in self.done and self.done[item.address] == (item.mark or "")


def listing_path(home: Home, source: Source) -> Path:
    """Where a source's listing is remembered."""
    return home.root / "listings" / f"{source.name}.json"


def load_listing(home: Home, source: Source) -> Listing:
    """The remembered listing; an empty one where there is none, or none for this address."""
    try:
        kept = Listing.model_validate_json(listing_path(home, source).read_bytes())
    except (OSError, ValueError):
        return Listing(address=source.address)
    return kept if kept.address == source.address else Listing(address=source.address)


def save_listing(home: Home, source: Source, listing: Listing) -> None:
    """Remember a listing; writes only where it differs from what is remembered."""
    if load_listing(home, source) != listing:
        body = json.dumps(listing.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, indent=1)
        write_whole(listing_path(home, source), body.encode())


def walked(folder: Path) -> Iterator[Path]:
    """The files of a folder and its folders, in order, without hidden ones and links that lead out."""
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise SourceError(f"the folder cannot be read ({error.strerror})", subject=str(folder)) from error
    for path in inside:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from walked(path)
        elif path.is_file():
            yield path


def offered(source: Source, listing: Listing, fetcher: Fetcher | None) -> tuple[list[Wanted], Listing]:
    """What a source offers now, and its listing to be remembered.  Raises LouhiError where it cannot be had."""
    if source.kind == "folder":
        return wanted(source, [Listed(address=str(path)) for path in walked(Path(source.address))]), listing
    if source.kind in ("file", "page"):
        return wanted(source, [Listed(address=source.address)]), listing
    if not source.is_remote:
        items = listed(Path(source.address).read_bytes(), source.kind, source.address)
        return wanted(source, items), listing
    if fetcher is None:
        raise SourceError("this run fetches nothing from the network", subject=source.address)
    got = fetcher.get(source.address, etag=listing.etag, last_modified=listing.last_modified, delay=source.delay)
    if not got.not_modified:
        items = items_of(got, source.kind, fetcher, source.delay)
        listing = listing.model_copy(
            update={"etag": got.etag, "last_modified": got.last_modified, "items": tuple(items)}
        )
    return wanted(source, listing.items), listing


def items_of(got: Fetched, kind: str, fetcher: Fetcher, delay: float | None) -> list[Listed]:
    """The items of a listing; site maps that list site maps are followed, within bounds."""
    found: list[Listed] = []
    maps = [(got, 1)]
    seen = {got.address}
    while maps:
        one, depth = maps.pop(0)
        for item in listed(one.content, kind, one.address):
            if not item.is_map:
                found.append(item)
            elif depth < DEEPEST and item.address not in seen and len(seen) < MOST_MAPS:
                seen.add(item.address)
                maps.append((fetcher.get(item.address, delay=delay), depth + 1))
    return found


def wanted(source: Source, items: Iterable[Listed]) -> list[Wanted]:
    """The items a source's patterns let through, as Wanted, with what the source itself says of them."""
    listing = source.kind not in ("file", "page")
    some = [item for item in items if not listing or source.takes(item.address)]
    if source.most is not None:
        some = some[: source.most]
    own = {"publisher": source.publisher, "language": source.language}
    told = {name: value for name, value in own.items() if value}
    return [
        Wanted(
            address=item.address,
            source=source.name,
            hints=Hints(**{**item.hints.model_dump(), **told}),
            mark=item.mark,
            delay=source.delay,
        )
        for item in some
    ]
