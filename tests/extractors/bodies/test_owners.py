"""Whose an organ is: the issuer of a document, and how its organs are named."""

from __future__ import annotations

import pytest

from extractors.bodies import find_mentions
from extractors.bodies.owners import can_own, owned_name, owner_of, without_owner_noun
from extractors.model.document import Document

ISSUED = [
    ({"publishers": ("Espoon kaupunki",)}, "Kaupunginhallitus päätti.", "Espoon kaupunki"),
    ({"publishers": ("Valtiovarainministeriö",), "title": "Lahden kaupunki"}, "Päätös.", "Lahden kaupunki"),
    ({"source": "https://www.espoo.fi/paatos"}, "Kaupunginhallitus päätti.", "Espoon kaupunki"),
    ({"source": "https://www.kela.fi/paatos"}, "Kaupunginhallitus päätti.", None),
    ({}, "Espoon kaupunki haki avustusta.", "Espoon kaupunki"),
    ({}, "Espoon kaupunki ja Lahden kaupunki hakivat avustusta.", None),
    ({}, "Espoon kaupunki haki. Espoon kaupunki sai. Espoon kaupunki kiitti. Lahden kaupunki ei.", "Espoon kaupunki"),
    ({}, "Espoon kaupunginhallitus päätti asiasta.", "Espoon kaupunki"),
    ({}, "Asiasta päätettiin.", None),
]


@pytest.mark.parametrize(("head", "text", "owner"), ISSUED)
def test_who_issued_a_document(head: dict[str, object], text: str, owner: str | None) -> None:
    document = Document(id="d", text=text, language="fi", **head)  # type: ignore[arg-type]
    found = owner_of(
        document, find_mentions(document.model_copy(update={"publishers": ()}), (), layers=("heads", "lexicon"))
    )
    assert (found and found.known.name) == owner


@pytest.mark.parametrize(
    ("town", "organ", "can", "name"),
    [
        ("Lahden kaupunki", "Maakuntahallitus", False, "Lahden maakuntahallitus"),
        ("Lahden kaupunki", "Kulttuurilautakunta", True, "Lahden kulttuurilautakunta"),
        ("Lahden kaupunki", "valtuusto", True, "Lahden kaupunginvaltuusto"),
        ("Hollolan kunta", "Valtuusto", True, "Hollolan kunnanvaltuusto"),
    ],
)
def test_what_organs_an_owner_has(town: str, organ: str, can: bool, name: str) -> None:
    owner = owner_of(Document(id="d", text="Päätös.", publishers=(town,)), [])
    assert owner is not None
    assert (can_own(owner, organ), owned_name(organ, owner)) == (can, name)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Espoon kaupungin ympäristölautakunta", "Espoon ympäristölautakunta"),
        ("Hollolan kunnan valtuusto", "Hollolan valtuusto"),
        ("Pirkanmaan hyvinvointialueen aluehallitus", "Pirkanmaan aluehallitus"),
        ("Espoon kaupungin kirjasto", "Espoon kaupungin kirjasto"),
        ("Uuden kaupungin lautakunta", "Uuden kaupungin lautakunta"),
        ("Espoon ympäristölautakunta", "Espoon ympäristölautakunta"),
        ("Kajonix", "Kajonix"),
    ],
)
def test_an_owners_noun_is_left_out_of_its_organs_name(name: str, short: str) -> None:
    assert without_owner_noun(name) == short
