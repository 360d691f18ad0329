"""How a role stands on its document's day, its term, and whose it is of two people with one name."""

from __future__ import annotations

import re

import pytest

from extractors.model.document import Document
from extractors.model.records import Body, Role, evidence
from extractors.people import find_people
from extractors.roles import find_roles


def roles_in(text: str, language: str = "fi", bodies: tuple[str, ...] = ()) -> list[Role]:
    document = Document(id="d", text=text, language=language, published="2024-03-14")
    known = [
        Body(id=b, name=b, evidence=tuple(evidence(document, m.start(), m.end()) for m in re.finditer(b, text)))
        for b in bodies
        if b in text
    ]
    return list(find_roles(document, list(find_people(document, [], known)), known))


STATUS = [
    ("Johtaja Elina Harjula avasi kokouksen.", "held"),
    ("Kunnanhallitus esittää valtuustolle, että johtajaksi valitaan Elina Harjula.", "proposed"),
    ("Johtajaksi esitetään valittavaksi Elina Harjulaa.", "proposed"),
    ("Elina Harjulaa ehdotetaan johtajaksi.", "proposed"),
    ("Elina Harjula on ehdolla puolueen johtajaksi.", "proposed"),
    ("Elina Harjula on kunnanhallituksen ehdokas johtajaksi.", "proposed"),
    ("Kunnanhallitus päätti esittää, että rehtoriksi valitaan Elina Harjula, joka on Kuopiosta.", "proposed"),
    ("Kunnanhallituksen esityksestä johtajaksi valittiin Elina Harjula.", "coming"),
    ("Päätösehdotus\nLautakunta valitsee rehtoriksi Elina Harjulan.\n\nPäätös\nAsia jätettiin pöydälle.", "proposed"),
    ("Päätösehdotus\nLautakunta valitsee rehtoriksi Elina Harjulan.\n\nPäätös\nPäätösehdotus hyväksyttiin.", "held"),
    ("Päätösehdotus\nLautakunta valitsee rehtoriksi Elina Harjulan.\n\nPäätös: Hyväksyttiin.\n\n§ 5", "held"),
    ("Päätösesitys hyväksyttiin.\n\nPäätös\nRehtoriksi valittiin Elina Harjula.", "coming"),
    ("Entinen pääjohtaja Elina Harjula totesi.", "former"),
    ("Kunnan entisen johtajan Elina Harjulan mukaan", "former"),
    ("Elina Harjula (ent. kunnanjohtaja) muisteli.", "former"),
    ("Ex-ministeri Elina Harjula keskusteli.", "former"),
    ("Edesmennyt kunnanjohtaja Elina Harjula muistetaan.", "former"),
    ("Elina Harjula on aiemmin toiminut johtajana.", "former"),
    ("Elina Harjula toimi kunnanjohtajana 2010–2018.", "former"),
    ("Väistyvä pääjohtaja Elina Harjula kiitti.", "leaving"),
    ("Johtaja Elina Harjula on irtisanoutunut virastaan.", "leaving"),
    ("Johtaja Elina Harjula jää eläkkeelle kesällä.", "leaving"),
    ("Johtaja Elina Harjula on jäänyt odottamaan.", "held"),
    ("Elina Harjula jää eläkkeelle suunnittelujohtajan virasta 1.6.", "leaving"),
    ("Tuleva rehtori Elina Harjula kiitti.", "coming"),
    ("Elina Harjula aloittaa pääjohtajana elokuussa.", "coming"),
    ("Työryhmän vetäjäksi on tulossa Elina Harjula.", "coming"),
    ("Elina Harjula valittiin kunnanjohtajaksi 1.8.2024 alkaen.", "coming"),
    ("• Henkilöstöpäällikkö Elina Harjula, aloittaa toukokuun alussa\n• Muut jatkavat", "coming"),
    ("Rehtori Elina Harjula aloittaa elokuussa.", "coming"),
    ("Rehtori Elina Harjula aloittaa kokouksen kello kymmenen.", "held"),
    ("Rehtori Elina Harjula aloittaa kesäkuussa pidettävän kokouksen.", "held"),
    ("Elina Harjula on valittu ensi vuoden alusta liiton varapuheenjohtajaksi.", "coming"),
    ("Elina Harjula on valittu liiton varapuheenjohtajaksi.", "coming"),
    ("Kanttorin virka. Virkaan valittiin Elina Harjula, joka ottaa viran vastaan kesäkuun alusta.", "coming"),
    ("Johtajaksi on valittu Elina Harjula. Hän aloittaa tehtävässään toukokuussa.", "coming"),
    ("Johtajaksi on valittu Elina Harjula. Hän aloittaa päivänsä lenkillä.", "coming"),
    ("Elina Harjula siirtyy Kelan johtajan tehtävästä Tulliin.", "leaving"),
    ("Johtaja Elina Harjula on ilmoittanut jättävänsä tehtävänsä kesäkuussa.", "leaving"),
    ("Johtaja Elina Harjula on ilmoittanut jättävänsä eriävän mielipiteen.", "held"),
    ("Elina Harjula palaa tutkijaksi Kelaan syksyllä.", "coming"),
    ("Johtajaksi valittiin vuonna 2015 Elina Harjula.", "held"),
    ("Kokouksen sihteeriksi valittiin Elina Harjula.", "held"),
    ("Yhdistyksen uudeksi sihteeriksi valittiin Elina Harjula.", "coming"),
    ("Pöytäkirjantarkastajaksi valittiin Elina Harjula.", "held"),
    ("Puheenjohtajaksi kaudelle 2024–2026 valittiin Elina Harjula.", "coming"),
    ("Puheenjohtajaksi valittiin 1.1.2024 alkaen Elina Harjula.", "held"),
    ("Esityksen laati johtaja Elina Harjula, joka valittiin johtajaksi yksimielisesti.", "held"),
    ("Silloinen rehtori Elina Harjula vastusti asiaa.", "former"),
    ("Paikalla oli entinen johtokunnan sihteeri Elina Harjula.", "former"),
    ("Väistyvän johtokunnan sihteeri Elina Harjula kiitti.", "held"),
    ("Läsnä olivat rehtori Elina Harjula ja muut.\n\nHarjula jää eläkkeelle kesällä.", "leaving"),
    ("Rehtori Elina Harjula avasi kokouksen. Hän siirtyy elokuussa Opetushallituksen palvelukseen.", "leaving"),
    ("Rehtori Elina Harjula avasi kokouksen. Hän siirtyy seuraavaan asiaan.", "held"),
    ("Kansanedustaja Elina Harjula puhui. Harjula jää eläkkeelle.", "held"),
    ("Elina Harjula toimi rehtorina 1990-luvulla.", "former"),
    ("Elina Harjula oli rehtorina viime vuoden loppuun.", "former"),
    ("Puhuttiin tulevasta kehyksestä. Rehtori Elina Harjula oli samaa mieltä.", "held"),
]


@pytest.mark.parametrize(("text", "expected"), STATUS)
def test_how_a_role_stands(text: str, expected: str) -> None:
    assert {r.status for r in roles_in(text) if r.person == "Elina Harjula"} == {expected}


FOREIGN = [
    ("sv", "Elina Harjula föreslås bli generaldirektör.", "proposed"),
    ("sv", "Till direktör föreslås Elina Harjula.", "proposed"),
    ("sv", "Tidigare ministern Elina Harjula höll tal.", "former"),
    ("sv", "Stadsarkitekt Elina Harjula går över till ett bolag i oktober.", "leaving"),
    ("sv", "Stadsarkitekt Elina Harjula går igenom planen.", "held"),
    ("sv", "Elina Harjula har valts till direktör för Tullen. Hon tillträder i maj.", "coming"),
    ("en", "Elina Harjula has been appointed Director of Customs. She will take up her duties in May.", "coming"),
    ("en", "Director Elina Harjula will step down in June.", "leaving"),
    ("sv", "Avgående direktören Elina Harjula tackade.", "leaving"),
    ("en", "Former Director General Elina Harjula opened the seminar.", "former"),
    ("en", "Elina Harjula will become Director in May.", "coming"),
    ("en", "Elina Harjula has been nominated as Chair.", "proposed"),
    ("en", "Director Elina Harjula opened the day. Harjula will leave the agency in June.", "leaving"),
    ("en", "Director Elina Harjula opened the day. Harjula will leave the room at noon.", "held"),
    ("en", "Director Elina Harjula was heard. The term of Harjula ends on 31 December 2024.", "leaving"),
    ("en", "The Board has elected Elina Harjula as Director.", "coming"),
    ("en", "Elina Harjula was elected as Director in 2011.", "held"),
    ("sv", "Rektor Elina Harjula var på plats. Harjula har meddelat att hon går i pension 1.10.", "leaving"),
    ("sv", "Rektor Elina Harjula var på plats. Harjula går igenom planen.", "held"),
    ("sv", "Till rektor valdes Elina Harjula.", "coming"),
    ("sv", "Elina Harjula blir ny direktör för Tullen.", "coming"),
    ("sv", "Elina Harjula är utsedd till direktör.", "coming"),
    ("sv", "Direktör Elina Harjula öppnade dagen. Harjula ska gå i pension i höst.", "leaving"),
    ("sv", "Direktör Elina Harjula öppnade dagen. Harjula ska gå igenom planen.", "held"),
    ("sv", "Till protokolljusterare valdes Elina Harjula.", "held"),
    ("sv", "Före detta rektorn Elina Harjula höll tal.", "former"),
]


@pytest.mark.parametrize(("language", "text", "expected"), FOREIGN)
def test_how_a_role_stands_in_swedish_and_english(language: str, text: str, expected: str) -> None:
    assert {r.status for r in roles_in(text, language)} == {expected}


PRONOUNS = [
    (
        "Valtioneuvosto nimitti ylijohtajaksi Elina Harjulan. Hän on aiemmin toiminut Kelan kehitysjohtajana.",
        {("ylijohtaja", None, "coming"), ("kehitysjohtaja", "Kelan", "former")},
    ),
    (
        "Elina Harjula muistutti asiasta. Toimiston johtajana hän on nähnyt leikkaukset.",
        {("toimiston johtaja", None, "held")},
    ),
    ("Johtaja Elina Harjula kiitti. Hän totesi, että puheenjohtajana on oltava tarkka.", {("johtaja", None, "held")}),
    ("Johtaja Elina Harjula totesi, että puheenjohtajana on oltava tarkka.", {("johtaja", None, "held")}),
]


@pytest.mark.parametrize(("text", "expected"), PRONOUNS)
def test_what_is_told_of_the_one_named_last(text: str, expected: set[tuple[str, str | None, str]]) -> None:
    found = roles_in(text, bodies=("Kelan",))
    assert {(r.role, r.body, r.status) for r in found if r.person == "Elina Harjula"} == expected


def test_one_post_is_left_for_another() -> None:
    found = roles_in(
        "Talousjohtaja Elina Harjula jättää yhtiön keväällä siirtyäkseen Kelan johtajaksi.", bodies=("Kelan",)
    )
    assert {(r.role, r.status) for r in found} == {("talousjohtaja", "leaving"), ("johtaja", "coming")}


def test_one_who_proposes_holds_a_post_and_another_is_proposed() -> None:
    found = roles_in("Kunnanjohtaja Elina Harjula esittää, että rehtoriksi valitaan Tero Kivistö.")
    assert {(r.person, r.role, r.status) for r in found} == {
        ("Elina Harjula", "kunnanjohtaja", "held"),
        ("Tero Kivistö", "rehtori", "proposed"),
    }


TERMS = [
    ("Elina Harjula valittiin johtajaksi ajalle 1.8.2024–31.7.2029.", ("2024-08-01", "2029-07-31")),
    (
        "Hallitus nimitti johtajaksi Elina Harjulan. Nimitys on voimassa 1.6.2024–31.5.2029.",
        ("2024-06-01", "2029-05-31"),
    ),
    ("1.3.2021 – 31.3.2023 (vetäjä Elina Harjula)", ("2021-03-01", "2023-03-31")),
    ("Johtaja Elina Harjula, ajalla 1.3.2024–31.3.2025", ("2024-03-01", "2025-03-31")),
    ("Johtaja Elina Harjula tapaa kuntia Vaasassa 20.–21.2.2024.", (None, None)),
    ("Lisätietoja antaa johtaja Elina Harjula (040 771 5520) ma 17.6. klo 9–11.", (None, None)),
    ("Ryhmä on asetettu ajalle 1.3.2022–31.5.2025, ja sitä esittelee johtaja Elina Harjula.", (None, None)),
]


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_the_term_of_a_role_stands_beside_it(text: str, expected: tuple[str | None, str | None]) -> None:
    assert {(r.from_, r.until) for r in roles_in(text)} == {expected}


def test_a_term_is_of_the_post_it_is_given_for() -> None:
    found = roles_in("Rehtorin sijaisena toimii opettaja Elina Harjula 1.2.–31.7.2024.")
    assert {(r.role, r.from_) for r in found} == {("rehtorin sijainen", "2024-02-01"), ("opettaja", None)}


def test_two_people_of_one_name_have_their_own_roles() -> None:
    text = "Paikalla: Matti Salmela (rehtori, Kela), Matti Salmela (talouspäällikkö, Traficom)"
    found = roles_in(text, bodies=("Kela", "Traficom"))
    assert {(r.role, r.body) for r in found} == {("rehtori", "Kela"), ("talouspäällikkö", "Traficom")}
    people = list(find_people(Document(id="d", text=text), [], []))
    assert len(people) == 2 and {r.person_id for r in found} == {p.id for p in people}


def test_a_role_names_its_person_by_id() -> None:
    (role,) = roles_in("Rehtori Elina Harjula avasi. Harjulan mukaan työ jatkuu.")
    (person,) = find_people(Document(id="d", text="Rehtori Elina Harjula avasi. Harjulan mukaan työ jatkuu."), [], [])
    assert role.person_id == person.id
