"""The noun that a Finnish number counts, by its case: "12 uutta nuorisojärjestöä", "kahdessa vuodessa"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extractors.amounts.units import LEXICON, UNIT_WORD, unit_marks, unit_words
from extractors.text.morphology import WordReading, readings
from extractors.text.numbers import finnish

ENDING = 2
"""Letters after a hyphen that are an ending and no word: "2030-lla" has three, "EU-n" one."""


def agrees(text: str, at: int, case: str) -> bool:
    """Whether the unit word at a place stands in the case a number word asks for: "kahdessa vuodessa"."""
    m = UNIT_WORD.match(text, at)
    if m is None or m["w"] in unit_marks():
        return True
    read = _readings(m["w"].lower())
    wanted = ("partitive", "genitive") if case == "nominative" else (case, "partitive", "nominative")
    return not read or any(r.case in wanted for r in read)


class Counted(NamedTuple):
    """The noun a number counts: where it ends and its base form."""

    end: int
    noun: str


_TOKEN = re.compile(r" {1,2}(?P<w>(?:[A-Za-zÅÄÖåäöÉé]|\d{1,4}-[a-zåäö])[\w-]*(?::\w+)?)")
_JOINING = {"ja", "tai", "sekä", "eli"}
_UNINFLECTED = {"eri", "koko", "ensi", "viime", "pikku", "oma", "omaa", "muun", "muuta", "muulle", "tällaista", "noin"}
_ADJECTIVES = ("laatusana", "asemosana", "lukusana", "nimisana_laatusana", "teonsana")
_NOT_COUNTED = set(LEXICON["not counted"]["nouns"])
_PARTICLES = set(LEXICON["not counted"]["particles"])


def counted(text: str, at: int, case: str, *, one: bool = False) -> Counted | None:
    """The noun counted by a number that ends at `at`; `case` is the number word's, "" for figures.

    >>> counted("12 uutta vapaaehtoista nuorisojärjestöä", 2, "")
    Counted(end=39, noun='nuorisojärjestö')
    >>> counted("Kaksi kulttuuri- ja liikuntatoimen uutta kokeiluhanketta", 5, "nominative").noun
    'kokeiluhanke'
    """
    wanted = _cases(case, one)
    agreed: str | None = None
    for step in range(_PHRASE):
        m = _TOKEN.match(text, at)
        if not m or m["w"] in _PARTICLES or (not step and finnish(m["w"])):
            return None  # not "Vastauksia tuli (412) seitsemästä koulusta"
        word, at = m["w"], m.end()
        if _only_links(word, step):
            continue
        if word[0].isupper() and "-" not in word:  # "kaksi Kuopion hanketta", not "kaksi Kuopiossa"
            if case in ("nominative", "partitive") and _genitive(word):
                continue
            return None
        read = _readings(word)
        fits = [r for r in read if not r.plural and r.case in wanted]
        head = _head(fits, wanted, agreed)
        if head is not None and head.case == "genitive" and not case and _is_attribute(head, text, at):
            continue  # "28 sosiaalialan kehittämishankkeelle"
        if noun := _noun(head, fits, read, text, at):
            return Counted(at, noun)
        adjective = next((r for r in fits if r.word_class in _ADJECTIVES), None)
        if adjective is not None:
            agreed = agreed or adjective.case
            continue
        if not _passed_over(word, read, bool(case) and "partitive" in wanted and step < _LAST_GENITIVE):
            return None
    return None


_PHRASE = 6
"""Words of a counted phrase: "kolmen lounaisen Suomen uuden kunnan edustajaa" has no more."""


def _only_links(word: str, step: int) -> bool:
    """ "kulttuuri- ja liikuntatoimen", "12 eri hanketta": a word that neither is counted nor agrees."""
    return word.endswith("-") or (step > 0 and word in _JOINING) or word in _UNINFLECTED


def _head(fits: Sequence[WordReading], wanted: Sequence[str], agreed: str | None) -> WordReading | None:
    """The likeliest reading of a word as the noun that is counted, in the case of the adjectives before it."""
    nouns = [r for r in fits if r.word_class == "nimisana" and agreed in (None, r.case)]
    return min(nouns, key=lambda r: (wanted.index(r.case or ""), len(r.parts)), default=None)


def _noun(
    head: WordReading | None, fits: Sequence[WordReading], read: tuple[WordReading, ...], text: str, at: int
) -> str | None:
    """What the word that ends at `at` is, counted: "12 nuorisojärjestöä", an adjective alone in "12 vapaaehtoista"."""
    if head is not None:
        if not _countable(head) or _adjectival(read, head, text, at):
            return None
        return head.lemma if head.lemma[:2].isupper() else head.lemma.lower()
    if _noun_follows(text, at):
        return None
    return next((r.lemma.lower() for r in fits if r.word_class == "nimisana_laatusana"), None)


_LAST_GENITIVE = 4
"""Words after a number word beyond which a genitive is no part of its phrase."""


def _passed_over(word: str, read: tuple[WordReading, ...], in_partitive: bool) -> bool:
    """Whether a word only stands before the counted noun: "kaksi kunnan edustajaa", "yhdeksän viisasta tilaa"."""
    if any(r.case == "genitive" for r in read):  # "kaksi kunnan edustajaa".
        return in_partitive
    return not read and _UNKNOWN_ADJECTIVE.search(word) is not None


_UNKNOWN_ADJECTIVE = re.compile(r"(?:sta|stä|isella|isellä|iselle|isessa|isessä|isen|eella|eelle)$")
"""Endings in which an adjective that the dictionary lacks agrees with the noun after it."""


_MOST_GENITIVES = 2
"""Further genitives that may stand before the counted noun: "3 vieraan kielen opettajaa"."""

_FIELDS = tuple(LEXICON["fields"]["heads"])
_ACTIONS = ("us", "ys", "minen", "nta", "ntä", "nti", "os", "ös")
"""How names of actions end: in "35 kiinteistön kulutusta" the properties are counted."""


def _is_attribute(genitive: WordReading, text: str, at: int) -> bool:
    """Whether the genitive that ends at `at` belongs to the noun after it, which is what is counted.

    "24 ensihoidon opiskelijaa": the partitive is counted.  "28 sosiaalialan kehittämishankkeelle": a field is nothing
    to count, and its noun stands in a case of its own; in "12 kunnan alueella" the genitive is counted.
    """
    for _ in range(_MOST_GENITIVES + 1):
        m = _TOKEN.match(text, at)
        if m is None or m["w"] in _PARTICLES or m["w"][0].isupper():
            return False
        nouns = [r for r in _readings(m["w"]) if r.word_class == "nimisana" and not r.plural and _countable(r)]
        partitive = [r for r in nouns if r.case == "partitive"]
        if partitive:  # "24 ensihoidon opiskelijaa".
            return genitive.lemma.endswith(_FIELDS) or not all(r.lemma.endswith(_ACTIONS) for r in partitive)
        if any(r.case in _COUNTING_CASES for r in nouns):
            return genitive.lemma.endswith(_FIELDS)
        if not any(r.case == "genitive" for r in nouns):
            return False
        at = m.end()
    return False


_COUNTING_CASES = ("illative", "inessive", "elative", "adessive", "ablative", "allative")


def _countable(head: WordReading) -> bool:
    """Labels are counted in the partitive alone: "31 000 sivua", but "3 kohdan mukaan"."""
    labels = head.lemma in _NOT_COUNTED and head.case != "partitive"
    return not labels and head.lemma not in unit_words()


def _adjectival(read: tuple[WordReading, ...], head: WordReading, text: str, at: int) -> bool:
    """Whether a word read as a noun is an adjective here: it may be one, and a noun of its case follows."""
    if not any(r.word_class in ("laatusana", "nimisana_laatusana") for r in read):
        return False
    m = _TOKEN.match(text, at)
    return m is not None and any(
        r.word_class == "nimisana" and r.case == head.case and not r.plural for r in _readings(m["w"])
    )


def _noun_follows(text: str, at: int) -> bool:
    m = _TOKEN.match(text, at)
    return m is not None and any(r.word_class == "nimisana" and not r.plural for r in _readings(m["w"]))


def _cases(case: str, one: bool) -> tuple[str, ...]:
    oblique = (
        "partitive",
        "genitive",
        "illative",
        "inessive",
        "elative",
        "adessive",
        "ablative",
        "allative",
        "essive",
        "translative",
    )
    if case == "":
        return ("nominative", *oblique) if one else oblique
    if case == "nominative":
        return ("partitive",)
    return (case,)


@lru_cache(maxsize=50_000)
def _readings(word: str) -> tuple[WordReading, ...]:
    """Voikko's readings; of an unknown compound with a hyphen, those of its last part."""
    read = readings(word)
    if read:
        return read
    head, hyphen, tail = word.rpartition("-")
    if hyphen and len(tail) > ENDING:
        return tuple(r._replace(lemma=f"{head}-{r.lemma}") for r in readings(tail))
    return ()


def _genitive(word: str) -> bool:
    return any(r.case == "genitive" for r in readings(word))
