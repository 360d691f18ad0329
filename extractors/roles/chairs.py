"""Who chairs or leads by a verb, with a title of their own: "Työryhmää johtaa neuvotteleva virkamies Maija Malli".

Puhetta johti kaupunginjohtaja Maija Malli.                the chair of the meeting
toimikunta, jota johtaa kriitikko Oona Malli, jakoi        the one that "jota" points to
Maija Malli johtaa työryhmää.                              the name first
Director-General Hanna Malli, who chairs the Council       in English
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.lexicon.wordlists import wordlist
from extractors.roles.beside import RoleClaim
from extractors.roles.context import GROUP, NamedPerson, Scene
from extractors.roles.title_phrases import first_phrase
from extractors.text.head_nouns import head_of
from extractors.text.inflection import IN_PLACE

# "Työryhmää johtaa".
_SINCE = (
    r"(?:(?:vuodesta|vuosina|vuoden)[ ]\d{4}(?:[–-]\d{4})?[ ](?:(?:alusta|lähtien|alkaen|saakka)[ ])?"
    r"|(?:myös|jatkossa|nykyisin|pitkään|edelleen|[a-zåäö]+[ ]vuotta|\d+[ ]vuotta)[ ])?"
)
"""Since when, or for how long, between what is led and the verb."""

_TO_LEAD = (
    r"johtamaan[ ](?:on[ ])?[a-zåäö]+"
    r"|(?:ryhtyy|siirtyy|tulee|valittiin|on valittu|nimitettiin)[ ](?:[a-zåäö]+[ ])?johtamaan"
)
LED_BY = re.compile(
    rf"\b(?P<what>[\w-]+[aä])[ ]{_SINCE}"
    r"(?:(?:johtaa|johti|vetää|veti|luotsaa)[ ](?:jatkossa|nyt|nykyisin|edelleen|myös)"
    r"|johtaa|johti|vetää|veti|luotsaa|luotsasi|on johtanut|on luotsannut"
    rf"|johtanut|johtava|luotsannut|luotsaava|vetänyt|vetävä|{_TO_LEAD})[ ]"
)
# "Maija Malli johtaa työryhmää", "Malli, joka johtaa uutta työryhmää".
LEADS = re.compile(r",?[ ](?:joka[ ])?(?:johtaa|johti|on johtanut)[ ](?:[a-zåäö]+[aä][ ])?(?P<what>[\w-]+[aä])\b")
CHAIRS = re.compile(
    r"(?:,[ ](?P<title>[A-Z][^.,;\n]{2,80}),(?=[ ]will[ ])"
    r"|[ ](?:of|at|from)[ ](?:the[ ])?[A-Z][^.,;\n]{2,60}?)?,?[ ](?:who[ ])?(?:(?:will|to)[ ])?"
    r"(?:continues?[ ]to[ ])?(?:chairs?|chaired|has chaired)[ ](?:the[ ])?"
)
# "chairs the steering group".
SOME_BOARD = re.compile(r"(?:[Bb]oard|committee|council|group|working group|steering group|panel|association)\b")
"""A board without a name: "Anders Malli, who chairs the board"."""

OF_ITS_SUBJECT = re.compile(r", (?:who|will) ")
"""What has to stand before such a board's verb, so that it is said of the name."""

NAME_REACH = 80
"""Characters of a title between the verb and the name."""

RULE = "verb"


def by_chairing(scene: Scene) -> Iterator[RoleClaim]:
    """What such verbs say of who chairs what."""
    for m in LED_BY.finditer(scene.text):
        who = _subject(scene, m.end())
        found = _led(scene, m["what"], m.start("what"), m.end("what")) if who else None
        if who and found:
            yield RoleClaim(who.name, found[0], found[1], m.start("what"), who.end, RULE, m.end())
    for who in scene.people:
        leads = LEADS.match(scene.text, who.end)
        found = _led(scene, leads["what"], leads.start("what"), leads.end("what")) if leads else None
        if leads and found and found[0] == CHAIR:
            yield RoleClaim(who.name, found[0], found[1], who.start, leads.end(), RULE, leads.end())
        chairs = _chairs(scene, who) if scene.view.language == "en" else None
        if chairs:
            yield chairs


CHAIR = "puheenjohtaja"


def _chairs(scene: Scene, who: NamedPerson) -> RoleClaim | None:
    """What the English verb says of a name: "Elin Malli chairs the Harbour Council", "..., who chairs the board"."""
    m = CHAIRS.match(scene.text, who.end)
    if m is None or (m["title"] and not _told_by(scene, who, m.end("title"))):
        return None
    body = scene.body_starting(m.end())
    if body:
        return RoleClaim(who.name, "chair", body[1], who.start, body[0], RULE, m.end())
    some = SOME_BOARD.match(scene.text, m.end()) and OF_ITS_SUBJECT.search(m[0])
    return RoleClaim(who.name, "chair", None, who.start, m.end(), RULE, m.end()) if some else None


def _told_by(scene: Scene, who: NamedPerson, end: int) -> bool:
    """Is what stands between a name and "will chair" the title of the same one: "Ann Malli, Director of Alfa, will"?"""
    phrase = first_phrase(scene.view, who.end, end)
    return phrase is not None and phrase.start == who.end + len(", ") and not scene.people_in(who.end, end)


def _subject(scene: Scene, at: int) -> NamedPerson | None:
    """The person after the verb, with nothing but a title before the name."""
    end = min(scene.sentence(at)[1], at + NAME_REACH)
    who = scene.person_from(at, end)
    if who is None or who.start == at:
        return who
    phrase = first_phrase(scene.view, at, who.start)
    return who if phrase and phrase.start <= who.start and phrase.end == who.start - 1 else None


def _led(scene: Scene, what: str, start: int, end: int) -> tuple[str, str | None] | None:
    """(the role, its body) of who leads what a word says; None where that is no body."""
    low = what.lower()
    # "jaostoa VM:ssä vetävä": where it is led.
    if IN_PLACE.search(low):
        return None
    if low == "puhetta":
        return CHAIR, None
    if low in ("jota", "joita"):
        said = scene.body_ending(start - 2) if scene.text[start - 2 : start] == ", " else None
    else:
        said = scene.body_until.get(end)
    if said:
        return (CHAIR if GROUP.search(said[1]) else "johtaja"), said[1]
    form = head_of(low)
    if form is None or form.case != "partitive":
        return None
    if GROUP.search(form.lemma):
        return CHAIR, None
    # "järjestöä luotsannut Maija Malli".
    return ("johtaja", None) if form.bare and form.lemma in wordlist("anaphors")["fi"] else None
