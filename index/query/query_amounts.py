"""The amounts of a query: numbers with a scale and unit, or words as the documents write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from extractors.model.errors import QueryError
from index.query.codes import amount_kind_of

_UNITS = {
    "€": ("money", "EUR"),
    "eur": ("money", "EUR"),
    "e": ("money", "EUR"),
    "euroa": ("money", "EUR"),
    "euro": ("money", "EUR"),
    "%": ("percent", "%"),
    "prosenttia": ("percent", "%"),
    "pros": ("percent", "%"),
    "pv": ("duration", "day"),
    "päivää": ("duration", "day"),
    "vk": ("duration", "week"),
    "viikkoa": ("duration", "week"),
    "kk": ("duration", "month"),
    "kuukautta": ("duration", "month"),
    "v": ("duration", "year"),
    "vuotta": ("duration", "year"),
}
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
_SCALE = r"milj\.?|mrd\.?|miljoonaa|miljardia|tuhatta|[tkmTKM](?![a-zäö])"
_DIGITS = r"\d+(?:[ _\u00a0]\d{3}(?!\d))*(?:[.,]\d+)?"
_NUMBER = re.compile(rf"({_DIGITS})\s*({_SCALE})?\s*(.*)")
_HAIR = Decimal("0.000001")
_FINE = Decimal("1E-9")
_DAYS = {
    "minute": Decimal(1) / 1440,
    "hour": Decimal(1) / 24,
    "day": Decimal(1),
    "week": Decimal(7),
    "month": Decimal("30.4375"),
    "year": Decimal("365.25"),
}
"""Days in each unit of duration, about: a year is twelve months to the letter."""
_ADVICE = 'Write for example >1M€, 10%..20%, 6kk..12kk or "yli 9,4 miljoonaa euroa".'


@cache
def typed() -> re.Pattern[str]:
    """An amount as it may stand after its field without quotes, spaces inside: `amount:>1 M€`."""
    units = "|".join(map(re.escape, _UNITS))
    end = rf"{_DIGITS}(?:[ \u00a0]?(?:{_SCALE}))?(?:[ \u00a0]?(?:{units})(?![\w]))?"
    return re.compile(rf"[<>]?=?[ \u00a0]?{end}(?:[ \u00a0]?(?:\.\.|[–-])[ \u00a0]?{end})?(?=[\s)]|$)", re.IGNORECASE)


class AmountRange(NamedTuple):
    """What an amount must overlap; `type` and `unit` None where any will do."""

    type: str | None
    unit: str | None
    low: Decimal | None
    high: Decimal | None


def amount_range(value: str, at: int, query: str) -> AmountRange:
    """What an amount must overlap; a scale or unit at the end of a range is meant for both.

    `at` is where the value stands in the query.  Raises QueryError for what is no amount.

    >>> amount_range(">1M€", 0, "")
    AmountRange(type='money', unit='EUR', low=Decimal('1000000.000001'), high=None)
    >>> amount_range("10%..20%", 0, "")
    AmountRange(type='percent', unit='%', low=Decimal('10'), high=Decimal('20'))
    >>> amount_range("1..2M€", 0, "").low
    Decimal('1000000')
    >>> amount_range("alle 6 kuukautta", 0, "").high
    Decimal('5.999999')
    """
    found = _range(value.strip().replace("…", ".."), at, query)
    if found.low is not None and found.high is not None and found.low > found.high:
        raise QueryError(
            f"{value} ends before it begins", position=at, subject=query, advice="Write the smaller one first."
        )
    return found


def in_each_unit(asked: AmountRange) -> tuple[AmountRange, ...]:
    """The same range in every unit that a document may give it in: durations in hours, days, weeks ...

    >>> [(one.unit, str(one.low)) for one in in_each_unit(amount_range("12kk", 0, "")) if one.unit in ("month", "year")]
    [('month', '12'), ('year', '1')]
    >>> len(in_each_unit(amount_range("1M€", 0, "")))
    1
    """
    if asked.type != "duration" or asked.unit not in _DAYS:
        return (asked,)

    def into(value: Decimal | None, unit: str) -> Decimal | None:
        return None if value is None else (value * _DAYS[str(asked.unit)] / _DAYS[unit]).quantize(_FINE).normalize()

    return tuple(
        asked if unit == asked.unit else AmountRange("duration", unit, into(asked.low, unit), into(asked.high, unit))
        for unit in _DAYS
    )


def within(said: tuple[str, int, str]) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a record of an amount is one that was asked for: a range of amounts, or a kind of them.

    >>> meets = within((">1M€", 0, ""))
    >>> meets({"kind": "money", "unit": "EUR", "low": "2000000"}), meets({"kind": "count", "low": "2000000"})
    (True, False)
    """
    if kind := amount_kind_of(said[0]):
        return lambda record: record["kind"] == kind
    asked = in_each_unit(amount_range(*said))
    return lambda record: any(_overlap(one, record) for one in asked)


def _overlap(one: AmountRange, record: Mapping[str, Any]) -> bool:
    low, high = record.get("low") or record.get("high"), record.get("high") or record.get("low")
    if (one.type is not None and record["kind"] != one.type) or (one.unit and record.get("unit") != one.unit):
        return False
    reaches = one.low is None or high is None or Decimal(high) >= one.low
    return reaches and (one.high is None or low is None or Decimal(low) <= one.high)


def _range(value: str, at: int, query: str) -> AmountRange:
    sign = next((s for s in (">=", "<=", ">", "<") if value.startswith(s)), "")
    if sign:
        end = _number(value[len(sign) :], at + len(sign), query)
        hair = Decimal(0) if "=" in sign else _HAIR
        if sign[0] == "<":
            return AmountRange(end.type, end.unit, None, end.value - hair)
        return AmountRange(end.type, end.unit, end.value + hair, None)
    first, dots, last = value.partition("..")
    if not dots and (said := _in_words(value)) is not None:
        return said
    low = _number(first, at, query) if first else None
    if not dots:
        low = low or _number("", at, query)
        return AmountRange(low.type, low.unit, low.value, low.value)
    high = _number(last, at + len(first) + 2, query) if last or not first else None
    if low and high and not low.scale and low.value * 10**high.scale <= high.value:
        low = low._replace(value=low.value * 10**high.scale)
    kind = next((end for end in (high, low) if end is not None and end.type), None)
    return AmountRange(kind.type if kind else None, kind.unit if kind else None, low and low.value, high and high.value)


class _End(NamedTuple):
    value: Decimal
    scale: int
    type: str | None
    unit: str | None


def _plain(value: str) -> _End | None:
    match = _NUMBER.fullmatch(value.strip())
    unit = match[3].lower() if match else ""
    if match is None or (unit and unit not in _UNITS):
        return None
    number = Decimal(re.sub(r"[ _\u00a0]", "", match[1]).replace(",", "."))
    scale = _SCALES[match[2].lower()] if match[2] else 0
    return _End(number * 10**scale, scale, *_UNITS.get(unit, (None, None)))


def _number(value: str, at: int, query: str) -> _End:
    if plain := _plain(value):
        return plain
    said = _in_words(value.strip())
    if said is None or said.low is None or said.low != said.high:
        raise QueryError(f"{value.strip() or 'nothing'} is not an amount", position=at, subject=query, advice=_ADVICE)
    return _End(said.low, 0, said.type, said.unit)


def _in_words(value: str) -> AmountRange | None:
    """An amount in words, read as in a document; None for a plain number and for what is none."""
    if _plain(value) or not any(map(str.isalnum, value)):
        return None
    from extractors.amounts import find_amounts
    from extractors.model.document import Document

    found = list(find_amounts(Document(id="query", text=value)))
    if len(found) != 1 or found[0].evidence[0].quote != value:
        return None
    one = found[0]
    low = one.low + _HAIR if one.low is not None and one.qualifier == "over" else one.low
    high = one.high - _HAIR if one.high is not None and one.qualifier == "under" else one.high
    return AmountRange(one.kind, one.unit, low, high)
