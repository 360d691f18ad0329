"""Members of a board who stand in the list of its chair without a word of what they are.

Beslutande                          Keskusvaalilautakunta:
Malli Alf, ordförande               Aatos Malli (puheenjohtaja)
Dahl Karl-Erik                      Harri Hongisto
Närvarande: Eva Malli (ordf.), Kaj Lill (viceordf.), Susanne Holm
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.roles.beside import RoleClaim
from extractors.roles.context import GROUP, NamedPerson, Scene
from extractors.roles.lists import TASKS

CHAIRS = ("puheenjohtaja", "ordförande", "chair", "chairman", "chairperson")
MEMBER = {"fi": "jäsen", "sv": "ledamot", "en": "member"}
"""What such a member is called, by language."""

OF_A_SOCIETY = re.compile(r"\b(?:rf|r\.f\.|Ab|förening\w*|förbund\w*|sällskap\w*|stiftelse\w*|bolag\w*)\b")
BOARD_MEMBER = "styrelsemedlem"
"""What one is called in the board of a society: "ledamot" is of an authority's."""

OPENS = re.compile(r"[ ]*[-•*–]?[ ]*")
REMARK = re.compile(r"[ ]?(?:\([^()\n]{1,40}\)|,? ?(?:klo|kl\.|§|poistui|saapui|anlände|avlägsnade)[^\n]{0,40})?[ .]*")
"""What may stand after a name that says no title: "(till § 14)", "(sd.)", "klo 17.05 alkaen"."""

_PARTY = r"[ ]?\((?:[a-zåäö]{1,8}\.?|SFP|Sfp|SDP|C|KD|VF|Saml\.?|Gröna|KOK|KESK|PS|VIHR|VAS|RKP|SD|SAF)\)"
JOINT = re.compile(rf"(?:{_PARTY}|[ ]?\([^()]{{1,20}}\))?(?:, [a-zåäö. ]{{2,20}})?(?:,|;| och| ja| and| samt| sekä)[ ]")
"""What stands between two names of a line, with what the first one is."""

BARE = re.compile(rf"(?:{_PARTY})?[ ]*(?:,[ ]*[A-ZÅÄÖ]|;|\.?$|[ ](?:och|ja|and)[ ])")
"""What stands after a name of a line that says nothing of it, its party aside."""

PRESENT = re.compile(
    r"(?:läsnä|paikalla|saapuvilla|hallitus|johtokunta|närvarande|beslutande|på plats|styrelsen?|present"
    r"|board|[^\n:.]{0,60}(?:utskottet|nämnden|styrelsen|sektionen|kommittén|lautakunta|toimikunta|jaosto|valiokunta"
    r"|committee|council))"
    r"[^\n:]{0,30}:[ ]*",
    re.I,
)
"""The label of a list of those present, on one line."""

PARTICIPANTS = re.compile(r"[ ]*(?:(?:muut )?osallistujat|(?:övriga )?deltagare|participants|kutsutut)\b", re.I)
"""The heading of a list of whoever took part, who need not be members."""

LONGEST_BLOCK = 40
"""Lines of the longest list of a board."""

LETTERHEAD = 120
"""Characters in which minutes name whose they are."""

REASON = "a name in the list of a chair, without a title of its own"


def untitled_members(scene: Scene, claims: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """Those of whom no rule says what they are, in the list of a chair."""
    told: dict[tuple[str, int], set[str]] = {}
    for c in claims:
        for who in scene.people_in(c.start, c.end):
            told.setdefault((c.person, who.start), set()).add(c.role.split()[-1])
    chairs = [c for c in claims if not c.verbal and c.role.split()[-1].lower() in CHAIRS]
    called = _called(scene) if chairs else ""
    seen: set[int] = set()
    for chair in chairs:
        first = next((who for who in scene.people_in(chair.start, chair.end) if who.name == chair.person), None)
        headed = first is not None and _headed(scene, first)
        tasks = TASKS if headed else None
        for who in _list_of(scene, first, headed=headed) if first else ():
            if who.start not in seen and not _told(told, who, tasks):
                seen.add(who.start)
                yield RoleClaim(who.name, called, None, who.start, who.end, "list", who.end, REASON)


def _told(told: dict[tuple[str, int], set[str]], who: NamedPerson, tasks: frozenset[str] | None) -> bool:
    """Is it said what somebody is in the group; where `tasks` are given another title of his own does not say it."""
    said = told.get((who.name, who.start), set())
    return bool(said if tasks is None else said & tasks)


def _headed(scene: Scene, chair: NamedPerson) -> bool:
    """Does a line that is a group and no more stand above the chair's: "Hallitus 2016", "Johtokunta:"?"""
    start = scene.view.line(chair.start)[0]
    above = scene.text[slice(*scene.view.line(start - 1))] if start else ""
    head = re.sub(r"[\s:]*(?:\d{4}(?:[–-]\d{4})?)?[\s:]*\Z", "", above)
    return len(head.split()) in (1, 2) and GROUP.search(head) is not None and head[:1].isupper()


def _called(scene: Scene) -> str:
    language = scene.view.language
    if language == "sv" and OF_A_SOCIETY.search(scene.text[:LETTERHEAD]):
        return BOARD_MEMBER
    return MEMBER[language if language in MEMBER else "fi"]


def _list_of(scene: Scene, chair: NamedPerson, *, headed: bool) -> Iterator[NamedPerson]:
    """The bare names of the list that a chair stands in; `headed` where a group heads it, a comma after them too."""
    start, end = scene.view.line(chair.start)
    label = PRESENT.match(scene.text, start)
    if label and label.end() <= chair.start:
        yield from _in_line(scene, chair, end)
        return
    if start and PARTICIPANTS.match(scene.text, scene.view.line(start - 1)[0]):
        return
    for _ in range(LONGEST_BLOCK):
        if end >= len(scene.text):
            return
        start, end = scene.view.line(end + 1)
        opens = OPENS.match(scene.text, start)
        who = scene.person_from(opens.end(), opens.end() + 1) if opens else None
        if who is None:
            return
        if REMARK.fullmatch(scene.text, who.end, end) or (headed and scene.text[who.end : who.end + 2] == ", "):
            yield who


def _in_line(scene: Scene, chair: NamedPerson, end: int) -> Iterator[NamedPerson]:
    """The bare names after the chair, on a line of names with commas between."""
    last = chair
    for who in scene.people_in(chair.end, end):
        if not JOINT.fullmatch(scene.text, last.end, who.start):
            return
        if BARE.match(scene.text[who.end : end]):
            yield who
        last = who
