"""Two numbers that share the unit of the second: (text, what the first is)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.amounts.shared_units import shared_units
from extractors.text.normalised import Spans

PAIR = "Hinta on 5 ja 6 euroa."
APART = "Taike sai 55 000 ja liitto 40 000 euroa."


@pytest.mark.parametrize(
    ("text", "blocked", "values"),
    [
        (PAIR, "", [Decimal(5)]),
        (PAIR, "5", []),
        (PAIR, "6", []),
        (APART, "", [Decimal(55_000)]),
        (APART, "55 000", []),
        (APART, "40 000", []),
        ("Tilaa on 3 ja 5 koululle.", "", []),
    ],
)
def test_the_first_of_two_numbers(text: str, blocked: str, values: list[Decimal]) -> None:
    start = text.index(blocked)
    spans = Spans([(start, start + len(blocked))] if blocked else [])
    assert [m.low for m in shared_units(text, spans, "fi")] == values
