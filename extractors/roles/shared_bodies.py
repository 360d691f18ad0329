"""Bodies that one mention gives several people: said once after the last name, or after a list of one title.

neuvotteleva virkamies A ja hallitussihteeri B sisäministeriöstä     A too
Ylitarkastajat A ja B, LVM, vastaavat                                both
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.roles.beside import RoleClaim, body_at
from extractors.roles.context import Scene
from extractors.roles.lists import TASKS

JOINED = re.compile(r",?[ ](?:ja|sekä|och|samt|and)[ ]")
FROM = re.compile(r"(?:st[aä]|lt[aä]|[A-Z]:[a-zåäö]*t[aä])$")
REASON = "the body is said once, after the last of several people"


def with_shared(scene: Scene, claims: Sequence[RoleClaim]) -> list[RoleClaim]:
    """The claims, each without a body given the one that is said for all."""
    shared = {**_of_neighbours(scene, claims), **_of_lists(scene, claims)}
    return [
        claim._replace(body=shared[claim], reason=REASON) if claim.body is None and claim in shared else claim
        for claim in claims
    ]


def _of_neighbours(scene: Scene, claims: Sequence[RoleClaim]) -> dict[RoleClaim, str]:
    """Two people with their titles before them, joined by "ja", and the body after the second.

    Of the same title or in a ministry: "rehtori A ja arkkitehti B Linjatuuma Oy:stä" work in two places.
    """
    found: dict[RoleClaim, str] = {}
    titled = sorted((c for c in claims if c.rule == "title before"), key=lambda c: c.start)
    for one, other in pairwise(titled):
        if one.body or not other.body or not JOINED.fullmatch(scene.text[one.end : other.start]):
            continue
        alike = one.role == other.role or scene.kinds.get(other.body) == "ministry"
        if alike and _said_after(scene, other.end) == other.body:
            found[one] = other.body
    return found


def _of_lists(scene: Scene, claims: Sequence[RoleClaim]) -> dict[RoleClaim, str]:
    """Several people with one title before them, and the body after the last of them."""
    lists: dict[tuple[int, str], list[RoleClaim]] = {}
    for claim in claims:
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
