"""The organ whose members a matter of the minutes elects: its heading names it, whoever elects.

§ 44 Aluehallituksen vaali toimikaudeksi 2025-2027        Aluevaltuusto valitsi seuraavat: ...
§ 12 Val av ledamöter i bildningsnämnden
"""

from __future__ import annotations

import re

from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.lists import TASKS

_ELECTED = re.compile(
    r"[ ](?:(?:jäsenten|jäsenen|varajäsenten|varajäsenen|puheenjohtajan|puheenjohtajien|puheenjohtajiston)[ ]"
    r"(?:ja[ ]\w+[ ])?)?"
    r"(?:vaali|valinta|valitseminen|asettaminen|nimeäminen|kokoonpano|täydentäminen|täydennysvaali)\b"
)
_VAL_AV = re.compile(
    r"\b(?:[Vv]al av|[Ff]yllnadsval|[Tt]illsättande av|[Uu]tseende av)\b[^\n]{0,60}?[ ](?:i|till|för|av)[ ]\Z"
)


def elected_organ(scene: Scene, claim: RoleClaim) -> str | None:
    """The organ that the heading of the claim's part names as elected; not for who only speaks in the matter."""
    task = claim.role.split()[-1] in TASKS
    if not task or not (claim.verbal or claim.rule in ("list", "brackets", "columns")):
        return None
    part = scene.part(claim.start)
    if part.kind == "main":
        return None
    line_end = scene.view.line(part.start)[1]
    for start, end, name in scene.bodies_between(part.start, line_end):
        if _ELECTED.match(scene.text, end) or _VAL_AV.search(scene.text, part.start, start):
            return name
    return None
