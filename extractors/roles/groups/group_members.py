"""Members of a group who each come from a body of their own: one membership is one role.

Johtoryhmä ... Risto Malli (SHP), Jukka Malli (Pelastuslaitos)     the group is a body: "johtoryhmän jäsen" from SHP
Ohjausryhmän jäsenet / Eino Malli (HPL), Leena Malli (Kela)        the group is a word: "ohjausryhmän jäsen" from HPL
Arviointineuvosto: ..., jäsenet Petter Malli (Åbo Akademi)         the word that opens the line
Apurahan saavat Anni Malli (Helsinki), Risto Malli (Rauma)         no group: nobody is a member
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.people.name_view import NameWord
from extractors.roles.beside import RoleClaim
from extractors.roles.context import GROUP, NamedPerson, Scene, genitive_group
from extractors.text.morphology import readings

BRACKET = re.compile(r"[ ]?\(([^()\n]{1,60})\)")
BETWEEN_LISTED = re.compile(r"[\s,;•*–-]*(?:(?:ja|sekä|och|and)\s+)?")
"""What stands between two names of one list; a row of a table has words of its own."""

LINE_OPENS = re.compile(r"[ •*–-]*([A-ZÅÄÖ][\w-]+(?:[ ][\w-]+){0,4}):[ ]")
REACH = 1200
"""Characters back to the group that a list of members is of."""


def in_brackets(scene: Scene) -> Iterator[RoleClaim]:
    """Members of a named group listed with their bodies."""
    for who in scene.people:
        home = home_of(scene, who)
        if home is None:
            continue
        after = BRACKET.match(scene.text, who.end)
        previous = scene.person_before(who.start)
        nxt = scene.person_from(after.end(), after.end() + 5) if after else None
        last = BRACKET.match(scene.text, previous.end) if previous else None
        beside = last is not None and BETWEEN_LISTED.fullmatch(scene.text, last.end(), who.start) is not None
        group = scene.group_above(who.start, REACH) if beside or nxt else None
        if group and after:
            role = f"{genitive_group(group[1])} jäsen"
            yield RoleClaim(who.name, role, home, who.start, after.end(), "brackets", group=group[1])


def home_of(scene: Scene, who: NamedPerson) -> str | None:
    """The body that fills the brackets after a name, a party aside: "Eino Malli (HPL)"."""
    m = BRACKET.match(scene.text, who.end)
    found = scene.body_starting(m.start(1)) if m else None
    if m is None or found is None or scene.kinds.get(found[1]) == "party":
        return None  # "Ledamöter: Eva Malli (SFP), Kaj Lill (KD)": elected for a party, at home in no body of it
    return found[1] if found[0] >= m.end(1) - 2 else None


def said_group(scene: Scene, label: NameWord) -> str | None:
    """The group whose members a label tells, in the genitive, where it is a word and no body with a name.

    "Ohjausryhmän jäsenet", "Arviointineuvosto: puheenjohtaja Maija Malli, jäsenet ..."
    """
    before = scene.view.word_before(label.start)
    if before and scene.text[before.end : label.start] == " ":
        for r in readings(before.text):
            if r.case == "genitive" and GROUP.search(r.lemma):
                return before.text.lower()
        return None
    line_start, _ = scene.view.line(label.start)
    return _opens_line(scene, line_start, label.start)


def _opens_line(scene: Scene, start: int, end: int) -> str | None:
    m = LINE_OPENS.match(scene.text, start, end)
    if m is None or not GROUP.search(m[1]):
        return None
    genitive = genitive_group(m[1])
    return genitive[:1].lower() + genitive[1:] if genitive != m[1] else None


def once_a_member(claims: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """The claims, without the bare membership of those whose membership is told with the body they come from."""
    placed = {(claim.person, claim.group) for claim in claims if claim.group}
    for claim in claims:
        if claim.rule != "list" or claim.role != "jäsen" or (claim.person, claim.body) not in placed:
            yield claim
