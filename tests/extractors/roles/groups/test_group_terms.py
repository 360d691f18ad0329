"""The terms of groups: (text, {name: (from, until)})."""

from __future__ import annotations

import pytest

from extractors.extraction import extract
from extractors.model.document import Document

TERMS = [
    (
        "Ministeriö asetti kuntien digitalisaation ohjausryhmän ajalle 1.1.2022–31.12.2023.",
        {"Kuntien digitalisaation ohjausryhmä": ("2022-01-01", "2023-12-31")},
    ),
    (
        "1. Johtamisen alatyöryhmä\n1.3.2021 – 31.3.2023 (vetäjä vaihtuu)\n2. Tilojen alatyöryhmä\nTehtävät:",
        {"Johtamisen alatyöryhmä": ("2021-03-01", "2023-03-31"), "Tilojen alatyöryhmä": (None, None)},
    ),
    (
        "Palvelujen yhdistämisen työryhmä aloittaa keväällä. Työryhmän toimikausi jatkuu 30.6.2025 asti.",
        {"Palvelujen yhdistämisen työryhmä": (None, "2025-06-30")},
    ),
    (
        "Palvelujen yhdistämisen työryhmä ja Tilojen työryhmä aloittavat. Työryhmän toimikausi jatkuu 30.6.2025 asti.",
        {"Palvelujen yhdistämisen työryhmä": (None, None), "Tilojen työryhmä": (None, None)},
    ),
    (
        "Rahoituksen jaosto käsitteli talousarviota vuosille 2022–2024.",
        {"Rahoituksen jaosto": (None, None)},
    ),
]


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_terms(text: str, expected: dict[str, tuple[str | None, str | None]]) -> None:
    records = extract(Document(id="d", text=text, published="2021-02-01"))
    found = {b.name: (b.from_, b.until) for b in records.bodies}
    assert {name: found.get(name) for name in expected} == expected
