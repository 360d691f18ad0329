"""Whose a role is by where it stands: (text, bodies as written, [(person, role, body, why this body)])."""

from __future__ import annotations

import pytest

from tests.extractors.roles.test_roles import roles_of

HERE = "the body is that of the row, list, sentence or heading the name stands in"
WORK = "the body is the one in which the sentence says the person works"

ROWS = [
    ("Maija Malmi | johtaja | Kela | 040 123 4567", {"Kela": "Kela"}, [("Maija Malmi", "johtaja", "Kela", None)]),
    (
        "Lisätietoja: johtaja Maija Malmi, p. 0295 123 456, Kela",
        {"Kela": "Kela"},
        [("Maija Malmi", "johtaja", "Kela", HERE)],
    ),
    (
        "Lisätietoja: johtaja Maija Malmi, p. 0295 123 456, Kela kertoo",
        {"Kela": "Kela"},
        [("Maija Malmi", "johtaja", None, None)],
    ),
    (
        "Asiaa Kelan kansliassa hoitaa notaari Maija Malmi.",
        {"Kelan kansliassa": "Kelan kanslia"},
        [("Maija Malmi", "notaari", "Kelan kanslia", WORK)],
    ),
    (
        "Asiaa Kelan kanslian hoitaa notaari Maija Malmi.",
        {"Kelan kanslian": "Kelan kanslia"},
        [("Maija Malmi", "notaari", None, None)],
    ),
    (
        "Neuvontaa Kelan kansliassa antaa notaari Maija Malmi.",
        {"Kelan kansliassa": "Kelan kanslia"},
        [("Maija Malmi", "notaari", "Kelan kanslia", HERE)],
    ),
    (
        "Neuvontaa Kelan kanslian antaa notaari Maija Malmi.",
        {"Kelan kanslian": "Kelan kanslia"},
        [("Maija Malmi", "notaari", None, None)],
    ),
    # a row speaks of one person, and a cell is a body and no more
    ("Kela | 4 | Maija Malmi, johtaja", {"Kela": "Kela"}, [("Maija Malmi", "johtaja", "Kela", HERE)]),
    ("Kela tuki | 4 | Maija Malmi, johtaja", {"Kela": "Kela"}, [("Maija Malmi", "johtaja", None, None)]),
    # before a bracket that holds a title and a name, alone
    (
        "Siltatekno Oy (johtaja Maija Malmi) rakentaa.",
        {"Siltatekno Oy": "Siltatekno Oy"},
        [("Maija Malmi", "johtaja", "Siltatekno Oy", HERE)],
    ),
    (
        "Siltatekno Oy (johtaja Maija Malmi kertoo) rakentaa.",
        {"Siltatekno Oy": "Siltatekno Oy"},
        [("Maija Malmi", "johtaja", None, None)],
    ),
    # a part of a line after a semicolon, a line after a mark
    (
        "Vero, lakimies Kari Vuorimaa; Kela, vastaava johtaja Maija Malmi ja lakimies Sanna Tikkanen",
        {"Kela": "Kela", "Vero": "Verohallinto"},
        [
            ("Kari Vuorimaa", "lakimies", "Verohallinto", None),
            ("Maija Malmi", "vastaava johtaja", "Kela", HERE),
            ("Sanna Tikkanen", "lakimies", "Kela", HERE),
        ],
    ),
    (
        "- Kela, johtaja Maija Malmi ja lakimies Kari Vuorimaa",
        {"Kela": "Kela"},
        [("Maija Malmi", "johtaja", "Kela", None), ("Kari Vuorimaa", "lakimies", "Kela", HERE)],
    ),
    (
        "Kela, johtaja Maija Malmi. Paikalla oli lakimies Kari Vuorimaa",
        {"Kela": "Kela"},
        [("Maija Malmi", "johtaja", "Kela", None), ("Kari Vuorimaa", "lakimies", None, None)],
    ),
    (
        "Kesäruoka Oy laajenee. Kesäruoan laatujohtaja Maija Malmi kertoi.",
        {"Kesäruoka Oy": "Kesäruoka Oy"},
        [("Maija Malmi", "laatujohtaja", "Kesäruoka Oy", HERE)],
    ),
    (
        "Kesäruoka Oy laajenee. Talviruoan laatujohtaja Maija Malmi kertoi.",
        {"Kesäruoka Oy": "Kesäruoka Oy"},
        [("Maija Malmi", "laatujohtaja", None, None)],
    ),
    (
        "Kelan puolesta johtaja Maija Malmi allekirjoitti sen.",
        {"Kelan": "Kela"},
        [("Maija Malmi", "johtaja", "Kela", HERE)],
    ),
    (
        "Kela, johtaja Maija Malmi ja lakimies Kari Vuorimaa",
        {"Kela": "Kela"},
        [("Maija Malmi", "johtaja", "Kela", None), ("Kari Vuorimaa", "lakimies", "Kela", HERE)],
    ),
    (
        "Kelasta paikalla olivat johtaja Maija Malmi ja lakimies Kari Vuorimaa.",
        {"Kelasta": "Kela"},
        [("Maija Malmi", "johtaja", "Kela", HERE), ("Kari Vuorimaa", "lakimies", "Kela", HERE)],
    ),
    ("Kela päätti asiasta, ja johtaja Maija Malmi kertoi.", {"Kela": "Kela"}, [("Maija Malmi", "johtaja", None, None)]),
    (
        "Vesirannan Satama Oy laajenee. Sataman toimitusjohtaja Maija Malmi kertoi.",
        {"Vesirannan Satama Oy": "Vesirannan Satama Oy"},
        [("Maija Malmi", "toimitusjohtaja", "Vesirannan Satama Oy", HERE)],
    ),
    (
        "Vesirannan Satama Oy ja Kallion Satama Oy laajenevat. Sataman toimitusjohtaja Maija Malmi kertoi.",
        {"Vesirannan Satama Oy": "Vesirannan Satama Oy", "Kallion Satama Oy": "Kallion Satama Oy"},
        [("Maija Malmi", "toimitusjohtaja", None, None)],
    ),
    (
        "Vesirannan Kotisatama laajenee. Sataman toimitusjohtaja Maija Malmi kertoi.",
        {"Vesirannan Kotisatama": "Vesirannan Kotisatama"},
        [("Maija Malmi", "toimitusjohtaja", None, None)],
    ),
    (
        "Johtaja Maija Malmi\nKela\nLakimies Kari Vuorimaa",
        {"Kela": "Kela"},
        [("Maija Malmi", "johtaja", "Kela", None), ("Kari Vuorimaa", "lakimies", None, None)],
    ),
    ("Yhteystiedot\nKela\nLakimies Kari Vuorimaa", {"Kela": "Kela"}, [("Kari Vuorimaa", "lakimies", "Kela", HERE)]),
    ("Kela\nLakimies Kari Vuorimaa", {"Kela": "Kela"}, [("Kari Vuorimaa", "lakimies", "Kela", HERE)]),
    (
        "Maija Malmi\nmaija.malmi@kela.example\nKela\nLakimies Kari Vuorimaa",
        {"Kela": "Kela"},
        [("Kari Vuorimaa", "lakimies", "Kela", HERE)],
    ),
    ("Maija Malmi\n\nKela\nLakimies Kari Vuorimaa", {"Kela": "Kela"}, [("Kari Vuorimaa", "lakimies", "Kela", HERE)]),
    ("Kela on nimittänyt Maija Koivun johtajaksi.", {"Kela": "Kela"}, [("Maija Koivu", "johtaja", "Kela", HERE)]),
    ("Kela kertoo, että johtajaksi tulee Maija Koivu.", {"Kela": "Kela"}, [("Maija Koivu", "johtaja", None, None)]),
]


@pytest.mark.parametrize(("text", "bodies", "expected"), ROWS, ids=[text[:50] for text, _, _ in ROWS])
def test_a_role_is_of_the_body_where_it_stands(
    text: str, bodies: dict[str, str], expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    found = [(r.person, r.role, r.body, r.reason) for r in roles_of(text, bodies)]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
