"""What the words right before and after a name state: (language, text, bodies as written, {(role, body)} of Maija)."""

from __future__ import annotations

import pytest

from tests.extractors.roles.test_roles import roles_of

KELA = {"Kela": "Kela"}
KELAN = {"Kelan": "Kela"}

BESIDE = [
    # a title, a body in brackets, the name
    ("fi", "Pääluottamusmies (Kela) Maija Malmi kertoi.", KELA, {("pääluottamusmies", "Kela")}),
    ("fi", "Pääluottamusmies (pysyvä) Maija Malmi, Kela", KELA, set()),
    ("fi", "Pääluottamusmies [Kela] Maija Malmi kertoi.", KELA, set()),
    # one title before another
    (
        "fi",
        "Puheenjohtaja on kansliapäällikkö Maija Malmi.",
        {},
        {("kansliapäällikkö", None), ("puheenjohtaja", None)},
    ),
    ("fi", "Johtaja, lakimies Maija Malmi kertoi.", {}, {("johtaja", None), ("lakimies", None)}),
    ("fi", "Kari Vuorimaa (pj.) ja hallitusneuvos Maija Malmi.", {}, {("hallitusneuvos", None)}),
    # a title whose owner is more than one word before it
    (
        "fi",
        "Kelan johtaja ja Veron osastopäällikkö Maija Malmi kertoi.",
        {"Kelan": "Kela", "Veron": "Verohallinto"},
        {("johtaja", "Kela"), ("osastopäällikkö", "Verohallinto")},
    ),
    (
        "fi",
        "Kelan eläke- ja toimeentuloturvan päällikkö Maija Malmi",
        KELAN,
        {("eläke- ja toimeentuloturvan päällikkö", "Kela")},
    ),
    ("fi", "Kelan uuden osaston päällikkö Maija Malmi", KELAN, {("osaston päällikkö", "Kela")}),
    # the title on the line above is another's
    ("fi", "Kari Vuorimaa, johtaja\nMaija Malmi, lakimies", {}, {("lakimies", None)}),
    ("fi", "Johtaja\nMaija Malmi", {}, {("johtaja", None)}),
    ("fi", "Kari Vuorimaa\njohtaja\nMaija Malmi\nlakimies", {}, {("lakimies", None)}),
    # a signature, a line of a list
    ("fi", "Maija Malmi hallintojohtaja", {}, {("hallintojohtaja", None)}),
    ("fi", "Maija Malmi rehtori, esittelijä", {}, {("rehtori", None), ("esittelijä", None)}),
    ("fi", "Kokouksessa Maija Malmi rehtori, esittelijä", {}, set()),
    ("fi", "Maija Malmi rehtori, esittelijän sijainen", {}, {("rehtori", None), ("esittelijän sijainen", None)}),
    ("fi", "Maija Malmi rehtori ja hänen koulunsa koko henkilökunta sekä oppilaat kutsuvat kaikki", {}, set()),
    # the body of a relative, of a participle, in a list, of the lexicon
    (
        "fi",
        "Siltatekno Oy, jonka työpäällikkö Maija Malmi on, rakentaa.",
        {"Siltatekno Oy": "Siltatekno Oy"},
        {("työpäällikkö", "Siltatekno Oy")},
    ),
    ("fi", "Siltatekno Oy, joka sai työn. Työpäällikkö Maija Malmi", {"Siltatekno Oy": "S"}, {("työpäällikkö", None)}),
    ("fi", "Jaostoa Kelassa vetävä johtaja Maija Malmi kertoi.", {"Kelassa": "Kela"}, {("johtaja", "Kela")}),
    ("fi", "Jaostoa Kelan vetävä johtaja Maija Malmi kertoi.", KELAN, {("johtaja", None)}),
    ("fi", "Kela, johtaja Maija Malmi", KELA, {("johtaja", "Kela")}),
    ("fi", "Paikalla: Kela, johtaja Maija Malmi", KELA, {("johtaja", "Kela")}),
    ("fi", "Näin teki Kela, johtaja Maija Malmi sanoi.", KELA, {("johtaja", None)}),
    ("fi", "Tullin johtaja Maija Malmi kertoi.", {}, {("johtaja", "Tulli")}),
    ("fi", "Keusoten alueen (Keusote) johtaja Maija Malmi", {"Keusoten alueen": "Keusote"}, {("johtaja", "Keusote")}),
    # after the name: the title's own body, genitives of its field, a sentence that goes on
    ("fi", "Maija Malmi, Kelan johtaja", KELAN, {("johtaja", "Kela")}),
    ("fi", "Maija Malmi, tutkimuksen johtaja", {}, {("tutkimuksen johtaja", None)}),
    ("fi", "Asiasta kertoi Maija Malmi, ja johtaja vastasi.", {}, set()),
    ("fi", "Maija Malmi, Kela, johtaja", KELA, {("johtaja", "Kela")}),
    ("fi", "Maija Malmi ja 12 muun valtuutetun aloite", {}, {("valtuutettu", None)}),
    ("fi", "Maija Malmi ja 12 muun kuntalaisen aloite", {}, set()),
    # posts that English writes with what they are over
    ("en", "The Minister of Transport Maija Malmi spoke.", {}, {("Minister of Transport", None)}),
    (
        "sv",
        "Ordföranden för bildningsnämnden Maija Malmi talade.",
        {"bildningsnämnden": "Bildningsnämnden"},
        {("ordförande", "Bildningsnämnden")},
    ),
]


@pytest.mark.parametrize(("language", "text", "bodies", "expected"), BESIDE)
def test_what_stands_beside_a_name(
    language: str, text: str, bodies: dict[str, str], expected: set[tuple[str, str | None]]
) -> None:
    found = {(r.role, r.body) for r in roles_of(text, bodies, language) if r.person == "Maija Malmi"}
    assert found == expected
