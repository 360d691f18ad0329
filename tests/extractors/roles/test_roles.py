"""Roles: (text, bodies in it {as written: base name}, the roles it states)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.model.document import Document
from extractors.model.records import Body, Role, evidence
from extractors.people import find_people
from extractors.people.titles import title
from extractors.roles import find_roles

STM, VM, SM = "Sosiaali- ja terveysministeriö", "Valtiovarainministeriö", "Sisäministeriö"


def roles_of(
    text: str, bodies: dict[str, str], language: str = "fi", kinds: dict[str, str] | None = None, **about: Any
) -> list[Role]:
    """The roles of a text in which bodies are written so; `kinds` are those of the bodies, `about` of the document."""
    document = Document(id="d", text=text, language=language, **about)
    known = [
        Body(
            id=name,
            name=name,
            kind=(kinds or {}).get(name, "body"),
            evidence=tuple(evidence(document, m.start(), m.end()) for m in re.finditer(re.escape(said), text)),
        )
        for said, name in bodies.items()
    ]
    return list(find_roles(document, list(find_people(document, [], known)), known))


def roles(text: str, bodies: dict[str, str], language: str = "fi") -> set[tuple[str, str, str | None]]:
    return {(r.person, r.role, r.body) for r in roles_of(text, bodies, language)}


BEFORE = [
    (
        "Osastopäällikkö Kari Vuorimaa STM:stä avasi tilaisuuden.",
        {"STM:stä": STM},
        {("Kari Vuorimaa", "osastopäällikkö", STM)},
    ),
    ("STM:n osastopäällikkö Kari Vuorimaan mukaan", {"STM:n": STM}, {("Kari Vuorimaa", "osastopäällikkö", STM)}),
    (
        "Syken johtaja Leena Malmi kertoi.",
        {"Syken": "Suomen ympäristökeskus"},
        {("Leena Malmi", "johtaja", "Suomen ympäristökeskus")},
    ),
    ("Vs. kaupunginjohtaja Päivi Laaksola esitteli asian.", {}, {("Päivi Laaksola", "vs. kaupunginjohtaja", None)}),
    (
        "hallinnon erityisasiantuntija Paula Harjula, puh. 09 123 22137",
        {},
        {("Paula Harjula", "hallinnon erityisasiantuntija", None)},
    ),
    ("Sivistys- ja kulttuurijohtaja Mika Penttinen", {}, {("Mika Penttinen", "sivistys- ja kulttuurijohtaja", None)}),
    ("Neuvotteleva virkamies Anna Koskela VM:stä", {"VM:stä": VM}, {("Anna Koskela", "neuvotteleva virkamies", VM)}),
    (
        "Sisäministeri ja vihreiden puheenjohtaja Maria Ohikivi",
        {},
        {("Maria Ohikivi", "puheenjohtaja", None), ("Maria Ohikivi", "sisäministeri", None)},
    ),
    (
        "Suomen Pankin entisen pääjohtajan Erkki Liikamaan vetämä ryhmä",
        {"Suomen Pankin": "Suomen Pankki"},
        {("Erkki Liikamaa", "entinen pääjohtaja", "Suomen Pankki")},
    ),
    (
        "Esittelijä: kunnanjohtaja Jorma Niskala",
        {},
        {("Jorma Niskala", "kunnanjohtaja", None), ("Jorma Niskala", "esittelijä", None)},
    ),
    (
        "Finanssineuvos Noora Heinämaa, valtiovarainministeriö, puh. 0295 530 148",
        {"valtiovarainministeriö": VM},
        {("Noora Heinämaa", "finanssineuvos", VM)},
    ),
    (
        "Selvää, sanoo jaostoa VM:ssä vetävä osastopäällikkö Kari Vuorimaa.",
        {"VM:ssä": VM},
        {("Kari Vuorimaa", "osastopäällikkö", VM)},
    ),
    (
        "Pirkko Janhunen, aluehallituksen edustaja",
        {"aluehallituksen": "Aluehallitus"},
        {("Pirkko Janhunen", "edustaja", "Aluehallitus")},
    ),
    (
        "Pääluottamusmies Kari Vuorimaa ja johtava hydrologi Leena Malmi",
        {},
        {("Kari Vuorimaa", "pääluottamusmies", None), ("Leena Malmi", "johtava hydrologi", None)},
    ),
    (
        "Leena Malmi siirtyi asiantuntijaksi Lahden kaupungilta.",
        {"Lahden kaupungilta": "Lahden kaupunki"},
        {("Leena Malmi", "asiantuntija", None)},
    ),
    (
        "Sakari Ahola jää eläkkeelle suunnittelujohtajan virasta 1.6.",
        {},
        {("Sakari Ahola", "suunnittelujohtaja", None)},
    ),
    (
        "Puheenjohtajaksi nimettiin Leena Malmi ja varapuheenjohtajaksi metsäneuvos Kari Vuorimaa.",
        {},
        {
            ("Leena Malmi", "puheenjohtaja", None),
            ("Kari Vuorimaa", "varapuheenjohtaja", None),
            ("Kari Vuorimaa", "metsäneuvos", None),
        },
    ),
    (
        "Maarit Hauho\tElina Iittala\npuheenjohtaja\tpöytäkirjanpitäjä",
        {},
        {("Maarit Hauho", "puheenjohtaja", None), ("Elina Iittala", "pöytäkirjanpitäjä", None)},
    ),
]

AFTER = [
    ("Sami Niinistö\n\nMUUTOSJOHTAJA\n\n044 123 4567", {}, {("Sami Niinistö", "muutosjohtaja", None)}),
    (
        "Jenni Jaakkonen, neuvotteleva virkamies\nvaltiovarainministeriö, Kunta- ja alueosasto 0295530570",
        {"valtiovarainministeriö": VM},
        {("Jenni Jaakkonen", "neuvotteleva virkamies", VM)},
    ),
    ("Tiina Äijänen\nHallintojohtaja", {}, {("Tiina Äijänen", "hallintojohtaja", None)}),
    (
        "Kari Vuorimaa, osastopäällikkö, STM\nLeena Malmi, lakimies, VM",
        {"STM": STM, "VM": VM},
        {("Kari Vuorimaa", "osastopäällikkö", STM), ("Leena Malmi", "lakimies", VM)},
    ),
    (
        "Ann-Christin Söderholm, generaldirektör, Utbildningsstyrelsen",
        {"Utbildningsstyrelsen": "Opetushallitus"},
        {("Ann-Christin Söderholm", "generaldirektör", "Opetushallitus")},
    ),
    (
        "Eeva Mallila, sisäministeriön pelastusneuvos, totesi",
        {"sisäministeriön": SM},
        {("Eeva Mallila", "pelastusneuvos", SM)},
    ),
    (
        "Liisa Mallila (puheenjohtaja), Ville Karppanen (sihteeri)",
        {},
        {("Liisa Mallila", "puheenjohtaja", None), ("Ville Karppanen", "sihteeri", None)},
    ),
    (
        "Ahti Peräkorpi rehtori, esittelijä\nSaana Kuusisto opiskelijoiden edustaja\n"
        "Rauni Takkula toimistosihteeri, siht.",
        {},
        {
            ("Ahti Peräkorpi", "rehtori", None),
            ("Ahti Peräkorpi", "esittelijä", None),
            ("Saana Kuusisto", "opiskelijoiden edustaja", None),
            ("Rauni Takkula", "toimistosihteeri", None),
            ("Rauni Takkula", "sihteeri", None),
        },
    ),
]

VERBS = [
    (
        "Ryhmään kuuluvat ylijohtaja Leena Malmi (pj.) ja hallitusneuvos Kari Vuorimaa.",
        {},
        {
            ("Leena Malmi", "ylijohtaja", None),
            ("Leena Malmi", "puheenjohtaja", None),
            ("Kari Vuorimaa", "hallitusneuvos", None),
        },
    ),
    (
        "Lautakunta valitsee varhaiskasvatuspäälliköksi kasvatustieteen maisteri Sanelma Voutilan.",
        {},
        {("Sanelma Voutila", "varhaiskasvatuspäällikkö", None)},
    ),
    (
        "Aluevaltuusto valitsi Pia Mattilan hyvinvointialuejohtajaksi.",
        {},
        {("Pia Mattila", "hyvinvointialuejohtaja", None)},
    ),
    (
        "Puheenjohtajaksi valittiin Leena Malmi ja varapuheenjohtajaksi Isokylän hallintojohtaja Kari Vuorimaa.",
        {},
        {
            ("Leena Malmi", "puheenjohtaja", None),
            ("Kari Vuorimaa", "varapuheenjohtaja", None),
            ("Kari Vuorimaa", "hallintojohtaja", None),
        },
    ),
    ("Hyvinvointialuejohtajaksi valittiin Pia Mattila.", {}, {("Pia Mattila", "hyvinvointialuejohtaja", None)}),
    (
        "Valtioneuvosto nimitti Kari Vuorimaan sosiaali- ja terveysministeriön osastopäälliköksi.",
        {"sosiaali- ja terveysministeriön": STM},
        {("Kari Vuorimaa", "osastopäällikkö", STM)},
    ),
    ("Ryhmää johtaa (vetäjäksi on nimetty Elina Pöyhölä).", {}, {("Elina Pöyhölä", "vetäjä", None)}),
    ("Työryhmän vetäjäksi on tulossa Noora Heinämaa.", {}, {("Noora Heinämaa", "työryhmän vetäjä", None)}),
    (
        "Kokouksen puheenjohtajana toimi Matti Valkola ja sihteerinä Liisa Karppanen.",
        {},
        {("Matti Valkola", "kokouksen puheenjohtaja", None), ("Liisa Karppanen", "sihteeri", None)},
    ),
    (
        "Matti Valkola toimii valtiovarainministeriön lainsäädäntöneuvoksena.",
        {"valtiovarainministeriön": VM},
        {("Matti Valkola", "lainsäädäntöneuvos", VM)},
    ),
    ("Till generaldirektör utnämndes Carl Malmberg.", {}, {("Carl Malmberg", "generaldirektör", None)}),
]

LISTS = [
    (
        "Valmistelijat / lisätiedot:\n\nMaija Kammola, puh. 050 123 4567\n\nAri Lehtinen, puh. 050 123 4568",
        {},
        {("Maija Kammola", "valmistelija", None), ("Ari Lehtinen", "valmistelija", None)},
    ),
    (
        "Ryhmän muut jäsenet ovat Liisa Hyssönen, Osmo Soininen ja Kalevi Kivinen.",
        {},
        {(n, "jäsen", None) for n in ("Liisa Hyssönen", "Osmo Soininen", "Kalevi Kivinen")},
    ),
    (
        "Tietohallinnon työryhmä\nPuheenjohtaja:\nKari Vuorimaa\nJäsenet:\nLeena Malmi\nAri Lehtinen",
        {"Tietohallinnon työryhmä": "Tietohallinnon työryhmä"},
        {
            ("Kari Vuorimaa", "puheenjohtaja", "Tietohallinnon työryhmä"),
            ("Leena Malmi", "jäsen", "Tietohallinnon työryhmä"),
            ("Ari Lehtinen", "jäsen", "Tietohallinnon työryhmä"),
        },
    ),
    (
        "Valmistelun johtoryhmä nimettiin:\n- Risto Mattola (SHP), Jukka Korhonen (Kysteri)",
        {"Valmistelun johtoryhmä": "Valmistelun johtoryhmä", "SHP": "SHP", "Kysteri": "Kysteri"},
        {
            ("Risto Mattola", "Valmistelun johtoryhmän jäsen", "SHP"),
            ("Jukka Korhonen", "Valmistelun johtoryhmän jäsen", "Kysteri"),
        },
    ),
    (
        "Seurantaryhmä\n\nVarautuminen Risto Mattola (SHP) 2 pv viikossa\nTuki Jukka Korhonen (Kysteri) 1 pv",
        {"Seurantaryhmä": "Seurantaryhmä", "SHP": "SHP", "Kysteri": "Kysteri"},
        set(),
    ),
    ("Vastaus Anniina Kostamon ja 22 muun valtuutetun aloitteeseen", {}, {("Anniina Kostamo", "valtuutettu", None)}),
]


MORE = [
    (
        "Läsnä: puheenjohtaja Raimo Hakkola, jäsenet Sirkka Tuovila ja Niina Berg sekä sihteeri Tuija Rekola.",
        {},
        {
            ("Raimo Hakkola", "puheenjohtaja", None),
            ("Sirkka Tuovila", "jäsen", None),
            ("Niina Berg", "jäsen", None),
            ("Tuija Rekola", "sihteeri", None),
        },
    ),
    (
        "Hallitus: pj. Aila Koivunen, vpj. Matti Kaskela, siht. Ulla Suomela",
        {},
        {
            ("Aila Koivunen", "puheenjohtaja", None),
            ("Matti Kaskela", "varapuheenjohtaja", None),
            ("Ulla Suomela", "sihteeri", None),
        },
    ),
    ("Uusi toimitusjohtaja on KTM Heikki Pursiola.", {}, {("Heikki Pursiola", "toimitusjohtaja", None)}),
    ("Nimi: Kaisa Koskinen\nTehtävänimike: Palveluesihenkilö", {}, {("Kaisa Koskinen", "palveluesihenkilö", None)}),
    (
        "Valtiovarainministeriö: budjettineuvoksen virkaan Sanna Purola",
        {"Valtiovarainministeriö": VM},
        {("Sanna Purola", "budjettineuvos", VM)},
    ),
    (
        "Päivi Ojaharju               Samuli Frisk\nhallintojohtaja             lakimies",
        {},
        {("Päivi Ojaharju", "hallintojohtaja", None), ("Samuli Frisk", "lakimies", None)},
    ),
    ("Teknisen toimen johtaja Olli Isotalola", {}, {("Olli Isotalola", "teknisen toimen johtaja", None)}),
    (
        "Kansanedustajat Anna Kontula (vas) ja Ville Tavastola (kok) jättivät kysymyksen.",
        {},
        {("Anna Kontula", "kansanedustaja", None), ("Ville Tavastola", "kansanedustaja", None)},
    ),
]


def test_a_swedish_title_before_its_body_and_the_name() -> None:
    text = "Ordföranden för bildningsnämnden Gun-Britt Malm hälsade. Tekniska direktören Leena Malmi svarade."
    assert roles(text, {"bildningsnämnden": "Bildningsnämnden"}, "sv") == {
        ("Gun-Britt Malm", "ordförande", "Bildningsnämnden"),
        ("Leena Malmi", "teknisk direktör", None),
    }


@pytest.mark.parametrize(("text", "bodies", "expected"), [*BEFORE, *AFTER, *VERBS, *LISTS, *MORE])
def test_roles_with_their_bodies(text: str, bodies: dict[str, str], expected: set[tuple[str, str, str | None]]) -> None:
    assert roles(text, bodies, "sv" if "generaldirektör" in text else "fi") == expected


NOT_ROLES = [
    "Kari Vuorimaa kertoi, että johtaja valitaan keväällä.",
    "Matti Valkola, 45, asuu Kuopiossa.",
    "Johtajan tehtävää haki Kari Vuorimaa.",
]


@pytest.mark.parametrize("text", NOT_ROLES)
def test_no_role_where_none_is_stated(text: str) -> None:
    assert roles(text, {}) == set()


def test_the_period_of_a_group_is_its_leaders() -> None:
    text = "2. ICT-muutoksen alatyöryhmä\n1.3.2021 – 31.3.2023 (vetäjä Minna Saarila)"
    (role,) = roles_of(text, {"ICT-muutoksen alatyöryhmä": "ICT-muutoksen alatyöryhmä"})
    assert (role.role, role.body, role.from_, role.until) == (
        "vetäjä",
        "ICT-muutoksen alatyöryhmä",
        "2021-03-01",
        "2023-03-31",
    )


def test_a_role_shows_the_words_that_state_it() -> None:
    (role,) = roles_of("Osastopäällikkö Kari Vuorimaa avasi. Kari Vuorimaa, osastopäällikkö, puh. 0295 123 456", {})
    assert [e.quote for e in role.evidence] == ["Osastopäällikkö Kari Vuorimaa", "Kari Vuorimaa, osastopäällikkö"]


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("muutosjohtajana", "muutosjohtaja"),
        ("päälliköksi", "päällikkö"),
        ("MUUTOSJOHTAJA", "muutosjohtaja"),
        ("hyvinvointialuejohtajaksi", "hyvinvointialuejohtaja"),
        ("ICT-päällikkö", "ICT-päällikkö"),
        ("konsernicontrollerille", "konsernicontroller"),
        ("direktören", "direktör"),
        ("kunta", None),
        ("johtaminen", None),
        ("ministeriö", None),
    ],
)
def test_title_words(word: str, base: str | None) -> None:
    found = title(word)
    assert (found.base if found else None) == base


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Kari Vuorimaa",
                "Leena Malmi",
                "johtaja",
                "päälliköksi",
                ",",
                "\n",
                "(",
                ")",
                "valittiin",
                "jäsenet:",
                "STM",
            ]
        ),
        max_size=25,
    )
)
def test_any_text_gives_only_roles_that_quote_it(parts: list[str]) -> None:
    text = " ".join(parts)
    for role in roles_of(text, {"STM": STM} if "STM" in text else {}):
        assert role.role and all(text[e.start : e.end] == e.quote for e in role.evidence)
