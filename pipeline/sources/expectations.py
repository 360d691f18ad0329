"""What a watched source should give, and a note where it gives far less: nothing dries up silently."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median

from pipeline.runs.reports.report import Note
from pipeline.sources.listing_state import Listing
from pipeline.sources.sources import Source

FEW = 1 / 3  # of the usual number of links, or of documents in a month, is far less
ENOUGH = 6  # links a listing, or documents a month, must usually have for that to mean anything
MONTH = 30
MONTHS = 12  # before the latest one, that say what is usual
WITHDRAWN = "the site says that the listing has been taken away for good (410)"
PATIENCE = 3  # days for which a listing that cannot be read is no more than a failure

SIZES = 3
"""As many passes tell how long a listing usually is: the middle one of three is none that was cut."""


def with_this_pass(source: Source, listing: Listing, today: date, taken: int) -> Listing:
    """A listing with this pass's number of links and of documents taken added to what is remembered."""
    since = (today - timedelta(days=(MONTHS + 1) * MONTH)).isoformat()
    days = {day: count for day, count in listing.taken.items() if day >= since}
    if taken:
        days[today.isoformat()] = days.get(today.isoformat(), 0) + taken
    told: dict[str, object] = {"taken": days}
    if listing.unread is None:
        told |= {"sizes": (*listing.sizes[-29:], _links(source, listing)), "first": listing.first or today.isoformat()}
    return listing.model_copy(update=told)


def unmet(source: Source, listing: Listing, today: date, taken: int = 0) -> Iterable[Note]:
    """The expectations of a source that its listing, as remembered before this pass, does not meet now.

    `taken` is how many documents it gave in this pass.
    """
    if listing.unread is None:
        yield from _few_links(source, listing)
    elif listing.withdrawn:
        yield Note(source=source.name, expectation="listing", text=WITHDRAWN)
    elif date.fromisoformat(listing.unread) <= today - timedelta(days=PATIENCE):
        yield Note(
            source=source.name,
            expectation="listing",
            text=f"the listing could not be read in any pass since {listing.unread}",
        )
    cut = [f"{at}: {held.left}" for at, held in listing.held.items() if held.left]
    if cut:
        more = f", and so with {len(cut) - 1} more" if len(cut) > 1 else ""
        yield Note(source=source.name, expectation="whole", text=cut[0] + more)
    yield from _few_documents(source, listing, today, taken)


def _few_links(source: Source, listing: Listing) -> Iterable[Note]:
    links, said = _links(source, listing), source.expect
    if said.links is not None and links < said.links:
        yield Note(
            source=source.name,
            expectation="links",
            text=f"the listing has {links} links, and at least {said.links} were expected",
        )
    usual = median(listing.sizes) if len(listing.sizes) >= SIZES else 0
    if not listing.items:
        if said.links is None and (any(listing.sizes) or listing.taken):
            text = "the listing is empty, and it has named documents before"
            yield Note(source=source.name, expectation="empty", text=text)
    elif usual >= ENOUGH and links < usual * FEW:
        yield Note(
            source=source.name, expectation="usual", text=f"the listing has {links} links, and it usually has {usual:g}"
        )
    elif not links and listing.items and said.links is None:
        text = f"it has {len(listing.items)} links, of which `links` and `skip` let none through"
        yield Note(source=source.name, expectation="none", text=text)


def _few_documents(source: Source, listing: Listing, today: date, taken: int) -> Iterable[Note]:
    since, least = today - timedelta(days=MONTH), source.expect.month
    if listing.first is None or date.fromisoformat(listing.first) > since:
        return
    gave = _given(listing, since, today) + taken
    usual = _usual_month(listing, since)
    if least is not None and gave < least:
        yield Note(
            source=source.name,
            expectation="month",
            text=f"it gave {gave} documents in {MONTH} days, and {least} were expected",
        )
    elif least is None and usual >= ENOUGH and gave < usual * FEW:
        yield Note(
            source=source.name,
            expectation="usual month",
            text=f"it gave {gave} documents in {MONTH} days, and it usually gives {usual:g}",
        )


def _links(source: Source, listing: Listing) -> int:
    """How many links the source takes: those of a page's menus say nothing of it."""
    return sum(item.why is None and source.takes(item.address) for item in listing.items)


def _given(listing: Listing, after: date, until: date) -> int:
    return sum(count for day, count in listing.taken.items() if after < date.fromisoformat(day) <= until)


def _usual_month(listing: Listing, until: date) -> float:
    """How many documents a month gave before this one; 0 where that is not known of two months.

    The first day is none of them: it gave what had piled up.
    """
    first, months = date.fromisoformat(listing.first or until.isoformat()), list[int]()
    while len(months) < MONTHS and (begin := until - timedelta(days=MONTH)) >= first:
        months.append(_given(listing, begin, until))
        until = begin
    return median(months) if len(months) > 1 else 0
