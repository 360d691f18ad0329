"""Which sentences are parsed: (text, what of it)."""

from __future__ import annotations

import pytest

from extractors.roles.grammar.parsed_sentences import sentences_to_parse
from tests.extractors.roles.scenes import scene_of

GOES_ON = "Maija Malmi, jolla on pitkä kokemus oman kaupunkinsa palveluksesta\nja muualta, toimi johtajana."

PARSED = [
    ("Maija Malmi toimi johtajana.", ["Maija Malmi toimi johtajana."]),
    ("Maija Malmi on johtaja.", ["Maija Malmi on johtaja."]),
    ("Maija Malmi lähti johtajan tehtävästä.", ["Maija Malmi lähti johtajan tehtävästä."]),
    ("Maija Malmi johtaa Kelaa.", ["Maija Malmi johtaa Kelaa."]),
    ("Maija Malmi kertoi. Hän toimi johtajana.", ["Hän toimi johtajana."]),
    # nothing that the grammar could say a role by
    ("Maija Malmi kertoi asiasta.", []),
    ("Johtaja Maija Malmi kertoi asiasta.", []),
    ("Maija Malmi sai johtajan huoneen.", []),
    ("Maija Malmi johtaa kuoroa.", []),
    ("Maija Malmi | toimi johtajana.", []),
    ("Hänninen toimi johtajana.", []),
    # headings and items on lines of their own are left out, a long line goes on
    ("Uudet valinnat\njohtajana toimii Maija Malmi.", ["johtajana toimii Maija Malmi."]),
    ("Johtajana toimii Maija Malmi\nja muut jatkavat.", ["Johtajana toimii Maija Malmi"]),
    (GOES_ON, [GOES_ON]),
]


@pytest.mark.parametrize(("text", "expected"), PARSED)
def test_sentences_that_are_parsed(text: str, expected: list[str]) -> None:
    scene = scene_of(text, ["Maija Malmi"], {"Kelaa": "Kela"} if "Kelaa" in text else {})
    assert [text[start:end] for start, end in sentences_to_parse(scene)] == expected
