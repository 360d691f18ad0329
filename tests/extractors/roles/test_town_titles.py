"""Titles that a town's name beside them makes the town's: (language, text, body)."""

from __future__ import annotations

import pytest

from tests.extractors.roles.test_roles import roles_of

TOWNS = [
    ("fi", "Porin kaupunginjohtaja Maija Malmi avasi.", "Porin kaupunki"),
    ("fi", "Porin sivistysjohtaja Maija Malmi avasi.", "Porin kaupunki"),
    ("fi", "Tilaisuuden avasi Harjalinnan kaupunginjohtaja Maija Malmi.", "Harjalinnan kaupunki"),
    ("fi", "Tilaisuuden avasi Harjalinnan kunnanjohtaja Maija Malmi.", "Harjalinnan kunta"),
    ("fi", "Harjalinnan kunnanjohtaja Maija Malmi avasi.", "Harjalinnan kunta"),
    ("fi", "Entisen kaupunginjohtaja Maija Malmi avasi.", None),
    ("fi", "Tilaisuuden avasi Harjalinnan sivistysjohtaja Maija Malmi.", None),
    ("fi", "Tilaisuuden avasi Porin tutkija Maija Malmi.", None),
    ("fi", "Kaupunginjohtaja Maija Malmi Jyväskylästä avasi.", "Jyväskylän kaupunki"),
    ("fi", "Tutkija Maija Malmi Jyväskylästä avasi.", None),
    ("sv", "Stadsdirektör Maija Malmi i Vasa talade.", "Vasa stad"),
    ("sv", "Direktör Maija Malmi i Vasa talade.", None),
]


@pytest.mark.parametrize(("language", "text", "body"), TOWNS)
def test_the_town_of_a_title(language: str, text: str, body: str | None) -> None:
    (role,) = roles_of(text, {}, language)
    assert role.body == body
