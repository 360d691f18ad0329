"""What the words of a window say by themselves: a given name and a surname, either first, an initial, or no name."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extractors.people.name_words import (
    PARTICLES,
    SURE_SURNAME,
    given_names,
    is_adjective,
    is_common,
    is_function_word,
    is_given,
    is_inflected,
    is_place,
    surname_weight,
    word_readings,
)

TURNED = 2
"""Words of a name that is written surname first: "Laine Armi"."""


class Spelled(NamedTuple):
    """The words of a window in ordinary spelling, what the model says of them, and the language of the text."""

    words: list[str]
    model: str | None
    language: str | None

    @property
    def head(self) -> str:
        """The first word, mostly the given name."""
        return self.words[0]

    @property
    def last(self) -> str:
        """The last word, mostly the surname."""
        return self.words[-1]


def name_signs(spell: list[str], model: str | None, language: str | None = "fi") -> list[str]:
    """What the words themselves say; nothing where they can be no name.  The first of RULES to answer decides."""
    said = Spelled(spell, model, language)
    return next((signs for rule in RULES if (signs := rule(said)) is not None), ["foreign given"])


def _odd_middle(s: Spelled) -> list[str] | None:
    """ "Kari Kunta Malli": a word between that is no name."""
    middle = [m for m in s.words[1:-1] if not (m in PARTICLES or len(m) == 1 or is_given(m))]
    return [] if middle and (s.model != "model exact" or any(is_common(m) for m in middle)) else None


def _small_word(s: Spelled) -> list[str] | None:
    """ "Ken Malli", "Kai Malli" in a Finnish text: small words of the language."""
    return [] if is_function_word(s.head) and (s.language == "fi" or not is_given(s.head)) else None


def _initial(s: Spelled) -> list[str] | None:
    """ "J. Virtanen"; "A. Uudistus" is none."""
    if len(s.head) > 1:
        return None
    return ["initial"] if surname_weight(s.last) >= 1 else []


def _given_first(s: Spelled) -> list[str] | None:
    """ "Noora Malli", "Ilma Malli"."""
    if not is_given(s.head):
        return None
    return ["given also a word" if _also_a_word(s.head) else "given"]


def _surname_first(s: Spelled) -> list[str] | None:
    """ "Laine Armi", and not "Laineen Armi"."""
    turned = len(s.words) == TURNED and is_given(s.last) and surname_weight(s.head) > -1 and not is_inflected(s.head)
    sure = s.last in given_names() or surname_weight(s.last) < 1 or surname_weight(s.head) >= SURE_SURNAME
    return ["surname first", "given"] if turned and sure else None


def _oblique(s: Spelled) -> list[str] | None:
    """ "Kroatian Malli", "Rahul Kuopiosta"."""
    return [] if is_inflected(s.head) or (is_place(s.last) and is_inflected(s.last)) else None


def _unlikely(s: Spelled) -> list[str] | None:
    """ "Kunta Malli", "Kuopio Malli": names only where the model says so."""
    if not (is_common(s.head) or is_place(s.head)):
        return None
    return ["unlikely given"] if s.model == "model exact" and not is_adjective(s.head) else []


RULES: list[Callable[[Spelled], list[str] | None]] = [
    _odd_middle,
    _small_word,
    _initial,
    _given_first,
    _surname_first,
    _oblique,
    _unlikely,
]
"""Each gives signs, nothing for what is no name, or None where it does not say; what is left is "Rahul Virtanen"."""


def _also_a_word(name: str) -> bool:
    return any(r.word_class not in ("etunimi", "sukunimi") for r in word_readings(name))
