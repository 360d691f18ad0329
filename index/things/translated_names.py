"""Names in Swedish and English as Finnish has them: "City of Rautasaari" is compared as "Rautasaaren kaupunki".

Only names made of a place and of what such a body is called in each language (`lexicon/heads_in_languages.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.lexicon.wordlists import wordlist
from extractors.text.genitives import genitive_of

_PLACE = r"(?P<place>[A-ZÅÄÖ][\w-]+)"


@lru_cache(maxsize=20_000)
def in_finnish(name: str) -> str | None:
    """The Finnish name of a body that is called by its place in Swedish or English; None for any other name.

    >>> in_finnish("the Wellbeing Services County of Rautasaari"), in_finnish("Rautasaari Rescue Department")
    ('Rautasaaren hyvinvointialue', 'Rautasaaren pelastuslaitos')
    >>> in_finnish("Esbo stadsbibliotek"), in_finnish("Uleåborgs stadsmuseum")
    ('Espoon kaupunginkirjasto', 'Oulun kaupunginmuseo')
    >>> in_finnish("Rautasaaren kaupunki"), in_finnish("City of Hallmarken"), in_finnish("City of the Future")
    (None, None, None)
    """
    words = " ".join(name.split())
    for pattern, head in _patterns():
        if found := pattern.fullmatch(words):
            place = _genitive(found["place"], swedish="sv" in pattern.groupindex)
            return f"{place} {head}" if place else None
    return None


def _genitive(place: str, *, swedish: bool) -> str | None:
    """The genitive of a place by its Finnish or Swedish name, which may stand in the Swedish genitive."""
    names = (place, place.removesuffix("s")) if swedish else (place,)
    return next((found for one in names if (found := _places().get(one) or genitive_of(one))), None)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(_made())


def _made() -> Iterator[tuple[re.Pattern[str], str]]:
    """The ways each head is written, the longest heads first: "University of Applied Sciences" is no university."""
    for finnish, swedish, english in sorted(wordlist("heads_in_languages")["heads"], key=lambda row: -len(row[2])):
        yield re.compile(rf"(?:the )?(?i:{english}) of {_PLACE}"), finnish
        yield re.compile(rf"(?:the )?{_PLACE} (?i:{english})"), finnish
        yield re.compile(rf"{_PLACE}(?P<sv>) (?i:{swedish})"), finnish


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    """The genitive of each municipality, by its name in Finnish and in Swedish."""
    rows = wordlist("municipalities")["municipalities"]
    return {name: genitive for finnish, genitive, _, swedish, _ in rows for name in (swedish, finnish) if name}
