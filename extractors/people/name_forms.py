"""The base form of an inflected name: what a word may be the inflection of, and which of these a document supports."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractors.people.name_words import surname_ends, surnames, word_readings
from extractors.text.morphology import Reading


class Base(NamedTuple):
    """One base form a name word may have; `weight` is how likely it is before the document is asked."""

    form: str
    weight: float


_CLASS_WEIGHT = {"sukunimi": 3.0, "etunimi": 2.2, "nimi": 2.2, "paikannimi": 2.0}

# (ending, what stands instead in the base form): for names no dictionary knows; longest first.
_CASES = ("n", "lla", "llä", "lta", "ltä", "lle", "ssa", "ssä", "sta", "stä", "ksi", "na", "nä")
_ENDINGS: tuple[tuple[str, str], ...] = (
    *(pair for c in _CASES for pair in (("se" + c, "nen"), ("i" + c, ""), (c, ""), ("kse" + c, "s"))),
    *(("sta", "nen"), ("stä", "nen"), ("ia", ""), ("iä", ""), ("ta", ""), ("tä", ""), ("a", ""), ("ä", "")),
)

_NOT_A_CASE = re.compile(
    r"(?:nen|man|mann|nne|stein|ein|gren|sten|(?:vik|back|dal|holm|sund|berg|skog)en|[bcdfghjklmnpqrstvwxz]s[eo]n|én)$"
)
_MAYBE_NO_CASE = re.compile(r"[tldsnr]in$")
"""Ends of surnames that only look inflected: "Byman", "Lahtinen", "Wallin", "Sirén"."""

_VOWEL = re.compile(r"[aeiouyåäöéáíóúü]$", re.I)


@lru_cache(maxsize=50_000)
def bases(word: str) -> tuple[Base, ...]:
    """The base forms a name word may stand for, likeliest first.

    >>> [b.form for b in bases("Pöyhösen")][:1], [b.form for b in bases("Harjulan")][:1], bases("Byman")[0].form
    (['Pöyhönen'], ['Harjula'], 'Byman')
    >>> bases("Kostilaisen")[0].form, bases("Niemi-Grundströmin")[0].form
    ('Kostilainen', 'Niemi-Grundström')
    """
    if "-" in word:
        head, _, last = word.rpartition("-")
        if not last:
            return (Base(word, 1.0),)
        as_written = str.lower if last[0].islower() else str
        return tuple(Base(f"{head}-{as_written(b.form)}", b.weight) for b in bases(last))
    found: dict[str, float] = {}

    def add(form: str, weight: float) -> None:
        if len(form) > 1:
            found[form] = max(found.get(form, 0.0), weight)

    for r in word_readings(word):
        if _owned(word, r):
            continue
        form = r.lemma[:1].upper() + r.lemma[1:]
        weight = _CLASS_WEIGHT.get(r.word_class, 1.3) * (0.2 if r.plural else 1.0)
        if r.word_class not in (*_CLASS_WEIGHT, "nimisana", "laatusana", "nimisana_laatusana"):
            continue
        add(form, weight + (0.5 if form in surnames() else 0.0) + (0.3 if r.case == "nominative" else 0.0))
    known = max(found.values(), default=0.0)
    if word in surnames():
        add(word, 2.5)
    elif known < 2 and _NOT_A_CASE.search(word):
        add(word, 1.35)
    add(word, 1.25 if known < 2 and _MAYBE_NO_CASE.search(word) else 1.0)
    if known < 2:
        for form, weight in _stripped(word):
            add(form, weight * (0.7 if known else 1.0))
    if not known and (whole := _compound(word)):
        add(whole, 2.0)
    return tuple(Base(f, w) for f, w in sorted(found.items(), key=lambda item: (-item[1], len(item[0]))))


def _owned(word: str, reading: Reading) -> bool:
    """Is it a form with a possessive ending, as no name has: "Harjanne" as "your brush"?"""
    return reading.case == "nominative" and not reading.plural and reading.lemma.lower() != word.lower()


LONGEST_END = 20
"""Letters of a surname's last part with its ending: "-vuoressanne" has thirteen."""


def _compound(word: str) -> str | None:
    """The base form of a coined surname by its last part: "Kuusvuorta" is Kuusvuori, "Törmälehdon" Törmälehto."""
    ends = surname_ends()
    for at in range(max(3, len(word) - LONGEST_END), len(word) - 2):
        for r in word_readings(word[at:]):
            if r.word_class == "nimisana" and not r.plural and r.lemma in ends and r.case != "nominative":
                return word[:at] + r.lemma
    return None


def _stripped(word: str) -> list[tuple[str, float]]:
    """Base forms by taking a case ending off: (form, weight)."""
    out: list[tuple[str, float]] = []
    for ending, base in _ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) < 3:
            continue
        stem = word[: -len(ending)]
        if ending in RARE:
            if _VOWEL.search(stem):
                out.append((stem, 0.5))
            continue
        if base == "nen":
            if _VOWEL.search(stem):
                out.append((stem + "nen", 1.4 if ending.startswith("se") else 0.4))
        elif base == "s":
            out.append((stem + "s", 1.4))
        elif ending.startswith("i"):
            if not _VOWEL.search(stem):
                out.append((stem, _bound(stem) if ending == "in" else 1.6 if _FOREIGN.search(stem) else 0.6))
        elif len(ending) > 1:
            if _VOWEL.search(stem):
                out.append((stem, 1.5))
        elif ending == "n" and _VOWEL.search(stem):
            out.append((stem, 0.9 if stem.endswith("e") else 1.3))
        elif ending in "aä" and len(stem) > 3 and _VOWEL.search(stem):
            out.append((stem, 0.6))
    if hidden := _HIDDEN.search(word):
        out.append((f"{word[: hidden.start()]}nne", 1.6))
    strong = [(f, w) for stem, w in out for f, w in _strong(stem, w)]
    return out + strong


RARE = frozenset({"ksi", "na", "nä"})
"""Cases a surname hardly ever stands in: "Guzenina" is a name, and no essive."""

_HIDDEN = re.compile(r"nte(?:en|ella|ellä|elta|eltä|elle|essa|essä|esta|estä|eseen)$")
"""The oblique forms of names in -nne: "Ojanteen"."""


_GRADES = (
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("nk", "ng"),
    ("nt", "nn"),
    ("mp", "mm"),
    ("lt", "ll"),
    ("rt", "rr"),
    ("t", "d"),
)


_FOREIGN = re.compile(r"(?:[bcdfghjkmpqvwxz]|[eo]v|[lnrs][dgkstmnrfs]|[lst]{2}|ck|th|sch|h[nm]|ström|ell|man|én)$")
"""Ends of stems that no Finnish surname has: "Bergfors", "Laurent", "Lindqvist"."""


def _bound(stem: str) -> float:
    """How likely "-in" after a consonant is the genitive: "Sandelinin", "Bymanin", less so "Harjulan"."""
    return (
        1.4
        if _NOT_A_CASE.search(stem) or _MAYBE_NO_CASE.search(stem) or _FOREIGN.search(stem)
        else 1.2
        if stem[-1] in "lstk"
        else 0.6
    )


def _strong(stem: str, weight: float) -> list[tuple[str, float]]:
    """The strong grades a weak stem may come from: "Hyrkö" -> "Hyrkkö"; unlikely until the document shows it."""
    out = []
    for strong, weak in _GRADES:
        at = stem.rfind(weak, 2)
        if at > 0 and at + len(weak) == len(stem) - 1 and not stem.endswith(strong, 0, -1):
            out.append((stem[:at] + strong + stem[at + len(weak) :], weight * 0.3))
    return out
