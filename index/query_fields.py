"""The fields of a query, their names in Finnish, and what their values mean."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import get_close_matches
from typing import NamedTuple

from extractors.errors import QueryError

FIELDS = {
    "title": "title", "otsikko": "title",
    "person": "person", "henkilö": "person", "henkilo": "person",
    "body": "body", "elin": "body", "taho": "body", "organisaatio": "body",
    "kind": "kind", "laji": "kind", "tyyppi": "kind",
    "publisher": "publisher", "julkaisija": "publisher",
    "language": "language", "kieli": "language",
    "id": "id", "tunnus": "id",
    "published": "published", "julkaistu": "published",
    "mentions": "mentions", "mainitsee": "mentions", "aika": "mentions",
    "amount": "amount", "määrä": "amount", "summa": "amount",
}  # fmt: skip
"""Every name a field may be called by, and its own name."""

KINDS = {
    "slides": "slides", "kalvot": "slides", "diat": "slides", "kalvosarja": "slides", "esitys": "slides",
    "web page": "web page", "page": "web page", "web": "web page", "verkkosivu": "web page", "sivu": "web page",
    "press release": "press release", "release": "press release", "tiedote": "press release",
    "document": "document", "asiakirja": "document",
}  # fmt: skip

LANGUAGES = {"suomi": "fi", "finnish": "fi", "ruotsi": "sv", "swedish": "sv", "englanti": "en", "english": "en"}

_UNITS = {
    "€": ("money", "EUR"), "eur": ("money", "EUR"), "e": ("money", "EUR"),
    "euroa": ("money", "EUR"), "euro": ("money", "EUR"),
    "%": ("percent", "%"), "prosenttia": ("percent", "%"), "pros": ("percent", "%"),
    "pv": ("duration", "day"), "päivää": ("duration", "day"),
    "vk": ("duration", "week"), "viikkoa": ("duration", "week"),
    "kk": ("duration", "month"), "kuukautta": ("duration", "month"),
    "v": ("duration", "year"), "vuotta": ("duration", "year"),
}  # fmt: skip
_SCALES = {
    "t": 3,
    "k": 3,
    "tuhatta": 3,
    "m": 6,
    "milj": 6,
    "milj.": 6,
    "miljoonaa": 6,
    "mrd": 9,
    "mrd.": 9,
    "miljardia": 9,
}
_NUMBER = re.compile(
    r"(\d+(?:[ _\u00a0]\d{3})*(?:[.,]\d+)?)\s*(milj\.?|mrd\.?|miljoonaa|miljardia|tuhatta|[tkmTKM](?![a-zäö]))?\s*(.*)"
)
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_FINNISH_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def marked(name: str, value: str) -> tuple[str, str] | None:
    """The (field, value) of a demand on what a document is; None for one on anything else.

    >>> marked("kind", "Tiedote"), marked("language", "ruotsi"), marked("person", "Kivelä")
    (('kind', 'press release'), ('language', 'sv'), None)
    """
    value = value.strip().lower()
    value = KINDS.get(value, "") if name == "kind" else LANGUAGES.get(value, value)
    return (name, value) if name in ("kind", "language") and value else None


class AmountRange(NamedTuple):
    """What an amount must overlap; `type` and `unit` None where any will do."""

    type: str | None
    unit: str | None
    low: Decimal | None
    high: Decimal | None


def near_miss(name: str) -> str | None:
    """The field a mistyped one may mean.

    >>> near_miss("publised"), near_miss("STM")
    ('published', None)
    """
    close = get_close_matches(name.lower(), FIELDS, n=1, cutoff=0.8) if len(name) >= 4 else []
    return close[0] if close else None


def span(value: str, at: int, query: str) -> tuple[str | None, str | None]:
    """The two ends of a time, both included; None for an open end.

    >>> span("2021-02..2021-06", 0, ""), span(">2021", 0, ""), span("17.2.2021", 0, "")
    (('2021-02', '2021-06'), ('2022-01-01', None), ('2021-02-17', '2021-02-17'))
    """
    if value.startswith(("<", ">")):
        sign = value[:2] if value[1:2] == "=" else value[0]
        day = _day(value[len(sign) :], at + len(sign), query)
        if sign == ">=":
            return day, None
        if sign == "<=":
            return None, day
        return (_after(day), None) if sign == ">" else (None, _before(day))
    first, dots, last = value.partition("..")
    if not dots:
        day = _day(first, at, query)
        return day, day
    return (_day(first, at, query) if first else None), (_day(last, at + len(first) + 2, query) if last else None)


def _day(value: str, at: int, query: str) -> str:
    if match := _FINNISH_DAY.fullmatch(value):
        value = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    if not _DAY.fullmatch(value) or not 1 <= int(value[5:7] or 1) <= 12 or not 1 <= int(value[8:10] or 1) <= 31:
        raise QueryError(f"{value or 'nothing'} is not a date", position=at, subject=query,
                         advice="Write 2021, 2021-02, 2021-02-17 or 17.2.2021, a range with .. between.")  # fmt: skip
    return value


def _after(day: str) -> str:
    from datetime import date, timedelta

    from extractors.edtf import bounds

    return (date.fromisoformat(str(bounds(day)[1])) + timedelta(days=1)).isoformat()


def _before(day: str) -> str:
    from datetime import date, timedelta

    from extractors.edtf import bounds

    return (date.fromisoformat(str(bounds(day)[0])) - timedelta(days=1)).isoformat()


def amount_range(value: str, at: int, query: str) -> AmountRange:
    """What an amount must overlap; a scale or unit at the end of a range is meant for both.

    >>> amount_range(">1M€", 0, "")
    AmountRange(type='money', unit='EUR', low=Decimal('1000000.000001'), high=None)
    >>> amount_range("10%..20%", 0, "")
    AmountRange(type='percent', unit='%', low=Decimal('10'), high=Decimal('20'))
    >>> amount_range("1..2M€", 0, "").low
    Decimal('1000000')
    """
    sign = next((s for s in (">=", "<=", ">", "<") if value.startswith(s)), "")
    if sign:
        end = _number(value[len(sign) :], at + len(sign), query)
        hair = Decimal(0) if "=" in sign else Decimal("0.000001")
        if sign[0] == "<":
            return AmountRange(end.type, end.unit, None, end.value - hair)
        return AmountRange(end.type, end.unit, end.value + hair, None)
    first, dots, last = value.partition("..")
    low = _number(first, at, query) if first else None
    if not dots:
        low = low or _number("", at, query)
        return AmountRange(low.type, low.unit, low.value, low.value)
    high = _number(last, at + len(first) + 2, query) if last else None
    if low and high and not low.scale and low.value * 10**high.scale <= high.value:
        low = low._replace(value=low.value * 10**high.scale)
    kind = next((end for end in (high, low) if end is not None and end.type), None)
    return AmountRange(kind.type if kind else None, kind.unit if kind else None, low and low.value, high and high.value)


class _End(NamedTuple):
    value: Decimal
    scale: int
    type: str | None
    unit: str | None


def _number(value: str, at: int, query: str) -> _End:
    match = _NUMBER.fullmatch(value)
    unit = match[3].lower() if match else ""
    if match is None or (unit and unit not in _UNITS):
        raise QueryError(f"{value or 'nothing'} is not an amount", position=at, subject=query,
                         advice="Write for example >1M€, 10%..20% or 6kk..12kk.")  # fmt: skip
    number = Decimal(re.sub(r"[ _\u00a0]", "", match[1]).replace(",", "."))
    scale = _SCALES[match[2].lower()] if match[2] else 0
    return _End(number * 10**scale, scale, *_UNITS.get(unit, (None, None)))
