"""Numbers that leave their unit to the number after them: "från 15 till 20 euro", "12 ja 8 euroa"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.amounts.amount_mention import Mention, mention
from extractors.amounts.units import unit
from extractors.text.normalised import Spans
from extractors.text.numbers import ENGLISH_FIGURES, FIGURES, figures

_START = r"(?<![\w.,/:§#_=^-])(?<!\d )"
_LARGE = r"\d{1,3}(?: \d{3})+"
_AND = "ja|tai|sekä|och|eller|till|and|or|to|mot"


def _pattern(number: str) -> re.Pattern[str]:
    side_by_side = rf" (?:{_AND}) (?:noin |omkring |about )?(?P<b>{number})"
    apart = rf"(?P<large>(?<= \d{{3}})) (?:ja|och|and) (?:[^\W\d]+ ){{1,3}}(?P<c>{_LARGE})"
    return re.compile(rf"{_START}(?P<a>{number})(?:{side_by_side}|{apart})(?![\d]|[.,:/]\d)")


FINNISH, ENGLISH = _pattern(FIGURES), _pattern(ENGLISH_FIGURES)
KINDS = ("money", "percent", "measure")
"""Kinds of unit that a number leaves to the next; of counted nouns it may be another that is meant."""


def shared_units(text: str, blocked: Spans, language: str) -> Iterator[Mention]:
    """The first number of each such pair, with the unit of the second; of "Taike 55 000 ja liitto 40 000 euroa" too."""
    english = language == "en"
    for m in (ENGLISH if english else FINNISH).finditer(text):
        if blocked.touch(*m.span("a")) or blocked.touch(*m.span("b" if m["b"] else "c")):
            continue
        found = unit(text, m.end(), language)
        if found is None or found.kind not in KINDS or not found.unit:
            continue
        value = figures(m["a"], english=english)
        yield mention(text, m.start("a"), value, value, found._replace(end=m.end("a")))
