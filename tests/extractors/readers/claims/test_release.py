"""Issuers and the other lines around a release's headline."""

from __future__ import annotations

import pytest

from extractors.readers.claims.release import issuers_in, line_parts, release_signs, type_of
from extractors.reading import read


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sosiaali- ja terveysministeriö", ["Sosiaali- ja terveysministeriö"]),
        (
            "oikeusministeriöopetus- ja kulttuuriministeriösisäministeriö",
            ["Oikeusministeriö", "Opetus- ja kulttuuriministeriö", "Sisäministeriö"],
        ),
        ("valtiovarainministeriö, ympäristöministeriö", ["Valtiovarainministeriö", "Ympäristöministeriö"]),
        ("valtioneuvoston kansliaulkoministeriö", ["Valtioneuvoston kanslia", "Ulkoministeriö"]),
        ("finansministerietmiljöministeriet", ["Finansministeriet", "Miljöministeriet"]),
        ("Ministry of Finance", ["Ministry of Finance"]),
        ("Kuohun hyvinvointialue", ["Kuohun hyvinvointialue"]),
        ("Sisäministeriön tiedote", []),
        ("Ministeriöt ja virastot vastaavat asiasta.", []),
        ("sisäministeriö valmistelee", []),
    ],
)
def test_issuers(line: str, expected: list[str]) -> None:
    assert issuers_in(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sisäministeriöJulkaisuajankohta 8.12.2022 13.40 Tiedote", ["Sisäministeriö", "8.12.2022 13.40", "Tiedote"]),
        ("14.3.2024 9.05 | Tiedote 31/2024", ["14.3.2024 9.05", "Tiedote 31/2024"]),
        ("Kokous pidetään 8.12.2022 klo 13.40 Helsingissä", ["Kokous pidetään 8.12.2022 klo 13.40 Helsingissä"]),
    ],
)
def test_line_parts(line: str, expected: list[str]) -> None:
    assert line_parts(line) == expected


def test_types() -> None:
    assert [type_of(t) for t in ("Tiedote 19/2020", "Pressmeddelande", "Tiedote kertoo")] == [
        "tiedote",
        "pressmeddelande",
        None,
    ]


def test_issuer_and_time_make_a_release() -> None:
    claims, seen = release_signs(["Sosiaali- ja terveysministeriö", "17.2.2021 14.26"])
    assert seen == 2
    assert {(c.field, c.value) for c in claims} >= {
        ("kind", "press release"),
        ("published", "2021-02-17T14:26:00+02:00"),
    }


def test_minutes_are_not_a_release() -> None:
    assert release_signs(["Harjavuoren kaupunki", "28.3.2022 16:00", "Pöytäkirja"]) == ([], 0)


def test_a_date_alone_does_not() -> None:
    claims, seen = release_signs(["Hakuaika on alkanut.", "17.2.2021"])
    assert (seen, [c.value for c in claims if c.field == "kind"]) == (1, [])


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("https://www.hallala.example/tiedotteet/uimahalli-suljetaan-remontin-ajaksi/", "press release"),
        ("https://www.hallala.example/fi/press-releases/2024-swimming-hall", "press release"),
        ("https://www.hallala.example/tiedotteet/page/2", "web page"),
        ("https://www.hallala.example/palvelut/uimahalli-suljetaan-remontin-ajaksi/", "web page"),
    ],
)
def test_a_release_is_known_by_its_section_and_its_dateline(source: str, kind: str) -> None:
    page = "<main><h1>Uimahalli suljetaan</h1><p>3.2.2024 klo 9.00</p>" + "<p>Halli on kiinni kevään ajan.</p>" * 4
    assert read(page.encode(), source=source, media_type="text/html").kind == kind
