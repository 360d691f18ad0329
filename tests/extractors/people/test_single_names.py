"""Names of one word: (text, what the model takes for people, the one full name, [(name, how it is known)])."""

from __future__ import annotations

import pytest

from extractors.people.name_view import View
from extractors.people.name_windows import FullName
from extractors.people.single_names import single_names
from extractors.text.finnish_model import Entity

SINGLE = [
    ("Pia Malminen avasi. Malminen kertoi lisää.", (), "Pia Malminen", [("Malminen", "single, known")]),
    ("Pia Malminen avasi. Pia kertoi lisää.", (), "Pia Malminen", [("Pia", "single, repeated")]),
    ("P Malminen avasi. Ryhmä P kertoi lisää.", (), "P Malminen", []),
    ("Pia Malminen avasi. Kokous kertoi lisää.", (), "Pia Malminen", []),
    # by its place in a list of voters, half of which are surnames or people to the model
    (
        "Pia Malminen avasi.\nPuolesta äänestivät Virtanen, Korhonen, Laine.",
        (),
        "Pia Malminen",
        [(name, "single, voter") for name in ("Virtanen", "Korhonen", "Laine")],
    ),
    ("Pia Malminen avasi.\nAiheina olivat Raha, Maa, Vesi.", (), "Pia Malminen", []),
    ("Pia Malminen avasi.\nPuolesta äänestivät Xyqu, Wexo, Zuqy.", (), "Pia Malminen", []),
    (
        "Pia Malminen avasi.\nPuolesta äänestivät Xyqu, Wexo, Zuqy.",
        ("Xyqu", "Wexo"),
        "Pia Malminen",
        [(name, "single, voter") for name in ("Xyqu", "Wexo", "Zuqy")],
    ),
    # a sure mention speaks for the others
    (
        "Pia Malminen avasi. Kokouksessa Raahela kertoi asiasta. Työtä Raahelan ryhmä jatkaa.",
        ("Raahela",),
        "Pia Malminen",
        [("Raahela", "single, repeated"), ("Raahelan", "single, repeated")],
    ),
]


@pytest.mark.parametrize(("text", "people", "full", "expected"), SINGLE)
def test_single_names(text: str, people: tuple[str, ...], full: str, expected: list[tuple[str, str]]) -> None:
    entities = [Entity(text.index(name), text.index(name) + len(name), "PERSON", name) for name in people]
    given, surname = full.split()
    named = FullName(text.index(full), text.index(full) + len(full), (given,), surname, 9.0, ())
    found = single_names(View(text, entities, (), "fi"), [named])
    assert [(single.text, single.rule) for single in found] == expected
