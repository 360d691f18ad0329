"""Roles of the person whom the text goes on to call "hän": "Hän on toiminut Kelan johtajana"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.roles.beside import RoleClaim
from extractors.roles.context import NamedPerson, Scene
from extractors.roles.verbs import by_verb, is_a

PRONOUN = re.compile(r"\b(?:[Hh]än|Hon|Han|She|He)\b(?=[ ])")
MEANS_A_PERSON = re.compile(
    r"[Hh]än(?:et|tä|elle|en|estä|ellä)?|[Hh](?:on|an)|[Hh]enne|[Hh]onom|[Ss]?[Hh]e|[Hh](?:er|im)"
)
REACH = 400
"""Characters back to the name."""


def is_pronoun(word: str) -> bool:
    """Does a word stand for a person named before it?

    >>> is_pronoun("Hänet"), is_pronoun("hankkeen")
    (True, False)
    """
    return MEANS_A_PERSON.fullmatch(word) is not None


def antecedent(scene: Scene, offset: int) -> NamedPerson | None:
    """The person whom a pronoun means; None where two could be meant.

    The only one named in its sentence before it, else in the sentence before, in the same paragraph or the one before;
    of several the only one in the nominative: "Maija Malli seuraa Matti Mallia. Hän ..." is Maija Malli.
    """
    last = scene.person_before(offset)
    if last is None or offset - last.end > REACH or scene.text.count("\n\n", last.end, offset) > 1:
        return None
    if scene.part(last.start) != scene.part(offset):
        return None
    start = scene.sentence(last.start)[0]
    named = {who.id: who for who in scene.people_in(start, offset)}
    if len(named) == 1:
        return last
    subjects = [who for who in named.values() if scene.text[who.start : who.end] in who.name]
    return subjects[0] if len(subjects) == 1 else None


def meant_by_pronouns(scene: Scene) -> Iterator[NamedPerson]:
    """Every pronoun of which it is clear whom it means, as a mention of that person."""
    for m in PRONOUN.finditer(scene.text):
        meant = antecedent(scene, m.start())
        if meant:
            yield NamedPerson(m.start(), m.end(), meant.name, meant.id)


def by_pronoun(scene: Scene) -> Iterator[RoleClaim]:
    """What the sentences that say "hän" tell of the person it means."""
    for who in meant_by_pronouns(scene):
        reason = f"“{scene.text[who.start : who.end]}” is {who.name}, named before it"
        for claim in (*by_verb(scene, who), *is_a(scene, who)):
            yield claim._replace(reason=reason)
