"""Who is said to lead a body, to speak for it or to represent it, with a title of his own: it is his there.

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
    """The body that the sentence says, before a title, that its holder leads, speaks for or represents."""
    if claim.rule != "title before":
        return None
    start, at = scene.sentence(claim.start)[0], claim.start
    return _led(scene, start, at) or _spoken_for(scene, start, at) or _represented(scene, start, at)


def _led(scene: Scene, start: int, at: int) -> str | None:
    m = _LED_BY.search(scene.text, start, at)
    body = scene.body_ending(m.start()) if m else None
    return body[1] if body and scene.kinds.get(body[1]) not in _NOT_LED else None


def _spoken_for(scene: Scene, start: int, at: int) -> str | None:
    body = scene.body_ending(at - 2) if scene.text[at - 2 : at] == ", " else None
    return body[1] if body and _ON_BEHALF.search(scene.text, start, body[0]) else None


def _represented(scene: Scene, start: int, at: int) -> str | None:
    m = _REPRESENTED.search(scene.text, start, at)
    body = scene.body_ending(m.start()) if m else None
    return body[1] if body else None
