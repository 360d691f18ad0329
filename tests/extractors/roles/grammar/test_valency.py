"""Who holds a post by its verb: (text, names as written, the verb, who does it, to whom it gives)."""

from __future__ import annotations

import pytest

from extractors.model.document import Document
from extractors.model.records import Person, evidence
from extractors.roles.context import Scene
from extractors.roles.grammar.clause import Clause
from extractors.roles.grammar.valency import receiver, subject
from extractors.text.finnish_model import parsed
from extractors.text.syntax import Tree

ROWS: list[tuple[str, list[str], str, list[str], list[str]]] = [
    ("Maija Malmi siirtyi johtajaksi.", ["Maija Malmi"], "siirtyi", ["Maija Malmi"], []),
    ("Johtajana toiminut Maija Malmi kertoi.", ["Maija Malmi"], "toiminut", ["Maija Malmi"], ["Maija Malmi"]),
    ("Maija Malmi valmistui ja toimi johtajana.", ["Maija Malmi"], "toimi", ["Maija Malmi"], []),
    ("Hallitus valitsi Maija Malmin.", ["Maija Malmin"], "valitsi", [], ["Maija Malmin"]),
    ("Johtajaksi nimitetty Maija Malmi aloittaa.", ["Maija Malmi"], "nimitetty", ["Maija Malmi"], ["Maija Malmi"]),
    ("Maija Malmi nimitettiin johtajaksi.", ["Maija Malmi"], "nimitettiin", [], ["Maija Malmi"]),
    (
        "Maija Malmi tuli valituksi ja nimitettiin johtajaksi.",
        ["Maija Malmi"],
        "nimitettiin",
        ["Maija Malmi"],
        ["Maija Malmi"],
    ),
    ("Hallitus kutsui Maija Malmin ja nimitti johtajaksi.", ["Maija Malmin"], "nimitti", [], ["Maija Malmin"]),
    ("Maija Malmi, jonka valitsimme johtajaksi, tuli.", ["Maija Malmi"], "valitsimme", [], ["Maija Malmi"]),
    ("Hallitus valitsi johtajaksi ulkopuolisen.", [], "valitsi", [], []),
    ("Valittiin johtajaksi.", [], "Valittiin", [], []),
    # a series, and what is none
    ("Maija Malmi toimii johtajana ja Kari Koivu.", ["Maija Malmi", "Kari Koivu"], "toimii", ["Maija Malmi"], []),
    (
        "Maija Malmi ja Kari Koivu toimivat johtajina.",
        ["Maija Malmi", "Kari Koivu"],
        "toimivat",
        ["Maija Malmi", "Kari Koivu"],
        [],
    ),
    (
        "Johtajina toimivat Maija Malmi ja Kari Koivu.",
        ["Maija Malmi", "Kari Koivu"],
        "toimivat",
        ["Maija Malmi", "Kari Koivu"],
        [],
    ),
]


def clause_of(text: str, names: list[str]) -> Clause:
    document = Document(id="d", text=text, language="fi")
    people = [
        Person(id=said, name=said, evidence=(evidence(document, text.index(said), text.index(said) + len(said)),))
        for said in names
    ]
    return Clause(Scene(document, people, []), Tree(parsed([text])[0], 0))


@pytest.mark.parametrize(("text", "names", "verb", "who", "to_whom"), ROWS, ids=[row[0] for row in ROWS])
def test_who_holds_the_post_of_a_verb(
    text: str, names: list[str], verb: str, who: list[str], to_whom: list[str]
) -> None:
    clause = clause_of(text, names)
    at = next(i for i, node in enumerate(clause.tree.nodes) if node.text == verb)
    assert [holder.who.name for holder in subject(clause, at)] == who
    assert [holder.who.name for holder in receiver(clause, at)] == to_whom
