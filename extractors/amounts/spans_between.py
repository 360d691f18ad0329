"""Amounts that lie between two: "between 60 and 70 million euros", "2:n ja 3 euron välillä"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.amounts.amount_mention import Mention, mention
from extractors.amounts.counted_sv_en import foreign_noun
from extractors.amounts.units import CURRENCY_FIRST, Unit, currency_code, scale, unit
from extractors.text.normalised import Spans
from extractors.text.numbers import ENGLISH_FIGURES, FIGURES, said_number

_WORD = r"[a-zåäö]{3,}(?:-[a-z]+)?"


def _number(name: str, figures_of: str) -> str:
    return rf"(?:(?P<c{name}>{CURRENCY_FIRST}) ?)?(?P<{name}>{figures_of}|{_WORD})"


_UP_TO_AND = r"(?P<between>(?: [^\W\d]+\.?){0,2})"
"""The unit of the first number, where it has its own: "18 million and"."""

ENGLISH = re.compile(
    rf"\b[Bb]etween (?:about |around )?{_number('a', ENGLISH_FIGURES)}{_UP_TO_AND} and (?:about |around )?"
    rf"{_number('b', ENGLISH_FIGURES)}(?![\w/]|[.,:]\d)"
)
SWEDISH = re.compile(
    rf"\b[Mm]ellan (?:cirka )?{_number('a', FIGURES)}{_UP_TO_AND} och (?:cirka )?"
    rf"{_number('b', FIGURES)}(?![\w/]|[.,:]\d)"
)
FINNISH = re.compile(
    rf"(?<![\w.,:/§-])(?P<a>{FIGURES}|{_WORD})(?::n|:en)?{_UP_TO_AND} ja "
    rf"(?P<b>{FIGURES}|{_WORD})(?::n|:en)?(?![\w/]|[.,]\d)"
)
FINNISH_ANCHOR = re.compile(r" väli(?:llä|ltä|lle|in|ssä)\b")
FINNISH_REACH = 90
"""Characters before "välillä" in which both of its numbers stand."""


def spans_between(text: str, blocked: Spans, language: str) -> Iterator[Mention]:
    """Every amount that is told by the two it lies between, with the unit of the second or of both."""
    if language in ("sv", "en"):
        for m in (ENGLISH if language == "en" else SWEDISH).finditer(text):
            if not blocked.touch(*m.span()):
                yield from _read(text, m, language)
        return
    for anchor in FINNISH_ANCHOR.finditer(text):
        for m in FINNISH.finditer(text, max(0, anchor.start() - FINNISH_REACH), anchor.start()):
            if not blocked.touch(*m.span()):
                yield from (found for found in _read(text, m, language) if found.end == anchor.start())


def _read(text: str, m: re.Match[str], language: str) -> Iterator[Mention]:
    low, high = said_number(m["a"], language), said_number(m["b"], language)
    start = m.start("ca" if m.groupdict().get("ca") else "a")
    found = _unit_of_price(text, m) or _unit_after(text, m.end(), language)
    own = unit(text, m.end("a"), language) if m["between"] else found
    if low is None or high is None or found is None or own is None:
        return
    if own.unit in ("", found.unit) and low * own.factor < high * found.factor:
        yield mention(text, start, low * own.factor / found.factor, high, found)


def _unit_of_price(text: str, m: re.Match[str]) -> Unit | None:
    """Euros or another currency that stands before the second number, and its scale after it."""
    sign = m.groupdict().get("cb")
    if sign is None:
        return None
    factor, end = scale(text, m.end())
    return Unit(end, "money", currency_code(sign), factor, "money")


def _unit_after(text: str, at: int, language: str) -> Unit | None:
    found = unit(text, at, language)
    if found is not None and found.unit:
        return found
    noun = foreign_noun(text, at, language) if found is None and language in ("sv", "en") else None
    return Unit(noun.end, "count", noun.noun, Decimal(1), "count in figures") if noun else None
