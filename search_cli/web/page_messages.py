"""Reasons, advice and hints as a reader of a language reads them: sentences of the code, looked up as patterns.

The code says its sentences in English; `locale/page_messages.toml` has what the page shows in Finnish and Swedish.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

HOLE = re.compile(r"\{(\w+)\}")
OWN = "en"
"""The language the code speaks."""


class SaidSentence(NamedTuple):
    """A sentence for the page, and the language it is in."""

    text: str
    language: str


class KnownSentence(NamedTuple):
    """One kind of sentence: what it looks like, and how each language says it."""

    looks: re.Pattern[str]
    said: dict[str, str]


def message_in(language: str, sentence: str) -> SaidSentence:
    """A sentence of the code in a language; one that is not known stays as it is.

    >>> message_in("fi", "No document holds xyzzy.").text, message_in("sv", "no such correction").text
    ('Missään asiakirjassa ei ole sanaa xyzzy.', 'en sådan rättelse finns inte')
    >>> message_in("fi", "it is odd")
    SaidSentence(text='it is odd', language='en')
    """
    for one in known_sentences() if language != OWN else ():
        if found := one.looks.fullmatch(sentence):
            return SaidSentence(_filled(one.said[language], found), language)
    return SaidSentence(sentence, OWN)


@lru_cache(maxsize=1)
def known_sentences() -> tuple[KnownSentence, ...]:
    """Every kind of sentence, those that say the most of their own first: "both are X of Y" is no "both are X, Y"."""
    file = resources.files("search_cli.web") / "locale" / "page_messages.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["said"]
    rows.sort(key=lambda row: -len(HOLE.sub("", row[OWN])))
    return tuple(KnownSentence(_pattern(row[OWN]), row) for row in rows)


def _filled(sentence: str, found: re.Match[str]) -> str:
    return HOLE.sub(lambda hole: found[hole[1]], sentence)


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = HOLE.split(sentence)
    said = (re.escape(part) if i % 2 == 0 else f"(?P<{part}>.+)" for i, part in enumerate(parts))
    return re.compile("".join(said), re.DOTALL)
