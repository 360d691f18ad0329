"""Whether a name is the one asked for: one rule for queries, filters and the proofs of a hit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_BETWEEN = re.compile(r"[\W_]+")
SHORT = 3
"""So short a name is an abbreviation or a surname: it is met by a whole word alone."""


@lru_cache(maxsize=100_000)
def spaced(said: str) -> str:
    """A name's words in lower case, with one space before, between and after them, so that they can be looked for.

    >>> spaced("Maija Aho-Kivelä")
    ' maija aho kivelä '
    """
    return f" {_BETWEEN.sub(' ', said.casefold()).strip()} "


def folded(names: Iterable[str | None]) -> str:
    """Names as they are looked for in: each spaced, one after the other.

    >>> folded(["STM", None, "Sosiaali- ja terveysministeriö"])
    ' stm  sosiaali ja terveysministeriö '
    """
    return "".join(spaced(name) for name in dict.fromkeys(names) if name)


def holds(said: str | None, wanted: str, inside: bool = False) -> bool:
    """Whether a name holds these words, letter case and hyphens aside: from the beginning of a word, whole where short.

    With `inside` they may end a compound too: of bodies a head noun is asked for.  A space before them asks for whole
    words.

    >>> holds("Maija Aho-Kivelä", "kivel"), holds("Kari Malli", "Ari")
    (True, False)
    >>> holds("Anna Ahola", "Aho"), holds("Anna Ahola", "Aho*")
    (False, True)
    >>> holds("Valtiovarainministeriö", "ministeriö", inside=True), holds("Keuruun kaupunki", "EU", inside=True)
    (True, False)
    """
    looked_for = pattern(wanted, inside)
    return said is not None and looked_for is not None and looked_for in spaced(said)


def pattern(wanted: str, inside: bool = False) -> str | None:
    """What stands in the spaced form of every name that holds these words; None for no words at all.

    >>> pattern("kivel"), pattern("Aho"), pattern("ministeriö", inside=True), pattern("-")
    (' kivel', ' aho ', 'ministeriö', None)
    """
    words = spaced(wanted).strip()
    if not words:
        return None
    if wanted.rstrip().endswith("*"):
        return f" {words}"
    if len(words) <= SHORT or wanted.strip().isupper() or wanted.startswith(" "):
        return f" {words} "
    return words if inside else f" {words}"


def spellings(name: str, *, body: bool) -> list[str]:
    """What a name is looked for as: as typed, in base form whole or in its last word alone, by a body's long name.

    What a person's name was brought to asks for whole words, and one that is a base form as it stands is brought to no
    other: "Marin" might be a form of Mari, but is a name.

    >>> spellings("Marin", body=False), spellings("Kivelän", body=False)
    (['Marin', ' marin'], ['Kivelän', ' kivelä'])
    >>> spellings("Lehdon kaupungille", body=True)
    ['Lehdon kaupungille', 'lehto kaupunki', 'lehdon kaupunki']
    >>> spellings("VM:n", body=True)
    ['VM:n', 'vm', 'Valtiovarainministeriö']
    """
    from index.query.variants import long_names

    name = name.strip()
    based = _based(name) if body else (f" {one}" for one in _based(name))
    return [one for one in dict.fromkeys((name, *based, *(long_names(name) if body else ()))) if one]


def _based(name: str) -> Iterator[str]:
    """A name in base form: "Kauko Harjulan" in each of its words, "Lehdon kaupungille" in its head alone."""
    from index.ranking.analysis import words

    said = [word.text for word in words(name)]
    bases = [_bases(word.capitalize()) for word in said]
    if bases:
        yield " ".join(some[0] for some in bases)
        yield from (" ".join([*map(str.lower, said[:-1]), last]) for last in bases[-1])


def _bases(word: str) -> tuple[str, ...]:
    """The base forms of a word; itself alone where it is one."""
    from index.ranking.analysis import keys

    bases = keys(word).bases
    return (word.lower(),) if word.lower() in bases else bases
