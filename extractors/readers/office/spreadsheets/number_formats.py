"""A sheet's values as its reader sees them: numbers, shares, sums and days by the format of their cell.

The format says how many decimals, whether in thousands, and what stands beside the number; the figures themselves are
written with a decimal comma and groups parted by a space, whatever language the sheet was made in.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
PLACES = re.compile(r"[#0?][#0?, .]*")
GENERAL_DIGITS = 12  # what a cell of no format shows at most; the rest is the dust of binary fractions

ZERO = 2
"""The place of a format's part for nothing, after those for more and for less: '0;-0;"–"' shows 0 as a dash."""


def shown(value: object, number_format: str = "General") -> str:
    """What a cell shows; "" for an empty one and for an error.

    >>> shown(1234567.5, "#,##0.00"), shown(0.125, "0.0%"), shown(12500000, '#,##0.0,,"  milj. €"')
    ('1 234 567,50', '12,5 %', '12,5 milj. €')
    >>> shown(-4000, '#,##0 [$€-40B];(#,##0) [$€-40B]'), shown(2024), shown(45.20), shown(datetime(2025, 3, 1))
    ('-4 000 €', '2024', '45,2', '1.3.2025')
    """
    if value is None or isinstance(value, str):
        words = " ".join((value or "").split())
        return "" if words.startswith("#") and words.endswith(("!", "?", "/A")) else words
    if type(value) is int and number_format == "General":
        return str(value)
    if isinstance(value, bool):
        return "kyllä" if value else "ei"
    if isinstance(value, datetime | date | time | timedelta):
        return _day(value, number_format)
    try:
        return _number(Decimal(str(value)), number_format)
    except (InvalidOperation, ValueError):
        return str(value)


def _day(value: datetime | date | time | timedelta, number_format: str) -> str:
    """A day as finely as its format shows it: 1.3.2025, 3/2025, 2025, 12.30."""
    if isinstance(value, timedelta):
        return f"{value / timedelta(hours=1):.4g}".replace(".", ",")
    if isinstance(value, time):
        return f"{value.hour}.{value.minute:02}"
    bare = LITERAL.sub("", number_format).lower()
    clock = f" klo {value.hour}.{value.minute:02}" if isinstance(value, datetime) and "h" in bare else ""
    if "d" in bare or number_format == "General" or not bare.strip():
        return f"{value.day}.{value.month}.{value.year}{clock}"
    return f"{value.month}/{value.year}" if "m" in bare else str(value.year)


def _number(value: Decimal, number_format: str) -> str:
    section, named = _section(value, number_format)
    if section.lower() in ("general", "@", "yleinen", ""):
        return _grouped(_rounded(value), False)
    kept = LITERAL.sub(lambda m: "\x00" * len(m[0]), section)
    places = PLACES.search(kept)
    if not places or "E" in kept:
        return _grouped(_rounded(value), False)
    digits = places[0].rstrip()
    if "%" in kept:
        value *= 100
    while digits.endswith(","):
        value, digits = value / 1000, digits[:-1]
    decimals = len(digits.partition(".")[2].replace(" ", "")) if "." in digits else 0
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    figures = _grouped(rounded, "," in digits or " " in digits.partition(".")[0].strip())
    before, after = section[: places.start()], section[places.start() + len(digits) :].lstrip(",")
    said = " ".join(f"{_literals(before)} {figures.lstrip('-')} {_literals(after)}".split())
    return f"-{said}" if figures.startswith("-") or (named and value < 0) else said


def _section(value: Decimal, number_format: str) -> tuple[str, bool]:
    """The part of a format that holds for a value, and whether it is one for negative numbers alone."""
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format)
    if value < 0 and len(parts) > 1:
        return parts[1], True
    if value == 0 and len(parts) > ZERO:
        return parts[ZERO] if PLACES.search(LITERAL.sub("", parts[ZERO])) else parts[0], False
    return parts[0], False


def _literals(part: str) -> str:
    """The words a format puts beside a number."""
    said = "".join(m[1] or m[2] or m[3] or "" for m in LITERAL.finditer(part))
    return f"{said} %" if "%" in LITERAL.sub("", part) else said


def _rounded(value: Decimal) -> Decimal:
    if not value or not value.is_finite():
        return Decimal(0)
    digits = GENERAL_DIGITS - value.adjusted() - 1
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP).normalize() if digits >= 0 else value


def _grouped(value: Decimal, grouped: bool) -> str:
    whole, _, rest = f"{value:f}".partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if grouped:
        whole = f"{int(whole):,}".replace(",", " ")
    return f"{sign if any(d in '123456789' for d in whole + rest) else ''}{whole}{',' if rest else ''}{rest}"
