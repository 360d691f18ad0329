"""When a paged document was given: the date in its head, its cover, its running header or beside its signature.

A date inside a sentence is something the document speaks of; a date that stands alone in the right place is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from extractors.lexicon.wordlists import alternatives, wordlist
from extractors.readers.claims.dateline import held_date
from extractors.readers.claims.dateline_words import MONTHS

DATELINE = 60
"""Letters of a line that is a place and a date: "Keski-Hallanmaan kunnantalolla 5. kesäkuuta 2014"."""

HEAD_LINE = 160
"""Letters of one line of a page's head or running header; what is longer is a paragraph that mentions a day."""

SESSION = 80
"""Letters of a heading that names a meeting: "Kaupunginhallituksen konserni- ja elinvoimajaosto 20.3.2017 § 10"."""

LABEL = 25
"""Letters of a label: "Asiakirjan päivämäärä:"."""


def _any(name: str) -> str:
    return alternatives(wordlist("datelines")[name])


NUMERIC = r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>(?:19|20)\d{2})"
WRITTEN = (
    r"(?:den\s+)?(?P<d2>\d{1,2})\.?\s*(?:päivänä\s+)?(?P<month>[a-zåäö]+?)(?:kuuta|kuun|kuu)?\s+(?P<y2>(?:19|20)\d{2})"
)
ENGLISH = r"(?P<month4>[a-z]{3,9})\.?\s+(?P<d4>\d{1,2}),\s+(?P<y4>(?:19|20)\d{2})"
ISO = r"(?P<y3>(?:19|20)\d{2})-(?P<m3>\d{2})-(?P<d3>\d{2})"
CLOCK = r"(?:\s*(?:klo|kl\.?|kello)?\s*\d{1,2}[.:]\d{2}(?:\s?[-–]\s?\d{1,2}[.:]\d{2})?)?"
ANY = rf"(?:{NUMERIC}|{WRITTEN}|{ENGLISH}|{ISO})"
DATES = re.compile(ANY, re.IGNORECASE)
PLACE = r"(?:[A-ZÅÄÖ][\wåäö-]+(?:ssa|ssä|lla|llä|i|ki|a|ä|o|u|e|y|s|n|r)?,?\s+|i\s+[A-ZÅÄÖ][\wåäö-]+,?\s+)"
DATE_LINE = re.compile(rf"{PLACE}?(?:den\s+)?{ANY}{CLOCK}\.?", re.IGNORECASE)
PLACED = re.compile(rf"{PLACE}(?i:{ANY})\.?")
LABELLED = re.compile(rf"\b(?:{_any('paper_labels')})\b[.:]?\s*:?\s*(?:\w+\s+){{0,2}}{ANY}", re.IGNORECASE)
DATED_PLAN = re.compile(rf"{ANY}\s+päivät(?:ty|yn|tyä)\b", re.IGNORECASE)
MEETING = re.compile(rf"[A-ZÅÄÖ][\wåäö-]*(?:{_any('paper_organs')})\w*\s+(?i:{ANY})")
KINDS = _any("paper_kinds")
KIND = re.compile(rf"(?:{KINDS})(?:\s+\d+/\d{{4}})?", re.IGNORECASE)
KIND_DATE = re.compile(
    rf"(?:{KINDS})\b[^.]{{0,60}}?\s{ANY}(?:\s*klo\s*[\d.:–-]+)?(?:\s+[\w/.\-]*\d[\w/.\-]*)?", re.IGNORECASE
)
MINUTES = re.compile(rf"(?:{_any('minutes')})\b", re.IGNORECASE)
RANGE = re.compile(r"\d\.?\s?[-–—]\s?\d{1,2}\.\s?\d{1,2}\.\s?\d{4}")


def date_of(text: str) -> str | None:
    """The date a text holds as ISO 8601, None where it has none or is a span of days.

    >>> date_of("Helsinki 5.6.2014"), date_of("3. maaliskuuta 2021"), date_of("den 12 maj 2023"), date_of("1.–3.2.2021")
    ('2014-06-05', '2021-03-03', '2023-05-12', None)
    >>> date_of("Helsinki, 8 December 2022"), date_of("March 3, 2020")
    ('2022-12-08', '2020-03-03')
    """
    if RANGE.search(text):
        return None
    for match in DATES.finditer(text):
        year = match["y"] or match["y2"] or match["y3"] or match["y4"]
        day = match["d"] or match["d2"] or match["d3"] or match["d4"]
        month = match["m"] or match["m3"] or MONTHS.get((match["month"] or match["month4"] or "").lower())
        if not month:
            continue
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    return None


def stands_alone(text: str) -> str | None:
    """The date of a line that says nothing but a date, with or without a place.

    >>> stands_alone("Helsingissä 5.6.2014"), stands_alone("Hakuaika päättyy 5.6.2014")
    ('2014-06-05', None)
    """
    text = text.strip(" ()|–-")
    if text[:1].islower() and not text.startswith("den "):
        return None
    return date_of(text) if len(text) < DATELINE and DATE_LINE.fullmatch(text) else None


def labelled(text: str) -> str | None:
    """The date after a label that says it is the document's: "Päivämäärä 3.2.2021"."""
    match = LABELLED.search(text) or DATED_PLAN.search(text)
    return date_of(match[0]) if match and not RANGE.search(text) else None


def headed(text: str) -> str | None:
    """The date in a line of a document's head: its kind or the meeting, then the date.

    >>> headed("PÄÄTÖS 30.5.2014"), headed("Kaupunginhallitus 20.3.2017 § 10")
    ('2014-05-30', '2017-03-20')
    """
    if len(text) > HEAD_LINE or RANGE.search(text):
        return None
    match = KIND_DATE.match(text) or MEETING.search(text)
    return date_of(match[0]) if match else None


HISTORY = re.compile(rf"(?:{_any('history')})\b", re.IGNORECASE)


def without_history(lines: Sequence[str]) -> list[str]:
    """The lines of a head but for those that say when the matter was handled before.

    >>> without_history(["Päätöshistoria", "Kaupunginhallitus 20.2.2017 § 53", "Esittelijä"])
    ['Päätöshistoria', 'Esittelijä']
    """
    return [b for a, b in zip(["", *lines], lines, strict=False) if not HISTORY.match(a) or not re.search(r"\d{4}", b)]


def session_date(headings: Sequence[str]) -> str | None:
    """The date of the last of the meetings that head parts of the document: "Kaupunginhallitus 20.3.2017 § 10"."""
    for line in reversed(headings):
        if re.search(r"§\s*\d+", line) and len(line) < SESSION and (found := headed(line)):
            return found
    return None


def _labels_joined(lines: Sequence[str]) -> list[str]:
    """The lines, each short one once more with the line after it: a label stands beside its value, or above it."""
    return [*lines, *(f"{a} {b}" for a, b in pairwise(lines) if len(a) < LABEL)]


def own_date(
    head: Sequence[str], *, running: Iterable[str] = (), cover: Sequence[str] = (), tail: Sequence[str] = ()
) -> str | None:
    """The document's own date: from its head, its running header, its cover, or the place and date by the signature."""
    running = list(running)
    minutes = any(map(MINUTES.match, [*head, *cover, *running]))
    for lines, ways in (
        (without_history(head), (labelled, stands_alone, headed)),
        (_labels_joined([*head, *cover]) if minutes else [], (held_date,)),
        (running, (labelled, stands_alone, headed)),
        (cover, (labelled, stands_alone, headed)),
    ):
        for way in ways:
            for line in lines:
                if found := way(line):
                    return found
    for line in running:
        if len(line) < HEAD_LINE and (found := date_of(line)):
            return found
    for line in reversed(tail):
        if PLACED.fullmatch(line.strip()) and (found := date_of(line)):
            return found
    return None
