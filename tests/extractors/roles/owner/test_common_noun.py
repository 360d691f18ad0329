"""The body that a noun before a title stands for: (language, text, {name as written: kind}, {person: body})."""

from __future__ import annotations

import pytest

from extractors.model.document import Document
from extractors.model.records import Body, evidence
from extractors.people import find_people
from extractors.roles import find_roles
from tests.extractors.roles.test_roles import roles_of

TOWN, UNION = "municipality", "association"

NOUNS = [
    ("fi", "Salokunta rakentaa. Kunnan ympäristötarkastaja Maija Malmi kertoi.", {"Salokunta": TOWN}, "Salokunta"),
    ("fi", "Salokunta rakentaa. Kunnan uusi tarkastaja Maija Malmi kertoi.", {"Salokunta": TOWN}, "Salokunta"),
    ("fi", "Salokunta rakentaa. Liiton tarkastaja Maija Malmi kertoi.", {"Salokunta": TOWN}, None),
    ("fi", "Salokunta rakentaa. Tarkastaja Maija Malmi kertoi.", {"Salokunta": TOWN}, None),
    # two could be meant
    (
        "fi",
        "Salokunta ja Purokunta rakentavat. Kunnan tarkastaja Maija Malmi kertoi.",
        {"Salokunta": TOWN, "Purokunta": TOWN},
        None,
    ),
    # two sentences back, a title after its name
    ("fi", "Satamaväki lakkoilee. Työ seisoo. Sen puheenjohtaja Maija Malmi kertoi.", {"Satamaväki": UNION}, None),
    ("fi", "Satamaväki lakkoilee. Maija Malmi, liiton puheenjohtaja, kertoi.", {"Satamaväki": UNION}, "Satamaväki"),
    ("fi", "Satamaväki lakkoilee. Maija Malmi, sen puheenjohtaja, kertoi.", {"Satamaväki": UNION}, "Satamaväki"),
    # the noun has been taken into the title
    ("fi", "Satamaväki lakkoilee. Liiton puheenjohtaja Maija Malmi kertoi.", {"Satamaväki": UNION}, "Satamaväki"),
    ("fi", "Satamaväki lakkoilee. Yhdistystä johtanut Maija Malmi kertoi.", {"Satamaväki": UNION}, "Satamaväki"),
    ("fi", "Satamaväki lakkoilee. Säätiötä johtanut Maija Malmi kertoi.", {"Satamaväki": UNION}, None),
    # it points to what was named last, in its paragraph
    ("fi", "Satamaväki lakkoilee. Sen puheenjohtaja Maija Malmi kertoi.", {"Satamaväki": UNION}, "Satamaväki"),
    ("fi", "Satamaväki lakkoilee.\n\nSen puheenjohtaja Maija Malmi kertoi.", {"Satamaväki": UNION}, None),
    ("sv", "Hamnfolket strejkar. Dess ordförande Maija Malmi berättar.", {"Hamnfolket": UNION}, "Hamnfolket"),
    ("sv", "Salokommun bygger. Kommunens ekonomichef Maija Malmi berättar.", {"Salokommun": TOWN}, "Salokommun"),
    # what a verb gives, and a noun past which another body stands, is told elsewhere
    ("fi", "Satamaväki lakkoilee. Maija Malmi valittiin puheenjohtajaksi.", {"Satamaväki": UNION}, None),
    ("fi", "Satamaväki lakkoilee. Purojen kunnan tarkastaja Maija Malmi kertoi.", {"Satamaväki": UNION}, None),
]


@pytest.mark.parametrize(("language", "text", "bodies", "expected"), NOUNS)
def test_the_body_of_a_noun(language: str, text: str, bodies: dict[str, str], expected: str | None) -> None:
    document = Document(id="d", text=text, language=language)
    known = [
        Body(
            id=name,
            name=name,
            kind=kind,
            evidence=(evidence(document, text.index(name), text.index(name) + len(name)),),
        )
        for name, kind in bodies.items()
    ]
    (role,) = find_roles(document, list(find_people(document, [], known)), known)
    assert role.body == expected


def test_the_issuer_is_meant_before_others_of_its_kind() -> None:
    text = "Naapurina on Purokunta. Kunnan tarkastaja Maija Malmi kertoi."
    about = {"kind": "press release", "publishers": ("Vesilammen kunta",)}
    (role,) = roles_of(text, {"Purokunta": "Purokunta"}, kinds={"Purokunta": TOWN}, **about)
    assert (role.body, role.reason) == (
        "Vesilammen kunta",
        "the body is the one that the noun before the title stands for",
    )
