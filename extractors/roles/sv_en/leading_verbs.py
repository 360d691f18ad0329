"""Who leads a body, by a Swedish or English verb: the name first, then the body.

Ulf Malli leder Kårkulla samkommun sedan 2019.                     a leader of the body
Gun Malli, som ledde Sibbo bildningsnämnd, ...                     the chair of an organ
Robert Malli, who headed Customs until 2012, ...                   a head
Prior to her current post, Satu Malli headed the Tampere Art Museum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.roles.beside import RoleClaim
from extractors.roles.context import GROUP, NamedPerson, Scene

_LEADS = re.compile(
    r"(?:,[ ](?:som|who))?[ ](?:(?:sedan[ ]\d{4}|i dag|nu|numera|tidigare|länge|har|hade|has|had|also|currently|now"
    r"|previously|formerly|successfully)[ ])*"
    r"(?P<verb>leder|ledde|lett|förestår|förestod|leads|led|headed|heads|directs|directed|runs|ran|managed|manages)[ ]"
    r"(?:the[ ]|its[ ])?"
)
LEADER = {"sv": ("ledare", "ordförande"), "en": ("head", "chair")}
"""What somebody is who leads a body, and who leads an organ, by language."""


def by_leading_verb(scene: Scene, claims: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """What such verbs say of a name to which these claims give no title there or in that body."""
    named = LEADER.get(scene.view.language)
    for who in scene.people if named else ():
        m = _LEADS.match(scene.text, who.end)
        body = scene.body_starting(m.end()) if m else None
        if m and body and named and not _titled(claims, who, body[1]):
            role = named[1] if GROUP.search(body[1]) else named[0]
            yield RoleClaim(who.name, role, body[1], who.start, body[0], "verb", m.end("verb"))


NEAR = 250
"""Characters before a name in which a title of the same person tells what he leads."""


def _titled(claims: Sequence[RoleClaim], who: NamedPerson, body: str) -> bool:
    """Has the person a title in that body, or one near before the verb?"""
    own = [claim for claim in claims if claim.person == who.name]
    return any(claim.body == body or who.start - NEAR < claim.end <= who.end + NEAR for claim in own)
