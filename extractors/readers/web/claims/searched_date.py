"""The last witness of a page's day: htmldate, which searches all of a page where nothing of ours says a day.

It knows hundreds of ways in which the sites of the world write dates.  In Finnish and Swedish it takes the day of a
meeting for the day of its minutes and turns day and month round, so there our own witnesses are left alone.
"""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

from extractors.model.draft import Draft

FIRST_YEAR = 1990  # the first pages; what is older is the date of what a page tells, or a clock at its epoch
OURS = ("fi", "sv")


def is_plausible(day: str) -> bool:
    """Whether a page can have been published on a day.

    >>> is_plausible("2021-02-17"), is_plausible("1970-01-01"), is_plausible("2999")
    (True, False, False)
    """
    return FIRST_YEAR <= int(day[:4]) <= date.today().year + 1


def searched_day(draft: Draft, tree: Any) -> str | None:
    """The day that a search through the page finds; None where a claim says it, on lists, and in our own languages.

    The search works on a copy of its own.
    """
    language = next((c.value for c in draft.claims if c.field == "language"), "")
    if draft.listing or language in OURS or any(c.field == "published" for c in draft.claims):
        return None
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = find_date(tree, original_date=True, extensive_search=False, min_date=f"{FIRST_YEAR}-01-01")
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return None
    return found if found and is_plausible(found) else None
