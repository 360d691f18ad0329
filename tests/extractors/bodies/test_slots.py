"""Bodies told by the place of an employer: (text, the bodies in such places)."""

from __future__ import annotations

import pytest

from extractors.bodies.slots import _declined, names_body, slot_mentions

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
