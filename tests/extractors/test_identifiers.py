"""Identifiers: what names a thing, and what dates and amounts leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Document
from extractors.identifiers import business_id, find_identifiers, identifier_spans


def found(text: str) -> list[tuple[str, str]]:
    return [(i.kind, i.value) for i in find_identifiers(Document(id="a", text=text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hallituksen esitys HE 38/2025 vp", [("government bill", "HE 38/2025 vp")]),
        ("Esitys HE 43/2023 hyväksyttiin", [("government bill", "HE 43/2023 vp")]),
        ("Regeringens proposition RP 38/2025 rd", [("government bill", "HE 38/2025 vp")]),
        ("Lausunto StVL 7/2025 vp", [("parliamentary document", "StVL 7/2025 vp")]),
        ("Mietintö HaVM 12/2024 vp", [("parliamentary document", "HaVM 12/2024 vp")]),
        ("Vastaus KK 101/2024 vp", [("parliamentary document", "KK 101/2024 vp")]),
        ("Hanke VM113:00/2023", [("project", "VM113:00/2023")]),
        ("Diaari VN/25997/2023", [("case number", "VN/25997/2023")]),
        ("Diaari OUKA/899/02.06.01.04/2017", [("case number", "OUKA/899/02.06.01.04/2017")]),
        ("Diaari VD/1545/00.04.00/2017", [("case number", "VD/1545/00.04.00/2017")]),
        ("Asianumero 3700/11.01.00/2011", [("case number", "3700/11.01.00/2011")]),
        ("Asia 730/2017", [("case number", "730/2017")]),
        ("HEL 2024-009117", [("case number", "HEL 2024-009117")]),
        ("OPH-2727-2023", [("case number", "OPH-2727-2023")]),
        ("Dnro 3720-2013", [("case number", "3720-2013")]),
        ("valtionavustuslakia (688/2001)", [("statute", "688/2001")]),
        (
            "laki hyvinvointialueesta (611/2021) ja kuntalaki (410/2015)",
            [("statute", "611/2021"), ("statute", "410/2015")],
        ),
        ("lain 612/2021 nojalla", [("statute", "612/2021")]),
        ("Päätös tehtiin § 62", [("section", "§ 62")]),
        ("Kuntalain 24 §:n mukaan", [("section", "24 §:n")]),
        ("Kuntalain 26 - 28 §", [("section", "26 - 28 §")]),
        ("Tehtäväluokka 00.01.01.00", [("task class", "00.01.01.00")]),
        ("Momentti 28.90.30", [("budget item", "28.90.30")]),
        ("Kiinteistö 49-54-26-4", [("property", "49-54-26-4")]),
        ("Y-tunnus 0201256-6", [("business id", "0201256-6")]),
        ("Tunnus 0201256-7", []),
        ("Tili FI13 1660 3000 1022 47", [("account", "FI13 1660 3000 1022 47")]),
        ("Asetus (EU) 2016/679", [("EU act", "(EU) 2016/679")]),
        ("Direktiivi 2014/24/EU", [("EU act", "2014/24/EU")]),
        ("CELEX 32016R0679", [("CELEX number", "32016R0679")]),
        ("Tiedote 19/2020", [("release number", "19/2020")]),
        ("Käynti: Karapellontie 6", [("address", "Karapellontie 6")]),
        ("Osoite: Testikatu 8 B 12, 00520 Helsinki", [("address", "Testikatu 8 B 12, 00520 Helsinki")]),
        ("PL 1744, 70101 Kuopio", [("address", "PL 1744, 70101 Kuopio")]),
        ("JHS 191", [("standard", "JHS 191")]),
        ("Puh. 09 839 22101", []),
        ("Kokous 11.2.2021", []),
        ("Summa 1 384 633 euroa", []),
    ],
)
def test_identifiers(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("puh. 050 597 0956", "597"),
        ("0295 016 000", "016"),
        ("+358 44 770 0577", "770"),
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
