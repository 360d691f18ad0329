"""The body of a role whose title does not say it: rows, lists, headings, the issuer; Swedish and English."""

from __future__ import annotations

import pytest

from extractors.document import Document
from extractors.people import find_people
from extractors.records import Body, evidence
from extractors.roles import find_roles
from tests.extractors.test_roles import VM, roles

KELA, VERO, KUOPIO = "Kansaneläkelaitos", "Verohallinto", "Kuopion kaupunki"

WHOSE = [
    (
        "Nimi\tTehtävä\tOrganisaatio\nElina Harjula\tkehittämispäällikkö\tKela\nTero Kivistö\tlakimies\tVM",
        {"Kela": KELA, "VM": VM},
        {("Elina Harjula", "kehittämispäällikkö", KELA), ("Tero Kivistö", "lakimies", VM)},
    ),
    (
        "Organisaatio\tEdustaja\tTehtävä\nKela\tElina Harjula\tkehittämispäällikkö\nVM\tTero Kivistö\tlakimies",
        {"Kela": KELA, "VM": VM},
        {("Elina Harjula", "kehittämispäällikkö", KELA), ("Tero Kivistö", "lakimies", VM)},
    ),
    (
        "johtaja Elina Harjula, p. 0295 123 456, Verohallinto\n"
        "ylitarkastaja Tero Kivistö, p. 0295 123 457, Verohallinto",
        {"Verohallinto": VERO},
        {("Elina Harjula", "johtaja", VERO), ("Tero Kivistö", "ylitarkastaja", VERO)},
    ),
    (
        "Verohallinnosta lisätietoja antavat johtaja Elina Harjula ja ylitarkastaja Tero Kivistö.",
        {"Verohallinnosta": VERO},
        {("Elina Harjula", "johtaja", VERO), ("Tero Kivistö", "ylitarkastaja", VERO)},
    ),
    (
        "Kelan talousosasto, talousjohtaja Elina Harjula, puh. 040 123 4567 "
        "ja controller Tero Kivistö, puh. 040 123 4568",
        {"Kelan talousosasto": "Kelan talousosasto"},
        {
            ("Elina Harjula", "talousjohtaja", "Kelan talousosasto"),
            ("Tero Kivistö", "controller", "Kelan talousosasto"),
        },
    ),
    (
        "Kela: johtajaylilääkäri Elina Harjula, hallintopäällikkö Tero Kivistö\nVM: ylijohtaja Minna Sarajärvi",
        {"Kela": KELA, "VM": VM},
        {
            ("Elina Harjula", "johtajaylilääkäri", KELA),
            ("Tero Kivistö", "hallintopäällikkö", KELA),
            ("Minna Sarajärvi", "ylijohtaja", VM),
        },
    ),
    (
        "Kela\nJohtajaylilääkäri Elina Harjula\nelina.harjula@kela.example",
        {"Kela": KELA},
        {("Elina Harjula", "johtajaylilääkäri", KELA)},
    ),
    (
        "- Elina Harjula, Kela, kehittämispäällikkö\n- Tero Kivistö, Verohallinto, johtaja",
        {"Kela": KELA, "Verohallinto": VERO},
        {("Elina Harjula", "kehittämispäällikkö", KELA), ("Tero Kivistö", "johtaja", VERO)},
    ),
    (
        "Kela on nimittänyt Elina Harjulan talousjohtajaksi.",
        {"Kela": KELA},
        {("Elina Harjula", "talousjohtaja", KELA)},
    ),
    (
        "Valtiovarainministeriö on nimittänyt Elina Harjulan pääjohtajaksi.",
        {"Valtiovarainministeriö": VM},
        {("Elina Harjula", "pääjohtaja", None)},
    ),
    (
        "Asiaa Kelan kansliassa hoitaa notaari Elina Harjula puh. 0299 123 456",
        {"Kelan kansliassa": "Kelan kanslia"},
        {("Elina Harjula", "notaari", "Kelan kanslia")},
    ),
    (
        "Kuvassa Tero Malli\n\nTiede- ja kulttuuriministeri, puolueen puheenjohtaja Elina Harjula kertoi.",
        {},
        {("Elina Harjula", "puolueen puheenjohtaja", None), ("Elina Harjula", "tiede- ja kulttuuriministeri", None)},
    ),
    (
        "Jäsenet\n\nPuheenjohtaja: johtaja Elina Harjula (Kela)\nTero Malli, lakimies",
        {"Kela": KELA},
        {
            ("Elina Harjula", "puheenjohtaja", None),
            ("Elina Harjula", "johtaja", KELA),
            ("Tero Malli", "jäsen", None),
            ("Tero Malli", "lakimies", None),
        },
    ),
    ("Elina Harjula on Kelan uusi pääjohtaja.", {"Kelan": KELA}, {("Elina Harjula", "pääjohtaja", KELA)}),
    (
        "Päätösehdotus Kaupunginjohtaja Elina Harjula\n\nKaupunginhallitus ehdottaa, että valtuusto",
        {"Kaupunginhallitus": "Kuopion kaupunginhallitus"},
        {("Elina Harjula", "kaupunginjohtaja", None)},
    ),
    (
        "Kuopion erityisvastuualueen johtaja Elina Harjula, HUSin toimitusjohtaja Tero Kivistö",
        {"HUSin": "HUS-yhtymä"},
        {("Elina Harjula", "erityisvastuualueen johtaja", None), ("Tero Kivistö", "toimitusjohtaja", "HUS-yhtymä")},
    ),
    ("Tilaisuuden avasi Kuopion kaupunginjohtaja Elina Harjula.", {}, {("Elina Harjula", "kaupunginjohtaja", KUOPIO)}),
    (
        "Kelan kansliapäällikön sijainen, ylijohtaja Elina Harjula totesi.",
        {"Kelan": KELA},
        {("Elina Harjula", "kansliapäällikön sijainen", KELA), ("Elina Harjula", "ylijohtaja", KELA)},
    ),
    (
        "Jäsen\tVarajäsen\nElina Harjula, Kela\tTero Kivistö, VM",
        {"Kela": KELA, "VM": VM},
        {("Elina Harjula", "jäsen", None), ("Tero Kivistö", "varajäsen", None)},
    ),
    (
        "Jäsenet:\nPoliisijohtaja Elina Harjula, Kela (varajäsen tarkastaja Iina Ruoho, Kela)\n"
        "Johtava asiantuntija Tero Kivistö, VM",
        {"Kela": KELA, "VM": VM},
        {
            ("Elina Harjula", "jäsen", None),
            ("Elina Harjula", "poliisijohtaja", KELA),
            ("Iina Ruoho", "varajäsen", None),
            ("Iina Ruoho", "tarkastaja", KELA),
            ("Tero Kivistö", "jäsen", None),
            ("Tero Kivistö", "johtava asiantuntija", VM),
        },
    ),
    (
        "Jäsenet\nElina Harjula, neuvotteleva virkamies, VM\nSihteeri\nTero Kivistö, ylitarkastaja, VM",
        {"VM": VM},
        {
            ("Elina Harjula", "jäsen", None),
            ("Elina Harjula", "neuvotteleva virkamies", VM),
            ("Tero Kivistö", "sihteeri", None),
            ("Tero Kivistö", "ylitarkastaja", VM),
        },
    ),
    (
        "Oikeusministeriö\n\nEsittelijä: lainsäädäntöneuvos Elina Harjula, p. 0295 150 441",
        {"Oikeusministeriö": "Oikeusministeriö"},
        {
            ("Elina Harjula", "lainsäädäntöneuvos", "Oikeusministeriö"),
            ("Elina Harjula", "esittelijä", "Oikeusministeriö"),
        },
    ),
    (
        "Saapuvilla olleet jäsenet:\nHarjula Elina\tpuheenjohtaja\nKivistö Tero\tjäsen",
        {},
        {("Elina Harjula", "puheenjohtaja", None), ("Tero Kivistö", "jäsen", None)},
    ),
    (
        "- Elina Harjula, lakimies\n- Kela\n\nPuheenjohtaja Tero Kivistö kesk",
        {"Kela": KELA},
        {("Elina Harjula", "lakimies", None), ("Tero Kivistö", "puheenjohtaja", None)},
    ),
    ("Kaupunginjohtaja Elina Harjula Kuopiosta kiitti.", {}, {("Elina Harjula", "kaupunginjohtaja", KUOPIO)}),
    (
        "Läsnä\tHarjula Elina, 1. varapuheenjohtaja",
        {},
        {("Elina Harjula", "1. varapuheenjohtaja", None)},
    ),
    (
        "Johtaja\tElina Harjula\n\nKulttuuriasiainneuvos\tTero Kivistö",
        {},
        {("Elina Harjula", "johtaja", None), ("Tero Kivistö", "kulttuuriasiainneuvos", None)},
    ),
    (
        "Ratkaisija: Apulaisoikeusasiamies Elina Harjula\nEsittelijä: Notaari Tero Kivistö",
        {},
        {
            ("Elina Harjula", "apulaisoikeusasiamies", None),
            ("Tero Kivistö", "notaari", None),
            ("Tero Kivistö", "esittelijä", None),
        },
    ),
    ("Elina Harjulan mukaan avoinna oli kuusi sosiaalityöntekijän virkaa.", {}, set()),
    (
        "Elina Harjula Kelan pääjohtajaksi\n\nValtioneuvosto nimitti hänet.",
        {"Kelan": KELA},
        {("Elina Harjula", "pääjohtaja", KELA)},
    ),
    (
        "Tero Kivistö, Kelan johtaja, ja Elina Harjula, VM:n tutkimusprofessori",
        {"Kelan": KELA, "VM:n": VM},
        {("Tero Kivistö", "johtaja", KELA), ("Elina Harjula", "tutkimusprofessori", VM)},
    ),
]


@pytest.mark.parametrize(("text", "bodies", "expected"), WHOSE)
def test_the_body_where_the_title_does_not_say_it(
    text: str, bodies: dict[str, str], expected: set[tuple[str, str, str | None]]
) -> None:
    assert roles(text, bodies) == expected


FOREIGN = [
    (
        "sv",
        "Ordförande för stadsstyrelsen i Vasa, Elina Harjula, öppnade mötet.",
        {"stadsstyrelsen": "Stadsstyrelsen"},
        {("Elina Harjula", "ordförande", "Stadsstyrelsen")},
    ),
    (
        "sv",
        "Kommundirektör Elina Harjula i Ingå svarar. Tero Malli, stadsdirektör i Vasa, höll med.",
        {},
        {("Elina Harjula", "kommundirektör", "Ingå kommun"), ("Tero Malli", "stadsdirektör", "Vasa stad")},
    ),
    (
        "sv",
        "Elina Harjula utnämndes till generaldirektör för Skatteverket. Tero Kivistö är chef för Tullen.",
        {"Skatteverket": "Skatteverket", "Tullen": "Tullen"},
        {("Elina Harjula", "generaldirektör", "Skatteverket"), ("Tero Kivistö", "chef", "Tullen")},
    ),
    (
        "en",
        "Elina Harjula, Director General at the Ministry of Finance, said so.",
        {"Ministry of Finance": VM},
        {("Elina Harjula", "Director General", VM)},
    ),
    (
        "en",
        "Elina Harjula has been appointed Director General of the Food Authority.",
        {"Food Authority": "Food Authority"},
        {("Elina Harjula", "Director General", "Food Authority")},
    ),
    (
        "en",
        "Tero Kivistö, Head of Unit, Ministry of Justice, chairs the group.",
        {"Ministry of Justice": "Ministry of Justice"},
        {("Tero Kivistö", "Head of Unit", "Ministry of Justice")},
    ),
    (
        "en",
        "The Minister of Social Affairs and Health, Elina Harjula, opened the seminar.",
        {},
        {("Elina Harjula", "Minister of Social Affairs and Health", None)},
    ),
    (
        "en",
        "Under-Secretary of State Jukka Palm and Johan Berg travelled together.",
        {},
        {("Jukka Palm", "Under-Secretary of State", None)},
    ),
    (
        "en",
        "Tero Kivistö, Senior Scientist at the University of Helsinki, agreed.",
        {"University of Helsinki": "University of Helsinki"},
        {("Tero Kivistö", "Senior Scientist", "University of Helsinki")},
    ),
    ("en", "Contact: Tero Kivistö, Senior Specialist", {}, {("Tero Kivistö", "Senior Specialist", None)}),
]


@pytest.mark.parametrize(("language", "text", "bodies", "expected"), FOREIGN)
def test_titles_and_bodies_in_swedish_and_english(
    language: str, text: str, bodies: dict[str, str], expected: set[tuple[str, str, str | None]]
) -> None:
    assert roles(text, bodies, language) == expected


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
