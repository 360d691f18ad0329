"""Members whom a Swedish or English sentence chooses by their task in the plural, or to an organ.

Till medlemmar i bildningsnämnden valdes Siv Malli, Lars Malli och Eva Malli.
Till styrelsen för åren 2025-2026 valdes Bo Malli (ordförande), Karin Malli och Pia Malli.
Anna Malli and Sami Malli were elected to the Board of Governors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.people.titles import title
from extractors.roles.beside import RoleClaim
from extractors.roles.context import GROUP, NamedPerson, Scene
from extractors.roles.lists import OTHER_PLURALS, TASKS

_CHOSEN = (
    r"(?:har[ ])?(?:enhälligt[ ])?(?:valdes|väljs|valts|utsågs|utses|utsetts|kallades|kallas|kallats|utnämndes|omvaldes"
    r"|återvaldes|invaldes|invalts|förordnades)[ ](?:enhälligt[ ]|på nytt[ ]|igen[ ])?"
)
_PLURAL = re.compile(
    rf"\b(?:[Tt]ill|[Ss]om)[ ](?:nya[ ]|ordinarie[ ]|övriga[ ])?(?P<task>{'|'.join(OTHER_PLURALS)})\b"
    rf"(?P<of>[ ](?:i|av|för)[ ][^.,;:\n]{{3,70}}?)?(?:[ ]för[ ][^.,;:\n]{{3,40}}?)?[ ]{_CHOSEN}"
)
_TO_ORGAN = re.compile(
    rf"\b(?:[Tt]ill|[Ii])[ ](?:den[ ]nya[ ]|nya[ ])?(?P<organ>[^.,;:\n]{{3,60}}?)(?:[ ]för[ ][^.,;:\n]{{3,40}}?)?"
    rf"[ ]{_CHOSEN}"
)
_WERE_ELECTED = re.compile(
    r"[ ](?:were|have been|was|has been)[ ](?:re-)?(?:elected|appointed|named|chosen)[ ]"
    r"(?:as[ ](?:new[ ])?members[ ]of|to)[ ](?:the[ ])?"
    r"(?P<organ>(?:[\w’'-]+[ ]){0,5}(?:Board|Committee|Council|Group|Panel|Commission|board|committee|council"
    r"|group|panel|commission))\b"
)
_BELONG = re.compile(
    r"\b(?:[Tt]ill|[Ii])[ ](?P<organ>[^.,;:\n]{3,60}?)[ ](?:hör|sitter|ingår)[ ](?:också[ ]|även[ ]|dessutom[ ])?"
)
_CONSISTS = re.compile(
    r"[ ](?:consists[ ]of|comprises|is[ ]composed[ ]of|is[ ]made[ ]up[ ]of|består[ ]av|utgörs[ ]av)[ ](?:the[ ])?"
)
_CHAIRED_BY = re.compile(r"[ ](?:(?:is|was|will[ ]be|has[ ]been)[ ]chaired[ ]by)[ ](?=[A-Z])")
_FROM = r"[ ](?:från|from|vid|at)[ ](?:the[ ])?[^.,;:\n]{3,60}?"
BETWEEN = re.compile(rf"(?:[ ]\([^()\n]{{1,40}}\)|{_FROM})?(?:,|,?[ ](?:och|samt|and))[ ](?:[\w-]+[ ]){{0,3}}")
"""What stands between two names of such a list: a bracket, a comma, a title."""

MEMBER = "medlem"
COUNCILLOR = "ledamot"
_OF_AN_AUTHORITY = re.compile(r"(?:nämnd|fullmäktige|stadsstyrelse|kommunstyrelse|kyrkoråd)(?:en|et|n)?\b", re.I)
"""Organs whose members are "ledamöter"; those of a society's board are its members."""


def chosen_members(scene: Scene) -> Iterator[RoleClaim]:
    """The members that such sentences name."""
    if scene.view.language == "sv":
        yield from _by_plural(scene)
        yield from _to_organ(scene)
        yield from _consisting(scene)
    elif scene.view.language == "en":
        yield from _were_elected(scene)
        yield from _consisting(scene)
        yield from _chaired(scene)


def _by_plural(scene: Scene) -> Iterator[RoleClaim]:
    for m in _PLURAL.finditer(scene.text):
        role = OTHER_PLURALS[m["task"]]
        yield from _listed(scene, m.start(), m.end(), role, _organ(scene, m.start(), m.end()))


def _to_organ(scene: Scene) -> Iterator[RoleClaim]:
    for m in _TO_ORGAN.finditer(scene.text):
        words = m["organ"].split()
        # "Till ordförande valdes", "I år valdes": no organ.
        a_task = title(words[-1]) is not None or any(word in OTHER_PLURALS for word in words)
        if a_task or not GROUP.search(words[-1].removesuffix("s")):
            continue
        role = COUNCILLOR if _OF_AN_AUTHORITY.search(m["organ"]) else MEMBER
        yield from _listed(scene, m.start(), m.end(), role, _organ(scene, m.start(), m.end()))


def _consisting(scene: Scene) -> Iterator[RoleClaim]:
    """Whom a group is said to have: "I styrgruppen sitter Eva Malli från X", "The panel consists of ..."."""
    member = {"sv": MEMBER, "en": "member"}[scene.view.language]
    for m in _BELONG.finditer(scene.text) if scene.view.language == "sv" else ():
        if GROUP.search(m["organ"].split()[-1]):
            organ = _organ(scene, m.start(), m.end())
            yield from _listed(scene, m.start(), m.end(), member, organ, titled=False)
    for m in _CONSISTS.finditer(scene.text):
        before = scene.view.word_before(m.start())
        if before and GROUP.search(before.text):
            start = scene.sentence(m.start())[0]
            yield from _listed(scene, start, m.end(), member, _organ(scene, start, m.end()), titled=False)


def _chaired(scene: Scene) -> Iterator[RoleClaim]:
    """ "The working group is chaired by Director General Anna Malli": the group's chair, whatever else she is."""
    for m in _CHAIRED_BY.finditer(scene.text):
        before = scene.view.word_before(m.start())
        who = scene.person_from(m.end(), min(scene.sentence(m.start())[1], m.end() + CHAIRS_TITLE))
        if before and who and GROUP.search(before.text) and "," not in scene.text[m.end() : who.start]:
            body = _organ(scene, scene.sentence(m.start())[0], m.start())
            yield RoleClaim(who.name, "chair", body, m.start() + 1, who.end, "verb", m.end())


CHAIRS_TITLE = 70
"""Characters of a title between "chaired by" and the name."""


def _were_elected(scene: Scene) -> Iterator[RoleClaim]:
    for who in scene.people:
        m = _WERE_ELECTED.match(scene.text, who.end)
        if m is None:
            continue
        body = _organ(scene, m.start("organ"), m.end())
        first, before = who, scene.person_before(who.start)
        yield RoleClaim(who.name, "member", body, who.start, m.end(), "verb", m.end())
        while before and BETWEEN.fullmatch(scene.text, before.end, first.start):
            yield RoleClaim(before.name, "member", body, before.start, m.end(), "verb", m.end())
            first, before = before, scene.person_before(before.start)


def _organ(scene: Scene, start: int, end: int) -> str | None:
    named = scene.bodies_between(start, end)
    return named[-1][2] if named else None


def _listed(
    scene: Scene, start: int, at: int, role: str, body: str | None, *, titled: bool = True
) -> Iterator[RoleClaim]:
    """The names from the verb to the end of its sentence, but for those with a task of their own.

    Where nobody is chosen ("I styrgruppen sitter ..."), whoever has a title is told by it: `titled` leaves them out.
    """
    end = scene.sentence(start)[1]
    who = scene.person_from(at, min(end, at + FIRST))
    while who is not None:
        own = scene.view.word_before(who.start)
        told = not titled and own is not None and own.start >= at and title(own.text) is not None
        if not told and not _own_task(scene, who) and not _TO_ANOTHER.match(scene.text, who.end):
            yield RoleClaim(who.name, role, body, min(start, who.start), who.end, "verb", at)
        following = scene.person_from(who.end, end)
        who = following if following and BETWEEN.fullmatch(scene.text, who.end, following.start) else None


_TO_ANOTHER = re.compile(r"[ ](?:som|till)[ ]")
""" "invaldes Peter Malli (som suppleant)": the post is told after the name."""

FIRST = 50
"""Characters of a title between the verb and the first name."""

_TASK = re.compile(r"(?:[ ]\(|,[ ])(?P<task>[^(),\n\d]{3,25})[),.]")


def _own_task(scene: Scene, who: NamedPerson) -> bool:
    """Has a listed person a task of their own: "Bo Malli (ordförande)"?"""
    m = _TASK.match(scene.text, who.end)
    found = title(m["task"].split()[-1]) if m else None
    return found is not None and found.base in TASKS and found.base not in (MEMBER, COUNCILLOR)
