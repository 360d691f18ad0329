"""Companies and associations: what a form of company ends or begins, and whom it is called after."""

from __future__ import annotations

import pytest

from extractors.text.finnish_model import Entity
from tests.extractors.bodies.test_bodies import bodies, named

COMPANIES = [
    ("Kustnejdens vatten Ab tar i bruk en ledning.", {"Kustnejdens vatten Ab": ["Kustnejdens vatten Ab"]}),
    (
        "Tarjouksen jättivät Rannan Leipä Ky ja Pohjan Pakari Oy.",
        {"Rannan Leipä Ky": ["Rannan Leipä Ky"], "Pohjan Pakari Oy": ["Pohjan Pakari Oy"]},
    ),
    (
        "LAB-ammattikorkeakoulun ja Puurakentajat ry:n hanke alkaa.",
        {"LAB-ammattikorkeakoulu": ["LAB-ammattikorkeakoulun"], "Puurakentajat ry": ["Puurakentajat ry:n"]},
    ),
    ("The Port of Hillview Ltd grew.", {"Port of Hillview Ltd": ["Port of Hillview Ltd"]}),
    ("She is Director of Hillview Ltd.", {"Hillview Ltd": ["Hillview Ltd"]}),
    ("Siivouksesta vastaa Tmi Seppo Pajula.", {"Tmi Seppo Pajula": ["Tmi Seppo Pajula"]}),
    ("Siivouksesta vastaa Pajulan Tmi Rehtorin pyynnöstä.", {"Pajulan Tmi": ["Pajulan Tmi"]}),
    ("Urakan sai Pohjan Rakennus Oy:n tytäryhtiö.", {"Pohjan Rakennus Oy": ["Pohjan Rakennus Oy:n"]}),
    ("Konsulttina Vesiväylä Finland Oy.", {"Vesiväylä Finland Oy": ["Vesiväylä Finland Oy"]}),
    (
        "Valittajat ovat Oy Kaasu Ab ja Kiinteistö Oy Kuusikuja ja TP-Putket Oy.",
        {
            "Oy Kaasu Ab": ["Oy Kaasu Ab"],
            "Kiinteistö Oy Kuusikuja": ["Kiinteistö Oy Kuusikuja"],
            "TP-Putket Oy": ["TP-Putket Oy"],
        },
    ),
    (
        "Avustus nimettiin Saimaan alueen Vireät kylät ry:lle.",
        {"Saimaan alueen Vireät kylät ry": ["Saimaan alueen Vireät kylät ry:lle"]},
    ),
]


@pytest.mark.parametrize(("text", "expected"), COMPANIES)
def test_companies_and_associations(text: str, expected: dict[str, list[str]]) -> None:
    assert named(text) == expected


CALLED_AFTER_PEOPLE = [
    # whose name the company has, and who only stands before it
    ("Työn tekee Puhtopalvelu Salonen Ky.", "Salonen", ["Puhtopalvelu Salonen Ky"]),
    ("Työn tekee Koneurakointi T. Niemi Tmi.", "T. Niemi", ["Koneurakointi T. Niemi Tmi"]),
    ("Työn tekee Kaivuu Veljekset Niemi Oy.", "Veljekset Niemi", ["Kaivuu Veljekset Niemi Oy"]),
    ("Työn esitteli Anna Niemi Tapion Taimi Oy:stä.", "Anna Niemi", ["Tapion Taimi Oy"]),
    ("Työn esitteli Anna Niemi Kiinteistö Oy Tapiosta.", "Anna Niemi", ["Kiinteistö Oy Tapiosta"]),
    ("Työn esitteli Anna Niemi Oy Tapio Ab:stä.", "Anna Niemi", ["Oy Tapio Ab"]),
]


@pytest.mark.parametrize(("text", "person", "expected"), CALLED_AFTER_PEOPLE)
def test_companies_called_after_people(text: str, person: str, expected: list[str]) -> None:
    at = text.index(person)
    assert [b.name for b in bodies(text, Entity(at, at + len(person), "PERSON", person))] == expected
