"""The body of who speaks at the end of a sentence: the one that the sentence is about.

ELY-keskus edellyttää väliraporttia, muistuttaa ylijohtaja Maija Malli.
Alfa Oy palkkaa sata asentajaa, kertoo tehtaanjohtaja Kari Lohi.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.lexicon.wordlists import wordlist
from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.lists import TASKS

ELSEWHERE = re.compile(
    r"(?:ministeri|edustaja|valtuutettu|professori|dosentti|tutkija|pormestari|toimittaja|yrittäjä|mies)\Z"
)
"""Ends of titles whose holders speak of bodies that they do not work in."""

FIRST_WORDS = 40
"""Characters of a sentence in which its subject begins."""


@lru_cache(maxsize=1)
def _says() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in wordlist("offices")["speech"])
    return re.compile(rf"[,”\"][ ](?:{words})[ ]\Z")


def by_subject(scene: Scene, claim: RoleClaim) -> str | None:
    """The only body that the sentence names before who speaks, where it is the sentence's subject."""
    if claim.rule != "title before" or claim.role.split()[-1] in TASKS or ELSEWHERE.search(claim.role):
        return None
    start = scene.sentence(claim.start)[0]
    said = _says().search(scene.text, start, claim.start)
    named = scene.bodies_between(start, claim.start) if said else []
    if len({name for _, _, name in named}) != 1:
        return None
    low, high, name = named[0]
    subject = name.casefold().endswith(scene.text[low:high].casefold()) or scene.text[low:high].isupper()
    opens = low - start - (len(scene.text[start:low]) - len(scene.text[start:low].lstrip(' –-”"\n'))) < FIRST_WORDS
    return name if subject and opens and "\n" not in scene.text[low : claim.start] else None
