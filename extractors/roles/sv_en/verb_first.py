"""A verb that gives a post, then the name, then the post: the order of Swedish main clauses and of English objects.

Nordbygg Ab har anställt Camilla Malli som verksamhetschef.
Vid enheten tillträder hälsovårdsdoktor Gun Malli som prefekt.
Mötet valde Stig Malli till ordförande och Mia Malli till sekreterare.
The Board appointed Mr Jouko Malli as Managing Director of Haminan Energia Ltd.
The working group proposes Heikki Malli as chair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.lexicon.wordlists import either
from extractors.roles.beside import RoleClaim
from extractors.roles.context import NamedPerson, Scene
from extractors.roles.sv_en.sentences_sv_en import DENIES, NEW, body_after, title_at

_GIVES_SV = either("role_patterns", "gives_sv")
_WORKS_SV = (
    r"tillträder|tillträdde|börjar|började|inleder|fortsätter|fortsatte|fungerar|fungerade|verkar|verkade|arbetar"
    r"|arbetade|tjänstgör|tjänstgjorde"
)
_GIVES_EN = either("role_patterns", "gives_en")
_BETWEEN = r"(?:[ ][^.,;:\n]{0,60})?[ ]"
"""A day, a title, a degree between the verb and the name."""

_VERB = re.compile(rf"\b(?P<verb>{_GIVES_SV}|{_WORKS_SV}|{_GIVES_EN}){_BETWEEN}\Z")
_LEADS_ON = re.compile(r"\b(?:till|som|as|att|that|där|where|av|by)\b")
"""What says that the words after the verb are of something else than the name: "valdes till ordförande Bo Malli"."""

_TO = re.compile(
    rf"(?:[ ]\([^()\n]{{1,30}}\))?(?:,[ ][^,;:\n]{{2,90}},)?(?:[ ](?:igen|på nytt|enhälligt|again|unanimously))?"
    rf"[ ](?P<to>till|som|as|to be|to the (?:post|position|office) of|for the (?:post|position) of)[ ]{NEW}"
)
"""What leads from the name to the post, an age in brackets and a clause between commas stepped over."""

_NEXT = re.compile(r"(?:,|,?[ ](?:och|samt|and))[ ](?:[^.,;:\n]{1,40}[ ])?\Z")
"""What leads from one post to the next name: "(Stig Malli till ordförande) och (Mia Malli till sekreterare)"."""

_HAS = re.compile(
    r"(?:s styrelse|'s Board|’s Board)?[ ](?:har[ ]|has[ ])?(?:i dag |idag |today |nu |now |also |även )?\Z"
)
_EMPLOYS = re.compile(r"(?:anställ|rekryter|hire|recruit|appoint|utse|utså|utnämn|valde|valt|name|promote)")
EMPLOYERS = frozenset(
    {
        "company",
        "agency",
        "school",
        "university",
        "association",
        "foundation",
        "museum",
        "bank",
        "joint municipal authority",
    }
)
"""Kinds of body that give posts of their own: a ministry, a government or a council gives those of others too."""

_PLACE_FIRST = re.compile(r"(?:Vid|På|Inom|Hos|I|Till|At|In|To)[ ](?:the[ ])?")
"""The body that opens the clause: "Vid (Skatteförvaltningen) tillträder Eva Malli som direktör"."""


def verb_first(scene: Scene) -> Iterator[RoleClaim]:
    """The posts of names that stand after their verb."""
    if scene.view.language not in ("sv", "en"):
        return
    for who in scene.people:
        start, end = scene.sentence(who.start)
        m = _verb_before(scene, start, who)
        if m is None or DENIES.search(scene.text, start, who.start):
            continue
        yield from _posts(scene, who, end, _place(scene, start, m.start(), m["verb"]))
    yield from _becomes(scene)


_BECOMES = re.compile(r"\b(?:blir|blev|är|var)[ ](?:från och med [^,.;:\n]{4,24} |nu |i dag )?\Z")
_STRAIGHT = re.compile(rf"(?:,[ ]\d{{2}},)?[ ]{NEW}")


def _becomes(scene: Scene) -> Iterator[RoleClaim]:
    """The title right after the name: "Efter femton år på sjukhuset blir Kaj Malli chef för Österbottens förbund"."""
    for who in scene.people if scene.view.language == "sv" else ():
        start, end = scene.sentence(who.start)
        m = _BECOMES.search(scene.text, max(start, who.start - 50), who.start)
        straight = _STRAIGHT.match(scene.text, who.end) if m else None
        phrase = title_at(scene, straight.end(), end) if straight else None
        if phrase and not DENIES.search(scene.text, start, who.start):
            yield RoleClaim(
                who.name, phrase.role, body_after(scene, phrase)[0], who.start, phrase.end, "verb", phrase.end
            )


def _verb_before(scene: Scene, start: int, who: NamedPerson) -> re.Match[str] | None:
    """The verb right before a name, with nobody else and no other lead between."""
    low = max(start, who.start - VERB_REACH)
    m = _VERB.search(scene.text, low, who.start)
    if m is None or _LEADS_ON.search(scene.text, m.end("verb"), who.start):
        return None
    return None if scene.person_from(m.start(), who.start) else m


VERB_REACH = 90
"""Characters from the verb to the name."""


def _posts(scene: Scene, who: NamedPerson, end: int, place: str | None) -> Iterator[RoleClaim]:
    """The post of the name, and those of the names after it that the same verb gives."""
    to = ""
    for _ in range(MOST):
        m = _TO.match(scene.text, who.end, end)
        phrase = title_at(scene, m.end(), end) if m and to in ("", m["to"]) else None
        if m is None or phrase is None:
            return
        body, after = body_after(scene, phrase)
        yield RoleClaim(who.name, phrase.role, body or place, who.start, phrase.end, "verb", phrase.end)
        following = scene.person_from(after, min(end, after + NEXT_NAME))
        if following is None or not _NEXT.fullmatch(scene.text, after, following.start):
            return
        who, to = following, m["to"]


MOST = 12
"""Names of one sentence that one verb gives their posts."""

NEXT_NAME = 60
"""Characters from a post to the next name."""


def _place(scene: Scene, start: int, at: int, verb: str) -> str | None:
    """The body that opens the clause, or that employs by the verb: "Nordbygg Ab har anställt"."""
    opens = _PLACE_FIRST.match(scene.text, start)
    first = scene.body_starting(opens.end()) if opens else None
    if first and first[0] <= at:
        return first[1]
    named = scene.bodies_between(start, at)
    if not named or not _EMPLOYS.match(verb.lower()):
        return None
    _, stop, name = named[-1]
    employs = scene.kinds.get(name) in EMPLOYERS and _HAS.fullmatch(scene.text, stop, at) is not None
    return name if employs else None
