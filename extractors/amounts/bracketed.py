"""A number in brackets that is the same thing of another year: "(5,1 vuonna 2005)", "(2022: 251,9)", "(5,1)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from extractors.amounts.amount_mention import Mention
from extractors.text.numbers import ENGLISH_FIGURES, FIGURES, figures

KINDS = ("money", "percent", "measure")
"""Kinds of unit that a number in brackets shares; of counted nouns it may be another that is meant."""

_IN = r"(?:vuonna |vuosi |år |in )?"


def _pattern(number: str, point: str) -> re.Pattern[str]:
    year = r"(?:19|20)\d\d"
    first = rf"{_IN}(?P<y1>{year}): ?(?P<n1>{number})"
    last = rf"(?P<n2>{number}) (?:vuonna|år|in) (?P<y2>{year})"
    alone = rf"(?P<n3>(?=[\d ,.]+\))(?:{number}))(?<={point}\d)"  # with a decimal: no footnote and no year
    return re.compile(rf" ?\((?:{first}|{last}|{alone})\)")


FINNISH, ENGLISH = _pattern(FIGURES, ","), _pattern(ENGLISH_FIGURES, r"\.")
_NUMBER = re.compile(FIGURES)
_ENGLISH_NUMBER = re.compile(ENGLISH_FIGURES)


MOST_TIMES = 3
"""How many times the other a figure of the year before may be, where nothing says that it is one."""


def _is_alike(one: Decimal, other: Decimal, kind: str) -> bool:
    """Whether a bare figure in brackets can be the same sum of another time: "1 152,3 milj. euroa (1 214,5)"."""
    return kind == "money" and one > 0 and one / MOST_TIMES <= other <= one * MOST_TIMES


def of_other_years(text: str, told: Iterable[Mention], language: str) -> Iterator[Mention]:
    """Each amount, and after it the one of another year that brackets tell with its unit."""
    english = language == "en"
    for m in told:
        yield m
        other = (ENGLISH if english else FINNISH).match(text, m.end) if m.kind in KINDS and m.low == m.high else None
        own = (_ENGLISH_NUMBER if english else _NUMBER).search(text, m.start, m.end)
        value = figures(own[0], english=english) if own else None
        if other is None or not value:
            continue
        which = next(n for n in "123" if other[f"n{n}"])
        if which == "3" and not _is_alike(m.low, figures(other["n3"], english=english) * (m.low / value), m.kind):
            continue
        there = figures(other[f"n{which}"], english=english) * (m.low / value)
        start, end = other.span(f"n{which}")
        yield replace(
            m,
            start=start,
            end=end,
            low=there,
            high=there,
            qualifier="exact",
            after=end,
            when=other[f"y{which}"] if which in "12" else None,
            sense="amount",
        )
