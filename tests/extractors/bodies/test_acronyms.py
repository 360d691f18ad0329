"""Short forms that only their document can read: weak and defined ones, an owner's organs, acronyms with an ending."""

from __future__ import annotations

import pytest

from extractors.bodies import find_mentions
from extractors.bodies.acronyms import (
    acronym_mentions,
    define_short,
    generic_mentions,
    name_owned,
    resolve_weak,
    with_apposed,
    without_defined_others,
)
from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import words_of
from extractors.bodies.owners import owner_of
from extractors.lexicon.known_bodies import known_body
from extractors.model.document import Document
from extractors.text.finnish_model import Entity


def known(name: str) -> str:
    """The id of a body of the lexicon."""
    found = known_body(name)
    assert found is not None
    return found.id


def mention(text: str, said: str, layer: str = "heads", **more: object) -> BodyMention:
    start = text.index(said)
    return BodyMention(start, start + len(said), said, "body", layer, 0.9)._replace(**more)


STM, VM = known("Sosiaali- ja terveysministeriö"), known("Valtiovarainministeriö")
FULL_STM = BodyMention(0, 9, "Sosiaali- ja terveysministeriö", "ministry", "heads", 0.9, STM)
FULL_VM = BodyMention(10, 19, "Valtiovarainministeriö", "ministry", "heads", 0.9, VM)
WEAK_STM = BodyMention(20, 23, "STM", "ministry", "weak", 0.7, STM)
SURE_STM = WEAK_STM._replace(sure=0.85)
KOK = BodyMention(0, 3, "Kansallinen Kokoomus", "party", "party", 0.7, "kok")
SD = BodyMention(9, 11, "Sosialidemokraatit", "party", "party", 0.7, "sdp")
COMMISSION = BodyMention(0, 8, "komissio", "body", "weak", 0.6, "komissio")
UNION = BodyMention(10, 12, "Euroopan unioni", "body", "lexicon", 0.9, "eu")
COINED = BodyMention(0, 8, "Kajonix", "body", "model", 0.7)
BRACKETED = BodyMention(30, 33, "STM", "ministry", "brackets", 0.7, STM)

WEAK = [
    ([WEAK_STM], []),
    ([FULL_STM, WEAK_STM], [("heads", STM), ("short", STM)]),
    ([FULL_VM, WEAK_STM], [("heads", VM)]),
    ([FULL_VM, SURE_STM], [("heads", VM), ("short", STM)]),
    ([KOK], []),
    ([KOK, SD], [("lexicon", "kok"), ("lexicon", "sdp")]),
    ([COMMISSION], []),
    ([COMMISSION, UNION], [("short", "komissio"), ("lexicon", "eu")]),
    ([COINED], [("model", None)]),
    ([BRACKETED], [("brackets", STM)]),
    ([BRACKETED._replace(known=None)], [("brackets", None)]),
]


@pytest.mark.parametrize(("mentions", "left"), WEAK, ids=range(len(WEAK)))
def test_weak_forms_stay_where_the_text_names_their_body(
    mentions: list[BodyMention], left: list[tuple[str, str | None]]
) -> None:
    assert [(m.layer, m.known) for m in resolve_weak(mentions)] == left


DEFINED_ELSE = "Talouden avoimet tiedot (TAT) julkaistaan. TAT:n arvio."


@pytest.mark.parametrize(
    ("text", "said", "layer", "stays"),
    [
        (DEFINED_ELSE, "TAT", "model", False),
        (DEFINED_ELSE, "TAT:n", "acronyms", False),
        (DEFINED_ELSE, "TAT", "lexicon", True),
        (DEFINED_ELSE, "arvio", "model", True),
        ("Tilojen alatyöryhmä (TAHE) kokoontui.", "TAHE", "model", True),
    ],
)
def test_what_the_text_defines_as_something_else_is_no_body(text: str, said: str, layer: str, stays: bool) -> None:
    assert bool(without_defined_others(text, [mention(text, said, layer)])) is stays


@pytest.mark.parametrize(
    ("text", "said", "more", "whole"),
    [
        (
            "Liikenne- ja viestintävirasto Traficom päätti.",
            "Liikenne- ja viestintävirasto",
            {"known": "traficom"},
            True,
        ),
        (
            "Liikenne- ja viestintävirasto, Traficom päätti.",
            "Liikenne- ja viestintävirasto",
            {"known": "traficom"},
            False,
        ),
        ("Liikenne- ja viestintävirasto päätti.", "Liikenne- ja viestintävirasto", {"known": "traficom"}, False),
        ("Liikenne- ja viestintävirasto Traficom päätti.", "Liikenne- ja viestintävirasto", {"layer": "model"}, False),
        ("Itäinen alatyöryhmä Kajonix päätti.", "Itäinen alatyöryhmä", {}, False),
    ],
)
def test_a_short_form_right_after_a_name_is_of_it(text: str, said: str, more: dict[str, str], whole: bool) -> None:
    ((one),) = with_apposed(words_of(text), [mention(text, said, **{"layer": "lexicon", **more})])
    assert (one.end > text.index(said) + len(said)) is whole


SHORT = [
    (
        "Vesistöjen kunnostusryhmä (VNTEAS) alkoi. VNTEAS:n työ jatkuu.",
        "Vesistöjen kunnostusryhmä",
        ["VNTEAS", "VNTEAS:n"],
    ),
    ("Vesistöjen kunnostusryhmä (VNTEAS) alkoi. VNTEAS-työ jatkuu.", "Vesistöjen kunnostusryhmä", ["VNTEAS", "VNTEAS"]),
    ("Itä-Savon kuntayhtymä, Sosterix\nkokoontui. Sosterix päätti.", "Itä-Savon kuntayhtymä", ["Sosterix", "Sosterix"]),
    ("Itä-Savon kuntayhtymä, Sosterix kokoontui.", "Itä-Savon kuntayhtymä", []),
    ("Itä-Savon kuntayhtymä, sosterix\nkokoontui.", "Itä-Savon kuntayhtymä", []),
    ("Itä-Savon kuntayhtymä Sosterix\nkokoontui.", "Itä-Savon kuntayhtymä", []),
    ("Itä-Savon kuntayhtymä, Kela\nkokoontui.", "Itä-Savon kuntayhtymä", []),
    ("Hallote on kuntayhtymä. Asian ratkaisi Hallote.", "kuntayhtymä", ["Hallote", "Hallote"]),
    ("Hallote oli kuntayhtymä.", "kuntayhtymä", ["Hallote"]),
    ("Hallote teki kuntayhtymä.", "kuntayhtymä", []),
    ("Kokous on kuntayhtymä.", "kuntayhtymä", []),
    ("Itäinen kuntayhtymä (XML) kokoontui.", "Itäinen kuntayhtymä", []),
    ("Itäinen kuntayhtymä kokoontui.", "Itäinen kuntayhtymä", []),
]


@pytest.mark.parametrize(("text", "said", "shorts"), SHORT)
def test_every_place_of_a_defined_short_form(text: str, said: str, shorts: list[str]) -> None:
    found = [m for m in define_short(text, words_of(text), [mention(text, said)]) if m.alias]
    assert [text[m.start : m.end] for m in found] == shorts
    assert {m.name for m in found} <= {said}


def test_an_alias_or_a_known_body_defines_nothing_by_being() -> None:
    text = "Hallote on kuntayhtymä."
    for more in ({"alias": True}, {"known": STM}, {"layer": "model"}):
        assert list(define_short(text, words_of(text), [mention(text, "kuntayhtymä", **more)])) == []


@pytest.mark.parametrize(
    ("town", "text", "names"),
    [
        (
            "Espoon kaupunki",
            "Valtuusto päätti, ja Kh valmisteli.",
            ["Espoon kaupunginvaltuusto", "Espoon kaupunginhallitus"],
        ),
        (
            "Hollolan kunta",
            "Valtuuston päätös, ja Kv:n kokous.",
            ["Hollolan kunnanvaltuusto", "Hollolan kunnanvaltuusto"],
        ),
        ("Espoon kaupunki", "Valtuutettu kysyi, ja kh vastasi.", []),
        ("Pirkanmaan hyvinvointialue", "Kh valmisteli.", []),
        (None, "Valtuusto päätti, ja Kh valmisteli.", []),
    ],
)
def test_an_owners_bare_organs(town: str | None, text: str, names: list[str]) -> None:
    owner = owner_of(Document(id="d", text="", publishers=(town,)), []) if town else None
    assert [m.name for m in name_owned([], words_of(text), owner)] == names


def test_a_named_organ_is_the_owners_and_is_told_once() -> None:
    text = "Kaupunginhallitus päätti. Valtuusto kuuli."
    owner = owner_of(Document(id="d", text="", publishers=("Espoon kaupunki",)), [])
    board = mention(text, "Kaupunginhallitus", owned=True)
    council = mention(text, "Valtuusto", name="Lahden kaupunginvaltuusto")
    found = name_owned([board, council], words_of(text), owner)
    assert [m.name for m in found] == ["Espoon kaupunginhallitus", "Lahden kaupunginvaltuusto"]
    assert [m.name for m in name_owned([board._replace(owned=False)], [], owner)] == ["Kaupunginhallitus"]
    assert [m.name for m in name_owned([board._replace(known=STM)], [], owner)] == ["Kaupunginhallitus"]


GENERIC = [
    ("Maija Malli (Pelastuslaitos) kertoi Etelä-Savossa ja Etelä-Savon alueella.", ["Etelä-Savon pelastuslaitos"]),
    ("Maija Malli (Pelastuslaitos) kertoi Etelä-Savossa ja Pohjois-Savossa.", []),
    ("Maija Malli (Pelastuslaitos) kertoi.", []),
    ("Maija Malli (pelastuslaitos) kertoi Etelä-Savossa.", []),
    ("Maija Malli (Pelastuslaitos kertoi) Etelä-Savossa.", []),
    ("Maija Malli, Pelastuslaitos, kertoi Etelä-Savossa.", []),
]


@pytest.mark.parametrize(("text", "names"), GENERIC)
def test_a_bare_regional_body_in_brackets_is_of_the_region(text: str, names: list[str]) -> None:
    document = Document(id="d", text=text, language="fi")
    assert [m.name for m in generic_mentions(document, words_of(text), [])] == names


def test_a_bare_regional_body_is_the_one_that_the_text_names() -> None:
    text = "Maija Malli (Pelastuslaitos) kertoi Etelä-Savossa. Kymen pelastuslaitos auttoi."
    document, named = Document(id="d", text=text, language="fi"), mention(text, "Kymen pelastuslaitos")
    assert [m.name for m in generic_mentions(document, words_of(text), [named])] == ["Kymen pelastuslaitos"]


ENDINGS = [
    ("H&M:n myymälä", None, [("H&M", 0.65)]),
    ("NHG:n raportti", "ORG", [("NHG", 0.88)]),
    ("NHG:n raportti", "PRODUCT", [("NHG", 0.4)]),
    ("NHG raportti", None, []),
    ("NHG:N raportti", None, []),
    ("NHG:n2 raportti", None, []),
    ("NHG:ssaankaan raportti", None, []),
    ("Nhg:n raportti", None, []),
    ("N:n raportti", None, []),
    ("N2H:n raportti", None, []),
    ("XML:n muoto", None, []),
    ("HIEMAN:n muoto", None, []),
    ("TALO:n muoto", None, []),
    ("TALO:n muoto", "ORG", [("TALO", 0.88)]),
]


@pytest.mark.parametrize(("text", "label", "found"), ENDINGS)
def test_acronyms_with_a_case_ending(text: str, label: str | None, found: list[tuple[str, float]]) -> None:
    said = text.split()[0]
    entities = [Entity(0, len(said), label, said)] if label else []
    assert [(m.name, m.sure) for m in acronym_mentions(words_of(text), entities)] == found


def test_a_definition_whose_long_form_nobody_found_gives_it() -> None:
    """ "Tilojen alatyöryhmä (TATY)" where the head alone is too common a word to count"""
    document = Document(id="d", text="Asiaa hoitaa yhteinen toimisto (YTO). YTO:n väki kasvaa.", language="fi")
    assert {m.name for m in find_mentions(document, ())} == {"yhteinen toimisto"}
