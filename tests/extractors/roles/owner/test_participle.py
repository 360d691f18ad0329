"""The body before what says more of a title's holder: (text, {body as written: name}, body)."""

from __future__ import annotations

import pytest

from extractors.roles.owner.participle import owner_past_modifiers
from extractors.roles.title_phrases import phrase_at
from tests.extractors.roles.scenes import scene_of

MODIFIED = [
    ("Kelan sivutoimiseksi jäseneksi määrättiin", "Kelan", "jäseneksi", "Kela"),
    ("Kelassa sivutoimiseksi jäseneksi määrättiin", "Kelassa", "jäseneksi", None),
    ("Kelan nopeasti jäseneksi määrättiin", "Kelan", "jäseneksi", None),
    # who works there, comes from it, leaves it, speaks for it: each verb takes its own case
    ("Kelassa pitkään toiminut johtaja", "Kelassa", "johtaja", "Kela"),
    ("Kelasta pitkään toiminut johtaja", "Kelasta", "johtaja", None),
    ("Kelasta töihin palaava johtaja", "Kelasta", "johtaja", "Kela"),
    ("Kelassa töihin palaava johtaja", "Kelassa", "johtaja", None),
    ("Kelan eläkkeelle siirtyvä johtaja", "Kelan", "johtaja", "Kela"),
    ("Kelan puheille siirtyvä johtaja", "Kelan", "johtaja", None),
    ("Kelan henkilöstöä edustava johtaja", "Kelan", "johtaja", "Kela"),
    ("Kelan hyvin edustava johtaja", "Kelan", "johtaja", None),
    ("Kelaa edustava johtaja", "Kelaa", "johtaja", "Kela"),
    ("Kelaa hyvin edustava johtaja", "Kelaa", "johtaja", None),
    ("Kelassa edustava johtaja", "Kelassa", "johtaja", None),
    ("Kelasta edustava johtaja", "Kelasta", "johtaja", None),
    ("Kelassa, kuten aina, toiminut johtaja", "Kelassa", "johtaja", None),
]


@pytest.mark.parametrize(("text", "said", "title", "expected"), MODIFIED)
def test_the_body_before_a_participle(text: str, said: str, title: str, expected: str | None) -> None:
    scene = scene_of(text, [], {said: "Kela"})
    word = scene.view.word_before(text.index(title) + len(title))
    phrase = phrase_at(scene.view, word) if word else None
    assert phrase is not None
    assert owner_past_modifiers(scene, phrase) == expected
