"""When a feed says an entry was published: in any order of numbers, in Europe's zones, never an impossible day."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from extractors.readers.claims.dateline import HELSINKI, date_in, machine_time

FIRST_YEAR = 1990  # the web is no older: an earlier day is a clock that was never set (1.1.1970) or a field left empty
FARTHEST = timedelta(hours=14)  # of all zones from universal time
AHEAD = timedelta(days=366)  # releases are announced ahead, but not by more
ZONES = {"WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3}
ZONES |= {"MET": 1, "MEST": 2, "MEZ": 1, "MESZ": 2}
ZONE = re.compile(rf"\s*\(?\b({'|'.join(ZONES)})\b\)?\s*$", re.IGNORECASE)
OFFSET = re.compile(r"(?<=[:.]\d\d)\s*(?:GMT|UTC|UT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?\s*(?:\([^()]*\))?\s*$")
"""An offset after a time, also as mail does not write it: "15:54:00 +02:00", "15:54 GMT+2"."""
UNKNOWN_ZONE = re.compile(r":\d\d\s+\(?[A-Za-z]{2,}[A-Za-z/_]*\)?\s*$")
"""A name of a zone that is no known one: the hour is not known then, the day is."""
NUMBERS = re.compile(
    r"\s*(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[,T\s]+(?:klo\s+|kl\.?\s+)?(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?(?:\s*([AaPp])\.?[Mm]\.?)?)?\s*$"
)

YEAR, MONTHS, NOON = 4, 12, 12
"""Figures of a year, the last month, and the hour a day is halved at: "2021-02-17", "17.02.2021", "02/17/2021"."""


def published(said: str, now: datetime | None = None) -> str | None:
    """A feed's date at the precision it is written in, in Helsinki's time; None for one that cannot be meant.

    >>> published("28/11/2026 15:54"), published("11/28/2026"), published("2026/11/28")
    ('2026-11-28T15:54:00+02:00', '2026-11-28', '2026-11-28')
    >>> published("Sat, 28 Nov 2026 15:54:00 EET"), published("Thu, 01 Jan 1970 00:00:00 GMT")
    ('2026-11-28T15:54:00+02:00', None)
    """
    zone, offset = ZONE.search(said), OFFSET.search(said)
    plain = said[: zone.start()] if zone else said[: offset.start()] if offset else said
    there = timezone(timedelta(hours=ZONES[zone[1].upper()])) if zone else _offset(offset) if offset else None
    found = (machine_time(said) if offset else None) or _numbers(plain, there)
    found = found or machine_time(plain) or _mail_date(plain, there) or date_in(plain)
    return found if found and _can_be(found, now or datetime.now(UTC)) else None


def _offset(found: re.Match[str]) -> timezone | None:
    """The zone of "+2", "+02:00", "-0330"; None for one that no place has."""
    away = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(away if found[1] == "+" else -away) if away <= FARTHEST else None


def _hour(match: re.Match[str]) -> int:
    """The hour of 24 that is written, which may be one of 12: "3:54 PM"."""
    hour, half = int(match[5] or 0), (match[7] or "").upper()
    return hour % NOON + (NOON if half == "P" else 0) if half and hour <= NOON else hour


def _numbers(said: str, zone: timezone | None) -> str | None:
    """A date in numbers: the year has four digits, the month is twelve at most; where both may be, as in Finland."""
    match = NUMBERS.match(said)
    if match is None:
        return None
    first, middle, last = (int(match[n]) for n in (1, 3, 4))
    if len(match[1]) == YEAR:
        year, month, day = first, middle, last
    elif len(match[4]) == YEAR:
        year, month, day = last, *((first, middle) if middle > MONTHS else (middle, first))
    else:
        return None
    try:
        when = datetime(year, month, day, _hour(match), int(match[6] or 0), tzinfo=zone or HELSINKI)
        return local(when) if match[5] else when.date().isoformat()
    except (ValueError, OverflowError):  # "31.12.9999 23:59 WET" is in no year of ours
        return None


def in_numbers(said: str) -> bool:
    """Whether a date begins with its numbers: of "2026-13-45" feedparser makes the first of January 2027.

    >>> in_numbers("2026-13-45"), in_numbers("Tue, 24 Mar 2026 08:30:00 GMT")
    (True, False)
    """
    return re.match(r"\s*\d+[./-]\d", said) is not None


def _mail_date(said: str, zone: timezone | None) -> str | None:
    """A date as in mail: "Sat, 28 Nov 2026 15:54:00 +0200"."""
    try:
        when = parsedate_to_datetime(said)
        if when.tzinfo is None and zone is None and UNKNOWN_ZONE.search(said):
            return when.date().isoformat()
        return local(when if when.tzinfo else when.replace(tzinfo=zone or UTC))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _can_be(found: str, now: datetime) -> bool:
    """Whether a release may bear this day.

    >>> now = datetime(2026, 11, 28, tzinfo=UTC)
    >>> _can_be("2027-01-15", now), _can_be("2036-11-28", now), _can_be("0001-01-01", now)
    (True, False, False)
    """
    return str(FIRST_YEAR) <= found[:4] and found[:10] <= (now + AHEAD).date().isoformat()


def local(when: datetime) -> str:
    """A time in Helsinki's time; UTC where it has no zone."""
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return when.astimezone(HELSINKI).isoformat(timespec="seconds")
