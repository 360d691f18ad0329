"""Swedish and English: the noun a number counts, and shares in words ("en tredjedel", "two thirds")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from extractors.amounts.amount_mention import Mention, mention
from extractors.amounts.units import LEXICON, Counted, Unit
from extractors.lexicon.wordlists import alternatives

_FOREIGN = LEXICON["foreign"]
_SWEDISH = re.compile(
    rf" (?:(?:{alternatives(_FOREIGN['adjectives']['sv'])}|[a-zåäö]{{3,}}(?:liga|iga|ska|ade|ande|bara)) )*"
    rf"(?P<w>[a-zåäö-]{{2,}}(?:er|ar|or)|[a-zåäö-]*(?:{alternatives(_FOREIGN['unchanged']['sv'])}))(?![\w-])"
)
_ENGLISH = re.compile(
    rf" (?:(?:{alternatives(_FOREIGN['adjectives']['en'])}|[a-z]+(?:al|ive|ic|ous|ful|ed|ary)) )*"
    rf"(?:(?!(?:{alternatives(_FOREIGN['no_modifiers'])}) )[a-z]{{2,}}[a-rt-z] )?"
    r"(?P<w>[a-z-]{2,}[a-rt-z]s|people|persons?)(?![\w-])"
)
_NOT_NOUNS = set(_FOREIGN["not nouns"])


def foreign_noun(text: str, at: int, language: str) -> Counted | None:
    """The noun counted by a number that ends at `at`, in the singular as far as its ending tells.

    >>> foreign_noun("21 kommuner", 2, "sv"), foreign_noun("seven counties", 5, "en")
    (Counted(end=11, noun='kommun'), Counted(end=14, noun='county'))
    """
    m = (_SWEDISH if language == "sv" else _ENGLISH).match(text, at)
    if not m or m["w"] in _NOT_NOUNS:
        return None
    return Counted(m.end(), singular(m["w"], language))


def singular(word: str, language: str) -> str:
    """A Swedish or English noun in the singular, as far as its ending tells.

    >>> singular("färjor", "sv"), singular("counties", "en")
    ('färja', 'county')
    """
    endings: dict[str, str] = _FOREIGN["singular"][language]
    for plural, singular in endings.items():
        if word.endswith(plural) and (len(word) > len(plural) + 1 or word == plural):
            return word[: -len(plural)] + singular
    return word


@lru_cache(maxsize=2)
def _share_pattern(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?i:{alternatives(list(_FOREIGN['shares'][language]))})(?![\w-])")


def foreign_shares(text: str, language: str) -> Iterator[Mention]:
    """Shares in words as percentages."""
    for m in _share_pattern(language).finditer(text):
        value = Decimal(_FOREIGN["shares"][language][m[0].lower()])
        yield mention(text, m.start(), value, value, Unit(m.end(), "percent", "%", Decimal(1), "share in words"))
