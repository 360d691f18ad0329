"""What stands around a document and is not part of it, told by its words.

The words and tokens are in `lexicon/chrome.toml`; here is how they are used.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from extractors.text.cleaning import one_line

TRIMMED = " \t:.»›→«‹←<-–|·•>"
SHORT = 70

NEIGHBOUR = 3
"""Words of a link to the document before or after: "Seuraava päätös »"; a title that begins so has more."""


@cache
def lexicon() -> dict[str, frozenset[str]]:
    """The words of `lexicon/chrome.toml`."""
    read: dict[str, Any] = tomllib.loads(
        resources.files("extractors").joinpath("lexicon/chrome.toml").read_text("utf-8")
    )
    lists = {name: words for name, words in read.items() if isinstance(words, list)}
    return {name: frozenset(words) for name, words in (lists | read["markup"] | read["tokens"]).items()}


@lru_cache(maxsize=4_096)
def folded(text: str) -> str:
    """The form lines are compared in."""
    return one_line(text).lower().strip(TRIMMED)


def is_furniture_line(text: str) -> bool:
    """Whether a line is nothing but furniture.

    >>> is_furniture_line("Hyppää sisältöön"), is_furniture_line("Takaisin »"), is_furniture_line("Päätös")
    (True, True, False)
    """
    if len(text) > SHORT:
        return False
    words = folded(text)
    return not words or words in lexicon()["lines"]


def is_related_heading(text: str) -> bool:
    """Whether a heading opens a list of other documents.

    >>> is_related_heading("Lue myös"), is_related_heading("Viimeisimmät artikkelit"), is_related_heading("Muut asiat")
    (True, True, False)
    """
    words, known = folded(text), lexicon()
    if words.startswith(_related_starts()):
        return True
    if len(text) >= SHORT:
        return False
    words = words.rstrip("?!¿¡ ")
    which, _, what = words.rpartition(" ")
    return (
        words in known["related"]
        or words in known["related_abroad"]
        or (which in known["related_which"] and what in known["related_what"])
    )


@cache
def _related_starts() -> tuple[str, ...]:
    return tuple(lexicon()["related_starts"])


@cache
def _teasers() -> tuple[str, ...]:
    known = lexicon()
    ours = tuple(f"{words}{mark}" for words in known["teasers"] for mark in (":", " "))
    return ours + tuple(f"{words}:" for words in known["related_abroad"])


def opens_a_teaser(text: str) -> bool:
    """Whether a line begins as a pointer to another page does: "Lue myös: Kaava etenee".

    >>> opens_a_teaser("Lue myös: Kaava etenee"), opens_a_teaser("Lea también: El plan"), opens_a_teaser("Kaava etenee")
    (True, True, False)
    """
    return folded(text).startswith(_teasers())


CREDIT = 120  # characters of a picture's credit with the name of its agency
RIGHTS = re.compile(r"^(?:©|\(c\)|copyright\b)", re.IGNORECASE)


def is_credit_line(text: str) -> bool:
    """Whether a line only says who made a picture, or whose the page is.

    >>> is_credit_line("Kuva: Lauri Malli"), is_credit_line("© 2024 Hallanmaan Sanomat"), is_credit_line("Kuva joesta")
    (True, True, False)
    """
    if len(text) > CREDIT or "\n" in text:
        return False
    label, colon, _ = text.partition(":")
    return RIGHTS.match(text) is not None or (bool(colon) and folded(label) in lexicon()["credits"])


def leads_to_neighbour(text: str) -> bool:
    """Whether the words of a link lead to the document before or after: "Seuraava päätös".

    >>> leads_to_neighbour("Seuraava päätös »"), leads_to_neighbour("Seuraavat kokoukset")
    (True, False)
    """
    words = folded(text).split()
    return 1 <= len(words) <= NEIGHBOUR and words[0] in lexicon()["neighbours"]


def is_kept_heading(text: str) -> bool:
    """Whether a heading opens contacts or attachments, which belong to the document wherever they stand."""
    return len(text) < SHORT and folded(text) in lexicon()["kept"]


def is_generic(text: str) -> bool:
    """Whether words name a system's page and not a document.

    >>> is_generic("Esityslistat/pöytäkirjat"), is_generic("Valtionavustukset 2024")
    (True, False)
    """
    return folded(text) in lexicon()["generic"]
