"""Whom a pronoun means: (text, {person: the words that name them}, who is meant)."""

from __future__ import annotations

import pytest

from extractors.model.document import Document
from extractors.model.records import Person, evidence
from extractors.roles.context import Scene
from extractors.roles.pronouns import antecedent, is_pronoun

ROWS = [
    ("Maija Malmi tapasi kollegansa. Hän tuli.", {"Maija Malmi": "Maija Malmi"}, "Maija Malmi"),
    (
        "Maija Malmi seuraa Matti Koivua. Hän tuli.",
        {"Maija Malmi": "Maija Malmi", "Matti Koivu": "Matti Koivua"},
        "Maija Malmi",
    ),
    (
        "Matti Koivua seuraa Maija Malmi. Hän tuli.",
        {"Maija Malmi": "Maija Malmi", "Matti Koivu": "Matti Koivua"},
        "Maija Malmi",
    ),
    (
        "Maija Malmi ja Matti Koivu puhuivat. Hän tuli.",
        {"Maija Malmi": "Maija Malmi", "Matti Koivu": "Matti Koivu"},
        None,
    ),
    (
        "Maija Malmin ja Matti Koivun työ jatkuu. Hän tuli.",
        {"Maija Malmi": "Maija Malmin", "Matti Koivu": "Matti Koivun"},
        None,
    ),
    ("Maija Malmi puhui.\n\nToinen asia.\n\nHän tuli.", {"Maija Malmi": "Maija Malmi"}, None),
    ("Kokous päättyi. Hän tuli.", {}, None),
]


@pytest.mark.parametrize(("text", "people", "meant"), ROWS, ids=[text for text, _, _ in ROWS])
def test_whom_a_pronoun_means(text: str, people: dict[str, str], meant: str | None) -> None:
    document = Document(id="d", text=text, language="fi")
    known = [
        Person(id=name, name=name, evidence=(evidence(document, text.index(said), text.index(said) + len(said)),))
        for name, said in people.items()
    ]
    found = antecedent(Scene(document, known, []), text.index("Hän"))
    assert (found.name if found else None) == meant


@pytest.mark.parametrize(("word", "is_it"), [("Hänet", True), ("hän", True), ("hankkeen", False)])
def test_what_a_pronoun_is(word: str, is_it: bool) -> None:
    assert is_pronoun(word) is is_it
