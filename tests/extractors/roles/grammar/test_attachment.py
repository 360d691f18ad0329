"""Who holds a title by the grammar of its sentence alone: (text, names and bodies as written, what is claimed)."""

from __future__ import annotations

import pytest

from extractors.model.document import Document
from extractors.model.records import Body, Person, evidence
from extractors.roles.context import Scene
from extractors.roles.grammar.attachment import Grammar, said_by_grammar

MAIJA = "Maija Malmi"
Claimed = list[tuple[str, str, str | None, str]]
VERB: Claimed = [(MAIJA, "johtaja", None, "parse, verb")]

ROWS: list[tuple[str, dict[str, str], Claimed]] = [
    # the subject of the verb, of its participle, of "joka", of the verb before it
    ("Maija Malmi siirtyi johtajaksi.", {}, VERB),
    ("Johtajana toiminut Maija Malmi kertoi.", {}, VERB),
    ("Maija Malmi, joka on toiminut johtajana, ei tullut.", {}, VERB),
    ("Maija Malmi valmistui ja toimi johtajana.", {}, VERB),
    # who is given the post: the object, the noun of a participle, of a passive, of the verb before it
    ("Hallitus valitsi Maija Malmin johtajaksi.", {}, VERB),
    ("Johtajaksi nimitetty Maija Malmi aloittaa.", {}, VERB),
    ("Maija Malmi nimitettiin johtajaksi.", {}, VERB),
    ("Hallitus kutsui Maija Malmin ja nimitti johtajaksi.", {}, VERB),
    # nobody whom the grammar could mean, or what is denied, a condition or a wish
    ("Kokous nimitti johtajaksi ulkopuolisen, kertoo Maija Malmi.", {}, []),
    ("Maija Malmi ei ole toiminut johtajana.", {}, []),
    ("Jos Maija Malmi valitaan johtajaksi, työ jatkuu.", {}, []),
    ("Maija Malmi toivoo, että hänet valitaan johtajaksi.", {}, []),
    ("Maija Malmi haluaisi toimia johtajana.", {}, []),
    # the body, by the place, by what is left, by what is led
    ("Maija Malmi siirtyi Kelaan johtajaksi.", {"Kelaan": "Kela"}, [(MAIJA, "johtaja", "Kela", "parse, verb")]),
    ("Maija Malmi toimi johtajana Kelaan siirtyessään.", {"Kelaan": "Kela"}, VERB),
    (
        "Kelasta johtajan paikalta eläkkeelle jäänyt Maija Malmi kertoi.",
        {"Kelasta": "Kela"},
        [(MAIJA, "johtaja", "Kela", "parse, post")],
    ),
    (
        "Maija Malmi toimi Kelassa monta vuotta johtajana.",
        {"Kelassa": "Kela"},
        [(MAIJA, "johtaja", "Kela", "parse, verb")],
    ),
    (
        "Maija Malmi siirtyi Kelaan viime vuonna johtajaksi.",
        {"Kelaan": "Kela"},
        [(MAIJA, "johtaja", "Kela", "parse, verb")],
    ),
    (
        "Maija Malmi toimi Kelassa aluksi johtajana ja lopulta tutkijana.",
        {"Kelassa": "Kela"},
        [(MAIJA, "johtaja", "Kela", "parse, verb"), (MAIJA, "tutkija", None, "parse, verb")],
    ),
    (
        "Maija Malmi toimi johtajana Kelassa ja tutkijana Tullissa.",
        {"Kelassa": "Kela", "Tullissa": "Tulli"},
        [(MAIJA, "johtaja", "Kela", "parse, verb"), (MAIJA, "tutkija", "Tulli", "parse, verb")],
    ),
    (
        "Maija Malmi toimi Kelan johtajana ja tutkijana.",
        {"Kelan": "Kela"},
        [(MAIJA, "johtaja", "Kela", "parse, verb"), (MAIJA, "tutkija", "Kela", "parse, verb")],
    ),
    (
        "Maija Malmi tulee Kelasta, jossa hän on toiminut johtajana.",
        {"Kelasta": "Kela"},
        [(MAIJA, "johtaja", "Kela", "parse, verb")],
    ),
    ("Maija Malmi tulee Kelasta, kun hän on toiminut johtajana.", {"Kelasta": "Kela"}, VERB),
    (
        "Kelasta viime vuonna johtajan paikalta eläkkeelle jäänyt Maija Malmi kertoi.",
        {"Kelasta": "Kela"},
        [(MAIJA, "johtaja", "Kela", "parse, post")],
    ),
    # a pronoun, a name after its own title, a name in the genitive before a post
    ("Hän toimi johtajana. Maija Malmi kertoi siitä.", {}, []),
    ("Maija Malmi valittiin. Hän toimi johtajana.", {}, VERB),
    ("Hallitus nimitti johtajaksi lakimies Maija Malmin.", {}, VERB),
    ("Hallitus valitsi Maija Malmin johtajan tehtävään.", {}, [(MAIJA, "johtaja", None, "parse, post")]),
    ("Maija Malmi, joka ei toiminut johtajana, kertoi.", {}, []),
    ("Maija Malmi, joka toimi johtajana, ei kertonut.", {}, VERB),
    ("Puheenjohtaja on Maija Malmi.", {}, [(MAIJA, "puheenjohtaja", None, "parse, predicate")]),
    ("Puheenjohtaja on Maija Malmin ystävä.", {}, []),
    ("Pääjohtaja Maija Malmi johtaa Kelaa.", {"Kelaa": "Kela"}, [(MAIJA, "johtaja", "Kela", "parse, leading")]),
]


def said(text: str, bodies: dict[str, str]) -> Grammar:
    """What the grammar says of Maija Malmi in a text."""
    document = Document(id="d", text=text, language="fi")
    written = "Maija Malmin" if "Malmin" in text else MAIJA

    def proof(words: str) -> tuple[object, ...]:
        return (evidence(document, text.index(words), text.index(words) + len(words)),)

    people = [Person.model_validate({"id": MAIJA, "name": MAIJA, "evidence": proof(written)})]
    known = [
        Body.model_validate({"id": name, "name": name, "kind": "agency", "evidence": proof(words)})
        for words, name in bodies.items()
    ]
    return said_by_grammar(Scene(document, people, known))


@pytest.mark.parametrize(("text", "bodies", "claimed"), ROWS, ids=[text for text, _, _ in ROWS])
def test_what_the_grammar_says(text: str, bodies: dict[str, str], claimed: Claimed) -> None:
    assert [(c.person, c.role, c.body, c.rule) for c in said(text, bodies).claims] == claimed


@pytest.mark.parametrize(
    ("text", "bodies", "places"),
    [
        ("Kelassa asiaa valmistelee lakimies Maija Malmi.", {"Kelassa": "Kela"}, ["Kela"]),
        ("Kelassa asiaa kritisoi lakimies Maija Malmi.", {"Kelassa": "Kela"}, []),
        ("Kelassa asiaa ei valmistele lakimies Maija Malmi.", {"Kelassa": "Kela"}, []),
        ("Kelan asiaa valmistelee lakimies Maija Malmi.", {"Kelan": "Kela"}, []),
        ("Kelan asiaa valmistelee siellä lakimies Maija Malmi.", {"Kelan": "Kela"}, []),
    ],
)
def test_where_the_holder_of_a_title_works(text: str, bodies: dict[str, str], places: list[str]) -> None:
    assert list(said(text, bodies).places.values()) == places
