"""A number in brackets that is the same thing of another year: "6,4 milj. euroa (5,1 vuonna 2005)", "(2022: 251,9)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.amounts.amount_mention import Mention
from extractors.text.numbers import ENGLISH_FIGURES, FIGURES, figures

KINDS = ("money", "percent", "measure")
"""Kinds of unit that a number in brackets shares; of counted nouns it may be another that is meant."""

_IN = r"(?:vuonna |vuosi |år |in )?"


def _pattern(number: str) -> re.Pattern[str]:
    year = r"(?:19|20)\d\d"
    first = rf"{_IN}(?P<y1>{year}): ?(?P<n1>{number})"
    last = rf"(?P<n2>{number}) (?:vuonna|år|in) (?P<y2>{year})"
    return re.compile(rf" ?\((?:{first}|{last})\)")


FINNISH, ENGLISH = _pattern(FIGURES), _pattern(ENGLISH_FIGURES)
_NUMBER = re.compile(FIGURES)
_ENGLISH_NUMBER = re.compile(ENGLISH_FIGURES)


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
        which = "1" if other["n1"] else "2"
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
            when=other[f"y{which}"],
            sense="amount",
        )
