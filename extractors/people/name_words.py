"""Which words are names: given names, surnames, or neither, by the lexicon and Voikko's word classes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from extractors.lexicon.wordlists import wordlist
from extractors.people.registered import bearers
from extractors.text.morphology import WordReading, readings

NAME_CLASSES = frozenset({"etunimi", "sukunimi", "paikannimi", "nimi"})
PARTICLES = frozenset({"von", "af", "de", "van", "der", "den", "di", "da", "la", "le", "du", "bin", "al", "el", "zu"})

SURE_SURNAME = 2.0
"""What a word weighs that is a surname for sure: the lexicon or Voikko knows it ("Virtanen", "Pöyhösen")."""

SHORTEST_NOUN = 3
"""Letters of the nouns that coined surnames end in ("mäki"); shorter ends are those of "-la" and "-nen"."""

ACRONYM = 3
"""Letters of a word in capitals that is read as it stands: "STM"; longer ones are words ("MÄKI")."""

SHORT_NOUN = 6
"""Letters of a noun that may be a surname too ("Susi", "Halla"); longer plain ones hardly are ("Päätös" is as long)."""


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Every given name of the lexicon."""
    table = wordlist("given_names")
    return frozenset(" ".join(table.values()).split())


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Every common surname of the lexicon."""
    lists = (value for value in wordlist("surnames").values() if isinstance(value, str))
    return frozenset(" ".join(lists).split())


@lru_cache(maxsize=1)
def surname_ends() -> frozenset[str]:
    """The nouns that coined surnames end in: "mäki", "vuori", "lehto"."""
    return frozenset(end for end in _endings() if len(end) >= SHORTEST_NOUN)


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return tuple(wordlist("surnames")["endings"])


def word_readings(word: str) -> tuple[WordReading, ...]:
    """Voikko's readings of a word as written; of a word in capitals, those of its ordinary spelling."""
    if word.isupper() and len(word) > ACRONYM:
        return readings(word.title())
    return readings(word)


@lru_cache(maxsize=50_000)
def is_given(word: str) -> bool:
    """Is this a given name in base form, simple or double?

    >>> is_given("Noora"), is_given("Irma-Leena"), is_given("Kuopion")
    (True, True, False)
    """
    if word in given_names():
        return True
    if "-" in word:
        parts = word.split("-")
        return all(len(p) > 1 and is_given(p) for p in parts)
    return any(r.word_class == "etunimi" and r.case in ("nominative", None) and r.lemma == word for r in readings(word))


@lru_cache(maxsize=50_000)
def given_base(word: str) -> str | None:
    """The base form of an inflected given name, None for what is none.

    >>> given_base("Annikan"), given_base("Sallalle"), given_base("kunnan")
    ('Annika', 'Salla', None)
    """
    if is_given(word):
        return word
    if not word[:1].isupper():
        return None
    lemmas = [r.lemma for r in readings(word) if r.word_class == "etunimi"]
    if lemmas:
        return lemmas[0]
    for ending in _CASE_ENDINGS:
        if word.endswith(ending) and word[: -len(ending)] in given_names():
            return word[: -len(ending)]
    return None


# "Abdirahmanin", "Abdirahmanille": cases of given names that Voikko does not read.
_CASE_ENDINGS = (
    "n",
    "lle",
    "lla",
    "llä",
    "lta",
    "ltä",
    "sta",
    "stä",
    "ssa",
    "ssä",
    "ksi",
    "na",
    "nä",
    "a",
    "ä",
    "in",
    "ille",
    "illa",
    "ilta",
)


@lru_cache(maxsize=50_000)
def surname_weight(word: str) -> float:
    """How much a capitalised word looks like a surname, in any case form: from -2 (not at all) to 2 (surely).

    >>> surname_weight("Pöyhösen"), surname_weight("Viitaniemi") > 0, surname_weight("Uudistuksen") < 0
    (2.0, True, True)
    """
    if "-" in word:
        parts = [p for p in word.split("-") if p]
        return min((max(surname_weight(p[:1].upper() + p[1:]), _as_part(p)) for p in parts), default=-2.0)
    if word in surnames():
        return SURE_SURNAME
    found = word_readings(word)
    if not found:
        return SURE_SURNAME if bearers(word) else COINED  # "Guzjolina": a word nobody knows may be a surname
    return next((weight for rule, weight in _WEIGHTS if rule(word, found)), NO_SURNAME)


def _as_part(part: str) -> float:
    """What a part of a double name weighs at least: "Yli-Malli", "Häggblom-Ek" (as a word, "EK" is a short form)."""
    if part in ("Yli", "Ala"):
        return 0.0
    return COINED if bearers(part) else -2.0


COINED, NO_SURNAME = 1.0, -1.5
"""What a word weighs that may be a surname for all anybody knows, and one that can hardly be one."""


def _known_surname(word: str, found: Sequence[WordReading]) -> bool:
    """ "Pöyhösen", "Lahtisella": Voikko knows it as one, or the list has its base form."""
    return any(r.word_class == "sukunimi" or r.lemma[:1].upper() + r.lemma[1:] in surnames() for r in found)


def _given_too(word: str, found: Sequence[WordReading]) -> bool:
    """ "Kari Antti"."""
    return word in given_names()


def _no_noun(word: str, found: Sequence[WordReading]) -> bool:
    """ "Myös", "Kertoi"."""
    return not any(r.word_class in _NOUNS for r in found)


def _proper_name(word: str, found: Sequence[WordReading]) -> bool:
    """ "Kuopio": surnames are places too; a trade mark that is an everyday word besides is none."""
    proper = {r.word_class for r in found if r.word_class in NAME_CLASSES}
    return bool(proper - {"nimi"}) or (bool(proper) and len({r.word_class for r in found}) == 1)


def _coined_as_surnames_are(word: str, found: Sequence[WordReading]) -> bool:
    """ "Aallonranta", "Mustalampi"."""
    return any(r.lemma.endswith(_endings()) and not r.plural for r in _common_nouns(found))


def _other_compound(word: str, found: Sequence[WordReading]) -> bool:
    """ "Metsäpuro", "Kylätie"."""
    return any(len(r.parts) > 1 and r.case in ("nominative", "genitive") for r in _common_nouns(found))


def _short_noun(word: str, found: Sequence[WordReading]) -> bool:
    """ "Raja" rather than "Uudistus"."""
    return any(len(r.lemma) <= SHORT_NOUN for r in _common_nouns(found))


_NOUNS = ("nimisana", "paikannimi", "nimi", "laatusana", "etunimi", "nimisana_laatusana")


def _common_nouns(found: Sequence[WordReading]) -> list[WordReading]:
    return [r for r in found if r.word_class in _NOUNS and r.word_class != "nimi"]


_WEIGHTS: tuple[tuple[Callable[[str, Sequence[WordReading]], bool], float], ...] = (
    (_known_surname, SURE_SURNAME),
    (_given_too, COINED),
    (_no_noun, NO_SURNAME),
    (_proper_name, COINED),
    (_coined_as_surnames_are, 0.5),
    (_other_compound, -0.3),
    (_short_noun, -0.5),
)
"""What a word known to Voikko weighs: the first rule that holds decides."""


@lru_cache(maxsize=50_000)
def is_common(word: str) -> bool:
    """Does Voikko know the word, and not as any name?

    >>> is_common("Uudistuksen"), is_common("Harjula"), is_common("Elo")
    (True, False, False)
    """
    found = word_readings(word)
    classes = {r.word_class for r in found}
    return bool(found) and (not classes & NAME_CLASSES or (classes & NAME_CLASSES == {"nimi"} and len(classes) > 1))


@lru_cache(maxsize=50_000)
def is_inflected(word: str) -> bool:
    """Is the word known in an oblique case only: "Kroatian", "Norjasta"?"""
    found = [r for r in word_readings(word) if not r.plural]
    return bool(found) and not any(r.case in ("nominative", None) and r.lemma[1:] == word[1:] for r in found)


@lru_cache(maxsize=50_000)
def is_function_word(word: str) -> bool:
    """Is the word an adverb, a pronoun or another small word, and nothing else: "Läsnä", "Mutta"?"""
    classes = {r.word_class for r in word_readings(word)}
    return bool(classes) and classes <= {
        "seikkasana",
        "sidesana",
        "suhdesana",
        "asemosana",
        "huudahdussana",
        "kieltosana",
    }


@lru_cache(maxsize=20_000)
def stands_for_anybody(word: str) -> bool:
    """Is it the surname of nobody in any case: "Meikäläisen" in a form's instructions?"""
    names = wordlist("surnames")["nobody"]
    return word in names or any(r.lemma.capitalize() in names for r in word_readings(word))


@lru_cache(maxsize=20_000)
def is_adjective(word: str) -> bool:
    """Is the word an adjective and nothing else: "Arktinen" of "Arktinen Aurora"?"""
    found = word_readings(word)
    return bool(found) and all(r.word_class == "laatusana" for r in found)


@lru_cache(maxsize=20_000)
def is_finite_verb(word: str) -> bool:
    """Is the word a verb in a person and nothing else: "voitti", "esittelee", but not "mukaan", "johtama"?

    >>> is_finite_verb("kysyi"), is_finite_verb("mukaan"), is_finite_verb("johtajaksi")
    (True, False, False)
    """
    found = readings(word)
    return bool(found) and all(r.word_class in ("teonsana", "kieltosana") and r.case is None for r in found)


@lru_cache(maxsize=50_000)
def is_place(word: str) -> bool:
    """Does Voikko know the word as a place, and not as a person's name?"""
    classes = {r.word_class for r in word_readings(word)}
    return "paikannimi" in classes and not classes & {"etunimi", "sukunimi"}
