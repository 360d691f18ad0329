"""The forms a name can take in Finnish, made without a dictionary: coined names, acronyms and abbreviations."""

from __future__ import annotations

import re
from functools import lru_cache

VOWELS = "aeiouyäöå"

GRADES = (
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("nk", "ng"),
    ("nt", "nn"),
    ("lt", "ll"),
    ("rt", "rr"),
    ("mp", "mm"),
    ("t", "d"),
    ("p", "v"),
    ("k", ""),
)
"""Strong and weak grade before the last vowel: Helsinki, Helsingin; Satakunta, Satakunnan; Lahti, Lahden."""

IN_PLACE = re.compile(r"(?:ss|ll)[aä]\Z")
"""Where something is: "VM:ssä", "Kelalla"."""

FROM_PLACE = re.compile(r"(?:st|lt)[aä]\Z")
"""Where something comes from: "VM:stä", "Kelalta"."""

GENITIVE = re.compile(r"n\Z")
"""Whose something is: "VM:n", "Kelan"."""

PARTITIVE = re.compile(r"(?<!ss)(?<!ll)(?<!st)(?<!lt)[aä]\Z")
"""What is led or represented: "VM:ää", "Kelaa"; not where it is or comes from."""

AFTER_A_GENITIVE = frozenset(
    [
        "mukaan",
        "kanssa",
        "lisäksi",
        "puolesta",
        "kautta",
        "osalta",
        "toimesta",
        "johdolla",
        "ohella",
        "sijasta",
        "sijaan",
        "tavoin",
        "tilalle",
        "jälkeen",
        "aikana",
        "luona",
        "avulla",
    ]
)
"""Words that stand after a genitive alone: "Finpron kanssa", "Kari Vallin mukaan"."""


def _vowel(word: str) -> str:
    return "a" if any(c in "aou" for c in word) else "ä"


def stems(name: str) -> tuple[str, ...]:
    """What case endings are put on; several where the dictionary would decide.

    >>> stems("Sosteri"), stems("Veikkaus"), stems("Traficom")
    (('Sosteri',), ('Veikkaukse',), ('Traficomi',))
    """
    low = name.lower()
    if len(name) > 1 and name.isupper():
        return (name,) if low[-1] in VOWELS else (name + "i",)
    if low.endswith("nen"):
        return (name[:-3] + "se",)
    if low.endswith(("us", "ys", "os", "ös", "is")):
        return (name[:-1] + "kse",)
    if low[-1:] not in VOWELS:
        return (name + "i",)
    for pair in ("kk", "pp", "tt"):
        if low[-3:-1] == pair:
            return (name[:-2] + name[-1], name)
    return (name,)


@lru_cache(maxsize=20_000)
def forms(name: str) -> frozenset[str]:
    """The singular forms of a name, the nominative among them, in its own letter case.

    >>> sorted(forms("Essote"))[:4]
    ['Essote', 'Essotea', 'Essoteen', 'Essoteksi']
    """
    found = {name}
    for stem in stems(name):
        a = _vowel(stem)
        for ending in ("n", f"ss{a}", f"st{a}", f"ll{a}", f"lt{a}", "lle", "ksi", f"n{a}", f"tt{a}"):
            found.add(stem + ending)
        found.add(stem + stem[-1:] + "n")
        found.add(stem + a if stem == name or name[-1:] not in VOWELS else name)
        if stem.endswith("kse"):
            found.add(name + "t" + a)
    return frozenset(found)


_STRONGER = tuple((weak, strong) for strong, weak in GRADES if weak)
"""Weak grade -> strong grade, before the last vowel: "joukot", but "joukkojen"."""


SHORTEST_STEM = 2
"""Letters before the "t" of a plural: the forms of a shorter name would keep none of it."""


@lru_cache(maxsize=5_000)
def plural_forms(name: str) -> frozenset[str]:
    """The forms of a name that is a plural, made from its nominative; some more than there are.

    >>> {"Puolustusvoimien", "Puolustusvoimille", "Puolustusvoimain"} <= plural_forms("Puolustusvoimat")
    True
    >>> "Yrittäjissä" in plural_forms("Yrittäjät"), "Perussuomalaisten" in plural_forms("Perussuomalaiset")
    (True, True)
    """
    stem = name[:-1]
    if len(stem) < SHORTEST_STEM:
        return frozenset({name})
    a = _vowel(stem.lower())
    found = {name}
    for weak in _plural_stems(stem):
        for ending in (f"ss{a}", f"st{a}", f"ll{a}", f"lt{a}", "lle", "ksi", f"n{a}", f"tt{a}"):
            found.add(weak + ending)
    for one in (stem, *_stronger(stem)):
        found.add(one[:-1] + "ain" if a == "a" else one[:-1] + "äin")
        for many in _plural_stems(one):
            whole = many[:-1] + "j" if many[-2] in VOWELS else many
            found |= {whole + "en", many + "en", whole + a, many + "in", many + "hin", many + "den", many + "t" + a}
        if one.endswith("e"):
            found |= {one[:-1] + "ten", one[:-1] + "tt" + a}
    return frozenset(found)


def _plural_stems(stem: str) -> tuple[str, ...]:
    """ "voima" -> "voimi", "kala" -> "kaloi", "pankki" -> "pankkei", "nuore" -> "nuori", "joukko" -> "joukkoi"."""
    last = stem[-1:].lower()
    if last == "a":
        return (stem[:-1] + "i", stem[:-1] + "oi")
    if last == "ä":
        return (stem[:-1] + "i", stem[:-1] + "öi")
    if last == "i":
        return (stem[:-1] + "ei",)
    return (stem[:-1] + "i",) if last == "e" else (stem + "i",)


def _stronger(stem: str) -> tuple[str, ...]:
    for weak, strong in _STRONGER:
        if stem[:-1].endswith(weak):
            return (stem[: -1 - len(weak)] + strong + stem[-1],)
    return ()
