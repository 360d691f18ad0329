"""Backlog: what a source offered to passes that did not come to an end, and no longer lists.

A listing is remembered as soon as it has been read, before anything it lists is asked for.  Where a pass is killed, or
the disk gives up, the next one finds there what was offered and never dealt with: nothing is lost for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from index.store.run_log import Item
from pipeline.sources.listed_items import ListedItem
from pipeline.sources.listing_state import Listing, wanted
from pipeline.sources.sources import Source, Wanted

LEFT_OUT = "left out"  # the mark of what was told to be so


def backlog_of(
    source: Source, before: Listing, now: Listing, is_known: Callable[[str], bool]
) -> tuple[ListedItem, ...]:
    """What the listing as it was before has left to be dealt with, now that it no longer lists it.

    `is_known` says whether an address is held in the store or stands in a report with the reason why it is not.
    """
    taken = {one.address for one in wanted(source, before.items)}
    former = [item for item in before.backlog if source.takes(item.address)]
    former += (item for item in before.items if item.address in taken)
    listed = {item.address for item in now.items}
    left = (item for item in former if item.address not in listed and item.address not in before.done)
    return _once(item for item in left if not is_known(item.address))


def still_wanted(source: Source, listing: Listing) -> list[Wanted]:
    """What the backlog holds, as Wanted: all of it, for `most` has been counted when it was listed."""
    return wanted(source.model_copy(update={"most": None}), listing.backlog)


def left_out(source: Source, before: Listing, now: Listing) -> Iterator[Item]:
    """What a listing names and is not asked for, though the patterns let it through: told once, with the reason.

    What it named before and no longer does is looked at too: the pass that was to tell it may have been cut off.
    """
    seen: set[str] = set()
    for listing in (now, before):
        seen |= {one.address for one in wanted(source, listing.items)}
        for item in listing.items:
            is_meant = item.why is not None or source.takes(item.address)
            if is_meant and item.address not in seen and item.address not in before.done:
                why = item.why or f"only the first {source.most} of the listing are taken"
                yield Item(address=item.address, source=source.name, outcome="skipped", reason=why)
            seen.add(item.address)


def _once(items: Iterable[ListedItem]) -> tuple[ListedItem, ...]:
    return tuple({item.address: item for item in items}.values())
