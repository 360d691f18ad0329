"""The genitive of a place's name, where a reader of Finnish would know it: what is read back as that name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.text.base_forms import noun
from extractors.text.inflection import GRADES

DECLINED = ("Iso", "Uusi", "Vanha")
"""Adjectives that names begin with and that may be declined with them: Isokyrö, Isonkyrön; but Isojoki, Isojoen."""

_VOWEL = "[aeiouyäö]"


@lru_cache(maxsize=5_000)
def genitive_of(name: str) -> str | None:
    """The genitive of a place's name; None where no form is read back as the name.

    >>> genitive_of("Rautasaari"), genitive_of("Lahti"), genitive_of("Satakunta"), genitive_of("Varkaus")
    ('Rautasaaren', 'Lahden', 'Satakunnan', 'Varkauden')
    >>> genitive_of("Kuusaro"), genitive_of("Hallmarken")
    ('Kuusaron', None)
    """
    if name.startswith(DECLINED):
        return None
    found = next((form for form in _forms(name) if _reads_as(form, name)), None)
    if found is None and re.search(r"[aouyäö]$", name) and noun(name + "n") == (name + "n", None):
        return name + "n"  # nobody knows the word: a vowel that never changes takes its n
    return found


def _reads_as(form: str, name: str) -> bool:
    read, case = noun(form)
    return case == "genitive" and read.casefold() == name.casefold()


def _forms(name: str) -> Iterator[str]:
    """What the genitive may be, the likeliest first."""
    yield name + "n"  # Oulu, Kainuu
    if name.endswith("s"):
        yield from (name[:-1] + "ksen", name[:-1] + "den", name[:-1] + "an", name[:-1] + "än")  # Varkaus, Rovaniemi
    if name.endswith("e"):
        yield name + "en"  # Häme
    weak = [stem for stem in (name, *_weakened(name)) if re.search(f"{_VOWEL}$", stem)]
    yield from (stem[:-1] + "en" for stem in weak if stem.endswith("i"))  # Lahti, Rautasaari, Jalasmäki
    yield from (stem + "n" for stem in weak)  # Satakunta, Helsinki
    if not re.search(f"{_VOWEL}$", name):
        yield name + "in"  # London


def _weakened(name: str) -> Iterator[str]:
    for strong, weak in GRADES:
        if found := re.search(f"{strong}({_VOWEL})$", name):
            yield name[: found.start()] + weak + found[1]
