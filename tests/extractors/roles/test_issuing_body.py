"""Officers whom the body that issues a document names as its own."""

from __future__ import annotations

import pytest

from extractors import extract
from extractors.model.document import Document
from extractors.model.records import Body, evidence
from extractors.people import find_people
from extractors.roles import find_roles
from extractors.roles.issuing_body import Issuer
from tests.extractors.roles.test_role_bodies import KELA

MINUTES_TEXT = """Kelorannan kaupunki
PÖYTÄKIRJA
Tekninen lautakunta

Läsnä
Mäkinen Ilkka\tpuheenjohtaja

Valmistelija: suunnittelupäällikkö Eero Nyyssönen, puh. 040 123 4567

Päätösehdotus
Tekninen johtaja Jaana Karppinen:
Lautakunta hyväksyy suunnitelman. Geodeetti Kalle Niemi selosti. Asiantuntija Ossi Salo oli paikalla.

Valtuutettu Sanna Tikkanen jätti aloitteen.

Lisätietoja:
hallintosihteeri Ritva Saarela, p. 040 123 4567
kehittämispäällikkö Mauno Kettunen, p. 040 123 4568
"""


def held_at(text: str, publisher: str, kind: str, named: dict[str, str] | None = None) -> dict[str, str | None]:
    """Person -> the body of their role, in a document of a kind from a publisher that names these bodies."""
    document = Document(id="d", text=text, kind=kind, publishers=(publisher,))
    known = [
        Body(id=name, name=name, evidence=(evidence(document, text.find(said), text.find(said) + len(said)),))
        for said, name in (named or {}).items()
    ]
    return {r.person: r.body for r in find_roles(document, list(find_people(document, [], known)), known)}


CITY = "Kelorannan kaupunki"
ISSUED = [
    ("– Hinta yllätti, toteaa talousjohtaja Elina Harjula.", CITY, "press release", {}, CITY),
    ("– Hinta yllätti, toteaa talousjohtaja Elina Harjula.", CITY, "document", {}, None),
    ("Yhtiön toimitusjohtaja Elina Harjula arvioi, että työt alkavat.", CITY, "press release", {}, None),
    (
        "Kelan hanke jatkuu. Projektipäällikkö Elina Harjula toteaa, että työt alkavat.",
        CITY,
        "press release",
        {"Kelan": KELA},
        None,
    ),
    ("Elina Harjula, varhaiskasvatuspäällikkö, 040 555 1203", CITY, "web page", {}, CITY),
    ("Pääjohtaja Elina Harjula avasi seminaarin.", "Opetushallitus", "web page", {}, "Opetushallitus"),
    ("Pääjohtaja Elina Harjula avasi seminaarin.", "Sisäministeriö", "web page", {}, None),
    (
        "Hyvinvointialuejohtaja Elina Harjula esittelee asian.",
        "Kainuun hyvinvointialue",
        "web page",
        {},
        "Kainuun hyvinvointialue",
    ),
    ("Muut saapuvilla olleet\n\nTero Malli\tsihteeri\nElina Harjula\tlakiasiainjohtaja", CITY, "document", {}, CITY),
    ("Päätös annetaan tiedoksi." + " Sitä noudatetaan." * 9 + "\n\nElina Harjula lakimies", CITY, "document", {}, CITY),
    (
        "Päätös annetaan tiedoksi." + " Sitä noudatetaan." * 9 + "\n\nLakimies\n\nElina Harjula",
        CITY,
        "document",
        {},
        CITY,
    ),
    ("Budjettipäällikkö Elina Harjula\n7.10.2024", "Valtiovarainministeriö", "slides", {}, "Valtiovarainministeriö"),
    ("Elina Harjula\nPalvelupäällikkö\nEtäpalvelut\nPuhelin 0295 535 218", CITY, "web page", {}, CITY),
    (
        "Yhteyshenkilöt\n\nTero Kivistö\nLakimies\nPuh:050 375 1188\n\nElina Harjula\nController",
        CITY,
        "press release",
        {},
        CITY,
    ),
    ("Komissaari Elina Harjulan mukaan asia etenee.", CITY, "press release", {}, None),
    ("Rehtori Elina Harjula, puh. 040 123 4567", CITY, "web page", {}, None),
    ("Rehtori Elina Harjula, puh. 040 123 4567", "Lapin yliopisto", "web page", {}, "Lapin yliopisto"),
    (
        "Hallinto-oikeuden jäsenet Elina Harjula ja Tero Malli.",
        "Turun hallinto-oikeus",
        "document",
        {},
        "Turun hallinto-oikeus",
    ),
    ("Sisäministeri Elina Harjula, puh. 0295 123 456", "Sisäministeriö", "press release", {}, None),
    ("Toimitusjohtaja Elina Harjula on mukana.", CITY, "press release", {}, None),
    (
        "Johtaja Elina Harjula, puh. 040 123 4567. Tampereen kaupunki tuki.",
        "Saaren elokuvajuhlat",
        "web page",
        {},
        None,
    ),
    ("Elina Harjula, pöytäkirjanpitäjä, puh. 040 123 4567", CITY, "web page", {}, None),
    ("Asian on esitellyt notaari Elina Harjula.", "Turun hallinto-oikeus", "web page", {}, "Turun hallinto-oikeus"),
]


@pytest.mark.parametrize(("text", "publisher", "kind", "bodies", "expected"), ISSUED)
def test_whether_an_officer_is_the_issuers(
    text: str, publisher: str, kind: str, bodies: dict[str, str], expected: str | None
) -> None:
    assert held_at(text, publisher, kind, bodies)["Elina Harjula"] == expected


def test_officers_whom_the_issuer_names_as_its_own() -> None:
    names = {"Kelorannan kaupunki": "Kelorannan kaupunki", "Tekninen lautakunta": "Tekninen lautakunta"}
    document = Document(id="d", text=MINUTES_TEXT, publishers=("Kelorannan kaupunki",))
    kinds = {"Kelorannan kaupunki": "municipality", "Tekninen lautakunta": "committee"}
    known = [
        Body(
            id=n,
            name=n,
            kind=kinds[n],
            evidence=(evidence(document, MINUTES_TEXT.find(n), MINUTES_TEXT.find(n) + len(n)),),
        )
        for n in names
    ]
    found = {(r.person, r.role): r.body for r in find_roles(document, list(find_people(document, [], known)), known)}
    city = "Kelorannan kaupunki"
    assert found[("Ilkka Mäkinen", "puheenjohtaja")] == "Tekninen lautakunta"
    assert found[("Eero Nyyssönen", "suunnittelupäällikkö")] == city
    assert found[("Jaana Karppinen", "tekninen johtaja")] == city
    assert found[("Sanna Tikkanen", "valtuutettu")] == "Kelorannan kaupunginvaltuusto"
    assert found[("Ritva Saarela", "hallintosihteeri")] == found[("Mauno Kettunen", "kehittämispäällikkö")] == city
    assert found[("Ossi Salo", "asiantuntija")] != city


def bodies_in(text: str, publisher: str, kind: str) -> dict[str, str | None]:
    """Person -> the body of their role, with the bodies that are really found."""
    document = Document(id="d", text=text, kind=kind, language="fi", publishers=(publisher,))
    return {role.person: role.body for role in extract(document).roles}


def test_who_leads_the_company_whose_release_it_is() -> None:
    text = "Rannan Voima Oy\nTiedote 3.2.2025\n\nNykyinen toimitusjohtaja Elina Harjula on tyytyväinen.\n"
    assert bodies_in(text, "Rannan Voima Oy", "press release") == {"Elina Harjula": "Rannan Voima Oy"}
    assert bodies_in(text, "Rannan Voima Oy", "document") == {"Elina Harjula": None}


def test_a_schools_page_at_its_municipality_names_the_schools_officers() -> None:
    text = "Kuusiharjun yhtenäiskoulu\n\nRehtori Elina Harjula\nPuh. 040 335 1001\n"
    assert bodies_in(text, CITY, "web page") == {"Elina Harjula": "Kuusiharjun yhtenäiskoulu"}


def test_a_town_that_is_merely_named_employs_nobody_of_another_publisher() -> None:
    text = "Saaren elokuvajuhlat\n\nOhjelmajohtaja Elina Harjula kiittää: Rovaniemen kaupunki myönsi 40 000 euroa.\n"
    assert bodies_in(text, "Saaren elokuvajuhlat", "press release") == {"Elina Harjula": None}


@pytest.mark.parametrize(
    ("publisher", "noun", "council"),
    [
        ("Espoon kaupunki", "", "Espoon kaupunginvaltuusto"),
        ("Espoon kaupunki", "kaupunki", "Espoon kaupunginvaltuusto"),
        ("Espoon kaupunki", "kunta", None),
        ("Kelorannan kaupunki", "kaupunki", "Kelorannan kaupunginvaltuusto"),
        ("Kelorannan kaupunki", "hyvinvointialue", None),
        ("Kainuun hyvinvointialue", "hyvinvointialue", "Kainuun aluevaltuusto"),
        ("Kainuun hyvinvointialue", "kunta", None),
        ("Vesilammen kunta", "", "Vesilammen kunnanvaltuusto"),
    ],
)
def test_the_council_of_the_issuer(publisher: str, noun: str, council: str | None) -> None:
    document = Document(id="d", text="Asia.", kind="press release", publishers=(publisher,))
    assert Issuer(document, ()).council(noun) == council


@pytest.mark.parametrize(
    ("name", "own"),
    [("Esbo stad", True), ("Helsingin kaupunki", False), ("Tekninen lautakunta", True), ("Kela", False)],
)
def test_the_issuer_and_its_parts(name: str, own: bool) -> None:
    """The issuer goes by the name the document has for it; its organs are its own, another body is none of it."""
    text = "Esbo stad, Helsingin kaupunki, Tekninen lautakunta ja Kela"
    document = Document(id="d", text=text, kind="press release", language="sv", publishers=("Espoon kaupunki",))
    kinds = {
        "Helsingin kaupunki": ("municipality", "kunta-helsinki"),
        "Esbo stad": ("municipality", "kunta-espoo"),
        "Tekninen lautakunta": ("committee", None),
        "Kela": ("agency", None),
    }
    bodies = [
        Body(
            id=said,
            name=said,
            kind=kind,
            known=known,
            evidence=(evidence(document, text.index(said), text.index(said) + len(said)),),
        )
        for said, (kind, known) in kinds.items()
    ]
    issuer = Issuer(document, bodies)
    assert issuer.name == "Esbo stad"
    assert issuer.parts(name) is own


@pytest.mark.parametrize(
    ("publisher", "kind"),
    [
        ("AB Rannan Voima", "company"),
        ("Rannan Voima Oy", "company"),
        ("Rannan rakentajien liitto ry", "association"),
        ("Strandby stad", "municipality"),
        ("City of Strandby", "municipality"),
        ("Rantalehti", None),
    ],
)
def test_the_kind_of_the_issuer_by_its_name(publisher: str, kind: str | None) -> None:
    document = Document(id="d", text="Asia.", kind="press release", publishers=(publisher,))
    assert Issuer(document, ()).kind == kind
