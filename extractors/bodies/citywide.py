"""What a city owns under its own name without a form of company: Rauman Satama, Oulun Vesi."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import BodyWord
from extractors.bodies.head_nouns.modifiers import genitive, given_name
from extractors.lexicon.known_bodies import known_bodies, known_body
from extractors.lexicon.wordlists import wordlist
from extractors.text.base_forms import base_form
from extractors.text.head_nouns import head_of
from extractors.text.morphology import readings

NAMES = frozenset({"etunimi", "sukunimi", "paikannimi"})


def city_mentions(words: list[BodyWord]) -> Iterator[BodyMention]:
    """A municipality in the genitive, then an everyday word with a capital nobody asked for."""
    towns = _genitives()
    for at in range(len(words) - 1):
        town, what = words[at], words[at + 1]
        # "Oulun\nVesi" are two lines.
        if not (town.capital and what.gap == " "):
            continue
        # "Rauman Satama", "Oulun Vesi", "Kaihlaniemen Energia".
        if (town.low in towns and _odd_capital(what)) or (_place_like(town) and _works(what)):
            name = base_form(f"{town.text} {what.text}")
            known = known_body(name)
            yield BodyMention(
                town.start, what.end, name, known.kind if known else "body", "city", 0.75, known.id if known else None
            )


def _place_like(town: BodyWord) -> bool:
    """Is it a place in the genitive, or what may be one: "Kaihlaniemen", "Rannikon"?"""
    return genitive(town) and head_of(town.low) is None and not given_name(town)


@lru_cache(maxsize=20_000)
def _base(low: str) -> str:
    return next((r.lemma.lower() for r in readings(low) if not r.plural), low)


def _works(word: BodyWord) -> bool:
    """Is it what towns own, with a capital: "Vesi", "Energian", "Satamasta"?"""
    return word.text[:1].isupper() and _base(word.low) in _owned()


@lru_cache(maxsize=1)
def _owned() -> frozenset[str]:
    return frozenset(wordlist("coined")["works"])


@lru_cache(maxsize=1)
def _genitives() -> frozenset[str]:
    towns = (k.name.rpartition(" ")[0] for k in known_bodies().values() if k.kind == "municipality")
    return frozenset(town.lower() for town in towns)


def _odd_capital(word: BodyWord) -> bool:
    text = word.text.partition(":")[0]
    # "Rauman Satama", but not "Rauman Kaupunki".
    return text[:1].isupper() and text[1:].islower() and head_of(word.low) is None and _everyday(text)


@lru_cache(maxsize=1)
def _place_ends() -> tuple[str, ...]:
    return tuple(wordlist("modifiers")["place_words"])


@lru_cache(maxsize=20_000)
def _everyday(text: str) -> bool:
    known = readings(text)
    return (
        # "Oulun Kaleva" is a name already.
        bool(known)
        and all(r.word_class == "nimisana" for r in known)
        and not any(r.word_class in NAMES or (r.parts and r.parts[-1] in _place_ends()) for r in known)
    )
