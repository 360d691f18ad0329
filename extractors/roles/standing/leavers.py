"""Who is said, anywhere in a document, to be leaving the post that another sentence tells.

Läsnä: verksamhetsledare Maija Malli ... Malli har meddelat att hon går i pension 1.10.
Föredragande: stadsingenjör Maija Malli. Malli går över till Trafikledsverket.
Johtaja Maija Malli avasi kokouksen. Hän siirtyy kesällä Kelan palvelukseen.
The term of Maija Malli ends on 31 December.
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
    before = scene.text[max(0, who.start - BEFORE_NAME) : who.start]
    # "myönsi eron hallitusneuvos Maija Mallille".
    if _pattern("granted").search(before):
        return True
    ends = _pattern("ends").match(scene.text, who.end)
    # "The term of Maija Malli ends", "Maija Malli, jonka sijaisuus päättyy".
    return ends is not None and (scene.text[who.end] == "," or _pattern("term_of").search(before) is not None)


BEFORE_NAME = 70
"""Characters before a name in which an office grants its holder leave to go."""
