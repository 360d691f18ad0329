"""How a sentence tells of a post: since when, until when, how it stands, whose post it was.

(language, text, bodies as written, [(person, role, body, status, from, until, why)])
"""

from __future__ import annotations

import pytest

from tests.extractors.roles.test_roles import roles_of

Told = tuple[str, str, str | None, str, str | None, str | None, str | None]

ROWS: list[tuple[str, str, dict[str, str], list[Told]]] = [
    (
        "fi",
        "Hallitus valitsi johtajaksi Maija Koivun. Viisivuotiskausi alkaa 1.3.2026.",
        {},
        [("Maija Koivu", "johtaja", None, "held", "2026-03-01", None, None)],
    ),
    (
        "fi",
        "Hallitus valitsi johtajaksi Maija Koivun. Kokous päättyi 1.3.2026.",
        {},
        [("Maija Koivu", "johtaja", None, "held", None, None, None)],
    ),
    (
        "fi",
        "Maija Malmi toimi johtajana 2010–2015 ja pääjohtajana 2016–2020.",
        {},
        [
            ("Maija Malmi", "johtaja", None, "held", "2010", "2015", None),
            ("Maija Malmi", "pääjohtaja", None, "held", "2016", "2020", None),
        ],
    ),
    (
        "fi",
        "Johtaja Maija Malmi jää eläkkeelle 31.12.2026.",
        {},
        [("Maija Malmi", "johtaja", None, "leaving", None, "2026-12-31", None)],
    ),
    (
        "fi",
        "Johtaja Maija Malmi kertoi, että jää eläkkeelle 31.12.2026.",
        {},
        [("Maija Malmi", "johtaja", None, "held", None, None, None)],
    ),
    (
        "fi",
        "Johtaja Maija Malmi jää eläkkeelle syksyllä.",
        {},
        [("Maija Malmi", "johtaja", None, "leaving", None, None, None)],
    ),
    (
        "fi",
        "Maija Malmi aloittaa johtajana 1.8.2026.",
        {},
        [("Maija Malmi", "johtaja", None, "coming", "2026-08-01", None, None)],
    ),
    (
        "fi",
        "Johtaja Maija Malmi, toimikausi 1.1.2025–31.12.2026",
        {},
        [("Maija Malmi", "johtaja", None, "held", "2025-01-01", "2026-12-31", None)],
    ),
    (
        "fi",
        "Maija Malmi tapasi Kari Vuorimaan. Hän on toiminut Kelan johtajana.",
        {"Kelan": "Kela"},
        [("Maija Malmi", "johtaja", "Kela", "held", None, None, "“Hän” is Maija Malmi, named before it")],
    ),
    ("fi", "Maija Malmi ja Kari Vuorimaa tulivat. Hän on toiminut Kelan johtajana.", {"Kelan": "Kela"}, []),
    (
        "fi",
        "Entinen johtaja Maija Malmi kertoi.",
        {},
        [("Maija Malmi", "entinen johtaja", None, "former", None, None, None)],
    ),
    (
        "fi",
        "Johtaja Maija Malmi on irtisanoutunut.",
        {},
        [("Maija Malmi", "johtaja", None, "leaving", None, None, None)],
    ),
    (
        "sv",
        "Karin Malm, som varit chef sedan 1987, begär avsked.",
        {},
        [("Karin Malm", "chef", None, "leaving", "1987", None, None)],
    ),
    (
        "sv",
        "Karin Malm talade först. Hon utnämndes till direktör för Kela.",
        {"Kela": "Kela"},
        [("Karin Malm", "direktör", "Kela", "held", None, None, "“Hon” is Karin Malm, named before it")],
    ),
    (
        "sv",
        "Karin Malm utnämndes till stadsdirektör i Borgå.",
        {},
        [("Karin Malm", "stadsdirektör", "Borgå stad", "held", None, None, None)],
    ),
    (
        "sv",
        "Karin Malm utnämndes till stadsdirektör i Karkkila.",
        {},
        [("Karin Malm", "stadsdirektör", "Karkkilan kaupunki", "held", None, None, None)],
    ),
    (
        "sv",
        "Karin Malm utnämndes till stadsdirektör i Ekvalla.",
        {},
        [("Karin Malm", "stadsdirektör", None, "held", None, None, None)],
    ),
    (
        "sv",
        "Karin Malm utnämndes till direktör i Borgå.",
        {},
        [("Karin Malm", "direktör", "Borgå stad", "held", None, None, None)],
    ),
    (
        "fi",
        "Johtaja Maija Malmi jää eläkkeelle. Maija Malmin seuraajaksi valittiin Kari Vuorimaa.",
        {},
        [
            ("Maija Malmi", "johtaja", None, "leaving", None, None, None),
            (
                "Kari Vuorimaa",
                "johtaja",
                None,
                "coming",
                None,
                None,
                "the post of Maija Malmi, whom the sentence names beside",
            ),
        ],
    ),
    (
        "fi",
        "Johtaja Maija Malmi jää eläkkeelle. Hänen seuraajakseen valittiin Kari Vuorimaa.",
        {},
        [
            ("Maija Malmi", "johtaja", None, "leaving", None, None, None),
            (
                "Kari Vuorimaa",
                "johtaja",
                None,
                "coming",
                None,
                None,
                "the post of Maija Malmi, whom the sentence names beside",
            ),
        ],
    ),
    (
        "fi",
        "Johtaja Maija Malmi jää eläkkeelle. Uuden seuraajaksi valittiin Kari Vuorimaa.",
        {},
        [("Maija Malmi", "johtaja", None, "leaving", None, None, None)],
    ),
    (
        "en",
        "Maija Malmi, Head of Unit, spoke first.",
        {},
        [("Maija Malmi", "Head of Unit", None, "held", None, None, None)],
    ),
    (
        "sv",
        "Till direktör utnämndes Karin Berg. Hon efterträder Göran Malm, som går i pension.",
        {},
        [
            ("Karin Berg", "direktör", None, "held", None, None, None),
            (
                "Göran Malm",
                "direktör",
                None,
                "leaving",
                None,
                None,
                "the post of Karin Berg, whom the sentence names beside",
            ),
        ],
    ),
    (
        "sv",
        "Till direktör utnämndes Karin Berg. Karin Berg efterträder Göran Malm, som går i pension.",
        {},
        [
            ("Karin Berg", "direktör", None, "held", None, None, None),
            (
                "Göran Malm",
                "direktör",
                None,
                "leaving",
                None,
                None,
                "the post of Karin Berg, whom the sentence names beside",
            ),
        ],
    ),
    (
        "fi",
        "Hallitus valitsi Maija Koivun johtajaksi viisivuotiskaudeksi 1.8.2026 alkaen.",
        {},
        [("Maija Koivu", "johtaja", None, "held", "2026-08-01", "2031-07-31", None)],
    ),
    (
        "fi",
        "Hallitus valitsi Maija Koivun johtajaksi viisivuotiskaudeksi 29.2.2028 alkaen.",
        {},
        [("Maija Koivu", "johtaja", None, "held", "2028-02-29", "2033-02-28", None)],
    ),
]


@pytest.mark.parametrize(("language", "text", "bodies", "expected"), ROWS, ids=[row[1][:60] for row in ROWS])
def test_what_a_sentence_tells_of_a_post(
    language: str, text: str, bodies: dict[str, str], expected: list[Told]
) -> None:
    found = [(r.person, r.role, r.body, r.status, r.from_, r.until, r.reason) for r in roles_of(text, bodies, language)]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
