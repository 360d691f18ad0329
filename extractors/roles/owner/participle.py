"""The body of a title that stands before what says more of its holder: adjectives that agree, and participles.

Markkinaoikeuden sivutoimiseksi jäseneksi määrättiin Maija Malli.      an adjective in the title's case
Luonnonvarakeskuksen eläkkeelle siirtyvä ylijohtaja Maija Malli        who leaves it
Tampereen yliopistossa pitkään työskennellyt professori Maija Malli    who works there
Verohallinnosta tuleva ylitarkastaja Maija Malli                       who comes from it
Alfa Oyj:n asentajia edustava pääluottamusmies Maija Malli             who speaks for people of it
"""

from __future__ import annotations

import re

from extractors.people.name_view import NameWord
from extractors.roles.context import Scene
from extractors.roles.title_phrases import TitlePhrase, agrees
from extractors.text.inflection import FROM_PLACE, GENITIVE, IN_PLACE, PARTITIVE

_PARTICIPLE = r"\w*(?:v[aä]|v[aä]n|v[aä]ll[ae]|v[aä]ks?i|v[aä]n[aä]|[nlrs][uy]t|(?:n|l|r|s)een|neell[ae]|neeksi)\Z"
WORKS = re.compile(
    rf"(?:työsken[nt]|toimi|palvel|vaikutta|johta|vetä|hoita|vasta|jatka|opetta|tutki|aloitta){_PARTICIPLE}"
)
COMES = re.compile(rf"(?:tule|tull|siirty|saapu|lähte|palaa|palann|erona|eronn){_PARTICIPLE}")
LEAVES = re.compile(rf"(?:siirty|jää|lähte|väisty|eroa|eronn|poistu){_PARTICIPLE}")
SPEAKS = re.compile(rf"(?:edusta|johta|luotsa|vetä){_PARTICIPLE}")

MODIFIERS = 3
"""Words that may stand between a body and its title: "Kelan uuden sivutoimisen jäsenen"."""

CLAUSE = 70
"""Characters of the longest participle's clause between the body and the title."""


def owner_past_modifiers(scene: Scene, phrase: TitlePhrase) -> str | None:
    """The body that stands before the adjectives or the participle's clause of a title."""
    at = phrase.start
    for _ in range(MODIFIERS):
        w = scene.view.word_before(at)
        if w is None or scene.text[w.end : at] != " " or not w.text[0].islower():
            return None
        if LEAVES.fullmatch(w.text) or COMES.fullmatch(w.text) or WORKS.fullmatch(w.text) or SPEAKS.fullmatch(w.text):
            return _in_clause(scene, w)
        if not agrees(w.text, phrase.case):
            return None
        at = w.start
        body = scene.body_ending(at)
        if body and GENITIVE.search(scene.text[body[0] : at].strip()):
            return body[1]
    return None


def _in_clause(scene: Scene, participle: NameWord) -> str | None:
    """The body within a participle's clause: the case it stands in has to be the one that the verb takes."""
    start = max(scene.sentence(participle.start)[0], participle.start - CLAUSE)
    for low, high, name in reversed(scene.bodies_between(start, participle.start)):
        between, said = scene.text[high : participle.start], scene.text[low:high]
        # A comma, a line or another clause between them.
        if re.search(r"[,;:\n–]", between):
            return None
        return name if _takes(participle.text, said, between.strip()) else None
    return None


def _takes(verb: str, said: str, between: str) -> bool:
    """Does the participle take a body in this case: "Kelassa toiminut", "Kelasta tuleva", "Kelaa edustava"?"""
    if WORKS.fullmatch(verb) and IN_PLACE.search(said):
        return True
    if COMES.fullmatch(verb) and FROM_PLACE.search(said):
        return True
    if GENITIVE.search(said):
        people = SPEAKS.fullmatch(verb) and between.endswith(("a", "ä"))
        return bool(people or (LEAVES.fullmatch(verb) and (not between or between in LEFT_TO)))
    return bool(SPEAKS.fullmatch(verb) and not between and PARTITIVE.search(said))


LEFT_TO = frozenset({"eläkkeelle", "reserviin", "vuorotteluvapaalle", "virkavapaalle", "tehtävästään", "virastaan"})
"""Where or from what one goes who leaves a body's post."""
