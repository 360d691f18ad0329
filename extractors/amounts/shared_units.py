"""Numbers that leave their unit to a number beside them.

"från 15 till 20 euro", "12 ja 8 euroa"             the first to the second
"5,5 miljoonasta kilosta 9 miljoonaan"              the second of a change to the first
"from 4.9 million tonnes to 5.4 million"            the same
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.amounts.amount_mention import Mention, mention
from extractors.amounts.units import scale, unit
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
        # "3 ja 5 koulua" may count two things.
        if found is None or found.kind not in KINDS or not found.unit:
            continue
        value = figures(m["a"], english=english)
        yield mention(text, m.start("a"), value, value, found._replace(end=m.end("a")))


_ELATIVE = re.compile(r"(?:sta|stä)$")
_CHANGED_TO = {
    "fi": re.compile(
        rf" (?:noin |yli |lähes |vain )?(?P<n>{FIGURES})"
        r"(?=:(?:een|iin|aan|ään|hin|oon|seen)|[ ](?:miljoona|miljardi|tuhante)\w*n\b)"
    ),
    "sv": re.compile(rf"(?: år \d{{4}}| i \w+)? till (?:cirka |över )?(?P<n>{FIGURES})(?![\w]|[.,:/]\d| ?%)"),
    "en": re.compile(
        rf"(?: in \d{{4}}| last year)? to (?:about |over |just )?(?P<n>{ENGLISH_FIGURES})(?![\w%]|[.,:/]\d| per cent)"
    ),
}
_CHANGED_FROM = {"sv": re.compile(r"\bfrån (?:cirka )?$"), "en": re.compile(r"\bfrom (?:about )?$")}
_FROM_REACH = 14
"""How long "from about" is, before a number."""

# "450:een".
_ENDING = re.compile(r":[a-zåäö]{1,5}\b")


def shared_with_change(text: str, told: Iterable[Mention], language: str) -> Iterator[Mention]:
    """Each amount, and after it the one that it changed to, where that has no unit of its own."""
    for m in told:
        yield m
        if m.kind == "duration" or m.low != m.high or not _is_changed_from(text, m, language):
            continue
        to = _CHANGED_TO[language].match(text, m.end)
        # "5,5 miljoonasta kilosta viime vuonna": it says no second number.
        if to is None:
            continue
        factor, end = scale(text, to.end())
        ending = _ENDING.match(text, end)
        end = ending.end() if ending else end
        own = unit(text, end, language)
        if own is None or own.rule == "money without currency":
            value = figures(to["n"], english=language == "en") * factor
            start = to.start("n")
            yield replace(m, start=start, end=end, low=value, high=value, qualifier="exact", after=end, sense="amount")


def _is_changed_from(text: str, m: Mention, language: str) -> bool:
    if language == "fi":
        return _ELATIVE.search(text, m.start, m.end) is not None
    return _CHANGED_FROM[language].search(text, max(0, m.start - _FROM_REACH), m.start) is not None
