"""The post of somebody who follows or went before another: it is the one the other was said to hold.

Ylijohtaja Maija Malli jättää tehtävänsä. Hänen seuraajakseen on valittu Kai Lohi.
Puheenjohtajaksi valittiin Maija Malli. Hänen edeltäjänsä Kai Lohi toimi tehtävässä kuusi vuotta.
Hon efterträder Göran Malli, som går i pension.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.roles.beside import RoleClaim
from extractors.roles.context import NamedPerson, Scene
from extractors.roles.pronouns import antecedent

REACH = 90
"""Characters from such a word to the name."""

FAR = 700
"""Characters back to where the other's post was said."""

FOLLOWS = re.compile(r"\b[Ss]euraaja(?:kseen|ksi)\b")
BEFORE = re.compile(r"\b(?:[Hh]änen[ ])?[Ee]deltäjä(?:nsä|änsä)[ ]")
SUCCEEDS = re.compile(r"\b(?:efterträder|succeeds|replaces)[ ]")


def of_successors(scene: Scene, claims: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """The claims that follow from these: the other's role, in its body."""
    for m in FOLLOWS.finditer(scene.text):
        other = _owner(scene, m.start())
        end = min(scene.sentence(m.start())[1], m.end() + REACH)
        who = scene.person_from(m.end(), end)
        yield from _same_post(scene, claims, other, who, m.start())
    for m in BEFORE.finditer(scene.text):
        who = scene.person_from(m.end(), m.end() + 1)
        yield from _same_post(scene, claims, antecedent(scene, m.start()), who, m.start())
    for m in SUCCEEDS.finditer(scene.text):
        who = scene.person_from(m.end(), scene.sentence(m.start())[1])
        yield from _same_post(scene, claims, _subject(scene, m.start()), who, m.start())


def _owner(scene: Scene, at: int) -> NamedPerson | None:
    """Whose successor: the name or pronoun in the genitive right before the word."""
    if before := _right_before(scene, at):
        return before
    said = scene.text[max(0, at - 6) : at]
    return antecedent(scene, at - 6) if said.lower() == "hänen " else None


def _subject(scene: Scene, at: int) -> NamedPerson | None:
    """Who succeeds: the name right before the verb, or the one its pronoun means."""
    if before := _right_before(scene, at):
        return before
    start = scene.sentence(at)[0]
    return antecedent(scene, start + 1) if re.match(r"\s*(?:Hon|Han|She|He)[ ]", scene.text[start:at]) else None


def _right_before(scene: Scene, at: int) -> NamedPerson | None:
    before = scene.person_before(at)
    return before if before and at - before.end == 1 else None


def _same_post(
    scene: Scene, claims: Sequence[RoleClaim], other: NamedPerson | None, who: NamedPerson | None, at: int
) -> Iterator[RoleClaim]:
    if other is None or who is None or other.name == who.name:
        return
    low, high = scene.sentence(at)
    if any(c.person == who.name and low <= c.start < high for c in claims):
        return  # "valittiin Kai Lohen seuraajaksi Kelan johtajaksi": the sentence says the post itself
    held = [c for c in claims if c.person == other.name and at - FAR < c.start < high and c.role]
    if held:
        last = max(held, key=lambda c: (c.start, c.body is not None))
        reason = f"the post of {other.name}, whom the sentence names beside"
        yield RoleClaim(who.name, last.role, last.body, min(at, who.start), who.end, "verb", -1, reason)
