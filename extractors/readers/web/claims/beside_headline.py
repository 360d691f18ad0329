"""The day in a line beside the headline that says more than a day: "4. Mai 2022 | Presse", "Hamburg, 2. November 2021".

A witness for pages that are not in Finnish or Swedish: in ours such a line may be the day of an event, and a line that
is hardly more than a day is a dateline anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from extractors.readers.claims.dateline import date_in
from extractors.readers.claims.dateline_words import FORMS, ISO
from extractors.readers.web.piece import PagePiece
from extractors.text.cleaning import one_line

BEFORE, AFTER = 3, 4
"""Pieces above the headline and below it that are beside it: section, day, byline, caption, lead."""

LINE = 90  # characters of a line with a day, a section and a writer
TOLD = 3  # words before a day that ends its line: "Pressemitteilung vom 20.01.2022"
PLACE = re.compile(r"[^\W\d_a-zäöü][\w.'/-]*(?:[ -][^\W\d_][\w.'/-]*){0,2}\s*(?:,|\()\s*\(?")
"""A place before the day of a release: "Karlsruhe, (12.11.2021). Am Sonntag ..."."""
BREAKS = re.compile(
    r"\s*(?:Uhr|h)?\s*(?:[)|•·–„“”»\"]|[,;.:-]\s|\s(?:von|by|par|por|Von|By|Kategorie|in\s[A-ZÄÖÜ])\b|$)"
)
"""What follows a day that opens its line and is no part of a sentence: "1. Februar 2022, Daniel Muster"."""
SPAN = re.compile(r"\s*(?:–|-|bis|to|until|au|al|und|and)\s*\d")
"""The days of an event: "3. März 2020 - 5. März 2020"."""
STILL = re.compile(
    r"\b(?:bis|ab|until|till|through|from|hasta|desde|jusqu|dès|fino|od|do|tot|verfügbar)\b", re.IGNORECASE
)
"""Before a day that something ends or begins on: "Verfügbar bis 28.02.2021"."""
CLOCK = re.compile(r"\d{1,2}[.:]\d\d")


def day_beside(pieces: list[PagePiece], headline: PagePiece | None, body: Any) -> str | None:
    """The day in the first line beside the headline that opens or ends with one; none that is still to come."""
    at = pieces.index(headline) if headline in pieces else 0
    near = (p.text for p in pieces[max(0, at - BEFORE) : at + 1 + AFTER] if p is not headline and not p.cells)
    days = filter(None, map(day_of_line, (*near, *_lines_around(body))))
    return next((day for day in days if day[:10] <= date.today().isoformat()), None)


def _lines_around(body: Any) -> Iterator[str]:
    """The short neighbours of a page's one <h1>, also those that are no part of its text: <p class="category">."""
    first = [h1 for h1, _ in zip(body.iter("h1"), range(2), strict=False)]
    if len(first) != 1:
        return
    for element in (first[0], first[0].getparent()):
        for beside in (*islice(element.itersiblings(), AFTER), *islice(element.itersiblings(preceding=True), BEFORE)):
            if isinstance(beside.tag, str) and len(words := one_line(beside.text_content())) <= LINE:
                yield words


def day_of_line(text: str) -> str | None:
    """The day that opens or ends a line of a release.

    >>> day_of_line("24. April 2020 | Presse"), day_of_line("Karlsruhe, (12.11.2021). Am Sonntag wird gesungen.")
    ('2020-04-24', '2021-11-12')
    >>> day_of_line("Am 3. März 2020 wird das Bad eröffnet"), day_of_line("3. März 2020 - 5. März 2020")
    (None, None)
    >>> day_of_line("Pressemitteilung vom 20.01.2022"), day_of_line("Verfügbar bis 20.01.2022")
    ('2022-01-20', None)
    """
    head = text[: 2 * LINE]
    found = min((m for form in (*FORMS, ISO) if (m := form.search(head))), key=re.Match.start, default=None)
    day = date_in(found[0]) if found else None
    if found is None or day is None or SPAN.match(head, found.end()):
        return None
    before, after = head[: found.start()].strip(" \t\n|("), text[found.end() :]
    opens = not before or PLACE.fullmatch(head[: found.start()]) is not None
    if opens and BREAKS.match(after):
        return day if len(text) <= LINE or not before or "," in head[: found.start()] else None
    ends = not after.strip(" \t\n|).") and len(text) <= LINE
    sure = len(before.split()) <= TOLD and not (CLOCK.search(before) or STILL.search(before))
    return day if ends and sure else None
