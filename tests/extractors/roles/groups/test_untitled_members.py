"""Members of a board whom nothing but the list of its chair tells: (language, text, {person: role})."""

from __future__ import annotations

import pytest

from tests.extractors.roles.test_roles import roles_of

LISTS = [
    (
        "sv",
        "Protokoll\nBeslutande\nMaija Malmi, ordförande\nKari Dahl\nSusanne Holm (till § 14)",
        {"Maija Malmi": "ordförande", "Kari Dahl": "ledamot", "Susanne Holm": "ledamot"},
    ),
    (
        "sv",
        "Malmö byaförening rf\nBeslutande\nMaija Malmi, ordförande\nKari Dahl",
        {"Maija Malmi": "ordförande", "Kari Dahl": "styrelsemedlem"},
    ),
    (
        "sv",
        "Närvarande: Maija Malmi (ordf.), Kari Dahl och Susanne Holm.",
        {"Maija Malmi": "ordförande", "Kari Dahl": "ledamot", "Susanne Holm": "ledamot"},
    ),
    # what stands between the names is more than a comma; what stands after one says what it is
    (
        "sv",
        "Närvarande: Maija Malmi (ordf.) som gjorde anteckningarna åt Kari Dahl, Susanne Holm",
        {"Maija Malmi": "ordförande"},
    ),
    (
        "sv",
        "Närvarande: Maija Malmi (ordf.), Kari Dahl som tog fotografierna, Susanne Holm",
        {"Maija Malmi": "ordförande"},
    ),
    (
        "fi",
        "Keskusvaalilautakunta\nMaija Malmi, puheenjohtaja\nKari Vuorimaa\nSanna Tikkanen, poistui klo 17.05",
        {"Maija Malmi": "puheenjohtaja", "Kari Vuorimaa": "jäsen", "Sanna Tikkanen": "jäsen"},
    ),
    (
        "fi",
        "Hallitus 2016\nMaija Malmi, puheenjohtaja\nKari Vuorimaa, Kuopio",
        {"Maija Malmi": "puheenjohtaja", "Kari Vuorimaa": "jäsen"},
    ),
    ("fi", "Osallistujat\nMaija Malmi, puheenjohtaja\nKari Vuorimaa", {"Maija Malmi": "puheenjohtaja"}),
    ("fi", "Lautakunta\nMaija Malmi, johtaja\nKari Vuorimaa", {"Maija Malmi": "johtaja"}),
]


@pytest.mark.parametrize(("language", "text", "expected"), LISTS)
def test_members_in_the_list_of_a_chair(language: str, text: str, expected: dict[str, str]) -> None:
    assert {r.person: r.role for r in roles_of(text, {}, language)} == expected
