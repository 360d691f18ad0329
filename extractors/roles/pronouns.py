"""Roles of the person named last, whom the text goes on to call "hän": "Hän on toiminut Kelan johtajana"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.roles.beside import Claim
from extractors.roles.context import Named, Scene
from extractors.roles.verbs import by_verb, is_a

PRONOUN = re.compile(r"\b(?:[Hh]än|Hon|Han|She|He)\b(?=[ ])")
REACH = 400
"""Characters back to the name."""


def by_pronoun(scene: Scene) -> Iterator[Claim]:
    """What the sentences that say "hän" tell of the person named last in the same paragraph or the one before."""
    for m in PRONOUN.finditer(scene.text):
        last = scene.person_before(m.start())
        if last is None or m.start() - last.end > REACH or scene.text.count("\n\n", last.end, m.start()) > 1:
            continue
        who = Named(m.start(), m.end(), last.name, last.id)
        yield from by_verb(scene, who)
        yield from is_a(scene, who)
