"""Places in the genitive: every municipality's as its own table writes it, or not at all."""

from __future__ import annotations

import pytest

from extractors.lexicon.wordlists import wordlist
from extractors.text.genitives import genitive_of


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Rautasaari", "Rautasaaren"),
        ("Jalasmäki", "Jalasmäen"),
        ("Lehto", "Lehdon"),
        ("Ylihaara", "Ylihaaran"),
        ("Satakunta", "Satakunnan"),
        ("Kuusaro", "Kuusaron"),
        ("Päijät-Häme", "Päijät-Hämeen"),
        ("Norrskär", None),
    ],
)
def test_a_place_in_the_genitive(name: str, genitive: str | None) -> None:
    assert genitive_of(name) == genitive


def test_the_municipalities() -> None:
    """A wrong form would join two bodies; one that is not found joins nothing."""
    rows = [(row[0], row[1]) for row in wordlist("municipalities")["municipalities"]]
    made = {name: genitive_of(name) for name, _ in rows}
    wrong = {name: form for name, right in rows if (form := made[name]) not in (None, right)}
    assert wrong == {}
    assert sum(form is not None for form in made.values()) > 0.8 * len(rows)
