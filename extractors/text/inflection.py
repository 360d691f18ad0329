"""The forms a name can take in Finnish, made without a dictionary: coined names, acronyms and abbreviations."""

from __future__ import annotations

from functools import lru_cache

VOWELS = "aeiouyäöå"


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
