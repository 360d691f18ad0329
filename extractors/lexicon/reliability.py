"""How sure a find is: the share of a rule's finds that were right in marked text; and what its rule is called outside.

`lexicon/reliability.toml` holds the shares, measured by `python -m tests.quality.reliability --write`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from extractors.lexicon.wordlists import wordlist

UNKNOWN = 0.7
"""For a rule that nobody has measured."""

MOST = 0.999
"""No find is surer than this."""


@lru_cache(maxsize=512)
def reliability(finder: str, rule: str) -> float:
    """The share of right finds of one rule of one finder ("people", "roles", "contacts"), from 0 to 1."""
    return float(wordlist("reliability").get(finder, {}).get(rule, UNKNOWN))


def rule_name(finder: str, rule: str) -> str:
    """A finder's rule as records name it: stable, without spaces.

    >>> rule_name("bodies", "head noun, known"), rule_name("dates", "ISO")
    ('bodies.head-noun-known', 'dates.iso')
    """
    return f"{finder}.{rule.replace(',', '').replace(' ', '-').lower()}"


def surest(finder: str, rules: Iterable[str]) -> str:
    """The record's name of the most reliable of a finder's rules, the first of equals.

    >>> surest("people", ["single, repeated", "full, model, strong"])
    'people.full-model-strong'
    """
    return rule_name(finder, max(rules, key=lambda rule: reliability(finder, rule)))


def together(shares: Iterable[float]) -> float:
    """How sure a record with several mentions is: wrong only where every mention is.

    >>> together([0.9, 0.5])
    0.95
    """
    doubt = 1.0
    for share in shares:
        doubt *= 1.0 - share
    return round(min(1.0 - doubt, MOST), 3)
