"""Swedish and English: the noun a number counts, and shares in words ("en tredjedel", "two thirds")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from extractors.amounts.amount_mention import Mention, mention
from extractors.amounts.counted_nouns import Counted
from extractors.amounts.units import LEXICON, Unit
from extractors.lexicon.wordlists import alternatives
from extractors.text.normalised import Spans
from extractors.text.numbers import said_number

_FOREIGN = LEXICON["foreign"]
_NOT_NOUNS = frozenset(_FOREIGN["not nouns"])
_IRREGULAR: dict[str, dict[str, str]] = _FOREIGN["irregular"]
_UNCHANGED: list[str] = _FOREIGN["unchanged"]["sv"]

SWEDISH_ADJECTIVE = (
    rf"(?:{alternatives(_FOREIGN['adjectives']['sv'])}|[a-zåäö]{{3,}}(?:liga|iga|ska|ade|ande|bara|ella|iva))"
)
SWEDISH_NOUN = (
    rf"(?:[a-zåäö-]{{2,}}(?:er|ar|or|erna|arna|orna)"
    rf"|[a-zåäö-]*(?:{alternatives(_UNCHANGED + _FOREIGN['neuters']['sv'])})"
    rf"|{alternatives(list(_IRREGULAR['sv']))})"
)
"""A plural by its ending ("kommuner"), one that is as its singular ("daghem", "sökande") or one of its own ("kor")."""

_SWEDISH = re.compile(rf" (?:{SWEDISH_ADJECTIVE} )*(?P<w>{SWEDISH_NOUN})(?![\w-])")
_SWEDISH_ALONE = re.compile(rf" (?P<w>[a-zåäö-]*(?:{alternatives(_FOREIGN['as nouns']['sv'])}))(?![\w-])(?! [a-zåäö])")
"""An adjective that stands for people, with no noun after it: "2 100 svenskspråkiga"."""

_ENGLISH_MODIFIER = (
    rf"(?:{alternatives(_FOREIGN['adjectives']['en'])}|[a-z]+(?:al|ive|ic|ous|ful|ed|ary)|[a-z]+-[a-z-]*[a-z]"
    r"|[A-Z]+-\d+[A-Z]?)"
)
ENGLISH_NOUN = rf"(?:[a-z-]{{2,}}[a-rt-z]s|{alternatives(list(_IRREGULAR['en']))})"
_ENGLISH = re.compile(
    rf" (?:{_ENGLISH_MODIFIER} )*"
    rf"(?:(?!(?:{alternatives(_FOREIGN['no_modifiers'])}) )[a-z]{{2,}}[a-rt-z] )?"
    rf"(?P<w>{ENGLISH_NOUN})(?![\w-])"
)
_ENGLISH_NAMED = re.compile(r" (?P<w>(?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]+[a-rt-z]s)(?![\w-])")
"""A noun that is written with capitals: "28 Member States"."""


def foreign_noun(text: str, at: int, language: str) -> Counted | None:
    """The noun counted by a number that ends at `at`, in the singular as far as its ending tells.

    >>> foreign_noun("21 kommuner", 2, "sv"), foreign_noun("seven counties", 5, "en")
    (Counted(end=11, noun='kommun'), Counted(end=14, noun='county'))
    >>> foreign_noun("28 Member States", 2, "en").noun, foreign_noun("40 kor", 2, "sv").noun
    ('Member State', 'ko')
    """
    patterns = (_SWEDISH_ALONE, _SWEDISH) if language == "sv" else (_ENGLISH, _ENGLISH_NAMED)
    for pattern in patterns:
        m = pattern.match(text, at)
        if m and m["w"].lower() not in _NOT_NOUNS:
            return Counted(m.end(), singular(m["w"], language))
    return None


def singular(word: str, language: str) -> str:
    """A Swedish or English noun in the singular, as far as its ending tells.

    >>> singular("färjor", "sv"), singular("vikarier", "sv"), singular("kandidaterna", "sv"), singular("counties", "en")
    ('färja', 'vikarie', 'kandidat', 'county')
    """
    if word in _IRREGULAR[language]:
        return _IRREGULAR[language][word]
    if language == "sv" and re.search(r"(?:er|ar|or)na$", word):
        word = word[:-2]
    if language == "sv" and word.endswith(tuple(_UNCHANGED)):
        return word
    endings: dict[str, str] = _FOREIGN["singular"][language]
    for plural, ending in endings.items():
        if word.endswith(plural) and (len(word) > len(plural) + 1 or word == plural):
            return word[: -len(plural)] + ending
    return word


@lru_cache(maxsize=2)
def _share_pattern(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?i:{alternatives(list(_FOREIGN['shares'][language]))})(?![\w-])")


_NTH_HALF = re.compile(r"\b(?i:first|second|latter|this|that|either) $")
"""What makes a half one of two and no share: "the second half of 2016"."""


def foreign_shares(text: str, language: str) -> Iterator[Mention]:
    """Shares in words as percentages."""
    for m in _share_pattern(language).finditer(text):
        if _NTH_HALF.search(text, max(0, m.start() - 10), m.start()):
            continue
        value = Decimal(_FOREIGN["shares"][language][m[0].lower()])
        yield mention(text, m.start(), value, value, Unit(m.end(), "percent", "%", Decimal(1), "share in words"))


_HYPHENED = re.compile(
    r"(?<![\w.,/-])(?<!- to )(?<!- or )(?<!- and )(?P<n>[1-9]\d?|[A-Za-z]+)-(?P<unit>year|month) (?=[a-z])"
)


def hyphened(text: str, blocked: Spans) -> Iterator[Mention]:
    """ "A three-year term", "the 18-month project"; of "a two-year-old" and "two- to three-year" nothing is told."""
    for m in _HYPHENED.finditer(text):
        value = said_number(m["n"], "en")
        if value and not blocked.touch(*m.span()):
            yield mention(
                text, m.start(), value, value, Unit(m.end() - 1, "duration", m["unit"], Decimal(1), "duration")
            )
