"""A document as the role rules look at it: who is meant where, and what a claim keeps of its group and its grammar."""

from __future__ import annotations

import pytest

from extractors.model.document import Document
from extractors.model.records import Body, Person, evidence
from extractors.people import find_people
from extractors.roles import find_roles
from extractors.roles.context import Scene, past_unit
from tests.extractors.roles.test_roles import roles_of

TWO = "Maija Malmi avasi. Kari Vuorimaa puhui. Maija Malmi kiitti."


def two_of_a_name() -> Scene:
    """Two people of one name, the second named last, and another between them."""
    document = Document(id="d", text=TWO, language="fi")
    spots = [
        ("a", "Maija Malmi", 0),
        ("k", "Kari Vuorimaa", TWO.index("Kari")),
        ("b", "Maija Malmi", TWO.rindex("Maija")),
    ]
    people = [
        Person(id=who, name=name, evidence=(evidence(document, start, start + len(name)),))
        for who, name, start in spots
    ]
    return Scene(document, people, [])


@pytest.mark.parametrize(
    ("name", "start", "end", "who"),
    [
        ("Maija Malmi", 0, 11, "a"),
        ("Maija Malmi", TWO.rindex("Maija"), len(TWO), "b"),
        ("Maija Malmi", TWO.index("Kari"), len(TWO), "b"),
        ("Kari Vuorimaa", 0, len(TWO), "k"),
        ("Maija Malmi", TWO.index("Kari"), TWO.rindex("Maija"), "a"),
        ("Sanna Tikkanen", 0, len(TWO), ""),
    ],
)
def test_who_is_meant_within_a_span(name: str, start: int, end: int, who: str) -> None:
    assert two_of_a_name().identity(name, start, end) == who


@pytest.mark.parametrize(
    ("kind", "between", "expected"),
    [
        ("department", " at the ", "Ministry"),
        ("department", " and the ", "Food Department"),
        ("agency", " at the ", "Food Department"),
    ],
)
def test_a_unit_is_a_part_of_the_body_after_it(kind: str, between: str, expected: str) -> None:
    text = f"Food Department{between}Ministry"
    document = Document(id="d", text=text, language="en")
    bodies = [
        Body(
            id=name, name=name, kind=of, evidence=(evidence(document, text.index(name), text.index(name) + len(name)),)
        )
        for name, of in (("Food Department", kind), ("Ministry", "ministry"))
    ]
    assert past_unit(Scene(document, [], bodies), (len("Food Department"), "Food Department"))[1] == expected


@pytest.mark.parametrize(
    ("text", "bodies", "group"),
    [
        ("Johtoryhmä\nMaija Malmi (Kela), Kari Vuorimaa (Vero)", {"Johtoryhmä": "Johtoryhmä"}, "Johtoryhmä"),
        ("Johtoryhmä\nMaija Malmi, johtaja\nKari Vuorimaa, lakimies", {"Johtoryhmä": "Johtoryhmä"}, None),
    ],
)
def test_the_group_of_one_who_comes_from_elsewhere(text: str, bodies: dict[str, str], group: str | None) -> None:
    named = bodies | ({"Kela": "Kela", "Vero": "Verohallinto"} if "Kela" in text else {})
    assert {r.group for r in roles_of(text, named)} == {group}


@pytest.mark.parametrize("parse", [True, False])
def test_the_grammar_is_asked_or_not(parse: bool) -> None:
    document = Document(id="d", text="Maija Malmi valmistui ja toimi johtajana.", language="fi")
    found = find_roles(document, list(find_people(document, [], [])), [], parse=parse)
    assert {role.rule.startswith("roles.parse") for role in found} == {parse}
