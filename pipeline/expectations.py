"""What a watched source should give, and a note where it gives far less: nothing dries up silently."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median

from pipeline.gather import Listing
from pipeline.report import Note
from pipeline.sources import Source

FEW = 1 / 3  # of the usual number of links is far less
ENOUGH = 6  # links a listing must usually have for that to mean anything
MONTH = 30


def remembered(listing: Listing, today: date, taken: int) -> Listing:
    """A listing with this pass's number of links and of documents taken added to what is remembered."""
    counts = (*listing.counts[-29:], len(listing.items))
    since = (today - timedelta(days=2 * MONTH)).isoformat()
    days = {day: count for day, count in listing.taken.items() if day >= since}
    if taken:
        days[today.isoformat()] = days.get(today.isoformat(), 0) + taken
    first = listing.first or today.isoformat()
    return listing.model_copy(update={"counts": counts, "taken": days, "first": first})


def unmet(source: Source, listing: Listing, today: date) -> Iterable[Note]:
    """The expectations of a source that its listing, as remembered before this pass, does not meet now."""
    links, said = len(listing.items), source.expect
    if said.links is not None and links < said.links:
        yield Note(source=source.name, expectation="links",
                   text=f"the listing has {links} links, and at least {said.links} were expected")  # fmt: skip
    usual = median(listing.counts) if len(listing.counts) >= 3 else 0
    if usual >= ENOUGH and links < usual * FEW:
        yield Note(source=source.name, expectation="usual",
                   text=f"the listing has {links} links, and it usually has {usual:g}")  # fmt: skip
    since = today - timedelta(days=MONTH)
    if said.month is not None and listing.first and date.fromisoformat(listing.first) <= since:
        taken = sum(count for day, count in listing.taken.items() if date.fromisoformat(day) > since)
        if taken < said.month:
            yield Note(source=source.name, expectation="month",
                       text=f"it gave {taken} documents in {MONTH} days, and {said.month} were expected")  # fmt: skip
