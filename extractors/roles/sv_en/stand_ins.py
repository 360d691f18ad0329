"""Who does the work of a post that was named before, while nobody holds it.

Vd Bjarne Malli slutar, och under november sköts uppdraget av ekonomichef Pia Malli.      tillförordnad vd
Hans tjänst sköts tillfälligt av planeringsingenjör Emma Malli.                            the post of the other
The duties of the Director are handled by Deputy Director Aila Malli.                      acting Director
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene

_POST = "uppdraget|uppgiften|uppgifterna|tjänsten|tjänst|posten|befattningen|ledningen|uppdrag"
_HANDLED_BY = re.compile(
    rf"\b(?:{_POST})[ ](?:sköts|skötts|handhas|innehas|förvaltas)[ ][^.;:\n]{{0,60}}?\bav[ ]"
    rf"|\b(?:sköts|skötts|handhas)[ ](?:{_POST})[ ][^.;:\n]{{0,50}}?\bav[ ]"
    r"|\b(?:duties|post|position|office)[ ][^.;:\n]{0,40}?(?:is|are|will be)[ ]"
    r"(?:handled|filled|held|taken care of|managed)[ ][^.;:\n]{0,50}?\bby[ ]"
)
ACTING = {"sv": "tillförordnad", "en": "acting"}
NAME = 60
"""Characters of a title between "av" and the name."""

FAR = 500
"""Characters back to the post."""

REASON = "the post is the one that the text named before"


def stand_ins(scene: Scene, claims: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """The last post told before the words that say who does its work."""
    acting = ACTING.get(scene.view.language)
    for m in _HANDLED_BY.finditer(scene.text) if acting else ():
        who = scene.person_from(m.end(), min(scene.sentence(m.start())[1], m.end() + NAME))
        told = [c for c in claims if m.start() - FAR < c.start < m.start() and who and c.person != who.name]
        if who is None or not told:
            continue
        last = max(told, key=lambda c: (c.start, c.body is not None))
        role = last.role if last.role.startswith(acting or "") else f"{acting} {last.role}"
        yield RoleClaim(who.name, role, last.body, m.start(), who.end, "verb", -1, REASON)
