"""What one role is made of: mentions that are joined, the body and what decided it, term and group.

(text, bodies as written, [(person, role, body, why this body, the words that say so)])
"""

from __future__ import annotations

import pytest

from tests.extractors.roles.test_roles import roles_of

GROUP = "the body is the group in whose sentence, or under whose line, the task stands"
LISTED = "the body is the group whose list names the person"
HERE = "the body is that of the row, list, sentence or heading the name stands in"

JOINED = [
    (
        "Maija Malmi, Kelan johtaja, avasi. Johtaja Maija Malmi kertoi.",
        {"Kelan": "Kela"},
        [("Maija Malmi", "johtaja", "Kela", None, ["Maija Malmi, Kelan johtaja", "Johtaja Maija Malmi"])],
    ),
    (
        "Johtokunnan jäsenet: Maija Malmi, Kari Vuorimaa.\n\nKokous alkoi. Muuta ei ollut. "
        "Puheenjohtaja Maija Malmi avasi kokouksen. Johtaja Kari Vuorimaa kertoi.",
        {"Johtokunnan": "Johtokunta"},
        [
            ("Maija Malmi", "puheenjohtaja", "Johtokunta", LISTED, ["Puheenjohtaja Maija Malmi"]),
            ("Kari Vuorimaa", "johtaja", None, None, ["Johtaja Kari Vuorimaa"]),
            ("Maija Malmi", "jäsen", "Johtokunta", None, ["jäsenet: Maija Malmi"]),
            ("Kari Vuorimaa", "jäsen", "Johtokunta", None, ["jäsenet: Maija Malmi, Kari Vuorimaa"]),
        ],
    ),
    (
        "Johtokunta kokoontui, ja puheenjohtaja Maija Malmi avasi kokouksen.",
        {"Johtokunta": "Johtokunta"},
        [("Maija Malmi", "puheenjohtaja", "Johtokunta", GROUP, ["puheenjohtaja Maija Malmi"])],
    ),
    (
        "Johtokunta\nKokous 3/2026\npuheenjohtaja Maija Malmi",
        {"Johtokunta": "Johtokunta"},
        [("Maija Malmi", "puheenjohtaja", "Johtokunta", HERE, ["puheenjohtaja Maija Malmi"])],
    ),
    (
        "Johtokunta kokoontui. Nuorten sihteeri Maija Malmi kirjasi sen.",
        {"Johtokunta": "Johtokunta"},
        [("Maija Malmi", "sihteeri", None, None, ["Nuorten sihteeri Maija Malmi"])],
    ),
    (
        "Asian valmisteli johtokunta\nEsittelijä oli poissa, puheenjohtaja Maija Malmi",
        {"johtokunta": "Johtokunta"},
        [("Maija Malmi", "puheenjohtaja", None, None, ["puheenjohtaja Maija Malmi"])],
    ),
    (
        "Asian valmisteli johtokunta\n(kokous 3/2026) puheenjohtaja Maija Malmi",
        {"johtokunta": "Johtokunta"},
        [("Maija Malmi", "puheenjohtaja", "Johtokunta", GROUP, ["puheenjohtaja Maija Malmi"])],
    ),
    (
        "Maija Malmi tulee Kelasta, jossa hän on toiminut johtajana. Johtaja Maija Malmi aloittaa.",
        {"Kelasta": "Kela"},
        [
            (
                "Maija Malmi",
                "johtaja",
                "Kela",
                "“hän” is Maija Malmi, named before it; the body is the one that “jossa” points to",
                [
                    "Maija Malmi tulee Kelasta, jossa hän on toiminut johtajana",
                    "hän on toiminut johtajana",
                    "Johtaja Maija Malmi",
                ],
            )
        ],
    ),
]


@pytest.mark.parametrize(("text", "bodies", "expected"), JOINED, ids=[text[:40] for text, _, _ in JOINED])
def test_a_role_is_joined_of_its_mentions_and_says_why_its_body(
    text: str, bodies: dict[str, str], expected: list[tuple[str, str, str | None, str | None, list[str]]]
) -> None:
    found = [(r.person, r.role, r.body, r.reason, [e.quote for e in r.evidence]) for r in roles_of(text, bodies)]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
