"""Names that end in a head noun, one or several: (its words, its name, the lexicon's id, how sure, owned)."""

from __future__ import annotations

import pytest

from extractors.bodies.body_words import words_of
from extractors.bodies.head_nouns.head_phrases import head_mentions

ROWS = [
    (
        "Suomen pysyvään edustustoon EU:ssa",
        [("Suomen pysyvään edustustoon EU:ssa", "Suomen pysyvä edustusto EU:ssa", None, 0.9, False)],
    ),
    (
        "Suomen pysyvään edustustoon Malissa",
        [("Suomen pysyvään edustustoon", "Suomen pysyvä edustusto", None, 0.93, False)],
    ),
    (
        "Espoon kaupungin ympäristölautakunta",
        [
            ("Espoon kaupungin", "Espoon kaupunki", "kunta-espoo", 0.97, False),
            ("Espoon kaupungin", "Espoon kaupunki", "kunta-espoo", 0.8, False),
            ("Espoon kaupungin ympäristölautakunta", "Espoon kaupungin ympäristölautakunta", None, 0.93, False),
        ],
    ),
    ("ympäristölautakunta", [("ympäristölautakunta", "ympäristölautakunta", None, 0.85, True)]),
    (
        "alueellisen valmistelun jaosto",
        [("alueellisen valmistelun jaosto", "alueellisen valmistelun jaosto", None, 0.85, False)],
    ),
    ("eduskunta", [("eduskunta", "eduskunta", "eduskunta", 0.97, False)]),
    (
        "oikeus- ja seikkailuministeriö",
        [
            ("oikeus-", "oikeusministeriö", "om", 0.9, False),
            ("seikkailuministeriö", "seikkailuministeriö", None, 0.9, False),
        ],
    ),
    (
        "Etelä-Savon ja Hallanmaan hyvinvointialueet",
        [
            ("Etelä-Savon", "Etelä-Savon hyvinvointialue", "hva-etela-savo", 0.93, False),
            ("Hallanmaan hyvinvointialueet", "Hallanmaan hyvinvointialue", None, 0.93, False),
        ],
    ),
    ("Etelän ja Pohjoisen kunnat", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_names_that_end_in_a_head_noun(text: str, expected: list[tuple[str, str, str | None, float, bool]]) -> None:
    found = [(text[m.start : m.end], m.name, m.known, m.sure, m.owned) for m in head_mentions(words_of(text))]
    assert found == expected
