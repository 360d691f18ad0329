"""People that only an e-mail address names: "lauri.malmi@kunta.fi" is Lauri Malmi where both words are names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from extractors.people.features import FOLD
from extractors.people.name_view import AT, LOCAL, View
from extractors.people.name_words import given_names, surnames, word_readings

MOST_DOTS = 6
"""Places where an address may have lost the dots of ä and ö: each doubles the spellings that are tried."""


class Addressed(NamedTuple):
    """A name read from an address: `text[start:end]` is what stands before the @."""

    start: int
    end: int
    name: str


def names_in_addresses(view: View) -> Iterator[Addressed]:
    """The people whom the addresses of a text spell as given name, stop, surname."""
    for at in AT.finditer(view.text):
        local = LOCAL.search(view.text, max(0, at.start() - 64), at.start())
        parts = re.fullmatch(r"([a-zåäö-]+)\.([a-zåäö-]+)", local[0].lower()) if local else None
        if local and parts and (given := _given(parts[1])) and (surname := spelled_surname(parts[2])):
            yield Addressed(local.start(), local.end(), f"{given} {surname}")


@lru_cache(maxsize=1)
def _folded_given() -> dict[str, str]:
    return {name.casefold().translate(FOLD): name for name in sorted(given_names())}


def _given(word: str) -> str | None:
    parts = [_folded_given().get(part.translate(FOLD)) for part in word.split("-")]
    # "irma-leena.malmi@kunta.fi".
    return "-".join(part for part in parts if part) if all(parts) else None


@lru_cache(maxsize=4096)
def spelled_surname(word: str) -> str | None:
    """The surname that an address writes without its dots; None where none is known.

    >>> spelled_surname("sipila"), spelled_surname("hamalainen"), spelled_surname("kirjaamo")
    ('Sipilä', 'Hämäläinen', None)
    """
    places = [i for i, c in enumerate(word) if c in "ao"]
    # "saaranpaanniemi" could be spelled in thousands of ways.
    if len(places) > MOST_DOTS:
        return None
    for dots in sorted(product((False, True), repeat=len(places)), key=sum):
        letters = list(word)
        for i, dotted in zip(places, dots, strict=True):
            letters[i] = {"a": "ä", "o": "ö"}[letters[i]] if dotted else letters[i]
        name = "".join(letters).capitalize()
        if name in surnames() or any(r.word_class == "sukunimi" and r.lemma == name for r in word_readings(name)):
            return name
    return None
