"""Times and amounts as a reader of a language writes them; what cannot be put so stays as the records have it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from search_cli.web.languages import number_in

DAY_PATTERNS = {"fi": "d.M.yyyy", "sv": "d MMMM yyyy", "en": "d MMMM yyyy"}
APPROXIMATE = {"fi": "noin", "sv": "cirka", "en": "about"}
AND = {"fi": "ja", "sv": "och", "en": "and"}
SEASONS = {
    "fi": ("kevät", "kesä", "syksy", "talvi"),
    "sv": ("våren", "sommaren", "hösten", "vintern"),
    "en": ("spring", "summer", "autumn", "winter"),
}
"""EDTF's 21 to 24."""
MONTHS, HALVES_A_YEAR = 12, 2
FIRST_SEASON, FIRST_QUARTER, FIRST_HALF = 21, 33, 40
LEAP = 2024
"""A year that has every day of any."""
ROMAN = ("I", "II", "III", "IV")
QUARTERS = {"fi": "{n} neljännes {year}", "sv": "kvartal {n} {year}", "en": "quarter {n} of {year}"}
HALVES = {"fi": "{n} vuosipuolisko {year}", "sv": "halvår {n} {year}", "en": "half {n} of {year}"}
_MONTHLY = re.compile(r"(\d{4})-(\d{2})")
_DECADE = re.compile(r"(\d{2,3})(X{1,2})")
_YEARLESS = re.compile(r"XXXX-(\d{2})(?:-(\d{2}))?")
DECADES = {"fi": "{years}-luku", "sv": "{years}-talet", "en": "the {years}s"}
_SET = re.compile(r"\{(.+)\}|\[(.+)\]")

QUALIFIERS = {
    "fi": {"about": "noin", "at least": "vähintään", "at most": "enintään", "over": "yli", "under": "alle"},
    "sv": {"about": "cirka", "at least": "minst", "at most": "högst", "over": "över", "under": "under"},
    "en": {"about": "about", "at least": "at least", "at most": "at most", "over": "over", "under": "under"},
}
PER = {
    "fi": {
        "year": "vuosi",
        "month": "kuukausi",
        "week": "viikko",
        "day": "päivä",
        "hour": "tunti",
        "person": "henkilö",
    },
    "sv": {"year": "år", "month": "månad", "week": "vecka", "day": "dag", "hour": "timme", "person": "person"},
    "en": {},
}
DURATIONS = ("year", "month", "week", "day", "hour", "minute")


@lru_cache(maxsize=4096)
def time_in(language: str, edtf: str | None) -> str:
    """A time of the records (EDTF) in words; what is none of the usual forms stays EDTF.

    >>> [time_in("fi", one) for one in ("2021-02-17", "2021-02", "2026/2028", "2026-01/..", "2025-12~", "{2026,2027}")]
    ['17.2.2021', '2/2021', '2026–2028', '1/2026–', 'noin 12/2025', '2026 ja 2027']
    >>> [time_in("fi", one) for one in ("190X", "19XX", "XXXX-12-20", "XXXX-09")]
    ['1900-luku', '1900-luku', '20.12.', 'syyskuu']
    >>> [time_in("sv", one) for one in ("2021-02-17", "2021-21", "2027-33")]
    ['17 februari 2021', 'våren 2021', 'kvartal I 2027']
    """
    if not edtf:
        return ""
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        return "–".join("" if end == ".." else time_in(language, end) for end in (first, last))
    if found := _SET.fullmatch(edtf):
        return f" {AND[language]} ".join(time_in(language, one) for one in (found[1] or found[2]).split(","))
    if found := _DECADE.fullmatch(edtf):
        return DECADES[language].format(years=found[1] + "0" * len(found[2]))
    if found := _YEARLESS.fullmatch(edtf):
        return _yearless(language, int(found[1]), int(found[2]) if found[2] else None)
    if edtf[-1] in "~%?":
        return f"{APPROXIMATE[language]} {time_in(language, edtf[:-1])}"
    return _one_time(language, edtf)


def _yearless(language: str, month: int, day: int | None) -> str:
    """A day or month of no known year."""
    from babel.dates import format_date, get_month_names

    if not 1 <= month <= MONTHS:
        return f"{month}"
    if day is None:
        return str(get_month_names("wide", "stand-alone", locale=language)[month])
    pattern = DAY_PATTERNS[language].replace("yyyy", "").strip()
    return str(format_date(date(LEAP, month, day), pattern, locale=language))


def _one_time(language: str, edtf: str) -> str:
    """A day, a month, a season, a quarter or a half of a year."""
    from babel.dates import format_date

    try:
        return str(format_date(date.fromisoformat(edtf[:10]), DAY_PATTERNS[language], locale=language))
    except ValueError:
        pass
    if not (found := _MONTHLY.fullmatch(edtf)):
        return edtf
    year, part = found[1], int(found[2])
    if 1 <= part <= MONTHS:
        return f"{part}/{year}"
    if 0 <= (season := part - FIRST_SEASON) < len(SEASONS[language]):
        return f"{SEASONS[language][season]} {year}"
    if 0 <= (quarter := part - FIRST_QUARTER) < len(ROMAN):
        return QUARTERS[language].format(n=ROMAN[quarter], year=year)
    if 0 <= (half := part - FIRST_HALF) < HALVES_A_YEAR:
        return HALVES[language].format(n=ROMAN[half], year=year)
    return edtf


def amount_in(language: str, amount: Mapping[str, Any]) -> str:
    """An amount of the records as a language writes it; low and high as text, None where that end is open.

    >>> row = {"kind": "money", "low": "2400000", "high": "2400000", "unit": "EUR", "qualifier": "about", "per": "year"}
    >>> amount_in("fi", row).replace("\\xa0", " "), amount_in("en", row)
    ('noin 2 400 000 € / vuosi', 'about €2,400,000 / year')
    >>> row = {"kind": "duration", "low": "3", "high": "4", "unit": "month", "qualifier": "exact", "per": None}
    >>> amount_in("fi", row).replace("\\xa0", " ")
    '3–4 kuukautta'
    """
    low, high, unit = amount["low"], amount["high"], amount["unit"] or ""
    ends = [one for one in dict.fromkeys((low, high)) if one is not None]
    try:
        told = [_with_unit(language, amount["kind"], Decimal(one), unit) for one in ends]
        if len(ends) > 1:
            told[0] = number_in(language, Decimal(ends[0]))
    except InvalidOperation:
        return str(amount.get("value") or "")
    words = QUALIFIERS[language].get(amount["qualifier"] or "", "")
    open_end = "–" if len(ends) == 1 and None in (low, high) and not words else ""
    span = f"{open_end}{told[0]}" if open_end and low is None else "–".join(told) + open_end
    per = amount.get("per")
    return " ".join(one for one in (words, span, f"/ {PER[language].get(per, per)}" if per else "") if one)


def _with_unit(language: str, kind: str, value: Decimal, unit: str) -> str:
    """A number with its unit, as a language puts them together."""
    from babel.numbers import format_currency
    from babel.units import format_unit

    if kind == "money" and unit in _currencies():
        pattern = "¤#,##0.##" if language == "en" else "#,##0.##\xa0¤"
        return str(format_currency(value, unit, pattern, locale=language, currency_digits=False))
    if kind == "duration" and unit in DURATIONS:
        return str(format_unit(float(value) if value % 1 else int(value), f"duration-{unit}", locale=language))
    spaced = "" if unit == "%" and language == "en" else "\xa0"
    return f"{number_in(language, value)}{spaced}{unit}" if unit else number_in(language, value)


@lru_cache(maxsize=1)
def _currencies() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies())
