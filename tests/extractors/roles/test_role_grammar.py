"""What the grammar of a sentence says of a role: (text, bodies as written, [(person, role, body, why this body)])."""

from __future__ import annotations

import pytest

from tests.extractors.roles.test_roles import roles_of

HERE = "the body is that of the row, list, sentence or heading the name stands in"
PLACE = "the body is the place that hangs on the same verb"
SERIES = "the body is that of the title it stands in a series with"

ROWS = [
    (
        "Maija Malmi valmistui maisteriksi ja toimi johtajana Kelassa.",
        {"Kelassa": "Kela"},
        [("Maija Malmi", "johtaja", "Kela", PLACE)],
    ),
    ("Johtajaksi nimitetty Maija Malmi aloittaa.", {}, [("Maija Malmi", "johtaja", None, None)]),
    ("Maija Malmi nimitettiin johtajaksi.", {}, [("Maija Malmi", "johtaja", None, None)]),
    ("Hallitus kutsui Maija Koivun ja nimitti johtajaksi.", {}, [("Maija Koivu", "johtaja", None, None)]),
    ("Hallitus nimitti johtajaksi ulkopuolisen, kertoo Maija Malmi.", {}, []),
    (
        "Maija Malmi toimi Kelassa johtajana ja Tullissa tutkijana.",
        {"Kelassa": "Kela", "Tullissa": "Tulli"},
        [("Maija Malmi", "johtaja", "Kela", None), ("Maija Malmi", "tutkija", "Tulli", None)],
    ),
    ("Maija Malmi siirtyi Kelaan johtajaksi.", {"Kelaan": "Kela"}, [("Maija Malmi", "johtaja", "Kela", None)]),
    (
        "Maija Malmi on toiminut Pääesikunnan suunnittelupäällikkönä ja logistiikkapäällikkönä.",
        {"Pääesikunnan": "Pääesikunta"},
        [
            ("Maija Malmi", "suunnittelupäällikkö", "Pääesikunta", None),
            ("Maija Malmi", "logistiikkapäällikkö", "Pääesikunta", SERIES),
        ],
    ),
    (
        "Kelasta johtajan paikalta eläkkeelle jäänyt Maija Malmi kertoi.",
        {"Kelasta": "Kela"},
        [("Maija Malmi", "johtaja", "Kela", None)],
    ),
    (
        "Hallitus valitsi puheenjohtajaksi pääjohtaja Maija Koivun.",
        {},
        [("Maija Koivu", "puheenjohtaja", None, None), ("Maija Koivu", "pääjohtaja", None, None)],
    ),
    ("Maija Malmi ei ole toiminut Kelan johtajana.", {"Kelan": "Kela"}, []),
    ("Jos Maija Malmi valitaan johtajaksi, Kela muuttuu.", {"Kela": "Kela"}, []),
    ("Maija Malmi toivoo, että hänet valitaan johtajaksi.", {}, []),
    ("Maija Malmi, joka on toiminut johtajana, ei tullut.", {}, [("Maija Malmi", "johtaja", None, None)]),
    ("Maija Malmi haluaisi toimia johtajana.", {}, []),
    (
        "Nimitykset\nMaija Malmi on toiminut pitkään Kelan johtajana\nMuut asiat",
        {"Kelan": "Kela"},
        [("Maija Malmi", "johtaja", "Kela", None)],
    ),
    (
        "Johtajaksi valittiin Leena Malmi ja varajohtajaksi Kari Vuorimaa.",
        {},
        [("Leena Malmi", "johtaja", None, None), ("Kari Vuorimaa", "varajohtaja", None, None)],
    ),
    ("Kela nimitti Maija Koivun johtajan virkaan.", {"Kela": "Kela"}, [("Maija Koivu", "johtaja", "Kela", HERE)]),
    (
        "Maija Malmi toimi johtajana 2010–2015 ja rehtorina.",
        {},
        [("Maija Malmi", "johtaja", None, None), ("Maija Malmi", "rehtori", None, None)],
    ),
]


@pytest.mark.parametrize(("text", "bodies", "expected"), ROWS, ids=[text[:50] for text, _, _ in ROWS])
def test_a_role_is_whose_the_grammar_says(
    text: str, bodies: dict[str, str], expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    found = [(r.person, r.role, r.body, r.reason) for r in roles_of(text, bodies)]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
