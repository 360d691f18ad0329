"""Lines in capitals written as names are, so that the names in them can be found: letterheads and titles.

LUNDA FINSKA SKOLA              Lunda finska skola
NORTHERN LIGHTS UNIVERSITY      Northern Lights University
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from extractors.lexicon.wordlists import wordlist

SHORTEST = 4
"""Letters of a word in capitals that is no acronym: "THL" stays as it is."""

_IN_CAPITALS = re.compile(r"(?<![\w-])[A-ZÅÄÖÉ][A-ZÅÄÖÉ-]*(?![\w-])")

_ENGLISH_LETTERHEAD = re.compile(
    r"(?:[A-Z&-]+ ){1,5}(?:UNIVERSITY|AGENCY|AUTHORITY|INSTITUTE|COUNCIL|COMMISSION|ASSOCIATION|FOUNDATION|SERVICE)"
    r"|(?:MINISTRY|UNIVERSITY|CITY|MUNICIPALITY|BANK)(?: [A-Z&-]+){2,8}"
)
""" "MINISTRY OF FINANCE": a line that is a name and no more; "CHANGE OF COMMAND" is a heading."""


def without_capitals(text: str, language: str) -> str:
    """A Swedish or English text of the same length, its lines in capitals as names are written.

    >>> without_capitals("LUNDA FINSKA SKOLA", "sv"), without_capitals("MINISTRY OF FINANCE", "en")
    ('Lunda finska skola', 'Ministry of Finance')
    """
    in_capitals, written = (str.isupper, _swedish) if language == "sv" else (_is_letterhead, _english)
    return "".join(_written(line, written) if in_capitals(line) else line for line in text.splitlines(keepends=True))


def _written(line: str, word: Callable[[re.Match[str]], str]) -> str:
    return _IN_CAPITALS.sub(word, line)


def _is_letterhead(line: str) -> bool:
    return _ENGLISH_LETTERHEAD.fullmatch(line.strip()) is not None


def _swedish(m: re.Match[str]) -> str:
    data, low = wordlist("foreign")["sv"], m[0].lower()
    # "ENLIGT FINANSMINISTERIET" is "enligt finansministeriet".
    if low in data["not_first"]:
        return low
    if len(low) < SHORTEST:
        return m[0]
    within = m.start() > 0 and (low in data["adjectives"] or low.endswith(_head_forms()))
    return low if within else low.capitalize()


@lru_cache(maxsize=1)
def _head_forms() -> tuple[str, ...]:
    return tuple(form for heads, _ in wordlist("foreign")["sv"]["heads"] for form in heads.split("|"))


def _english(m: re.Match[str]) -> str:
    low = m[0].lower()
    # "MINISTRY OF FINANCE" is "Ministry of Finance".
    if low in wordlist("foreign")["en"]["not_first"]:
        return low
    return low.capitalize() if len(low) >= SHORTEST else m[0]
