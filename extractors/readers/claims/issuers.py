"""Which lines name who gave a text out, and nothing else."""

from __future__ import annotations

import re
from functools import cache

from extractors.lexicon.wordlists import wordlist
from extractors.text.cleaning import one_line

GLUE = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ][a-zåäö])")

LONGEST_LINE = 250
"""Characters of a line that names all the ministries of a joint release, one after another."""

LONGEST_NAMES = 90
"""Characters of a line that names other bodies and nothing else."""

MOST_WORDS = 7
"""Words of a body's name: "Etelä-Hallanmaan elinkeino-, liikenne- ja ympäristökeskus" has five."""


@cache
def issuers_lexicon() -> dict[str, tuple[str, ...]]:
    """The words of `lexicon/issuers.toml`."""
    return {name: tuple(words) for name, words in wordlist("issuers").items()}


@cache
def _ministry() -> re.Pattern[str]:
    names = sorted(issuers_lexicon()["ministries"], key=len, reverse=True)
    return re.compile(r"\s*[,;|/]?\s*(?:ja\s+|och\s+|and\s+)?(" + "|".join(map(re.escape, names)) + ")", re.IGNORECASE)


def issuers_in(line: str) -> list[str]:
    """The issuers a line consists of, each with a capital; nothing where the line says anything else.

    >>> issuers_in("oikeusministeriöopetus- ja kulttuuriministeriösisäministeriö")
    ['Oikeusministeriö', 'Opetus- ja kulttuuriministeriö', 'Sisäministeriö']
    >>> issuers_in("Lounais-Suomen poliisilaitos"), issuers_in("Sisäministeriö päätti asiasta")
    (['Lounais-Suomen poliisilaitos'], [])
    >>> issuers_in("Johtaja Maija Mallila, Hallanmaan liitto"), issuers_in("Opetus-, nuoriso- ja liikuntalautakunta")
    ([], ['Opetus-, nuoriso- ja liikuntalautakunta'])
    """
    line = one_line(line).strip(" |,;·")
    if not line or len(line) > LONGEST_LINE or line.endswith((".", ":")):
        return []
    found, at = [], 0
    while at < len(line) and (next_one := _ministry().match(line, at)):
        found.append(next_one[1])
        at = next_one.end()
    if found and not line[at:].strip(" |,;·"):
        return [_capital(name) for name in found]
    if len(line) <= LONGEST_NAMES:
        parts = [p.strip() for p in re.split(r"\s*[|;·]\s*", GLUE.sub("|", line) if _glued(line) else line)]
        if parts and all(_is_issuer(p) for p in parts):
            return [_capital(p) for p in parts]
    return []


def _glued(line: str) -> bool:
    return any(_is_issuer(line[: m.start()]) for m in GLUE.finditer(line))


def _is_issuer(name: str) -> bool:
    low = name.lower()
    if low in issuers_lexicon()["ministries"] or low in issuers_lexicon()["names"]:
        return name[:1].isupper() or low not in issuers_lexicon()["names"]
    if low in issuers_lexicon()["endings"]:
        return False
    return (
        bool(name[:1].isupper())
        and 1 <= len(name.split()) <= MOST_WORDS
        and low.split()[-1].endswith(issuers_lexicon()["endings"])
        and not re.search(r"\d|[^-],", name)
    )


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
