"""The names of the population register: whether people in Finland bear a name, and about how many.

A witness for the base form of a name: "Hauhia" is a surname, "Hauh" is none.  That a name is not in the list says
little, for it holds the commoner names alone.
"""

from __future__ import annotations

from functools import lru_cache

from extractors.lexicon.wordlists import wordlist

Names = dict[str, int]
"""A name -> how many people bear it at least."""


@lru_cache(maxsize=2)
def _names(kind: str) -> Names:
    """Read when first asked for: most words are no name's form."""
    groups = wordlist("register_names")[kind]
    return {name: int(least) for least, names in groups.items() for name in names.split()}


def bearers(surname: str) -> int:
    """How many people bear a surname at least, by its last part where it has several; nought where it is not listed.

    >>> bearers("Virtanen"), bearers("Hauhia"), bearers("Niemi-Hauhia"), bearers("Hauh")
    (5000, 200, 200, 0)
    """
    names = _names("surnames")
    return names.get(surname) or names.get(surname.rpartition("-")[2], 0)


def given_bearers(name: str) -> int:
    """How many people have a given name as their first at least.

    >>> given_bearers("Tuuli"), given_bearers("Tuulin")
    (1000, 0)
    """
    return _names("given_names").get(name, 0)
