"""How a sentence tells of a post: since when, until when, how it stands, whose post it was.

(language, text, bodies as written, [(person, role, body, status, from, until, why)])
"""

from __future__ import annotations

import pytest

from tests.extractors.roles.test_roles import roles_of

Told = tuple[str, str, str | None, str, str | None, str | None, str | None]

MEANT = "“{}” is {}, named before it"
POST_OF = "the post of {}, whom the sentence names beside"


def told(
    person: str,
    role: str,
    *,
    body: str | None = None,
    status: str = "held",
    from_: str | None = None,
    until: str | None = None,
    why: str | None = None,
) -> Told:
    """A post as a sentence tells of it; most are held, with nothing else said."""
    return person, role, body, status, from_, until, why


ROWS: list[tuple[str, str, dict[str, str], list[Told]]] = [
    (
        "fi",
        "Hallitus valitsi johtajaksi Maija Koivun. Viisivuotiskausi alkaa 1.3.2026.",
        {},
        [told("Maija Koivu", "johtaja", from_="2026-03-01")],
    ),
    ("fi", "Hallitus valitsi johtajaksi Maija Koivun. Kokous päättyi 1.3.2026.", {}, [told("Maija Koivu", "johtaja")]),
    (
        "fi",
        "Maija Malmi toimi johtajana 2010–2015 ja pääjohtajana 2016–2020.",
        {},
        [
            told("Maija Malmi", "johtaja", from_="2010", until="2015"),
            told("Maija Malmi", "pääjohtaja", from_="2016", until="2020"),
        ],
    ),
    (
        "fi",
        "Johtaja Maija Malmi jää eläkkeelle 31.12.2026.",
        {},
        [told("Maija Malmi", "johtaja", status="leaving", until="2026-12-31")],
    ),
    ("fi", "Johtaja Maija Malmi kertoi, että jää eläkkeelle 31.12.2026.", {}, [told("Maija Malmi", "johtaja")]),
    ("fi", "Johtaja Maija Malmi jää eläkkeelle syksyllä.", {}, [told("Maija Malmi", "johtaja", status="leaving")]),
    (
        "fi",
        "Maija Malmi aloittaa johtajana 1.8.2026.",
        {},
        [told("Maija Malmi", "johtaja", status="coming", from_="2026-08-01")],
    ),
    (
        "fi",
        "Johtaja Maija Malmi, toimikausi 1.1.2025–31.12.2026",
        {},
        [told("Maija Malmi", "johtaja", from_="2025-01-01", until="2026-12-31")],
    ),
    (
        "fi",
        "Maija Malmi tapasi Kari Vuorimaan. Hän on toiminut Kelan johtajana.",
        {"Kelan": "Kela"},
        [told("Maija Malmi", "johtaja", body="Kela", why=MEANT.format("Hän", "Maija Malmi"))],
    ),
    ("fi", "Maija Malmi ja Kari Vuorimaa tulivat. Hän on toiminut Kelan johtajana.", {"Kelan": "Kela"}, []),
    ("fi", "Entinen johtaja Maija Malmi kertoi.", {}, [told("Maija Malmi", "entinen johtaja", status="former")]),
    ("fi", "Johtaja Maija Malmi on irtisanoutunut.", {}, [told("Maija Malmi", "johtaja", status="leaving")]),
    (
        "sv",
        "Karin Malm, som varit chef sedan 1987, begär avsked.",
        {},
        [told("Karin Malm", "chef", status="leaving", from_="1987")],
    ),
    (
        "sv",
        "Karin Malm talade först. Hon utnämndes till direktör för Kela.",
        {"Kela": "Kela"},
        [told("Karin Malm", "direktör", body="Kela", why=MEANT.format("Hon", "Karin Malm"))],
    ),
    (
        "sv",
        "Karin Malm utnämndes till stadsdirektör i Borgå.",
        {},
        [told("Karin Malm", "stadsdirektör", body="Borgå stad")],
    ),
    (
        "sv",
        "Karin Malm utnämndes till stadsdirektör i Karkkila.",
        {},
        [told("Karin Malm", "stadsdirektör", body="Karkkilan kaupunki")],
    ),
    ("sv", "Karin Malm utnämndes till stadsdirektör i Ekvalla.", {}, [told("Karin Malm", "stadsdirektör")]),
    ("sv", "Karin Malm utnämndes till direktör i Borgå.", {}, [told("Karin Malm", "direktör", body="Borgå stad")]),
    (
        "fi",
        "Johtaja Maija Malmi jää eläkkeelle. Maija Malmin seuraajaksi valittiin Kari Vuorimaa.",
        {},
        [
            told("Maija Malmi", "johtaja", status="leaving"),
            told("Kari Vuorimaa", "johtaja", status="coming", why=POST_OF.format("Maija Malmi")),
        ],
    ),
    (
        "fi",
        "Johtaja Maija Malmi jää eläkkeelle. Hänen seuraajakseen valittiin Kari Vuorimaa.",
        {},
        [
            told("Maija Malmi", "johtaja", status="leaving"),
            told("Kari Vuorimaa", "johtaja", status="coming", why=POST_OF.format("Maija Malmi")),
        ],
    ),
    (
        "fi",
        "Johtaja Maija Malmi jää eläkkeelle. Uuden seuraajaksi valittiin Kari Vuorimaa.",
        {},
        [told("Maija Malmi", "johtaja", status="leaving")],
    ),
    ("en", "Maija Malmi, Head of Unit, spoke first.", {}, [told("Maija Malmi", "Head of Unit")]),
    (
        "sv",
        "Till direktör utnämndes Karin Berg. Hon efterträder Göran Malm, som går i pension.",
        {},
        [
            told("Karin Berg", "direktör"),
            told("Göran Malm", "direktör", status="leaving", why=POST_OF.format("Karin Berg")),
        ],
    ),
    (
        "sv",
        "Till direktör utnämndes Karin Berg. Karin Berg efterträder Göran Malm, som går i pension.",
        {},
        [
            told("Karin Berg", "direktör"),
            told("Göran Malm", "direktör", status="leaving", why=POST_OF.format("Karin Berg")),
        ],
    ),
    (
        "fi",
        "Hallitus valitsi Maija Koivun johtajaksi viisivuotiskaudeksi 1.8.2026 alkaen.",
        {},
        [told("Maija Koivu", "johtaja", from_="2026-08-01", until="2031-07-31")],
    ),
    (
        "fi",
        "Hallitus valitsi Maija Koivun johtajaksi viisivuotiskaudeksi 29.2.2028 alkaen.",
        {},
        [told("Maija Koivu", "johtaja", from_="2028-02-29", until="2033-02-28")],
    ),
]


@pytest.mark.parametrize(("language", "text", "bodies", "expected"), ROWS, ids=[row[1][:60] for row in ROWS])
def test_what_a_sentence_tells_of_a_post(
    language: str, text: str, bodies: dict[str, str], expected: list[Told]
) -> None:
    found = [(r.person, r.role, r.body, r.status, r.from_, r.until, r.reason) for r in roles_of(text, bodies, language)]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
