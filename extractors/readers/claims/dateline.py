"""The date a document gives itself: the line under a headline, a meeting's heading, a machine's time stamp.

Times are of Helsinki unless they carry a zone of their own.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from extractors.readers.claims.dateline_words import (
    FORMS,
    FURNITURE,
    HELD,
    ISO,
    LABEL,
    MEETING,
    MONTHS,
    ORGAN,
    REVISED,
    WORDS,
)

HELSINKI = ZoneInfo("Europe/Helsinki")
YEAR = re.compile(r"(?:19|20)\d\d")  # without one no date is whole: most texts need no closer look
READ = 2_000  # characters of a passage in which its date is looked for

EARLIEST = 1900
"""No text here is of an earlier year: 1809 in a letterhead is a founding."""

SHORT_LINE = 60
"""Characters of a line that a date's label may end: "Hallanmaan kunta julkaistu 3.4.2019"."""

DATE = "\0"
"""What stands for a date that was read."""

SPAN = re.compile(rf"{DATE}\s*[–-]\s*{DATE}")
BESIDE_TIME = re.compile(r"\W|klo|kl|\b(?:EE|CE|ME)S?[TZ]\b|\b(?:UTC|GMT|BST)\b")
"""Signs, and words that stand by the time of a day: "klo 15.09", "13:27 EEST", "09:00 MEZ"."""

LONGEST_DATELINE = 90
"""Characters of a line that can be hardly more than a date."""

LEFT_OVER = 3
"""Letters and digits that may stand beside the date: a short form of the weekday ("ma", "tis")."""

LONGEST_HEADING = 160
"""Characters of a meeting's heading: more is a sentence that tells of it."""


def date_in(text: str) -> str | None:
    """The first whole date of a short text, with its time of day where one follows, as ISO 8601.

    >>> date_in("8.12.2022 13.40"), date_in("17. helmikuuta 2021"), date_in("den 3 mars 2020 kl. 9.05")
    ('2022-12-08T13:40:00+02:00', '2021-02-17', '2020-03-03T09:05:00+02:00')
    >>> date_in("HE 43/2023 vp") is None
    True
    """
    first: tuple[int, str] | None = None
    for form in FORMS:
        for found in form.finditer(text):
            if found.start() and (text[found.start() - 1].isdigit() or text[found.start() - 1] in "./-"):
                continue
            if text[found.end() : found.end() + 1].isdigit():  # "1.1.20260" is no day
                continue
            value = _value(found)
            if value and (first is None or found.start() < first[0]):
                first = (found.start(), value)
            if value:
                break
    return first[1] if first else machine_time(text)


def machine_time(text: str | None) -> str | None:
    """A machine's time stamp: universal time is turned into Helsinki's, one without zone taken as it is.  A site that
    says its own zone says its own day.

    >>> machine_time("2020-02-19T14:20:00.000Z"), machine_time("2020-12-18"), machine_time("eilen")
    ('2020-02-19T16:20:00+02:00', '2020-12-18', None)
    >>> machine_time("2020-02-24T21:25:54-05:00")
    '2020-02-24T21:25:54-05:00'
    """
    found = ISO.search(text or "")
    if not found or (found.start() and (text or "")[found.start() - 1].isdigit()):
        return None
    if not found["hour"]:
        return _day(int(found["year"]), int(found["month"]), int(found["day"]))
    try:
        zone = (found["zone"] or "").upper()
        day = f"{found['year']}-{found['month']}-{found['day']}"
        said = f"{day}T{found['hour']}:{found['minute']}:{found['second'] or '00'}"
        if zone in ("Z", "UTC", "GMT") or zone[:1] in ("+", "-"):
            offset = "+00:00" if zone[:1] not in ("+", "-") else zone
            when = datetime.fromisoformat(said + offset)
            when = when.astimezone(HELSINKI) if not when.utcoffset() else when
        else:
            when = datetime.fromisoformat(said).replace(tzinfo=HELSINKI)
    except (ValueError, OverflowError):
        return None
    return when.isoformat(timespec="seconds") if _is_sane(when.date()) else None


def _value(found: re.Match[str]) -> str | None:
    groups = found.groupdict()
    month = MONTHS.get((groups.get("name") or "").lower()) if groups.get("name") else int(groups["month"])
    if month is None:
        return None
    day = _day(int(groups["year"]), month, int(groups["day"]))
    if day is None or not groups["hour"]:
        return day
    when = datetime.fromisoformat(day).replace(hour=int(groups["hour"]), minute=int(groups["minute"]), tzinfo=HELSINKI)
    return when.isoformat(timespec="seconds")


def _day(year: int, month: int, day: int) -> str | None:
    try:
        when = date(year, month, day)
    except ValueError:
        return None
    return when.isoformat() if _is_sane(when) else None


def _is_sane(when: date) -> bool:
    return EARLIEST <= when.year <= _this_year() + 1


@cache
def _this_year() -> int:
    return date.today().year


def labelled(text: str) -> str | None:
    """The date after a word that says it is the document's own.

    >>> labelled("Julkaisuajankohta 8.12.2022 13.40"), labelled("Seloste on laadittu / päivitetty 23.02.2022.")
    ('2022-12-08T13:40:00+02:00', '2022-02-23')
    >>> labelled("Laki on julkaistu vuonna 2017.") is None
    True
    """
    if not YEAR.search(text, 0, READ):
        return None
    for found in LABEL.finditer(text[:READ]):
        rest = text[found.end() : found.end() + 40]
        whole = rest[:1].isdigit() or not found["label"].lower().startswith("jul")
        if whole and _is_a_label(text, found) and (value := date_in(rest)):
            return value
    return None


def without_label(text: str) -> str:
    """A dateline without the word that only says it is one.

    >>> without_label("Julkaisuajankohta 8.12.2022 13.40"), without_label("Annettu Helsingissä 3.2.2020")
    ('8.12.2022 13.40', 'Annettu Helsingissä 3.2.2020')
    """
    found = LABEL.search(text)
    if not found or not FURNITURE.fullmatch(found["label"]):
        return text
    return (text[: found.start()] + text[found.end() :]).strip() or text


def _is_a_label(text: str, found: re.Match[str]) -> bool:
    """A label opens its line; "laki on julkaistu 3.4.2019" in the midst of a sentence is not the page's own date."""
    if found["label"].lower().startswith(tuple(WORDS["sure"])):
        return True
    before = text[: found.start()].rstrip(" \t")
    return not before or before[-1] in "\n|,;.•·-–(:" or len(text) < SHORT_LINE


def revised(text: str) -> str | None:
    """The date after "päivitetty": when nothing says when it was published, this is the nearest to it.

    >>> revised("Päivitetty 3.5.2021")
    '2021-05-03'
    """
    if not YEAR.search(text, 0, READ):
        return None
    for found in REVISED.finditer(text[:READ]):
        rest = text[found.end() : found.end() + 30]
        if rest[:1].isdigit() and (value := date_in(rest)):
            return value
    return None


def is_dateline(text: str) -> bool:
    """Whether a short line is hardly more than a date: "6.2.2020 13.27", "18.12.2020 klo 15:09", "Julkaistu: 3.2.2021".

    >>> is_dateline("18.12.2020 klo 15:09"), is_dateline("Kokous pidetään 18.12.2020 Helsingissä ja verkossa")
    (True, False)
    >>> is_dateline("18.12.2020 – 3.1.2021")  # the days of an event
    False
    """
    if len(text) > LONGEST_DATELINE or not date_in(text):
        return False
    rest = LABEL.sub("", text)
    for form in FORMS:
        rest = form.sub(DATE, rest)
    rest = ISO.sub(DATE, REVISED.sub("", rest))
    if SPAN.search(rest):
        return False
    return len(BESIDE_TIME.sub("", rest)) <= LEFT_OVER


def held_date(text: str) -> str | None:
    """The day after "Aika:", "Kokousaika" and the like at the head of minutes.

    >>> held_date("Kokousaika: ma 21.4.2009 klo 17.00"), held_date("Aika kultaa muistot")
    ('2009-04-21', None)
    """
    found = HELD.match(text)
    value = date_in(text[found.end() : found.end() + 45]) if found else None
    return value[:10] if value else None


def meeting_date(text: str) -> str | None:
    """The day of a meeting from its heading: an organ or "pöytäkirja" and a date in a few words.

    >>> meeting_date("Kaupunginhallitus 02.05.2017 - Pöytäkirja")
    '2017-05-02'
    >>> meeting_date("Kaupunginhallitus päätti 2.5.2017 ottaa asian uuteen käsittelyyn.") is None
    True
    """
    if len(text) > LONGEST_HEADING or text.rstrip().endswith((".", ",", ";")):
        return None
    if not (MEETING.search(text) or ORGAN.search(text)):
        return None
    value = date_in(text)
    return value[:10] if value else None
