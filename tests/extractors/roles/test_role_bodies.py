"""The body of a role whose title does not say it: rows, lists, headings; Swedish and English."""

from __future__ import annotations

import pytest

from tests.extractors.roles.test_roles import VM, roles, roles_of

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
        "Kelan, VM:n ja Verohallinnon johtajat Elina Harjula, Tero Kivistö ja Minna Sarajärvi allekirjoittivat sen.",
        {"Kelan": KELA, "VM:n": VM, "Verohallinnon": VERO},
        {
            ("Elina Harjula", "johtaja", KELA),
            ("Tero Kivistö", "johtaja", VM),
            ("Minna Sarajärvi", "johtaja", VERO),
        },
    ),
    (
        "Sopimuksen allekirjoitti Kelan puolesta johtaja Elina Harjula.",
        {"Kelan": KELA},
        {("Elina Harjula", "johtaja", KELA)},
    ),
    (
        "Kansaneläkelaitoksen (Kela) talousjohtaja Elina Harjula",
        {"Kansaneläkelaitoksen": KELA},
        {("Elina Harjula", "talousjohtaja", KELA)},
    ),
    (
        "Puheenjohtaja on kansliapäällikkö Elina Harjula VM:stä. "
        "Jäseninä ovat lakimies Tero Kivistö ja tutkija Minna Sarajärvi.",
        {"VM:stä": VM},
        {
            ("Elina Harjula", "kansliapäällikkö", VM),
            ("Elina Harjula", "puheenjohtaja", None),
            ("Tero Kivistö", "jäsen", None),
            ("Tero Kivistö", "lakimies", None),
            ("Minna Sarajärvi", "jäsen", None),
            ("Minna Sarajärvi", "tutkija", None),
        },
    ),
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


def test_a_member_from_a_body_is_one_role_found_from_the_group_too() -> None:
    text = "Muutoksen ohjausryhmän jäsenet\n\nEino Salmivaara (HPL), Leena Vuorjärvi (Kela)"
    bodies = {"Muutoksen ohjausryhmän": "Muutoksen ohjausryhmä", "HPL": "HPL", "Kela": "Kela"}
    found = [(r.person, r.role, r.body, r.group) for r in roles_of(text, bodies)]
    assert found == [
        ("Eino Salmivaara", "Muutoksen ohjausryhmän jäsen", "HPL", "Muutoksen ohjausryhmä"),
        ("Leena Vuorjärvi", "Muutoksen ohjausryhmän jäsen", "Kela", "Muutoksen ohjausryhmä"),
    ]
