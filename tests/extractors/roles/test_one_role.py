"""What one role is made of: mentions that are joined, the body and what decided it, term and group.

(text, bodies as written, [(person, role, body, why this body, the words that say so)])
"""

from __future__ import annotations

import pytest

from extractors.model.document import Document
from extractors.model.records import Person, evidence
from extractors.roles.context import Scene, genitive_group
from tests.extractors.roles.test_roles import roles_of

GROUP = "the body is the group in whose sentence, or under whose line, the task stands"
LISTED = "the body is the group whose list names the person"
HERE = "the body is that of the row, list, sentence or heading the name stands in"

JOINED = [
    (
        "Maija Malmi, Kelan johtaja, avasi. Johtaja Maija Malmi kertoi.",
        {"Kelan": "Kela"},
        [("Maija Malmi", "johtaja", "Kela", None, ["Maija Malmi, Kelan johtaja", "Johtaja Maija Malmi"])],
    ),
    (
        "Johtokunnan jäsenet: Maija Malmi, Kari Vuorimaa.\n\nKokous alkoi. Muuta ei ollut. "
        "Puheenjohtaja Maija Malmi avasi kokouksen. Johtaja Kari Vuorimaa kertoi.",
        {"Johtokunnan": "Johtokunta"},
        [
            ("Maija Malmi", "puheenjohtaja", "Johtokunta", LISTED, ["Puheenjohtaja Maija Malmi"]),
            ("Kari Vuorimaa", "johtaja", None, None, ["Johtaja Kari Vuorimaa"]),
            ("Maija Malmi", "jäsen", "Johtokunta", None, ["jäsenet: Maija Malmi"]),
            ("Kari Vuorimaa", "jäsen", "Johtokunta", None, ["jäsenet: Maija Malmi, Kari Vuorimaa"]),
        ],
    ),
    (
        "Johtokunta kokoontui, ja puheenjohtaja Maija Malmi avasi kokouksen.",
        {"Johtokunta": "Johtokunta"},
        [("Maija Malmi", "puheenjohtaja", "Johtokunta", GROUP, ["puheenjohtaja Maija Malmi"])],
    ),
    (
        "Johtokunta\nKokous 3/2026\npuheenjohtaja Maija Malmi",
        {"Johtokunta": "Johtokunta"},
        [("Maija Malmi", "puheenjohtaja", "Johtokunta", HERE, ["puheenjohtaja Maija Malmi"])],
    ),
    (
        "Johtokunta kokoontui. Nuorten sihteeri Maija Malmi kirjasi sen.",
        {"Johtokunta": "Johtokunta"},
        [("Maija Malmi", "sihteeri", None, None, ["Nuorten sihteeri Maija Malmi"])],
    ),
    (
        "Asian valmisteli johtokunta\nEsittelijä oli poissa, puheenjohtaja Maija Malmi",
        {"johtokunta": "Johtokunta"},
        [("Maija Malmi", "puheenjohtaja", None, None, ["puheenjohtaja Maija Malmi"])],
    ),
    (
        "Asian valmisteli johtokunta\n(kokous 3/2026) puheenjohtaja Maija Malmi",
        {"johtokunta": "Johtokunta"},
        [("Maija Malmi", "puheenjohtaja", "Johtokunta", GROUP, ["puheenjohtaja Maija Malmi"])],
    ),
    (
        "Maija Malmi tulee Kelasta, jossa hän on toiminut johtajana. Johtaja Maija Malmi aloittaa.",
        {"Kelasta": "Kela"},
        [
            (
                "Maija Malmi",
                "johtaja",
                "Kela",
                "“hän” is Maija Malmi, named before it; the body is the one that “jossa” points to",
                [
                    "Maija Malmi tulee Kelasta, jossa hän on toiminut johtajana",
                    "hän on toiminut johtajana",
                    "Johtaja Maija Malmi",
                ],
            )
        ],
    ),
]

PLACE = "the body is the place that hangs on the same verb"

BESIDE = [
    ("Tuomo Malmi hallintojohtaja", {}, [("Tuomo Malmi", "hallintojohtaja", None, None)]),
    (
        "Tulosta esitteli professori, belgialainen Maija Malmi.",
        {},
        [("Maija Malmi", "professori", None, None)],
    ),
    ("Osastopäällikkö\nMaija Malmi", {}, [("Maija Malmi", "osastopäällikkö", None, None)]),
    (
        "Maija Malmi, johtaja ja professori, avasi.",
        {},
        [("Maija Malmi", "johtaja", None, None), ("Maija Malmi", "professori", None, None)],
    ),
    ("Tiedoksi Maija Malmi, johtajalle lähetettiin kopio.", {}, []),
    ("Maija Malmi\nKelan johtaja; poissa", {"Kelan": "Kela"}, []),
    ("Tullin johtaja Maija Malmi avasi.", {}, [("Maija Malmi", "johtaja", "Tulli", None)]),
    ("Puhetta johti Maija Malmi.", {}, [("Maija Malmi", "puheenjohtaja", None, None)]),
]

SENTENCES = [
    (
        "Maija Malmi toimi johtajana Kelassa 2010–2015 ja rehtorina 2016–2020.",
        {"Kelassa": "Kela"},
        [("Maija Malmi", "johtaja", "Kela", PLACE), ("Maija Malmi", "rehtori", "Kela", PLACE)],
    ),
    (
        "Hallitus nimitti Maija Malmin johtajan virkaan.",
        {"Hallitus": "Hallitus"},
        [("Maija Malm", "johtaja", "Hallitus", HERE)],
    ),
    ("Maija Malmi ei ole johtanut Tullia.", {"Tullia": "Tulli"}, []),
]


@pytest.mark.parametrize(("text", "bodies", "expected"), [*BESIDE, *SENTENCES], ids=lambda value: str(value)[:40])
def test_roles_of_a_line_with_the_reason_of_their_body(
    text: str, bodies: dict[str, str], expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    found = [(r.person, r.role, r.body, r.reason) for r in roles_of(text, bodies)]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))


@pytest.mark.parametrize(
    ("text", "language", "bodies", "expected"),
    [
        (
            "Kommundirektör Maija Malmi i Ingå öppnade mötet.",
            "sv",
            {},
            ("Maija Malmi", "kommundirektör", "Ingå kommun"),
        ),
        (
            "Maija Malmi, who chairs the Health Board, spoke first.",
            "en",
            {"Health Board": "Health Board"},
            ("Maija Malmi", "chair", "Health Board"),
        ),
    ],
)
def test_roles_in_swedish_and_english(
    text: str, language: str, bodies: dict[str, str], expected: tuple[str, str, str]
) -> None:
    assert [(r.person, r.role, r.body) for r in roles_of(text, bodies, language)] == [expected]


def test_two_of_one_name_are_told_apart_by_where_they_stand() -> None:
    """Puheenjohtaja Matti Malmi (sd) ja varapuheenjohtaja Matti Malmi (kok)"""
    document = Document(id="d", text="Matti Malmi ja Kari Lohi. Matti Malmi tuli.", language="fi")
    people = [
        Person(id=id_, name=name, evidence=(evidence(document, start, start + len(name)),))
        for id_, name, start in (("a", "Matti Malmi", 0), ("k", "Kari Lohi", 15), ("b", "Matti Malmi", 26))
    ]
    scene = Scene(document, people, [])
    assert scene.identity("Matti Malmi", 20, 40) == "b"
    assert scene.identity("Matti Malmi", 0, 25) == "a"
    assert scene.identity("Kari Lohi", 0, 25) == "k"
    assert (scene.identity("Kari Lohi", 0, 5), scene.identity("Liisa Lohi", 0, 25)) == ("k", "")


def test_a_group_is_put_into_the_genitive_where_its_ending_is_known() -> None:
    assert [genitive_group(name) for name in ("Johtoryhmä", "Kehittämishanke")] == ["Johtoryhmän", "Kehittämishanke"]


@pytest.mark.parametrize(("text", "bodies", "expected"), JOINED, ids=[text[:40] for text, _, _ in JOINED])
def test_a_role_is_joined_of_its_mentions_and_says_why_its_body(
    text: str, bodies: dict[str, str], expected: list[tuple[str, str, str | None, str | None, list[str]]]
) -> None:
    found = [(r.person, r.role, r.body, r.reason, [e.quote for e in r.evidence]) for r in roles_of(text, bodies)]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
