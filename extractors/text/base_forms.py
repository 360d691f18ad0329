"""The base form of a name of several words: the one it would be filed under.

The last word goes to the nominative and takes the adjectives that agree with it along; what stands before it in the
genitive stays.  Words that nobody knows are left as they are: a wrong base form is worse than none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.text.head_nouns import head_of
from extractors.text.morphology import Case, WordReading, readings

ADJECTIVES = frozenset({"laatusana", "nimisana_laatusana", "lukusana"})
NAMES = frozenset({"paikannimi", "etunimi", "sukunimi", "nimi"})

NOT_DECLINED = ("teonsana", "seikkasana", "asemosana")
"""Verbs, adverbs and pronouns: what no name ends in."""

_COLON = re.compile(r"(?<=[\w)])[:’'](?:[a-zåäö]{1,5})$")


def without_colon(word: str) -> str:
    """An acronym or number without its case ending.

    >>> without_colon("STM:ssä"), without_colon("Oy:n"), without_colon("Kela")
    ('STM', 'Oy', 'Kela')
    """
    return _COLON.sub("", word)


def _as_written(word: str, lemma: str) -> str:
    """A lemma with the capitals its word form had."""
    if len(word) > 1 and word.isupper():
        return lemma.upper()
    return lemma[:1].upper() + lemma[1:] if word[:1].isupper() else lemma


@lru_cache(maxsize=50_000)
def noun(word: str) -> tuple[str, Case | None]:
    """The nominative of a name's last word, and the case it stood in (None where nothing is known of it).

    >>> noun("sisäministeriöstä"), noun("STM:n"), noun("Varkaudelle")
    (('sisäministeriö', 'elative'), ('STM', None), ('Varkaus', 'allative'))
    """
    bare = without_colon(word)
    if bare != word:
        return bare, None
    head = head_of(word.lower())
    if head and not head.plural:
        size = len(head.lemma) - len(head.head.means)
        return word[:size] + _as_written(word[size:], head.head.means), head.case
    known = readings(word) or (readings(word[:1] + word[1:].lower()) if word.isupper() else ())
    if any(r.case == "nominative" and not r.plural for r in known):
        return word, "nominative"
    for r in known:
        if r.case and not r.plural and r.word_class not in NOT_DECLINED:
            return _as_written(word, r.lemma), r.case
    for r in known:
        if r.case and r.word_class not in NOT_DECLINED and (many := nominative_plural(r.lemma)):
            return _as_written(word, many), r.case if r.case == "nominative" else None
    return word, None


_WEAKER = (
    ("nk", "ng"),
    ("nt", "nn"),
    ("mp", "mm"),
    ("lt", "ll"),
    ("rt", "rr"),
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("t", "d"),
    ("p", "v"),
    ("k", ""),
)


@lru_cache(maxsize=20_000)
def nominative_plural(lemma: str) -> str | None:
    """The plural of a noun: the likely forms are made, and the one Voikko reads as such is taken.

    >>> nominative_plural("puolustusvoima"), nominative_plural("yrittäjä"), nominative_plural("joukko")
    ('puolustusvoimat', 'yrittäjät', 'joukot')
    >>> nominative_plural("suomalainen"), nominative_plural("keskus"), nominative_plural("nuori")
    ('suomalaiset', 'keskukset', 'nuoret')
    """
    made = [lemma[:-3] + "set"] if lemma.endswith("nen") else []
    made += [lemma[:-1] + end for end in ("kset", "det") if lemma.endswith("s")]
    made += [lemma + "t", lemma[:-1] + "et", lemma + "et"]
    for strong, weak in _WEAKER:
        if lemma[:-1].endswith(strong):
            made.append(lemma[: -1 - len(strong)] + weak + lemma[-1] + "t")
    for form in made:
        if any(r.plural and r.case == "nominative" and r.lemma == lemma for r in readings(form)):
            return form
    return None


def adjective(word: str, case: Case) -> str | None:
    """The nominative of an adjective that stands in `case`, None for what is no adjective in that case.

    >>> adjective("parlamentaarisen", "genitive"), adjective("korkeimpaan", "illative")
    ('parlamentaarinen', 'korkein')
    """
    dash = word[: len(word) - len(word.lstrip("-"))]
    bare = word[len(dash) :]
    for r in readings(bare) or readings(bare.lower()):
        if r.word_class in ADJECTIVES and r.case == case and not r.plural:
            return dash + _as_written(bare, _degree(bare.lower(), r))
    return None


def _degree(word: str, reading: WordReading) -> str:
    """Voikko's lemma of a comparative or superlative is the plain adjective: put the degree back."""
    m = re.search(r"^(.*?)(mm|mp)[aä][a-zäö]*$", word)
    if (
        not m
        or reading.lemma.endswith(("in", "mpi"))
        or not word.startswith(reading.lemma[: max(2, len(reading.lemma) - 2)])
    ):
        return reading.lemma
    return m[1] + "n" if m[1].endswith("i") else m[1] + "mpi"


def recased(name: str) -> str:
    """A name in capitals as it would stand in a sentence; any other as it is.

    >>> recased("ETELÄ-SAVON HYVINVOINTIALUE"), recased("THL")
    ('Etelä-Savon hyvinvointialue', 'THL')
    """
    words = name.split(" ")
    if not name.isupper() or (len(words) == 1 and not head_of(name.lower())):
        return name
    return " ".join(_recased_word(w) for w in words)


def _recased_word(word: str) -> str:
    low, title = word.lower(), "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
    if head_of(low):
        return low
    if any(r.word_class in NAMES for r in readings(title)):
        return title
    return low if readings(low) or low in ("ja", "sekä", "och") or low.endswith("-") else word


@lru_cache(maxsize=20_000)
def base_form(phrase: str) -> str:
    """The base form of a name.

    >>> base_form("Etelä-Savon hyvinvointialueelle"), base_form("alueellisen valmistelun jaostossa")
    ('Etelä-Savon hyvinvointialue', 'alueellisen valmistelun jaosto')
    >>> base_form("Korkeimman hallinto-oikeuden"), base_form("väliaikaiselle valmistelutoimielimelle")
    ('Korkein hallinto-oikeus', 'väliaikainen valmistelutoimielin')
    """
    words = recased(" ".join(phrase.split())).split(" ")
    last, case = noun(words[-1])
    words[-1] = last
    at = len(words) - 2
    while case and case != "nominative" and at >= 0:
        agreeing = adjective(words[at], case)
        if agreeing is None:
            break
        words[at] = agreeing
        at -= 1
    return " ".join(words)


def title_form(name: str) -> str:
    """The base form as a heading would have it: with a capital first letter.

    >>> title_form(base_form("sisäministeriöstä"))
    'Sisäministeriö'
    """
    return name[:1].upper() + name[1:]
