"""Who is said, anywhere in a document, to be leaving the post that another sentence tells.

Läsnä: verksamhetsledare Maija Malli ... Malli har meddelat att hon går i pension 1.10.
Föredragande: stadsingenjör Maija Malli. Malli går över till Trafikledsverket.
Johtaja Maija Malli avasi kokouksen. Hän siirtyy kesällä Kelan palvelukseen.
The term of Maija Malli ends on 31 December.
Museonjohtaja Maija Malli siirtyy syyskuussa Satakunnan Museoon.
Maija Malli, who retires in August, will be succeeded by ...
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.lexicon.wordlists import wordlist
from extractors.roles.context import NamedPerson, Scene
from extractors.roles.pronouns import meant_by_pronouns

_AFTER_NAME = re.compile(
    r"(?:[ ]\([^()\n]{1,20}\))?(?:, (?:jo(?:ka|nka|lla|lle|ta)|som|who)\b[^.;\n]{1,160}?(?=, ))?,?[ ]"
)
"""What may stand between a name and its verb: an age, a clause that tells of it."""


@lru_cache(maxsize=4)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(wordlist('status')['person'][name])})", re.I)


def leavers(scene: Scene) -> frozenset[str]:
    """The ids of the people who are said to be leaving what they do."""
    return frozenset(who.id for who in (*scene.people, *meant_by_pronouns(scene)) if _leaves(scene, who))


def _leaves(scene: Scene, who: NamedPerson) -> bool:
    m = _AFTER_NAME.match(scene.text, who.end)
    # "Malli jää eläkkeelle", "Malli, jonka sijaisuus päättyy".
    if m and _pattern("leaving").match(scene.text, m.end()):
        return True
    # "Malli, joka jää eläkkeelle, ...".
    told = _WHO.match(scene.text, who.end)
    if told and _pattern("leaving").match(scene.text, told.end()):
        return True
    if m and _moves(scene, who, m.end()):
        return True
    before = scene.text[max(0, who.start - BEFORE_NAME) : who.start]
    # "myönsi eron hallitusneuvos Maija Mallille".
    if _pattern("granted").search(before):
        return True
    ends = _pattern("ends").match(scene.text, who.end)
    # "The term of Maija Malli ends", "Maija Malli, jonka sijaisuus päättyy".
    return ends is not None and (scene.text[who.end] == "," or _pattern("term_of").search(before) is not None)


def _moves(scene: Scene, who: NamedPerson, at: int) -> bool:
    """Does somebody move to another body: "siirtyy syyskuun alussa Satakunnan Museoon", "flyttar till Traficom"?"""
    # "tarkastajana työskennellyt Maija Malli siirtyy": the participle says that it is over.
    worked = _HAS_WORKED.search(scene.text, max(0, who.start - BEFORE_NAME), who.start)
    moves = _MOVES.match(scene.text, at) if worked is None else None
    end = min(scene.sentence(who.start)[1], at + MOVE)
    body = next(iter(scene.bodies_between(moves.end(), end)), None) if moves else None
    if moves is None or body is None or scene.person_from(moves.end(), body[0]) is not None:
        return False
    said = scene.text[body[0] : body[1]]
    return _INTO.search(said) is not None or _TO.search(scene.text, moves.end() - 1, body[0]) is not None


_WHO = re.compile(r", (?:joka|som|who) (?:(?:itse|nu|now|also) )?")
_MOVES = re.compile(r"(?:siirtyy|vaihtaa|lähtee|flyttar|går|byter|moves|is moving|will move|transfers|will join)\b")
_HAS_WORKED = re.compile(r"\b(?:toiminut|työskennellyt|palvellut|ollut)[ ]\Z")
_INTO = re.compile(r"(?:[aeiouyäö]{2}n|h[aeiouyäö]n|seen|siin|lle)\Z")
""" "Museoon", "virastoon", "Kelaan": a Finnish name of where somebody goes."""

_TO = re.compile(r"[ ](?:till|to|join)[ ](?:the[ ])?\Z")

MOVE = 90
"""Characters from such a verb to the body."""

BEFORE_NAME = 70
"""Characters before a name in which an office grants its holder leave to go."""
