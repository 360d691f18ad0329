"""The base form of an inflected name: what a word may be the inflection of.

Which of these a document supports is weighed in `surname_bases.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractors.people.name_words import surname_ends, surnames, word_readings
from extractors.people.registered import bearers
from extractors.text.inflection import GRADES
from extractors.text.morphology import WordReading


class Base(NamedTuple):
    """One base form a name word may have; `weight` is how likely it is before the document is asked."""

    form: str
    weight: float


# What Voikko calls the word: "Virtasen", "Annan", "Samsungin", "Kuopion".
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
        # "Sosiaali-".
        if not last:
            return (Base(word, 1.0),)
        as_written = str.lower if last[0].islower() else str
        return tuple(Base(f"{head}-{as_written(b.form)}", b.weight) for b in bases(last))
    found = _read(word)
    known = max(found.values(), default=0.0)
    for form, weight in [*_as_it_stands(word, known), *_unread(word, known), *_registered(word)]:
        if len(form) > 1:
            found[form] = max(found.get(form, 0.0), weight)
    return tuple(Base(f, w) for f, w in sorted(found.items(), key=lambda item: (-item[1], len(item[0]))))


SURE = 2.0
"""A reading of this weight is a name's; above it no endings are guessed."""

LISTED, NO_CASE, MAYBE_NO_CASE, ANY = 2.5, 1.35, 1.25, 1.0
"""The weight of a word as its own base: listed as a surname, ending as no case does, ending so that it may be none."""


def _read(word: str) -> dict[str, float]:
    """The base forms that Voikko's readings give: "Harjulan" is of Harjula."""
    found: dict[str, float] = {}
    for r in word_readings(word):
        if _owned(word, r) or r.word_class not in (*_CLASS_WEIGHT, "nimisana", "laatusana", "nimisana_laatusana"):
            continue
        form = r.lemma[:1].upper() + r.lemma[1:]
        weight = _CLASS_WEIGHT.get(r.word_class, 1.3) * (0.2 if r.plural else 1.0)
        weight += (0.5 if form in surnames() else 0.0) + (0.3 if r.case == "nominative" else 0.0)
        if len(form) > 1:
            found[form] = max(found.get(form, 0.0), weight)
    return found


def _as_it_stands(word: str, known: float) -> Iterator[tuple[str, float]]:
    """The word itself: "Byman", "Wallin" and "Rinne" are no case forms."""
    if word in surnames():
        yield word, LISTED
    elif known < SURE and _NOT_A_CASE.search(word):
        yield word, NO_CASE
    yield word, MAYBE_NO_CASE if known < SURE and _MAYBE_NO_CASE.search(word) else ANY


def _unread(word: str, known: float) -> Iterator[tuple[str, float]]:
    """What endings and last parts tell of a word that Voikko does not know as a name."""
    if known < SURE:
        yield from ((form, weight * (0.7 if known else 1.0)) for form, weight in _stripped(word))
    if not known and (whole := _compound(word)):
        yield whole, SURE


def _registered(word: str) -> Iterator[tuple[str, float]]:
    """Base forms that only the population register tells: of endings that would else give a name to any word.

    "Karsikkaan" of Karsikas, "Knaaville" of Knaapi, "Lunkan" of Lunkka.
    """
    for case in (*CLOSING, *OPEN):
        stem = word.removesuffix(case)
        if stem == word or len(stem) < SHORTEST:
            continue
        for form in _registered_bases(stem):
            if bearers(form) and not inflects_otherwise(word, form):
                yield form, LIKELY


LIKELY = 0.6
"""The weight of a base form that the register gives, before it is asked how many bear the name (surname_bases)."""


def _registered_bases(stem: str) -> Iterator[str]:
    """The base forms of a vowel stem: "Karsikkaa" of Karsikas, "Knaavi" of Knaapi, "Lunka" of Lunkka, "Kamuse"."""
    yield stem
    for strong, weak in GRADES:
        at = len(stem) - 1 - len(weak)
        if weak and stem.startswith(weak, at):
            yield stem[:at] + strong + stem[-1]
    if long := _LONG_A.search(stem):
        weak = next((weak for strong, weak in GRADES if weak and long[1] == strong), long[1])
        yield f"{stem[: long.start()]}{weak}{long[2]}s"


_LONG_A = re.compile(r"(kk|pp|tt|nt|lt|rt|mp|nk|t|p|[^aeiouyäö])([aä])\2$")
"""The stem of a name in -as: "Karsikkaa", "Oinaa", "Rastaa"."""


def inflects_otherwise(word: str, form: str) -> bool:
    """Does Voikko know a form as a word, and not this word as a form of it: "Nurmin", where Nurmi has "Nurmen"?

    >>> inflects_otherwise("Nurmin", "Nurmi"), inflects_otherwise("Nurmen", "Nurmi")
    (True, False)
    """
    known = any(r.case == "nominative" and _is(r, form) for r in word_readings(form))
    return known and word != form and not any(_is(r, form) for r in word_readings(word))


def _is(reading: WordReading, form: str) -> bool:
    return not reading.plural and reading.lemma.casefold() == form.casefold()


def _owned(word: str, reading: WordReading) -> bool:
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
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= SHORTEST:
            weight = _stem_weight(stem, ending, base)
            if weight:
                out.append((stem + base, weight))
    if hidden := _HIDDEN.search(word):
        out.append((f"{word[: hidden.start()]}nne", 1.6))
    if oblique := _DOUBLED.search(word):
        out.append((word[: oblique.start() + 1], 1.4))
    if (doubled := _LONG_VOWEL.search(word)) and len(word) > SHORTEST + 2:
        out.append((word[:-1], SURE_PARTITIVE if doubled[1] else PARTITIVE))
    strong = [(f, w) for stem, w in out for f, w in _strong(stem, w, closed=word[len(stem) :] in CLOSING)]
    return out + strong


CLOSING = frozenset({"n", "lla", "llä", "lta", "ltä", "lle", "ssa", "ssä", "sta", "stä", "ksi"})
"""Endings before which grades are weak: "Köykän", "Köykällä", not "Köykää"."""

OPEN = ("a", "ä", "na", "nä")
"""Endings before which grades are strong."""

_ONE_STOP = re.compile(r"(?:[aeiouyäö][kpt]|[lnr]t|[lrm]p)[aouäöy]$", re.I)
"""A single stop behind a vowel, or a "t" or "p" behind a sonorant.

In a weak grade it comes of two: "Kuitun" of Kuittu, "Köykän" of Köykkä.
"""


SHORTEST = 3
"""Letters a stem has at least."""


def _stem_weight(stem: str, ending: str, base: str) -> float:
    """How likely a stem is after this ending was taken off; nought where it cannot be.

    "Virta|sen" 1.4, "Serlachiu|ksen" 1.4, "Sandelin|in" 1.4, "Sazonov|ilta" 1.6, "Hakuli|lle" 1.5, "Hakuli|n" 1.3
    """
    vowel = _VOWEL.search(stem) is not None
    # "Mallina" may be a name of its own.
    if ending in RARE:
        return 0.5 if vowel else 0.0
    # "Virta|sen" surely, "Virta|sta" less so.
    if base == "nen":
        return (1.4 if ending.startswith("se") else 0.4) if vowel else 0.0
    # "Serlachiu|ksen".
    if base == "s":
        return 1.4
    if ending.startswith("i"):
        return 0.0 if vowel else _after_i(stem, ending)
    # "Hakuli|lle", and less often "Kamuse|lle", "Serlachiukse|lle".
    if len(ending) > 1:
        return (0.9 if stem.endswith("e") else 1.5) if vowel else 0.0
    return _after_one_letter(stem, ending) if vowel else 0.0


def _after_i(stem: str, ending: str) -> float:
    # "Sandelin|in".
    if ending == "in":
        return _bound(stem)
    # "Sazonov|ilta", "Vidgren|ille", "Welin|illä".
    return 1.6 if _ends_in_a_consonant(stem) else 0.6


def _after_one_letter(stem: str, ending: str) -> float:
    # "Hakuli|n", and less often "Hakule|n".
    if ending == "n":
        return 0.9 if stem.endswith("e") else 1.3
    return 0.6 if len(stem) > SHORTEST else 0.0


RARE = frozenset({"ksi", "na", "nä"})
"""Cases a surname hardly ever stands in: "Guzenina" is a name, and no essive."""

_HIDDEN = re.compile(r"nte(?:en|ella|ellä|elta|eltä|elle|essa|essä|esta|estä|eseen)$")
"""The oblique forms of names in -nne: "Ojanteen"."""


_DOUBLED = re.compile(r"(?<=[bcdfghjklmnprstvwxz])ee(?:n|ll[aä]|lt[aä]|lle|ss[aä]|st[aä])$")
"""The oblique forms of names in -e: "Kuorneen" of Kuorne, "Rinteelle" of what a dictionary knows."""

_LONG_VOWEL = re.compile(r"(?:(l)|(?<=[bcdfghjknprstv]))(?:(?<!p)(?<!ik)ää|aa)$")
"""The partitives of names in -a and -ä: "Rintelää", "Lukkaa"; "Haapamaa", "Sillanpää" and "Äikää" are names."""

SURE_PARTITIVE, PARTITIVE = 3.0, 1.3
"""The weight of a name in such a partitive: in "-laa" no place of the text makes it a base form, else one may."""

_GRADES = tuple((strong, weak) for strong, weak in GRADES if weak not in ("v", ""))
"""The grades by which a name is looked for: "Hyrkö|n" of Hyrkkö, "Lepä|n" of Leppä, "Lanne|n" of Lante.

Not a "v" or a lost "k", which would make a strong form of almost any name.
"""


_FOREIGN = re.compile(
    r"(?:[bcdfghjkmpqvwxz]|[eo]v|[lnrs][dgkstmnrfs]|[lst]{2}|[bcdghklmnprstvw][ao]n|ck|th|sch|h[nm]|ström|ell|man|én"
    r"|[bcdfghjklmnpqrstvwxz]er|dt|hl)$"
)
"""Ends of stems that no Finnish surname has: "Bergfors", "Laurent", "Lindqvist", "Tikander", "Ahlstedt", "Pihl"."""


def _bound(stem: str) -> float:
    """How likely "-in" after a consonant is the genitive: "Sandelinin", "Bymanin", less so "Harjulan"."""
    return 1.4 if _ends_in_a_consonant(stem) else 1.2 if stem[-1] in "lstk" else 0.6


def _ends_in_a_consonant(stem: str) -> bool:
    """Is it the whole of a name that takes an "i" before its endings: "Sandelin", "Vidgren", "Lindqvist"?"""
    return any(ends.search(stem) for ends in (_NOT_A_CASE, _MAYBE_NO_CASE, _FOREIGN))


COMMON_STRONG = 1.1
"""How much likelier than its weak grade a strong one is that very many names end in: "Harnikon" of Harnikko."""


def _strong(stem: str, weight: float, *, closed: bool) -> list[tuple[str, float]]:
    """The strong grades a weak stem may come from: "Hyrkö" -> "Hyrkkö"; unlikely until the document shows it."""
    out = []
    for strong, weak in _GRADES:
        at = stem.rfind(weak, 2)
        if at > 0 and at + len(weak) == len(stem) - 1 and not stem.endswith(strong, 0, -1):
            form = stem[:at] + strong + stem[at + len(weak) :]
            sure = closed and _ONE_STOP.search(stem) is not None and stem not in surnames()
            out.append((form, weight * (COMMON_STRONG if sure or form.endswith(("ikko", "ikkö")) else 0.3)))
    return out
