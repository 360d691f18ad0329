"""Counts that a label names, in Swedish and English, and what the label of a row of figures counts.

Avgjorda ärenden: 318                                a line of a label and its number
* Data permits granted in 2023: 318                  the noun that opens it, its participle and its year after it
The number of keepers has fallen from 412 to 365.    a number of something, in a sentence
Vessel calls   812   846                             a row of a table without units
Loukkausilmoitukset lukuina                          above rows of years
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from extractors.amounts.amount_mention import Mention, mention
from extractors.amounts.counted_sv_en import ENGLISH_NOUN, SWEDISH_ADJECTIVE, SWEDISH_NOUN, singular
from extractors.amounts.counts_apart import RULE, plural_noun
from extractors.amounts.tables.head_units import YEAR
from extractors.amounts.units import LEXICON, Unit, scale, unit
from extractors.text.normalised import Spans
from extractors.text.numbers import ENGLISH_FIGURES, FIGURES, figures

_LABELS = LEXICON["labels"]
NO_COUNTS = {language: frozenset(words) for language, words in _LABELS["no counts"].items()}
"""Nouns whose numbers are money, tonnes, points or numbers of one of them."""


def _line(number: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:\A|\n)[ •*–·-]*(?P<label>[^\W\d_][^\n:\t]{{2,60}}?)(?: (?:19|20)\d\d)?: (?P<n>{number})"
        r"(?= ?(?:\Z|\n|[,;(]|\.(?:\s|\Z)))"
    )


_LINES = {"sv": _line(FIGURES), "en": _line(ENGLISH_FIGURES)}

_NOUNS = {
    "sv": re.compile(
        rf"(?:antal(?:et)? )?(?:[a-zåäö]+(?:da|na|ta|de|ga) |{SWEDISH_ADJECTIVE} )*(?P<w>{SWEDISH_NOUN})(?![\w-])"
    ),
    "en": re.compile(rf"(?:(?:total )?(?:number of )?)(?:[a-z-]+ ){{0,2}}?(?P<w>{ENGLISH_NOUN})(?![\w-])"),
}


@lru_cache(maxsize=5_000)
def counted_by(label: str, language: str) -> str | None:
    """What the number beside a label counts; None where the label names no things.

    >>> counted_by("Data permits granted in 2023", "en"), counted_by("Avgjorda ärenden", "sv"), counted_by("Room", "en")
    ('permit', 'ärende', None)
    >>> counted_by("Pelastustehtävät", "fi"), counted_by("Verotulot", "fi")
    ('pelastustehtävä', None)
    """
    label = label.strip(" :.*•–-")
    if language not in _NOUNS:
        return plural_noun(label)
    m = _NOUNS[language].match(label.lower())
    noun = singular(m["w"], language) if m else None
    return noun if noun and not noun.endswith(tuple(NO_COUNTS[language])) else None


def labelled_counts(text: str, blocked: Spans, language: str) -> Iterator[Mention]:
    """The counts of lines that are a label and its number, and of sentences on a number of something."""
    if language not in _LINES:
        return
    for m in _LINES[language].finditer(text):
        noun = counted_by(m["label"], language)
        value = figures(m["n"], english=language == "en")
        if noun and value == int(value) and not blocked.touch(*m.span("n")) and not _is_coded(m["n"]):
            yield mention(text, m.start("n"), value, value, Unit(m.end("n"), "count", noun, Decimal(1), RULE))
    if language == "en":
        yield from _numbers_of(text, blocked)


def _is_coded(number: str) -> bool:
    """Is it a code and no number: "0400", or a year by itself?"""
    return (number[0] == "0" and len(number) > 1) or YEAR.fullmatch(number) is not None


_NUMBER_OF = re.compile(
    rf"\b[Nn]umbers? of (?:[a-z-]+ ){{0,3}}?(?P<of>{ENGLISH_NOUN})\b(?P<rest>[^.;\n]{{0,60}}?) "
    rf"(?:to|from|was|were|is|at|of|by|reached|totalled) (?:about |around |nearly |over |only )?"
    rf"(?P<n>{ENGLISH_FIGURES})(?![\w%]|[.,:/]\d)"
)
_KIND_NUMBERS = re.compile(
    r"\b(?P<of>[A-Za-z]+) numbers (?P<rest>[^.;\n]{0,40}?)(?:to|from|at|were) (?:about |over )?"
    rf"(?P<n>{ENGLISH_FIGURES})(?![\w%]|[.,:/]\d)"
)


def _numbers_of(text: str, blocked: Spans) -> Iterator[Mention]:
    """ "The number of keepers has fallen from (412) to 365", "visitor numbers grew from (4.9 million) in 2011"."""
    for pattern in (_NUMBER_OF, _KIND_NUMBERS):
        for m in pattern.finditer(text):
            noun = singular(m["of"].lower(), "en")
            factor, end = scale(text, m.end("n"))
            if blocked.touch(*m.span("n")) or re.search(r"\d", m["rest"]) or (factor == 1 and unit(text, end, "en")):
                continue
            if noun not in NO_COUNTS["en"] and not _is_coded(m["n"]):
                value = figures(m["n"], english=True)
                yield mention(text, m.start("n"), value, value, Unit(end, "count", noun, factor, RULE))
