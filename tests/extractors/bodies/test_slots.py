"""Bodies told by the place of an employer: (text, the bodies in such places)."""

from __future__ import annotations

import pytest

from extractors.bodies.slots import _declined, _named_in_swedish, _team, names_body, slot_mentions

PLACES = [
    ("Tiedottaja Nina Malli, Merikeskus Vellamo, puh. 040 123 4567", ["Merikeskus Vellamo"]),
    ("Tiedottaja Nina Malli, Merikeskus Vellamo, nina.malli@vellamo.example", ["Merikeskus Vellamo"]),
    ("Naapuri Nina Malli, Merikeskus Vellamo, puh. 040 123 4567", []),
    ("Tiedottaja Nina Malli, Helsinki, puh. 040 123 4567", []),
    ("Clara Malli, Curator, Kallas Collection", ["Kallas Collection"]),
    ("• Clara Malli, Curator, Kallas Collection (30.4. asti)", ["Kallas Collection"]),
    ("Clara Malli, eilen, Kallas Collection", []),
    ("Mukana on tutkija Minna Malli Ekosysteemihubista.", ["Ekosysteemihubi"]),
    ("Mukana on naapuri Minna Malli Ekosysteemihubista.", []),
    ("Mukana on tutkija Minna Malli Turusta.", []),
    ("Mukana on rektor Kaj Malli från Skärgårdsskolan.", ["Skärgårdsskolan"]),
    ("Mukana on granne Kaj Malli från Skärgårdsskolan.", []),
    ("Mukana on rektor Kaj Malli från Skärgården.", []),
    ("Juttua pyysi Rannikkolehden päätoimittaja Kai Malli.", ["Rannikkolehti"]),
    ("Rannikkolehden päätoimittaja Kai Malli pyysi juttua.", ["Rannikkolehti"]),
    ("Juttua pyysi Rannikkolehden naapuri Kai Malli.", []),
    ("Juttua pyysi Toiminnan päätoimittaja Kai Malli.", []),
    ("Nina Malli, head of section at the Northern Cross, spoke.", ["Northern Cross"]),
    ("Nina Malli, a friend at the Northern Cross, spoke.", []),
    ("Nina Malli, head of section at Helsinki, spoke.", []),
    ("Finlands Fiskares ordförande Tor Malli talade.", ["Finlands Fiskare"]),
    ("Finlands Fiskares granne Tor Malli talade.", []),
    ("Skärgårdsskolans rektor Tor Malli talade.", ["Skärgårdsskolan"]),
    ("Skärgårdens rektor Tor Malli talade.", []),
    ("Anna Holms rektor Tor Malli talade.", []),
    ("Tor Malli är vd för Vasa Elektriska.", ["Vasa Elektriska"]),
    ("Seura kiitti, kertoo Vaalajoen Visan puheenjohtaja Kai Malli.", ["Vaalajoen Visa"]),
    ("Seura kiitti, kertoo Vaalajoen Visan naapuri Kai Malli.", []),
    ("Seura kiitti, kertoo Helsingin Malmin puheenjohtaja Kai Malli.", []),
]


@pytest.mark.parametrize(("text", "names"), PLACES)
def test_an_employer_is_told_by_its_place(text: str, names: list[str]) -> None:
    found = list(slot_mentions(text))
    assert [m.name for m in found] == names
    assert all(text[m.start : m.end][:4] == m.name[:4] for m in found)


@pytest.mark.parametrize(
    ("words", "can"),
    [
        ("Marinstaben", True),
        ("Kallas Collection", True),
        ("Merikeskus Vellamo", True),
        ("Satakunnan lautakunta", True),
        ("Vihreä Polku", True),
        ("Vihreä polku", False),
        ("Helsinki", False),
        ("kallas Collection", False),
        ("Senior Adviser", False),
        ("Etätyö", False),
        ("KVRTX", False),
        ("Kallas Collection Of Very Many Old Things", False),
    ],
)
def test_what_can_be_a_body_in_the_place_of_an_employer(words: str, can: bool) -> None:
    assert names_body(words) is can


@pytest.mark.parametrize(
    ("word", "first", "base"),
    [
        ("Rannikkolehden", True, "Rannikkolehti"),
        ("Rannikkolehden", False, "Rannikkolehti"),
        ("Toiminnan", True, None),
        ("Turusta", False, None),
        ("Kuvahubista", False, "Kuvahubi"),
        ("Kuvahubista", True, None),
        ("Kuvahubilla", False, None),
        ("Lautakunnan", False, None),
    ],
)
def test_the_base_form_of_a_coined_name(word: str, first: bool, base: str | None) -> None:
    assert _declined(word, first=first) == base


@pytest.mark.parametrize(
    ("words", "can"),
    [
        ("Finlands Fiskare", True),
        ("Skärgårdsskolan", True),
        ("Yrkesakademin", True),
        ("Skärgården", False),
        ("Skolan", False),
        ("Helsingfors", False),
        ("Anna Holm", False),
        ("Rektor Malmska", False),
        ("Norra Karelen", False),
    ],
)
def test_what_can_be_a_body_beside_a_swedish_title(words: str, can: bool) -> None:
    assert _named_in_swedish(words) is can


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Vaalajoen Visan", "Vaalajoen Visa"),
        ("Helsingin Malmin", None),
        ("Maija Mallin", None),
        ("Vaalajoen Lautakunnan", None),
    ],
)
def test_a_team_of_a_place(words: str, name: str | None) -> None:
    assert _team(words) == name
