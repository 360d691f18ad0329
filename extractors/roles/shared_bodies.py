"""Bodies that one mention gives several people: said once after the last name, or after a list of one title.

neuvotteleva virkamies A ja hallitussihteeri B sisäministeriöstä     A too
Ylitarkastajat A ja B, LVM, vastaavat                                both
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.people.titles import title
from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.lists import TASKS
from extractors.roles.owner.body_after import body_at

# "A ja B", "A sekä B", "A och B".
JOINED = re.compile(r",?[ ](?:ja|sekä|och|samt|and)[ ]")
FROM = re.compile(r"(?:st[aä]|lt[aä]|[A-Z]:[a-zåäö]*t[aä])$")
REASON = "the body is said once, after the last of several people"

ClaimPair = tuple[RoleClaim, RoleClaim]
"""Two titles that stand before their names, one after the other in the text."""


def with_shared(scene: Scene, claims: Sequence[RoleClaim]) -> list[RoleClaim]:
    """The claims, each without a body given the one that is said for all."""
    pairs = list(pairwise(sorted((c for c in claims if c.rule == "title before"), key=lambda c: c.start)))
    shared = _of_neighbours(scene, pairs) | _of_lists(scene, claims) | _of_twins(scene, pairs) | _of_owner(scene, pairs)
    return [
        claim._replace(body=shared[claim], reason=REASON) if claim.body is None and claim in shared else claim
        for claim in claims
    ]


def _of_neighbours(scene: Scene, pairs: Sequence[ClaimPair]) -> dict[RoleClaim, str]:
    """Two people with their titles before them, joined by "ja", and the body after the second.

    Of the same title or in a ministry: "rehtori A ja arkkitehti B Linjatuuma Oy:stä" work in two places.
    """
    found: dict[RoleClaim, str] = {}
    for one, other in pairs:
        if one.body or not other.body or not JOINED.fullmatch(scene.text[one.end : other.start]):
            continue
        # "hallitusneuvos A ja hallitussihteeri B sisäministeriöstä".
        alike = one.role == other.role or scene.kinds.get(other.body) == "ministry"
        if alike and _said_after(scene, other.end) == other.body:
            found[one] = other.body
    return found


def at_home(scene: Scene, claims: Sequence[RoleClaim]) -> list[RoleClaim]:
    """The claims of sentences, those without a body with the one right after the name.

    "Asiantuntijana toimii Maija Malli Kelasta"; not "puheenjohtajana", and not "johtajaksi", which says from where.
    """
    out = []
    for claim in claims:
        said = scene.text[claim.start : claim.end]
        named_last = scene.person_from(claim.start + 1, claim.end)
        own = bool(named_last) and _own_title(scene, claim.titled, named_last.start if named_last else 0)
        # "Asiantuntijana toimii Maija Malli Kelasta".
        if claim.body is None and named_last and not own and not _GIVEN.search(said):
            body = scene.body_starting(claim.end + 1)
            if body and FROM.search(scene.text[claim.end + 1 : body[0]]):
                claim = claim._replace(body=body[1], reason="the body is the one the person is said to come from")
        out.append(claim)
    return out


def _own_title(scene: Scene, titled: int, name: int) -> bool:
    """Has the name a title of its own, so that the body after it is that one's: "Sihteerinä on johtaja Maija Malli"?"""
    return any(title(word) for word in scene.text[titled:name].split())


_GIVEN = re.compile(r"\w(?:ksi|iksi)\b")


def _of_twins(scene: Scene, pairs: Sequence[ClaimPair]) -> dict[RoleClaim, str]:
    """Two titles of one person, of which one has the body: "Johtaja, professori Maija Malli Kelasta"."""
    found: dict[RoleClaim, str] = {}
    for one, other in pairs:
        task = one.role.split()[-1] in TASKS
        twins = not task and one.person == other.person and one.end == other.end and one.start < other.start
        if twins and one.body is None and other.body and _said_after(scene, other.end) == other.body:
            found[one] = other.body
    return found


OF_THEIR_OWN = (
    "toimitusjohtaja",
    "pääjohtaja",
    "kaupunginjohtaja",
    "kunnanjohtaja",
    "ministeri",
    "kansanedustaja",
    "professori",
    "rehtori",
    "pormestari",
    "puheenjohtaja",
    "toimittaja",
    "taiteilija",
    "tutkija",
    "konsultti",
    "sihteeri",
    "valtuutettu",
    "edustaja",
)
"""Ends of titles that lead a body of their own, or belong to any: they are not of the body of who stands before."""


def _of_owner(scene: Scene, pairs: Sequence[ClaimPair]) -> dict[RoleClaim, str]:
    """The body before the first of two titles is the second's too: "Kelan talousjohtaja A ja henkilöstöjohtaja B"."""
    found: dict[RoleClaim, str] = {}
    for one, other in pairs:
        if not one.body or other.body or not JOINED.fullmatch(scene.text[one.end : other.start]):
            continue
        own = _GENITIVE_BEFORE.search(scene.text, max(0, one.start - 60), one.start)
        # "Kelan talousjohtaja A ja henkilöstöjohtaja B".
        if own and not other.role.endswith(OF_THEIR_OWN) and body_at(scene, other.end) is None:
            found[other] = one.body
    return found


_GENITIVE_BEFORE = re.compile(r"(?:\w|:)n[ ]\Z")


def _of_lists(scene: Scene, claims: Sequence[RoleClaim]) -> dict[RoleClaim, str]:
    """Several people with one title before them, and the body after the last of them."""
    lists: dict[tuple[int, str], list[RoleClaim]] = {}
    for claim in claims:
        # "Ylitarkastajat A ja B, LVM".
        if claim.rule == "list" and claim.role not in TASKS and claim.body is None:
            lists.setdefault((claim.start, claim.role), []).append(claim)
    found: dict[RoleClaim, str] = {}
    for members in lists.values():
        last = max(members, key=lambda c: c.end)
        body = _said_after(scene, last.end) if len(members) > 1 else None
        between = scene.text[min(c.end for c in members) : last.end]
        if body and "\n" not in between and "(" not in between:
            found |= dict.fromkeys(members, body)
    return found


def _said_after(scene: Scene, end: int) -> str | None:
    """The body right after a name: "..., LVM" or "... sisäministeriöstä"; one in brackets is that person's own."""
    body = body_at(scene, end)
    if body is None or scene.text[end : end + 2].strip().startswith("("):
        return None
    at = next((s for s in (end + 1, end + 2) if scene.body_starting(s)), None)
    found = scene.body_starting(at) if at else None
    if found is None or at is None:
        return None
    return body if scene.text[end : end + 1] == "," or FROM.search(scene.text[at : found[0]]) else None
