"""Contacts: (text, people in it, {(kind, value, whose)})."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.contacts import contacts_in, find_contacts, phone
from extractors.model.document import Document
from extractors.model.records import Person, evidence


def contacts(text: str, *people: str) -> set[tuple[str, str, str | None]]:
    document = Document(id="d", text=text)
    known = [
        Person(id=p, name=p, evidence=(evidence(document, text.index(p), text.index(p) + len(p)),)) for p in people
    ]
    return {(c.kind, c.value, c.person) for c in find_contacts(document, known)}


PHONES = [
    ("044 123 4567", "+358441234567"),
    ("0295163727", "+358295163727"),
    ("029 12 34500", "+358291234500"),
    ("(09) 816 24853", "+358981624853"),
    ("+358 295 530 148", "+358295530148"),
    ("+358 (0)50 123 4567", "+358501234567"),
    ("00358 40 123 4567", "+358401234567"),
    ("03 123 511", "+3583123511"),
    ("0400 123 490", "+358400123490"),
    ("+46 8 123 456 78", "+46812345678"),
    ("044-123 4567", "+358441234567"),
    ("040 – 123 4567", "+358401234567"),
    ("0400 - 123 490", "+358400123490"),
    ("013 – 123 4567", "+358131234567"),
    ("040/123 4567", "+358401234567"),
    ("+358.40.123.4567", "+358401234567"),
]


@pytest.mark.parametrize(("written", "value"), PHONES)
def test_phone_numbers_as_e164(written: str, value: str) -> None:
    assert phone(written) == value
    assert [c.value for c in contacts_in(f"puh. {written}")] == [value]


FOUND = [
    (
        "Sami Niinistö\n\nMUUTOSJOHTAJA\n\n044 123 4567\nsami.niinisto(at)etela-savo.fi",
        ["Sami Niinistö"],
        {("phone", "+358441234567", "Sami Niinistö"), ("email", "sami.niinisto@etela-savo.fi", "Sami Niinistö")},
    ),
    # a sentence ends with the name: what stands below is an office's
    (
        "Asiasta kertoi johtaja Kari Nenola.\n\nKANSLIA\nPuh. 019 264 1180",
        ["Kari Nenola"],
        {("phone", "+358192641180", None)},
    ),
    (
        "Asiasta kertoi Kari Nenola, johtaja. Soita 019 264 1180",
        ["Kari Nenola"],
        {("phone", "+358192641180", None)},
    ),
    (
        "Kari Nenola, vs. Toiminnanjohtaja, Malmik. 5. Puh. 019 264 1180",
        ["Kari Nenola"],
        {("phone", "+358192641180", "Kari Nenola")},
    ),
    (
        "Kari Nenola, puh. 09 123 22101, Paula Harjula, puh. 09 123 22137",
        ["Kari Nenola", "Paula Harjula"],
        {("phone", "+358912322101", "Kari Nenola"), ("phone", "+358912322137", "Paula Harjula")},
    ),
    (
        "Puheenjohtaja Kai Lohi avasi kokouksen Maija Mallin kanssa. Sari Virta kiitti.\n\n"
        "Kysymykset: maija.malli@kunta.fi, puh. 040 123 4567",
        ["Kai Lohi", "Maija Malli", "Sari Virta"],
        {("email", "maija.malli@kunta.fi", "Maija Malli"), ("phone", "+358401234567", "Maija Malli")},
    ),
    (
        "Maija Malli, 044 123 4567\nPäivystävä palomestari 013 330 7110\nMatkapuhelin 050 123 4567",
        ["Maija Malli"],
        {
            ("phone", "+358441234567", "Maija Malli"),
            ("phone", "+358133307110", None),
            ("phone", "+358501234567", "Maija Malli"),
        },
    ),
    (
        "Kirjaamo: kirjaamo[at]kunta.fi, vaihde 0295 331 000",
        [],
        {("email", "kirjaamo@kunta.fi", None), ("phone", "+358295331000", None)},
    ),
    (
        "Maija Malli, puh. 040 123 4567\nKirjaamo, puh. 0295 331 000",
        ["Maija Malli"],
        {("phone", "+358401234567", "Maija Malli"), ("phone", "+358295331000", None)},
    ),
    ("Jane Malli, etunimi.sukunimi@vantaa.fi", ["Jane Malli"], {("email", "jane.malli@vantaa.fi", "Jane Malli")}),
    ("Sähköposti: etunimi.sukunimi@vantaa.fi", [], set()),
    (
        "Tero Kivistö\nKehittämispäällikkö\nPuh:050 375 2093",
        ["Tero Kivistö"],
        {("phone", "+358503752093", "Tero Kivistö")},
    ),
    ("Maija Malli\np.0295 123 456", ["Maija Malli"], {("phone", "+358295123456", "Maija Malli")}),
    ("Faksi 029 56 42079, puhelin 029 56 42000", [], {("phone", "+358295642000", None)}),
    (
        "Lue lisää: https://kunta.fi/hanke/tiekartta/. Katso myös www.stat.fi, oph.fi ja soteuudistus.fi –sivusto.",
        [],
        {
            ("url", "https://kunta.fi/hanke/tiekartta/", None),
            ("url", "www.stat.fi", None),
            ("url", "oph.fi", None),
            ("url", "soteuudistus.fi", None),
        },
    ),
    ("(https://kunta.fi/a_(b))", [], {("url", "https://kunta.fi/a_(b)", None)}),
    ("tfn 0295 163 727, fornamn.efternamn@gov.fi", [], {("phone", "+358295163727", None)}),
    (
        "Anna Ståhl-Malmi\nanna.stahl-malmi@gov.fi\nErik Öhman\nerik.ohman@gov.fi",
        ["Anna Ståhl-Malmi", "Erik Öhman"],
        {("email", "anna.stahl-malmi@gov.fi", "Anna Ståhl-Malmi"), ("email", "erik.ohman@gov.fi", "Erik Öhman")},
    ),
    (
        "talouspäällikkö Armi Taurila puh. 044 123\n4599 ja",
        ["Armi Taurila"],
        {("phone", "+358441234599", "Armi Taurila")},
    ),
    ("puh. 0295 16001 (vaihde)", [], {("phone", "+35829516001", None)}),
]


@pytest.mark.parametrize(("text", "people", "expected"), FOUND)
def test_contacts_and_whose_they_are(text: str, people: list[str], expected: set[tuple[str, str, str | None]]) -> None:
    assert contacts(text, *people) == expected


NONE = [
    "Dnro OUKA/1499/12.00.02/2016",
    "VN/25997/2023",
    "00.01.01.00",
    "2.5.2014",
    "1 384 633 euroa",
    "Momentti 32.01.51",
    "Y-tunnus 0201256-6",
    "vuosina 2010 – 2013",
    "liite.pdf ja taulukko.xlsx",
    "klo 08.00-16.15",
    "EU:n asetus 2016/679",
    "FI-00023 Valtioneuvosto",
    "kiinteistö 49-54-26-4",
    "33014 Tampere",
    "Versio 0.1 03.11.2017",
    "[email protected]",
    "0 123 456",
    "Henkilötunnus 131052-308T",
    "Hetu 010203A123B on salassa.",
    "Puh. 131052-308T",
    "Tili FI21 1234 5600 0007 85",
    "Puhelin: FI2112345600000785",
    "Tilinumero 123456-785",
    "Tilille 050 123 4567 maksetaan.",
    "Viitenumero 040 123 4567",
    "Viite: 040 123 4567",
    "05024 2017",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_contact_is_none(text: str) -> None:
    assert contacts(text) == set()


@settings(max_examples=60, deadline=None)
@given(
    st.integers(40, 50),
    st.integers(1_000_000, 9_999_999),
    st.sampled_from(["{} {} {}", "{}-{} {}", "+358 {} {} {}", "{} {}{}"]),
)
def test_a_mobile_number_is_read_back_however_it_is_grouped(operator: int, rest: int, shape: str) -> None:
    head = str(operator) if shape.startswith("+") else f"0{operator}"
    written = shape.format(head, str(rest)[:3], str(rest)[3:])
    assert [c.value for c in contacts_in(f"Soita: {written}.")] == [f"+358{operator}{rest}"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789 -+()./@abfi\n\t:w", max_size=120))
def test_any_text_gives_only_contacts_that_quote_it(text: str) -> None:
    document = Document(id="d", text=text)
    for contact in find_contacts(document, []):
        assert all(text[e.start : e.end] == e.quote for e in contact.evidence)


def test_an_address_with_the_initial_of_a_second_name_is_its_persons_far_from_the_name() -> None:
    text = (
        "Inka Mallinen, lehtori\nOuti Virtanen, neuvos\n\n"
        + "Hanke etenee. " * 40
        + "\n\nKiitos!\ninka.m.mallinen@kunta.example"
    )
    assert contacts(text, "Inka Mallinen", "Outi Virtanen") == {
        ("email", "inka.m.mallinen@kunta.example", "Inka Mallinen")
    }
