"""Identifiers: what names a thing, and what dates and amounts leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.identifiers import business_id, find_identifiers, identifier_spans
from extractors.model.document import Document


def found(text: str) -> list[tuple[str, str]]:
    return [(i.kind, i.value) for i in find_identifiers(Document(id="a", text=text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hallituksen esitys HE 52/2024 vp", [("government bill", "HE 52/2024 vp")]),
        ("Esitys HE 61/2022 hyväksyttiin", [("government bill", "HE 61/2022 vp")]),
        ("Regeringens proposition RP 52/2024 rd", [("government bill", "HE 52/2024 vp")]),
        ("Lausunto StVL 9/2024 vp", [("parliamentary document", "StVL 9/2024 vp")]),
        ("Mietintö HaVM 12/2024 vp", [("parliamentary document", "HaVM 12/2024 vp")]),
        ("Vastaus KK 101/2024 vp", [("parliamentary document", "KK 101/2024 vp")]),
        ("Ratkaisu KHO 2019:112 ja KKO:2015:4", [("precedent", "KHO 2019:112"), ("precedent", "KKO 2015:4")]),
        ("Hanke VM201:00/2024", [("project", "VM201:00/2024")]),
        ("Diaari VN/10452/2024", [("case number", "VN/10452/2024")]),
        ("Diaari OUKA/512/03.05.01.02/2019", [("case number", "OUKA/512/03.05.01.02/2019")]),
        ("Diaari VD/2210/00.03.00/2018", [("case number", "VD/2210/00.03.00/2018")]),
        ("Asianumero 4211/10.02.03/2014", [("case number", "4211/10.02.03/2014")]),
        ("Asia 418/2019", [("case number", "418/2019")]),
        ("HEL 2023-004412", [("case number", "HEL 2023-004412")]),
        ("OPH-1818-2022", [("case number", "OPH-1818-2022")]),
        ("Dnro 4518-2015", [("case number", "4518-2015")]),
        ("valtionavustuslakia (688/2001)", [("statute", "688/2001")]),
        (
            "laki hyvinvointialueesta (611/2021) ja kuntalaki (410/2015)",
            [("statute", "611/2021"), ("statute", "410/2015")],
        ),
        ("lain 612/2021 nojalla", [("statute", "612/2021")]),
        ("Päätös tehtiin § 62", [("section", "§ 62")]),
        ("Kuntalain 24 §:n mukaan", [("section", "24 §:n")]),
        ("Kuntalain 26 - 28 §", [("section", "26 - 28 §")]),
        ("Tehtäväluokka 00.02.01.00", [("task class", "00.02.01.00")]),
        ("Momentti 28.90.30", [("budget item", "28.90.30")]),
        ("Kiinteistö 91-12-33-7", [("property", "91-12-33-7")]),
        ("Y-tunnus 0201256-6", [("business id", "0201256-6")]),
        ("Tunnus 0201256-7", []),
        ("Tili FI21 1234 5600 0007 85", [("account", "FI21 1234 5600 0007 85")]),
        ("Asetus (EU) 2016/679", [("EU act", "(EU) 2016/679")]),
        ("Direktiivi 2014/24/EU", [("EU act", "2014/24/EU")]),
        ("CELEX 32016R0679", [("CELEX number", "32016R0679")]),
        ("Tiedote 23/2021", [("release number", "23/2021")]),
        ("Käynti: Esimerkkitie 6", [("address", "Esimerkkitie 6")]),
        ("Osoite: Testikatu 8 B 12, 00520 Helsinki", [("address", "Testikatu 8 B 12, 00520 Helsinki")]),
        ("PL 1234, 70101 Kuopio", [("address", "PL 1234, 70101 Kuopio")]),
        ("JHS 152", [("standard", "JHS 152")]),
        ("Puh. 09 555 12345", []),
        ("Kokous 11.2.2021", []),
        ("Summa 2 471 508 euroa", []),
    ],
)
def test_identifiers(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("puh. 050 555 0123", "555"),
        ("0295 555 000", "555"),
        ("+358 44 555 0123", "555"),
        ("sivu 12", "12"),
        ("1 (20)", "20"),
        ("liite 4", "4"),
        ("muistio_2022-08-23.pdf", "2022"),
        ("versio 1.1", "1.1"),
    ],
)
def test_spans_others_leave_alone(text: str, inside: str) -> None:
    at = text.index(inside)
    assert identifier_spans(text).touch(at, at + len(inside))


@pytest.mark.parametrize(
    "text", ["200 000-300 000 euroa", "5 000 000 euroa", "11.2.2021", "vuonna 2021", "vaiheessa 300 000 euroa"]
)
def test_spans_that_are_free(text: str) -> None:
    assert not identifier_spans(text).touch(0, len(text))


@given(st.integers(0, 9_999_999))
def test_at_most_one_check_digit_is_right(number: int) -> None:
    assert sum(business_id(f"{number:07d}-{check}") for check in range(10)) <= 1


@given(st.text(max_size=300))
def test_any_text_gives_only_what_it_says(text: str) -> None:
    for identifier in find_identifiers(Document(id="a", text=text)):
        for e in identifier.evidence:
            assert text[e.start : e.end] == e.quote
