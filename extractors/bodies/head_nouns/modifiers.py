"""What kind of word stands before a head noun: a name, a genitive, an agreeing adjective, or one that says nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.bodies.body_words import BodyWord
from extractors.lexicon.wordlists import wordlist
from extractors.text.morphology import Case, WordReading, readings

AND = frozenset({"ja", "sekä", "och", "samt"})
VERBAL = frozenset({"teonsana", "asemosana", "seikkasana"})
NAME_CLASSES = frozenset({"paikannimi", "etunimi", "sukunimi", "nimi"})


@lru_cache(maxsize=1)
def _vague() -> frozenset[str]:
    return frozenset(wordlist("modifiers")["vague"]) | _made_by()


@lru_cache(maxsize=1)
def _made_by() -> frozenset[str]:
    return frozenset(wordlist("modifiers")["made_by"])


def made_by(word: BodyWord) -> bool:
    """Does this word say that somebody set up what follows: "kokouksen asettaman liturgisen työryhmän"?"""
    return word.low in _made_by()


@lru_cache(maxsize=50_000)
def _genitive(text: str) -> bool:
    known = readings(text) or readings(text.lower())
    # "Kaihlaniemen", "POSOTE20-hankkeen": no word of the language, so a name.
    if not known:
        return text[:1].isupper() or "-" in text
    return any(
        # "alueellisen", but not "tehdyn": a participle tells what was done.
        r.case == "genitive"
        and (r.word_class not in VERBAL or text.lower().endswith("isen"))
        and not (r.word_class == "laatusana" and _tells(r.lemma))
        for r in known
    )


def genitive(word: BodyWord) -> bool:
    """Is this word a genitive that can stand in a name?  Unknown words count where they look like names."""
    # "uuden", "asettaman".
    if word.low in _vague():
        return False
    # "STM:n".
    if word.low.endswith(":n"):
        return True
    return word.low.endswith("n") and _genitive(word.text.lstrip("-"))


@lru_cache(maxsize=50_000)
def _name(text: str) -> bool:
    known = readings(text)
    # "Kuopion", "Kajonixin".
    if not known or known[0].word_class in NAME_CLASSES:
        return True
    return any(r.word_class == "paikannimi" or _like_a_place(r) for r in known)


def _like_a_place(reading: WordReading) -> bool:
    """A compound that ends as places do ("Hirvijärvi", "Keloranta"), whatever else it could mean."""
    return bool(reading.parts) and reading.parts[-1] in _place_words()


@lru_cache(maxsize=1)
def _place_words() -> frozenset[str]:
    return frozenset(wordlist("modifiers")["place_words"])


SIDES = frozenset({"keskisen", "itäisen", "läntisen", "pohjoisen", "eteläisen", "koillisen", "kaakkoisen", "lounaisen"})
"""Which part of a land a name speaks of."""


def side_of(word: BodyWord) -> bool:
    """Does it open the name of a part of a land: "Keskisen Uudenmaan", "Läntisen Pirkanmaan"?"""
    return word.capital and word.low in SIDES


@lru_cache(maxsize=50_000)
def is_place(text: str) -> bool:
    """Does Voikko know this word as the name of a place?"""
    return any(r.word_class == "paikannimi" for r in readings(text))


def proper(word: BodyWord) -> bool:
    """Is this word a name, and not a common noun with a capital because it begins a sentence or stands in a heading?

    >>> from extractors.bodies.body_words import words_of
    >>> [proper(w) for w in words_of("Hallinnon jaosto. Kuopion kaupunki ja Tulevaisuuden kunta")]
    [False, False, True, False, False, True, False]
    """
    text = word.text.lstrip("-")
    if not word.capital:
        return False
    # "KUOPION KAUPUNKI" is a name, "HALLINNON JAOSTO" none.
    if len(text) > 1 and text.isupper() and ":" not in text:
        return _name("-".join(part[:1] + part[1:].lower() for part in text.split("-")))
    return not word.first or _name(text)


def placed(word: BodyWord) -> bool:
    """Is this word the name of a place or a person, or one that nobody knows?"""
    return (
        word.capital
        and ":" not in word.text
        and _placed(word.text.title() if word.text.isupper() else word.text.lstrip("-"))
    )


@lru_cache(maxsize=50_000)
def _placed(text: str) -> bool:
    known = readings(text)
    return not known or any(r.word_class in NAME_CLASSES or _like_a_place(r) for r in known)


_DONE = re.compile(r"(?:[a-zåäö]n[uy]t|[a-zåäö]t[uy]|tt(?:ava|ävä))$")
"""What the participles of a thing done or to be done end in."""


@lru_cache(maxsize=50_000)
def _agrees(text: str, case: Case) -> bool:
    known = readings(text) or readings(text.lower())
    return any(
        # "väliaikaisen", "teknisessä".
        r.word_class in ("laatusana", "nimisana_laatusana") and r.case == case and not r.plural and not _tells(r.lemma)
        for r in known
    )


def _tells(lemma: str) -> bool:
    """Does an adjective tell what happened to a body and not what it is called ("nimetty", "voimassa oleva")?"""
    return lemma in _no_names() or (_DONE.search(lemma) is not None and lemma not in _named_participles())


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    return frozenset(wordlist("modifiers")["no_names"])


@lru_cache(maxsize=1)
def _named_participles() -> frozenset[str]:
    return frozenset(wordlist("modifiers")["named_participles"])


def agrees(word: BodyWord, case: Case) -> bool:
    """Is this word an adjective in this case that can be part of a name ("väliaikaisen", not "uuden")?"""
    return word.low not in _vague() and _agrees(word.text.lstrip("-"), case)


def joint(word: BodyWord, lemma: str, case: Case) -> bool:
    """Is this the adjective of an organ that parishes have together: "yhteinen kirkkovaltuusto"?"""
    organs: list[str] = wordlist("modifiers")["joint_organs"]
    return lemma in organs and any(r.lemma.lower() == "yhteinen" and r.case == case for r in readings(word.low))


def leads(word: BodyWord, case: Case) -> bool:
    """Is this an adjective that opens names before their genitives: "kansallinen tekoälyn neuvottelukunta"?"""
    known = readings(word.text) or readings(word.low)
    return any(r.case == case and not r.plural and r.lemma.lower() in _leading() for r in known)


@lru_cache(maxsize=1)
def _leading() -> frozenset[str]:
    return frozenset(wordlist("modifiers")["leading"])


@lru_cache(maxsize=50_000)
def unknown(text: str) -> bool:
    """Does Voikko not know this word, so that it may be a coined name ("POSOTE20")?"""
    return not readings(text)


def vague_noun(word: BodyWord) -> bool:
    """Is this a common noun that, alone before a head noun, names no body ("hankkeen ohjausryhmä")?"""
    return word.low in _vague_nouns()


@lru_cache(maxsize=1)
def _vague_nouns() -> frozenset[str]:
    return frozenset(wordlist("modifiers")["vague_nouns"])


def verb(word: BodyWord) -> bool:
    """Is this a verb and nothing else, which no name goes over?"""
    return _verb(word.low)


@lru_cache(maxsize=50_000)
def _verb(low: str) -> bool:
    known = readings(low)
    return bool(known) and all(
        r.word_class in ("teonsana", "kieltosana", "seikkasana") and r.case is None for r in known
    )


def complement_of(participle: BodyWord, word: BodyWord) -> bool:
    """Is `word` what this participle asks for: "järjestelyyn liittyvä", "rahoitusta valmistelevan"?"""
    # "järjestelyyn liittyvä", "rahoitusta valmistelevan".
    wanted = {r.lemma: wordlist("modifiers")["participles"].get(r.lemma) for r in readings(participle.low)}
    case = next((case for case in wanted.values() if case), None)
    return case is not None and not word.capital and any(r.case == case for r in readings(word.low))


def generic_part(part: str) -> bool:
    """Is it a first part that tells no group from another ("alatyöryhmä", "asiantuntijatyöryhmä")?"""
    return part.rstrip("-") in _generic_parts()


@lru_cache(maxsize=1)
def _generic_parts() -> frozenset[str]:
    return frozenset(wordlist("modifiers")["generic_parts"])


def given_name(word: BodyWord) -> bool:
    """Is this a given name in the nominative, as before a surname ("Kalevi Sorsan säätiö")?"""
    return word.capital and any(r.word_class == "etunimi" and r.case == "nominative" for r in readings(word.text))


def technical(acronym: str) -> bool:
    """Is it an acronym of a technique, a file, a law ... that names no body?"""
    return acronym.upper() in _technical()


@lru_cache(maxsize=1)
def _technical() -> frozenset[str]:
    return frozenset(wordlist("modifiers")["no_bodies"])


def joined(word: BodyWord) -> bool:
    """Does nothing but a space stand before it?"""
    return word.gap == " "
