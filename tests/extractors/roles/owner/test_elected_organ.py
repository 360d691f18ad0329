"""The organ whose members a matter elects: (language, text, bodies as written, {person: body})."""

from __future__ import annotations

import pytest

from tests.extractors.roles.test_roles import roles_of

ORGANS = {"Aluehallituksen": "Aluehallitus"}
BY_HEADING = "the body is the organ that the heading of the matter names as elected"

ELECTED = [
    (
        "fi",
        "Pöytäkirja\n\n§ 44 Aluehallituksen vaali toimikaudeksi 2025-2027\n\n"
        "Puheenjohtajaksi valittiin Maija Malmi. Johtaja Kari Vuorimaa esitteli asian.",
        ORGANS,
        {"Maija Malmi": "Aluehallitus", "Kari Vuorimaa": None},
    ),
    (
        "fi",
        "Pöytäkirja\n\n§ 44 Aluehallituksen vaali\n\nPäätös\nJäsenet: Maija Malmi, Kari Vuorimaa",
        ORGANS,
        {"Maija Malmi": "Aluehallitus", "Kari Vuorimaa": "Aluehallitus"},
    ),
    # no organ is elected: the chair only speaks, or the heading is of something else
    (
        "fi",
        "Pöytäkirja\n\n§ 44 Aluehallituksen vaali\n\nKokous\nAsiaa esitteli puheenjohtaja Maija Malmi.",
        ORGANS,
        {"Maija Malmi": None},
    ),
    (
        "fi",
        "Pöytäkirja\n\n§ 44 Aluehallituksen talousarvio\n\nPuheenjohtajaksi valittiin Maija Malmi.",
        ORGANS,
        {"Maija Malmi": None},
    ),
    # the letterhead is no matter
    (
        "fi",
        "Aluehallituksen vaali\n\nPuheenjohtajaksi valittiin Maija Malmi.",
        ORGANS,
        {"Maija Malmi": None},
    ),
    (
        "sv",
        "Protokoll\n\n§ 12 Val av ledamöter i bildningsnämnden\n\nTill ordförande valdes Maija Malmi.",
        {"bildningsnämnden": "Bildningsnämnden"},
        {"Maija Malmi": "Bildningsnämnden"},
    ),
    (
        "sv",
        "Protokoll\n\n§ 12 Budget för bildningsnämnden\n\nTill ordförande valdes Maija Malmi.",
        {"bildningsnämnden": "Bildningsnämnden"},
        {"Maija Malmi": None},
    ),
]


@pytest.mark.parametrize(("language", "text", "bodies", "expected"), ELECTED)
def test_the_organ_that_a_heading_elects(
    language: str, text: str, bodies: dict[str, str], expected: dict[str, str | None]
) -> None:
    found = {r.person: r.body if r.reason == BY_HEADING else None for r in roles_of(text, bodies, language)}
    assert found == expected
