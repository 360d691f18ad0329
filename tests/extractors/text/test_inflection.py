"""Forms of coined names, acronyms and plurals, made without a dictionary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text.inflection import forms, plural_forms


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("Kela", {"Kelan", "Kelaan", "Kelalle"}),
        ("Veikkaus", {"Veikkausta", "Veikkauksen", "Veikkaukseen"}),
        ("Sosteri", {"Sosterin", "Sosteriin"}),
    ],
)
def test_forms(name: str, some: set[str]) -> None:
    assert {name, *some} <= forms(name)


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("Puolustusvoimat", {"Puolustusvoimien", "Puolustusvoimain", "Puolustusvoimille"}),
        ("Lehdet", {"Lehtien", "Lehdissä"}),
        ("Nuoret", {"Nuorten", "Nuorilla"}),
        ("Art", {"Arien"}),
    ],
)
def test_plural_forms(name: str, some: set[str]) -> None:
    assert {name, *some} <= plural_forms(name)


@pytest.mark.parametrize("name", ["", "t", "At", "ÄT"])
def test_a_name_of_two_letters_has_no_other_plural(name: str) -> None:
    assert plural_forms(name) == {name}


@given(st.text(alphabet="aäetknpPAÄ-& ", max_size=8))
def test_every_name_has_forms_that_keep_its_beginning(name: str) -> None:
    assert name in plural_forms(name)
    assert all(form[: len(name) - 3] == name[: len(name) - 3] for form in plural_forms(name) if len(name) > len("ten"))
