"""Does a sentence go on to tell when the post begins that the one before it has given?

Viisivuotiskausi alkaa 1. maaliskuuta.  Heidän virkansa täytetään vuoden 2017 alusta.
Hän aloittaa tehtävässä 1.9.  Malli ottaa viran vastaan elokuussa.
Han tillträder 1.9.2024.  Her term begins on 1 September.
"""

from __future__ import annotations

import re

from extractors.lexicon.wordlists import either

_TERM = re.compile(
    r"(?:Hänen |Heidän |Hennes |Hans |Deras |Her |His |Their |The |Uusi |Uuden )?"
    r"(?:[Nn]imity\w*|[Mm]ääräy\w*|[\w-]*[Kk]au(?:si|det|della|dekseen)|[Vv]ir(?:ka|at|an|kansa|kasuhde|kasuhteen)|[Tt]ehtävä|[Tt]ehtävään"
    r"|[Mm]ääräaikaisuus|[Mm]andat\w*|[Ff]örordnande\w*|[Uu]tnämningen|[Vv]alet|[Aa]nställningen|[Tt]jänst(?:en|gör\w+|eförhållandet)|[\w-]*[Pp]erioden|[Tt]erm|[Aa]ppointment)\b"
)
"""The term or the post opens the sentence."""

_VERBS = either("role_patterns", "post_begins")
_BEGINS = re.compile(rf"\b(?:{_VERBS})\b")
"""Verbs of the present: a post that began earlier is told in the past."""

_WHO = re.compile(r"(?:Hän|He|Hon|Han|De|She|They|Uusi \w+|Uudet \w+|Valitut|Nimitetyt)\b")


def tells_term(sentence: str) -> bool:
    """Does a sentence open with the term, or the post, that has just been given?

    >>> tells_term("Viisivuotiskausi alkaa 1. maaliskuuta."), tells_term("Tehtävästä vastaa ministeri.")
    (True, False)
    """
    return _TERM.match(sentence) is not None


def begins_post(sentence: str, person: str) -> bool:
    """Does it say that this person, or whoever was chosen, begins in the post?

    >>> begins_post("Malli aloittaa työssä 1.9.", "Maija Malli"), begins_post("Hän aloitti uransa 1998.", "Maija Malli")
    (True, False)
    """
    named = _WHO.match(sentence) or sentence.startswith((person, person.split()[-1])) or _TERM.match(sentence)
    return bool(named) and _BEGINS.search(sentence) is not None
