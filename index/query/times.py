"""The times of a query: ISO and EDTF, Finnish numbers, and words as the documents write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from extractors.model.edtf import bounds
from extractors.model.errors import QueryError

Span = tuple[str | None, str | None]

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_FINNISH_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_FINNISH_MONTH = re.compile(r"(\d{1,2})[./](\d{4})")
_ADVICE = 'Write 2021, 2021-02, 17.2.2021, "helmikuu 2021" or "kevät 2021", a range with .. between.'


def span(value: str, at: int, query: str) -> Span:
    """The two ends of a time, both included; None for an open end.

    `at` is where the value stands in the query.  Raises QueryError for what is no time.

    >>> span("2021-02..2021-06", 0, ""), span(">2021", 0, ""), span("17.2.2021", 0, "")
    (('2021-02', '2021-06'), ('2022-01-01', None), ('2021-02-17', '2021-02-17'))
    >>> span("kevät 2021", 0, ""), span("vuodet 2021–2023", 0, "")
    (('2021-03-01', '2021-05-31'), ('2021-01-01', '2023-12-31'))
    """
    value = value.replace("…", "..")
    if value.startswith(("<", ">")):
        return _compared(value, at, query)
    first, dots, last = value.partition("..")
    if not dots or value.startswith("../"):
        return _time(value, at, query)
    since = _time(first, at, query)[0] if first.strip() else None
    until = _time(last, at + len(first) + 2, query)[1] if last.strip() or not first.strip() else None
    if since and until and str(bounds(since)[0]) > str(bounds(until)[1]):
        raise QueryError(
            f"{value} ends before it begins",
            position=at,
            subject=query,
            advice=f"Write {last.strip()}..{first.strip()}.",
        )
    return since, until


def overlaps(said: tuple[str, int, str]) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a record of a date overlaps a time: the value, where it stands, and the query.

    >>> meets = overlaps(("2021", 0, ""))
    >>> meets({"edtf": "2020/2023"}), meets({"edtf": "2022-05"}), meets({"edtf": "XXXX-12-06"})
    (True, False, False)
    """
    first, last = span(*said)
    since, until = (bounds(first)[0] if first else None), (bounds(last)[1] if last else None)

    def meets(record: Mapping[str, Any]) -> bool:
        low, high = bounds(record["edtf"])
        reaches = not since or high is None or high >= since
        return (low is not None or high is not None) and reaches and (not until or low is None or low <= until)

    return meets


def as_days(said: tuple[str, int, str]) -> tuple[int, int]:
    """The two ends of a time as numbers that days of publication are compared with.

    >>> as_days(("2021-02..2021-06", 0, "")), as_days((">2021", 0, ""))
    ((20210200, 20210699), (20220101, 99999999))
    """
    since, until = span(*said)
    return _digits(since, "0") if since else 0, _digits(until, "9") if until else 99_999_999


def _digits(time: str, fill: str) -> int:
    digits = time[:10].replace("-", "")
    return int(digits.ljust(8, fill))


def today() -> date:
    """The day that "eilen" is the day before."""
    return date.today()


def _compared(value: str, at: int, query: str) -> Span:
    sign = value[:2] if value[1:2] == "=" else value[0]
    since, until = _time(value[len(sign) :], at + len(sign), query)
    if sign == ">=":
        return since, None
    if sign == "<=":
        return None, until
    day = str(bounds(until)[1] if until else None) if sign == ">" else str(bounds(since)[0] if since else None)
    if day == "None":
        raise QueryError(f"{value} has no end", position=at, subject=query, advice=_ADVICE)
    try:
        moved = (date.fromisoformat(day) + timedelta(days=1 if sign == ">" else -1)).isoformat()
    except OverflowError as error:
        raise QueryError(f"{value} is beyond all days", position=at, subject=query, advice=_ADVICE) from error
    return (moved, None) if sign == ">" else (None, moved)


def _time(value: str, at: int, query: str) -> Span:
    value = value.strip()
    if match := _FINNISH_DAY.fullmatch(value):
        value = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    elif match := _FINNISH_MONTH.fullmatch(value):
        value = f"{match[2]}-{int(match[1]):02}"
    try:
        since, until = bounds(value)
    except ValueError:
        edtf = None if _DAY.fullmatch(value) else _in_words(value)
        if edtf is None:
            raise QueryError(
                f"{value or 'nothing'} is not a date", position=at, subject=query, advice=_ADVICE
            ) from None
        since, until = bounds(edtf)
    if since is None and until is None:
        raise QueryError(f"{value} does not say which year", position=at, subject=query, advice=_ADVICE)
    return (value, value) if _DAY.fullmatch(value) and value[5:7] <= "12" else (since, until)


def _in_words(value: str) -> str | None:
    """The EDTF of a time in words, read as in a document of today: "vuoden 2021 loppuun saakka", "eilen"."""
    from extractors.dates import find_dates
    from extractors.model.document import Document

    for published in (None, today().isoformat()):  # "tammikuu" is of no year, "eilen" the day before today
        found = list(find_dates(Document(id="query", text=value, published=published)))
        if len(found) == 1 and found[0].evidence[0].quote == value:
            return found[0].edtf
    return None
