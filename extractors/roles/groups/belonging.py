"""Members of a group told by a clause: "työryhmä, johon kuuluvat Maija Malli (pj.), Ville Malli ja Eva Malli"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.people.titles import title
from extractors.roles.beside import RoleClaim
from extractors.roles.context import GROUP, NamedPerson, Scene
from extractors.roles.title_phrases import first_phrase
from extractors.text.head_nouns import head_of

BELONG = re.compile(
    r"\b(?P<group>[\w-]+),[ ]johon[ ](?:kuuluvat|kuuluivat|kuuluu|kuului)[ ](?:lisäksi[ ]|muun muassa[ ])?"
)
BRACKET = re.compile(r"[ ]\(([^()\n]{1,25})\)")
AND = re.compile(r"(?:,|,?[ ](?:ja|sekä))[ ]")
"""What joins the members; a relative clause or another verb ends them."""


def belonging(scene: Scene) -> Iterator[RoleClaim]:
    """The members that such clauses name, those aside whose brackets tell another task: "(pj.)"."""
    for m in BELONG.finditer(scene.text):
        form = head_of(m["group"].lower())
        if form is None or not GROUP.search(form.lemma):
            continue
        body = scene.body_until.get(m.end("group"))
        at, end = m.end(), scene.sentence(m.start())[1]
        while who := _named(scene, at, end):
            bracket = BRACKET.match(scene.text, who.end)
            if bracket is None or title(bracket[1]) is None:
                yield RoleClaim(who.name, "jäsen", body[1] if body else None, m.start(), who.end, "verb", who.end)
            joint = AND.match(scene.text, bracket.end() if bracket else who.end)
            if joint is None:
                break
            at = joint.end()


def _named(scene: Scene, at: int, end: int) -> NamedPerson | None:
    """The person who stands at an offset, a title before the name allowed."""
    who = scene.person_from(at, end)
    if who is None or who.start == at:
        return who
    phrase = first_phrase(scene.view, at, who.start)
    return who if phrase and phrase.start == at and phrase.end == who.start - 1 else None
