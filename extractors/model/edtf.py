"""The bounds of an EDTF value as plain ISO dates, for the store and for searching by time.

The `edtf` package reads these too, at about ten milliseconds a value and without `../2022-12-31`'s open start, times in
intervals or `XXXX-21`; a corpus has a hundred thousand values, so this reads the part of EDTF that Louhi writes.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

SEASONS: dict[int, tuple[int, int, int]] = {
    21: (3, 5, 0),
    22: (6, 8, 0),
    23: (9, 11, 0),
    24: (12, 2, 1),
    33: (1, 3, 0),
    34: (4, 6, 0),
    35: (7, 9, 0),
    36: (10, 12, 0),
    37: (1, 4, 0),
    38: (5, 8, 0),
    39: (9, 12, 0),
    40: (1, 6, 0),
    41: (7, 12, 0),
}
"""EDTF's sub-year groupings: code -> (first month, last month, years later): the winter of 2020 ends in 2021."""

_POINT = re.compile(
    r"(\d{4}|\d{3}X|\d\dXX|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?[~?%]?"
)
_TIME = re.compile(r"T\d\d:\d\d(?::\d\d)?")

DayBounds = tuple[str | None, str | None]

DECEMBER = 12
"""The last month; greater numbers are sub-year groupings (SEASONS) or none."""

EMPTY_SET = "{}"
"""What holds no value: a set has something between its brackets ("{2021,2023}")."""


@lru_cache(maxsize=100_000)
def bounds(edtf: str) -> DayBounds:
    """The earliest and the latest day an EDTF value may mean; None where that end is open or not known.

    Raises ValueError for what is not EDTF.

    >>> bounds("2020-08/2021-12"), bounds("2020-24"), bounds("../2022-12-31")
    (('2020-08-01', '2021-12-31'), ('2020-12-01', '2021-02-28'), (None, '2022-12-31'))
    >>> bounds("{2021,2023}"), bounds("199X"), bounds("XXXX-12-20")
    (('2021-01-01', '2023-12-31'), ('1990-01-01', '1999-12-31'), (None, None))
    """
    value = edtf.strip()
    if len(value) > len(EMPTY_SET) and value[0] in "{[" and value[-1] in "}]":
        ends = [bounds(part.strip()) for part in value[1:-1].split(",")]
        return _least(ends), _greatest(ends)
    if "/" in value:
        first, _, last = value.partition("/")
        low = None if first in ("..", "") else _point(first)[0]
        high = None if last in ("..", "") else _point(last)[1]
        if (first in ("..", "")) and (last in ("..", "")):
            raise ValueError(f"{edtf!r} is open at both ends")
        return low, high
    return _point(value)


def is_edtf(value: str) -> bool:
    """Whether Louhi can read a value as EDTF.

    >>> is_edtf("2021-21"), is_edtf("keväällä")
    (True, False)
    """
    try:
        bounds(value)
    except ValueError:
        return False
    return True


def _least(ends: list[DayBounds]) -> str | None:
    lows = [low for low, _ in ends]
    return None if None in lows else min(x for x in lows if x)


def _greatest(ends: list[DayBounds]) -> str | None:
    highs = [high for _, high in ends]
    return None if None in highs else max(x for x in highs if x)


def _point(value: str) -> DayBounds:
    if _TIME.fullmatch(value):
        return None, None
    m = _POINT.fullmatch(value)
    if not m:
        raise ValueError(f"{value!r} is not EDTF that Louhi reads")
    year, month, day = m[1], m[2], m[3]
    if year == "XXXX" or "X" in (month or ""):
        return (None, None) if year == "XXXX" else _years(year)
    if month is None:
        return _years(year)
    if "X" in year:
        return _years(year)
    y, mo = int(year), int(month)
    if mo in SEASONS:
        first, last, later = SEASONS[mo]
        return _iso(y, first, 1), _iso(y + later, last, monthrange(y + later, last)[1])
    if not 1 <= mo <= DECEMBER:
        raise ValueError(f"{value!r} has no such month")
    if day is None or day == "XX":
        return _iso(y, mo, 1), _iso(y, mo, _length(y, mo))
    date(y or 4, mo, int(day))
    return (_iso(y, mo, int(day)),) * 2


def _years(year: str) -> DayBounds:
    return f"{year.replace('X', '0')}-01-01", f"{year.replace('X', '9')}-12-31"


def _length(year: int, month: int) -> int:
    return monthrange(year or 4, month)[1]


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04d}-{month:02d}-{day:02d}"
