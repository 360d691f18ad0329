"""Who is said to lead a body that opens the sentence, with a title of his own: it is his there.

NTM-centralen i Österbotten leds av överdirektör Roger Malli.
Opetushallitusta johtaa pääjohtaja Maija Malli.
The agency is headed by Director General Maija Malli.
"""

from __future__ import annotations

import re

from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene

_LED_BY = re.compile(
    r"[ ](?:leds av|har letts av|johtaa|on johtanut|is (?:led|headed|run) by|has been (?:led|headed) by)[ ]"
    r"(?:(?:the|its|dess|sen|vuodesta|vuoden|sedan|since|\d{4})[ ]){0,3}\Z"
)
_REPRESENTED = re.compile(
    r",? (?:represented (?:in \w+ \w+ )?by|företrädd av|som företräds av|jota edusta[ai]"
    r"|jota edusti|edustajanaan|edustajana oli)[ ](?:the )?\Z"
)
_ON_BEHALF = re.compile(r"\b(?:on behalf of|för)[ ](?:the )?\Z", re.I)
""" "Speaking on behalf of the (Agency), Chief Economist Malli"."""
_NOT_LED = ("working group", "steering group", "committee", "advisory board", "board", "section", "body")
"""Kinds of body that somebody leads besides the post he has elsewhere."""


def by_leading_it(scene: Scene, claim: RoleClaim) -> str | None:
    """The body that opens the sentence, where the verb says that the holder of the title leads it."""
    if claim.rule != "title before":
        return None
    start = scene.sentence(claim.start)[0]
    m = _LED_BY.search(scene.text, start, claim.start)
    body = scene.body_ending(m.start()) if m else None
    if body is not None and scene.kinds.get(body[1]) not in _NOT_LED:
        return body[1]
    behalf = scene.body_ending(claim.start - 2) if scene.text[claim.start - 2 : claim.start] == ", " else None
    if behalf is not None and _ON_BEHALF.search(scene.text, start, behalf[0]):
        return behalf[1]
    m = _REPRESENTED.search(scene.text, start, claim.start)
    spoken = scene.body_ending(m.start()) if m else None
    return spoken[1] if spoken else None
