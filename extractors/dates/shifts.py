"""Times told from the document's own day: ensi vuonna, viikolla 42, kahden viikon kuluttua, keskiviikkona.

`SHIFTS` holds one small rule for each unit that a point's `shift` counts in; a rule gives EDTF, or None where the
document's day is not known well enough.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from extractors.dates.anchors import Anchor
from extractors.dates.points_as_edtf import edged, sided
from extractors.dates.tense import Tense
from extractors.dates.unresolved import WINTER, Atom, Point
from extractors.lexicon.wordlists import wordlist

_TERMS: dict[str, list[list[int]]] = wordlist("dates")["terms"]
SEASON_START = {21: 3, 22: 6, 23: 9, WINTER: 12}
WINTERS_END = 2  # "talvella" in January and February is the winter that began last year
_WEEK = 7
Telling = Callable[[], Tense]
"""What the verbs around a time tell of, asked where a rule needs it."""


def shifted(atom: Atom, anchor: Anchor, tense: Telling) -> str | None:
    """The EDTF of a time told from the document's day.

    >>> shifted(Atom(0, 9, "relative", Point(shift=("year", -1))), Anchor.of("2024"), lambda: Tense(False, False))
    '2023'
    """
    assert atom.first.shift is not None
    unit, step = atom.first.shift
    if unit in _TERMS:
        return _term(unit, step, anchor, atom)
    if unit in _OF_A_DAY:
        return _OF_A_DAY[unit](anchor.day, atom, step, tense) if anchor.day is not None else None
    return SHIFTS[unit](anchor, atom, step, tense)


def _year(anchor: Anchor, atom: Atom, step: int, _: Telling) -> str | None:
    """ "ensi vuonna", "viime vuoden lopulla"."""
    year = str(anchor.year + step) if anchor.year is not None else None
    return sided(edged(replace(atom.first, shift=None, year=year), atom.side), atom)


def _month(anchor: Anchor, atom: Atom, step: int, _: Telling) -> str | None:
    """ "ensi kuussa", "tämän kuun loppuun", "ensi kuun 4. päivänä"."""
    month = _months_on(anchor, step)
    if month is None:
        return None
    return sided(edged(replace(atom.first, shift=None, year=month[:4], month=int(month[5:])), atom.side), atom)


def _numbered_weeks(anchor: Anchor, atom: Atom, step: int, _: Telling) -> str | None:
    """ "viikolla 42", "viikoilla 42-43"."""
    year = atom.first.year or (str(anchor.year) if anchor.year else None)
    last = atom.last.shift[1] if atom.last and atom.last.shift else step
    return _weeks(int(year), step, last) if year else None


def _named_time(anchor: Anchor, atom: Atom, step: int, _: Telling) -> str | None:
    """ "viime syksynä", "ensi maaliskuussa"."""
    return sided(edged(_named(replace(atom.first, shift=None), step, anchor), atom.side), atom)


def _of_turn(anchor: Anchor, _: Atom, __: int, tense: Telling) -> str | None:
    """ "vuodenvaihteessa"."""
    return _turn(anchor, tense())


def _distance(anchor: Anchor, atom: Atom, step: int, tense: Telling) -> str | None:
    """ "kolmen vuoden kuluttua", "kaksi viikkoa sitten"; "sai sen viiden kuukauden kuluttua" tells of another day."""
    assert atom.first.shift is not None
    # "sai sen viiden kuukauden kuluttua": from another day.
    if step > 0 and tense().past:
        return None
    return _at_distance(atom.first.shift[0].removesuffix(" off"), step, anchor)


def _lately(anchor: Anchor, atom: Atom, count: int, _: Telling) -> str | None:
    """ "kolmen viime vuoden aikana"."""
    assert atom.first.shift is not None
    return _last_units(atom.first.shift[0].removeprefix("last "), count, anchor)


def _day(day: date, _: Atom, step: int, __: Telling) -> str:
    """ "huomenna", "eilen"."""
    return (day + timedelta(step)).isoformat()


def _week(day: date, _: Atom, step: int, __: Telling) -> str:
    """ "ensi viikolla"."""
    monday = day + timedelta(_WEEK * step - day.weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(_WEEK - 1)).isoformat()}"


def _day_of_week(day: date, atom: Atom, step: int, _: Telling) -> str:
    """ "ensi viikon tiistaina"."""
    return (day + timedelta(_WEEK * step - day.weekday() + (atom.first.weekday or 0))).isoformat()


def _soon(day: date, _: Atom, days: int, __: Telling) -> str:
    """ "lähiviikkoina"."""
    return f"{day.isoformat()}/{(day + timedelta(days)).isoformat()[:7]}~"


def _weekday(day: date, atom: Atom, step: int, tense: Telling) -> str:
    """ "viime perjantaina", "ensi maanantaina"; "maanantaina" alone is to come where the verb says so."""
    wanted = atom.first.weekday or 0
    back, ahead = (day.weekday() - wanted) % _WEEK, (wanted - day.weekday()) % _WEEK
    # "viime perjantaina".
    if step < 0:
        found = day - timedelta(back or _WEEK)
    # "ensi maanantaina".
    elif step > 0:
        found = day + timedelta(ahead or _WEEK)
    else:
        found = day + timedelta(ahead) if tense().only_coming else day - timedelta(back)
    return sided(found.isoformat(), atom)


_UNITS = ("years", "months", "weeks", "days")
SHIFTS: dict[str, Callable[[Anchor, Atom, int, Telling], str | None]] = {
    "year": _year,
    "month": _month,
    "week number": _numbered_weeks,
    "named": _named_time,
    "turn": _of_turn,
    **{f"{unit} off": _distance for unit in _UNITS},
    **{f"last {unit}": _lately for unit in _UNITS},
}
_OF_A_DAY: dict[str, Callable[[date, Atom, int, Telling], str]] = {
    "day": _day,
    "week": _week,
    "day of a week": _day_of_week,
    "near": _soon,
    "weekday": _weekday,
}
"""Rules that need the very day."""


def _at_distance(unit: str, step: int, anchor: Anchor) -> str | None:
    """A time as many units away, no finer than the unit: years a year, months a month, weeks about a day.

    >>> _at_distance("months", 6, Anchor.of("2024-10")), _at_distance("weeks", 2, Anchor.of("2024-10-10"))
    ('2025-04~', '2024-10-24~')
    """
    if unit == "years":
        return f"{anchor.year + step}~" if anchor.year is not None else None
    if unit == "months":
        month = _months_on(anchor, step)
        return f"{month}~" if month else None
    if anchor.day is None:
        return None
    if unit == "weeks":
        return f"{(anchor.day + timedelta(_WEEK * step)).isoformat()}~"
    return (anchor.day + timedelta(step)).isoformat()


def _months_on(anchor: Anchor, step: int) -> str | None:
    if anchor.year is None or anchor.month is None:
        return None
    at = anchor.year * 12 + anchor.month - 1 + step
    return f"{at // 12}-{at % 12 + 1:02d}"


def _last_units(unit: str, count: int, anchor: Anchor) -> str | None:
    """ "kolmen viime vuoden aikana": from so many units before the document to it."""
    if unit == "years":
        return f"{anchor.year - count}/{anchor.year}" if anchor.year is not None else None
    if unit == "months":
        first, last = _months_on(anchor, -count), _months_on(anchor, 0)
        return f"{first}/{last}" if first and last else None
    if anchor.day is None:
        return None
    days = _WEEK * count if unit == "weeks" else count
    return f"{(anchor.day - timedelta(days)).isoformat()}/{anchor.day.isoformat()}"


def _named(p: Point, step: int, anchor: Anchor) -> Point:
    """ "viime syksynä" is the last one that has begun before; "ensi maaliskuussa" the next one to come."""
    if anchor.year is None:
        return p
    month = p.month or SEASON_START.get(p.season or 0, 1)
    now = anchor.month or 1
    length = 2 if p.season else 0
    year = anchor.year
    # "viime syksynä" said in May is that of last year.
    if step < 0 and month + length >= now:
        year -= 1
    # "ensi maaliskuussa" said in May is that of next year.
    elif step > 0 and month <= now:
        year += 1
    # "talvella" said in January began last year.
    elif step == 0 and p.season == WINTER and now <= WINTERS_END:
        year -= 1
    return replace(p, year=str(year))


def _weeks(year: int, first: int, last: int) -> str | None:
    """From the Monday of one ISO week to the Sunday of another."""
    try:
        monday, sunday = date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7)
    except ValueError:
        return None
    return f"{monday.isoformat()}/{sunday.isoformat()}"


_DECEMBER = 12
_SPRING_ENDS = 5
"""The last month in which the turn of the year nearest is the one behind."""


def _turn(anchor: Anchor, tense: Tense) -> str | None:
    """The turn of the year nearest to the document, on the side that the verbs tell of."""
    if anchor.year is None or anchor.month is None:
        return None
    begun = anchor.month == _DECEMBER
    # "vuodenvaihteessa tuli voimaan", or any text of January to May.
    behind = (tense.only_past and not begun) or (anchor.month <= _SPRING_ENDS and not tense.only_coming)
    year = anchor.year - 1 if behind else anchor.year
    return f"{year}-12/{year + 1}-01"


def _term(body: str, step: int, anchor: Anchor, atom: Atom) -> str | None:
    if anchor.year is None:
        return None
    terms = _TERMS[body]
    # "viime vaalikaudella": parliaments change in spring, councils in summer.
    late = (anchor.month or 1) >= (7 if body != "parliament" else 5)
    at = next(
        (
            i
            for i, (a, b) in enumerate(terms)
            if a < anchor.year < b or (anchor.year == a and late) or (anchor.year == b and not late)
        ),
        None,
    )
    if at is None or not 0 <= at + step < len(terms):
        return None
    first, last = terms[at + step]
    if atom.first.edge == "end":
        return f"../{last}" if atom.side else f"{last}~"
    if atom.first.edge == "start":
        return f"{first}/.." if atom.side else f"{first}~"
    return f"{first}/{last}"
