"""The roles of a person and of a body's people: whose each is told by the record's id, or by a name or alias."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from extractors.model.document import Document
from extractors.model.records import Body, Entry, Person, Records, Role, evidence
from index.home import Home
from index.store.store import Store
from index.things.histories import tenures_of
from index.things.lookup import by_name

TEXT = "Aino Salo johtaa, Aino Salo valvoo. Hallanmaan hyvinvointialue eli Hasote kiitti."


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    document = Document(id="a", title="Tiedote", text=TEXT, published="2026-01-01", publishers=("Hallanmaan liitto",))
    proof = (evidence(document, 0, 9),)

    def role(role: str, body: str | None, person: str | None) -> Role:
        return Role(person="Aino Salo", person_id=person, role=role, body=body, evidence=proof)

    records = Records(
        people=(
            Person(id="p1", name="Aino Salo", evidence=proof),
            Person(id="p2", name="Aino Salo", evidence=proof),
            Person(id="p3", name="Kari Malli", evidence=proof),
        ),
        bodies=(
            Body(id="b1", name="Hallanmaan hyvinvointialue", aliases=("Hasote",), evidence=proof),
            Body(id="b2", name="Lehdon kaupunki", evidence=proof),
        ),
        roles=(
            role("johtaja", "Hasote", "p1"),
            role("valvoja", "Hallanmaan hyvinvointialue", "p2"),
            role("jäsen", None, None),  # the first who is called so
            role("neuvoja", "Kuusamon kaupunki", "p2"),  # of no body that the document names
        ),
    )
    with Store.open(home) as opened:
        opened.put([Entry(document=document, records=records)])
        yield opened


def told(store: Store, name: str) -> list[list[tuple[str, str | None]]]:
    """The roles of each thing of that name, with where they are held."""
    found = by_name(store, name)
    return sorted([(one.role, one.body) for one in tenures_of(store, thing)] for thing in found)


def test_two_of_one_name_have_their_own_roles(store: Store) -> None:
    assert told(store, "Aino Salo") == [
        [("johtaja", "Hasote"), ("jäsen", None)],
        [("neuvoja", "Kuusamon kaupunki"), ("valvoja", "Hallanmaan hyvinvointialue")],
    ]


def test_a_body_is_meant_by_its_other_name_too(store: Store) -> None:
    assert told(store, "hyvinvointialue") == [[("johtaja", "Hasote"), ("valvoja", "Hallanmaan hyvinvointialue")]]


def test_who_holds_no_role_has_none(store: Store) -> None:
    assert told(store, "Kari Malli") == told(store, "Lehdon kaupunki") == [[]]


def test_a_tenure_names_the_things_and_the_words(store: Store) -> None:
    [body] = by_name(store, "hyvinvointialue")
    first, _ = tenures_of(store, body)
    assert (first.body_thing, [proof.quote for proof in first.proofs]) == (body.id, ["Aino Salo"])
    assert first.person_thing in {one.id for one in by_name(store, "Aino Salo")}


def test_the_latest_documents_alone_are_asked_where_that_is_wanted(home: Home) -> None:
    """A body is named in thousands: its page begins with what the latest say, those without a day last."""

    def entry(at: int, published: str | None) -> Entry:
        d = Document(id=str(at), text=f"Aino Salo johtaa {at}. Hasote kiitti.", published=published)
        proof = (evidence(d, 0, 9),)
        role = Role(person="Aino Salo", person_id="p", role=f"johtaja {at}", body="Hasote", evidence=proof)
        people, bodies = (
            (Person(id="p", name="Aino Salo", evidence=proof),),
            (Body(id="b", name="Hasote", evidence=proof),),
        )
        return Entry(document=d, records=Records(people=people, bodies=bodies, roles=(role,)))

    with Store.open(home) as store:
        store.put(entry(at, day) for at, day in enumerate(("2024-01-01", "2026-01-01", None, "2025-01-01")))
        [body] = by_name(store, "Hasote", "body")
        told = {most: {one.role for one in tenures_of(store, body, most)} for most in (0, 1, 2, 3, 4)}
    roles = ["johtaja 1", "johtaja 3", "johtaja 0", "johtaja 2"]
    assert told == {0: set(roles), **{most: set(roles[:most]) for most in (1, 2, 3, 4)}}
