"""What introduces the list that a task stands in: (language, text, the words)."""

from __future__ import annotations

import pytest

from extractors.roles import claims
from extractors.roles.groups.list_introduction import introduction
from tests.extractors.roles.scenes import scene_of

INTRODUCED = [
    ("fi", "Hallitukseen valittiin seuraavat: Maija Malmi, puheenjohtaja", "Hallitukseen valittiin seuraavat"),
    ("fi", "Kokous alkoi. Hallitukseen valittiin: Maija Malmi, puheenjohtaja", "Hallitukseen valittiin"),
    ("fi", "Läsnä: kaikki. Muuta asiaa ei ollut. Maija Malmi, puheenjohtaja", None),
    ("fi", "Hallitukseen valittiin: puheenjohtaja Maija Malmi", "Hallitukseen valittiin"),
    ("fi", "Kokouksen avasi puheenjohtaja Maija Malmi", None),
    ("fi", "Hallitukseen valittiin: Maija Malmi, johtaja", None),
    ("fi", "Maija Malmi, puheenjohtaja", None),
    # up to the first name, who goes to an organ
    ("sv", "Till styrelsen valdes Maija Malmi (ordförande)", "Till styrelsen valdes "),
    ("sv", "Mötet öppnades av Maija Malmi (ordförande)", None),
    ("sv", "Till styrelsen, som är ny, valdes Maija Malmi (ordförande)", None),
    # the line above names of one line each
    ("fi", "Valtuusto valitsi:\nKari Vuorimaa\nMaija Malmi, puheenjohtaja", "Valtuusto valitsi:"),
    ("fi", "Valtuusto valitsi:\n\nKari Vuorimaa\nMaija Malmi, puheenjohtaja", "Valtuusto valitsi:"),
    ("fi", "Valtuusto valitsi:\nMuu asia\nMaija Malmi, puheenjohtaja", None),
    ("fi", "Esitteli Kari Vuorimaa:\nMaija Malmi, puheenjohtaja", None),
    ("fi", f"Valtuusto valitsi:\nKari Vuorimaa {'kertoi asiasta ' * 10}\nMaija Malmi, puheenjohtaja", None),
]


@pytest.mark.parametrize(("language", "text", "expected"), INTRODUCED)
def test_what_introduces_a_list(language: str, text: str, expected: str | None) -> None:
    scene = scene_of(text, ["Maija Malmi", "Kari Vuorimaa"], language=language)
    found = [introduction(scene, claim) for claim in claims(scene, parse=False) if claim.person == "Maija Malmi"]
    assert found == [expected]
