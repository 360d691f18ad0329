"""Whether a name is the one asked for: one rule for the store and for the proofs of a hit."""

from __future__ import annotations

import re
from functools import lru_cache

_BETWEEN = re.compile(r"[\W_]+")
SHORT = 3
"""So short a name is an abbreviation or a surname: it is met by a whole word alone."""


@lru_cache(maxsize=100_000)
def _spaced(said: str) -> str:
    return f" {_BETWEEN.sub(' ', said.casefold()).strip()} "


def holds(said: str | None, wanted: str, inside: bool = False) -> bool:
    """Whether a name holds these words, letter case and hyphens aside: from the beginning of a word, whole where short.

    With `inside` they may end a compound too: of bodies a head noun is asked for.

    >>> holds("Maija Aho-Kivelä", "kivel"), holds("Kari Malli", "Ari")
    (True, False)
    >>> holds("Anna Ahola", "Aho"), holds("Anna Ahola", "Aho*")
    (False, True)
    >>> holds("Valtiovarainministeriö", "ministeriö", inside=True), holds("Keuruun kaupunki", "EU", inside=True)
    (True, False)
    """
    if said is None or not (words := _spaced(wanted).strip()):
        return False
    if wanted.rstrip().endswith("*"):
        return f" {words}" in _spaced(said)
    if len(words) <= SHORT or wanted.strip().isupper():
        return f" {words} " in _spaced(said)
    return (words if inside else f" {words}") in _spaced(said)
