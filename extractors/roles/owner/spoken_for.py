"""The body for which somebody does something in a sentence, where it stands before his title and not beside it.

Från Skatteförvaltningen deltog överinspektör Ulrika Malli.             the place opens the sentence
Trafikledsverket företräddes av projektchef Jan Malli.
Attending for the Ministry of the Interior were Senior Specialist Aku Malli and Legal Adviser Pia Malli.
Tullia edusti tulliylitarkastaja Maija Malli.                           the body is what is represented
Luonnonvarakeskuksen puheenvuoron käytti tutkimusprofessori Kari Malli. the speech is the body's
Hankkeen toteuttaa Suomen ympäristökeskus, jossa siitä vastaa ryhmäpäällikkö Maija Malli.
"""

from __future__ import annotations

import re

from extractors.lexicon.wordlists import either
from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.lists import TASKS
from extractors.roles.title_phrases import phrase_at
from extractors.text.inflection import GENITIVE, PARTITIVE

_WORDS = r"(?:[a-zåäö-]+[ ]){0,4}"
_OPENS_SV = re.compile(r"(?:Från|På|Vid|Hos|Inom|I|För)[ ](?:det |den )?\Z")
_OPENS_EN = re.compile(
    r"(?:From|At|Representing|Speaking for|Attending for|Present for|On behalf of|For|Attending from|Present from)"
    r"[ ](?:the )?\Z"
)
_DOES_SV = re.compile(rf"[ ](?:{either('role_patterns', 'there_for_sv')})[ ]{_WORDS}\Z")
_DOES_EN = re.compile(rf",[ ]\Z|[ ](?:were|was|is|are|the matter|the case|the project|the work)[ ]{_WORDS}\Z")
""" "Representing Statistics Finland, (Statistician Malli)", "Attending for the Ministry were (Adviser Malli)"."""

_PLACED_SV = re.compile(r"[ ](?:i|vid|på|hos|inom)[ ]\Z")
_HANDLED_SV = re.compile(
    r"\b(?:föredras|föredrogs|bereds|bereddes|handläggs|handlades|sköts|sköttes|leds|leddes|utreds)\b"
)
""" "föredrogs i (Högsta förvaltningsdomstolen) av"."""

_REPRESENTED = re.compile(
    rf"[ ](?:företräddes|företräds|representerades|representeras|hade företrätts)[ ]{_WORDS}av[ ]\Z"
    r"|[ ](?:was|were|is|are|has been)[ ]represented[ ](?:[a-z]+[ ]){0,4}by[ ](?:the |its )?\Z"
)
_STANDS_FOR = re.compile(r"[ ](?:edusti|edustaa|edustavat|edustivat|on edustanut)[ ](?:[a-zåäö]+[ ]){0,3}\Z")
""" "Tullia edusti kokouksessa"."""

_ITS_WORDS = re.compile(
    r"[ ](?:[a-zåäö]+[ ]){0,2}(?:puheenvuoron|tervehdyksen|terveiset|esityksen|alustuksen|kannan|näkemyksen|katsauksen"
    r"|vastauksen|tarjouksen|hakemuksen|lausunnon|edustajana|edustajina|valmistelijana|asiantuntijana|yhteyshenkilönä"
    r"|vastuuhenkilönä)[ ](?:[a-zåäö]+[ ]){1,4}\Z"
)
""" "(Luonnonvarakeskuksen) puheenvuoron käytti", "(Tullin) edustajana paikalla oli"."""

_WHERE = re.compile(
    r",[ ](?:jossa|jolla|jonka puolesta|jonka puolelta|där|where)[ ](?:[a-zåäö]+[ ]){0,6}?"
    rf"(?:{either('role_patterns', 'sees_to')})"
    r"[ ](?:[a-zåäö]+[ ]){0,3}\Z"
)
_SERVICE = re.compile(
    r"[ ](?:palveluksessa|palveluksesta|palvelukseen|leivissä|riveissä|riveistä|listoilla)[ ](?:[^,.;:\n]{1,40}[ ])?\Z"
)
""" "(Ulkoministeriön) palvelukseen 1998 tullut"."""

REASON = "the body is the one for which, by the sentence, its holder is there"


def spoken_for(scene: Scene, claim: RoleClaim) -> str | None:
    """The body that such words before a title name; those joined to the first by "ja", "och", "and" are of it too."""
    if claim.rule != "title before" or claim.role.split()[-1] in TASKS:
        return None
    start, at = scene.sentence(claim.start)[0], _first_of_row(scene, claim.start)
    named = scene.bodies_between(start, at)
    if not named:
        return None
    low, end, name = named[-1]
    if "\n" in scene.text[low:at] or scene.person_from(low, at) or scene.kinds.get(name) in _NO_EMPLOYERS:
        return None
    before, after = scene.text[start:low].lstrip(), scene.text[end:at]
    told = (
        (_OPENS_SV.fullmatch(before) and _DOES_SV.fullmatch(after))
        or (_OPENS_EN.fullmatch(before) and _DOES_EN.fullmatch(after))
        or (_PLACED_SV.search(before) and _HANDLED_SV.search(before) and after == " av ")
        or _REPRESENTED.fullmatch(after)
        or _WHERE.fullmatch(after)
        or _by_case(scene.text[low:end], after)
    )
    return name if told else None


def _by_case(said: str, after: str) -> bool:
    """Does the case of a body with the words after it say so: "Tullia edusti", "Tullin puheenvuoron käytti"?"""
    if _STANDS_FOR.fullmatch(after):
        return PARTITIVE.search(said) is not None
    return bool(GENITIVE.search(said) and (_ITS_WORDS.fullmatch(after) or _SERVICE.fullmatch(after)))


_NO_EMPLOYERS = frozenset({"party", "committee", "working group", "steering group", "section", "government"})
"""Kinds of body for which people speak who have their posts elsewhere."""

_JOINED = re.compile(r"(?:,|,?[ ](?:ja|sekä|och|samt|and))[ ]\Z")


def _first_of_row(scene: Scene, at: int) -> int:
    """Where the words before the first of a row of people end: of "A and Legal Adviser B" before A's own title."""
    for _ in range(MOST):
        before = scene.person_before(at)
        m = _JOINED.search(scene.text, max(0, at - 8), at)
        if before is None or m is None or before.end != m.start():
            return at
        w = scene.view.word_before(before.start)
        phrase = phrase_at(scene.view, w) if w and w.end == before.start - 1 else None
        at = phrase.start if phrase else before.start
    return at


MOST = 6
"""People of one body told in a row."""
