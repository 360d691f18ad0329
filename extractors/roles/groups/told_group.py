"""The group of a task told in a paragraph that has named the group before, in another sentence.

Säveltaidetoimikunta asetettiin kolmivuotiskaudeksi. Puheenjohtajaksi professori Maija Malli.   the group just set up
Tietoverkkotyöryhmän jäseninä ovat A ja B. Sihteerinä toimii suunnittelija Eila Malli.          the group of the others
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractors.lexicon.wordlists import either
from extractors.roles.beside import RoleClaim
from extractors.roles.context import GROUP, Scene
from extractors.roles.lists import TASKS
from extractors.text.head_nouns import head_of

Decided = tuple[RoleClaim, str | None, str]
"""A claim, its body, and why."""

REASON = "the body is the group that the paragraph has told of"

_SETS_UP = re.compile(rf"\b(?:{either('role_patterns', 'sets_up')})\b")
_WORD = re.compile(r"\b[a-zåäö-]{5,}\b")
REACH = 900
"""Characters back to what tells of the group."""

PLAIN_BEFORE = frozenset(
    {"vice", "I", "II", "pysyvä", "deputy", "Deputy", "Vice", "första", "andra", "ensimmäinen", "toinen"}
)
"""Words that may stand before a task and say nothing of a group."""


def with_told_groups(scene: Scene, decided: Sequence[Decided]) -> list[Decided]:
    """The claims, each task of a sentence that has no body given the group of its paragraph."""
    known = sorted(
        (claim.start, body)
        for claim, body, _ in decided
        if body and _is_task(claim) and GROUP.search(body) and _no_agency(scene, body)
    )
    out = []
    for claim, body, reason in decided:
        told = _told(scene, claim, known) if body is None and claim.verbal and _plain(claim) else None
        out.append((claim, told, REASON) if told else (claim, body, reason))
    return out


def _is_task(claim: RoleClaim) -> bool:
    return claim.role.split()[-1] in TASKS


def _plain(claim: RoleClaim) -> bool:
    """Is it a task and no more: "sihteeri", "vice ordförande", not "hallituksen puheenjohtaja"?"""
    *before, last = claim.role.split()
    return last in TASKS and all(word in PLAIN_BEFORE or not word[0].isalpha() for word in before)


def _no_agency(scene: Scene, body: str) -> bool:
    return scene.kinds.get(body) not in ("agency", "ministry", "company")


def _told(scene: Scene, claim: RoleClaim, known: Sequence[tuple[int, str]]) -> str | None:
    low = max(claim.start - REACH, scene.part(claim.start).start, scene.text.rfind("\n\n", 0, claim.start) + 1)
    others = {body for _, body in known[bisect_left(known, (low, "")) : bisect_left(known, (claim.start, ""))]}
    start = scene.sentence(claim.start)[0]
    if not others:
        return _set_up(scene, low, start)
    group = others.pop()
    return None if others or _another(scene, low, start, group) else group


def _set_up(scene: Scene, low: int, start: int) -> str | None:
    """The one group that a sentence of the paragraph before says to be set up."""
    found: set[str] = set()
    at = start
    while at > low:
        first = max(low, scene.sentence(at - 2)[0]) if at > 1 else 0
        verb = _SETS_UP.search(scene.text, first, at)
        groups = [m for m in scene.bodies_between(first, at) if GROUP.search(m[2]) and _no_agency(scene, m[2])]
        if verb and groups:
            after = [m for m in groups if m[0] > verb.end()]
            named = after or groups
            if len({m[2] for m in named}) != 1 or _bare_group(scene, first, at):
                return None
            found.add(named[0][2])
        if first >= at:
            break
        at = first
    return found.pop() if len(found) == 1 else None


def _another(scene: Scene, low: int, high: int, body: str) -> bool:
    """Does a stretch name another group than one, by its name?"""
    return any(GROUP.search(name) and name != body for name in scene.bodies_in(low, high))


def _bare_group(scene: Scene, low: int, high: int) -> bool:
    """Does a stretch speak of a group that is no body: "asetti (työryhmän)"?"""
    for m in _WORD.finditer(scene.text, low, high):
        form = head_of(m[0])
        lemma = form.lemma if form else m[0]
        if GROUP.search(lemma) and not scene.view.body_over(m.start(), m.end()):
            return True
    return False
