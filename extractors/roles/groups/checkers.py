"""Who checks the minutes, told by the heading of the matter or by a verb, with surnames alone or in full.

§ 203 Pöytäkirjantarkastajien valinta
Päätös: Valittiin Malli ja Lohi.
Todettiin. Pöytäkirjan tarkastavat Malli ja Lohi.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.roles.beside import RoleClaim
from extractors.roles.context import NamedPerson, Scene

ROLE = "pöytäkirjantarkastaja"
RULE = "verb"
BY_VERB = re.compile(r"\bpöytäkirjan[ ]tarkast(?:avat|aa|ivat|i)[ ](?:kokouksessa[ ]|vuorollaan[ ])?", re.I)
HEADING = re.compile(
    r"^[^\n]{0,20}\bpöytäkirjan[ ]?(?:tarkastaj\w+|tarkastus|tarkastaminen)\b[^\n.]{0,40}\n", re.I | re.M
)
CHOSEN = re.compile(
    r"\b(?:valittiin|valitaan|nimettiin|vuorossa (?:ovat|olivat)|tarkastajiksi|vuoroon tulevat)[ ](?:tarkastajiksi[ ])?"
    r"(?:valittiin[ ])?(?:jäsenet[ ])?",
    re.I,
)
AND = re.compile(r"[ ](?:ja|sekä)[ ]|,[ ]")
REACH = 300
"""Characters below the heading in which the choice is told."""


def checkers(scene: Scene) -> Iterator[RoleClaim]:
    """Those who are said to check the minutes."""
    for m in BY_VERB.finditer(scene.text):
        yield from _named(scene, m.end())
    for heading in HEADING.finditer(scene.text):
        chosen = CHOSEN.search(scene.text, heading.end(), heading.end() + REACH)
        # Not past the next matter.
        if chosen and "§" not in scene.text[heading.end() : chosen.start()]:
            yield from _named(scene, chosen.end())


def _named(scene: Scene, at: int) -> Iterator[RoleClaim]:
    """The names that stand at an offset, one after another."""
    who: NamedPerson | None = scene.person_from(at, at + 1)
    while who:
        yield RoleClaim(who.name, ROLE, None, who.start, who.end, RULE, who.end)
        joint = AND.match(scene.text, who.end)
        who = scene.person_from(joint.end(), joint.end() + 1) if joint else None
