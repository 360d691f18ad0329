"""Whose officer somebody is, where only the document says it: (text, {body: kind}, publisher, kind, body)."""

from __future__ import annotations

import pytest

from tests.extractors.roles.test_roles import roles_of

CITY = "Kelorannan kaupunki"
OWN = {CITY: "municipality"}
SCHOOL = {"Nurmelan koulu": "school"}
UNION = {"Puiden Ystävät ry": "association"}
MATTER = "Pöytäkirja\n\n§ 53 Nurmelan koulu\n"

OFFICERS = [
    # a post that the issuer gives
    ("Uudeksi talousjohtajaksi on valittu Maija Malmi.", {}, CITY, "press release", CITY),
    ("Uudeksi talousjohtajaksi on valittu Maija Malmi.", {}, CITY, "document", None),
    ("Uudeksi talousjohtajaksi siirtyi Maija Malmi.", {}, CITY, "press release", None),
    # an officer in a paragraph that has named the issuer, at the beginning of a sentence
    (f"{CITY} rakentaa. Talousjohtaja Maija Malmi iloitsee.", OWN, CITY, "press release", CITY),
    (f"{CITY} rakentaa. Iloinen on talousjohtaja Maija Malmi.", OWN, CITY, "press release", None),
    (f"{CITY} rakentaa. Talousjohtaja Maija Malmi iloitsee.", OWN, CITY, "document", None),
    (f"{CITY} rakentaa. Maija Malmi, talousjohtaja, muutti pois.", OWN, CITY, "press release", None),
    # the only body of a title's kind that the paragraph, or the heading of its matter, has named
    ("Nurmelan koulu juhlii. Rehtori Maija Malmi kiittää.", SCHOOL, CITY, "document", "Nurmelan koulu"),
    ("Nurmelan koulu juhlii. Kiitos kuuluu kaikille: Maija Malmi, rehtori", SCHOOL, CITY, "document", None),
    ("Nurmelan koulu juhlii. Naapurin rehtori Maija Malmi kiittää.", SCHOOL, CITY, "document", None),
    ("Nurmelan koulu juhlii.\nRehtori Maija Malmi kiittää.", SCHOOL, CITY, "document", None),
    (f"{MATTER}Rehtori Maija Malmi kiittää.", SCHOOL, CITY, "document", "Nurmelan koulu"),
    (f"{MATTER}Asia esiteltiin.\nRehtori Maija Malmi kiittää.", SCHOOL, CITY, "document", None),
    ("Puiden Ystävät ry juhlii. Toiminnanjohtaja Maija Malmi kiittää.", UNION, CITY, "document", "Puiden Ystävät ry"),
    ("Kari Vuorimaa, Puiden Ystävät ry, kertoi. Toiminnanjohtaja Maija Malmi kiittää.", UNION, CITY, "document", None),
    (
        "Nurmelan koulu ja Purolan koulu juhlivat. Rehtori Maija Malmi kiittää.",
        {**SCHOOL, "Purolan koulu": "school"},
        CITY,
        "document",
        None,
    ),
    # who proposes in minutes, who is listed below a label
    ("Esityslista\n\nTekninen johtaja Maija Malmi:\nHyväksytään suunnitelma.", {}, CITY, "document", CITY),
    ("Kooste\n\nTekninen johtaja Maija Malmi:\nHyväksytään suunnitelma.", {}, CITY, "document", None),
    ("Lisätietoja:\nKari Vuorimaa\nKehittämispäällikkö Maija Malmi\n", {}, CITY, "document", CITY),
    ("Kari Vuorimaa\nKehittämispäällikkö Maija Malmi\n", {}, CITY, "document", None),
    ("Lisätietoja:\nEi ole.\nKehittämispäällikkö Maija Malmi\n", {}, CITY, "document", None),
    # who shows the slides
    ("Talouden näkymät\nTalousjohtaja Maija Malmi\n1.2.2024", {}, CITY, "slides", CITY),
    (f"{'Talouden näkymät on aihe. ' * 14}\nTalousjohtaja Maija Malmi\n", {}, CITY, "slides", None),
]


@pytest.mark.parametrize(("text", "bodies", "publisher", "kind", "expected"), OFFICERS)
def test_whose_officer_somebody_is(
    text: str, bodies: dict[str, str], publisher: str, kind: str, expected: str | None
) -> None:
    found = roles_of(text, {name: name for name in bodies}, kinds=bodies, kind=kind, publishers=(publisher,))
    assert {r.body for r in found if r.person == "Maija Malmi"} == {expected}
