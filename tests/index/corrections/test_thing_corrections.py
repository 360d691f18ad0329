"""What is said of a thing is said of all its documents, is right at once, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from extractors.model.document import Document
from extractors.model.errors import StoreError
from extractors.model.records import Body, Contact, Entry, Person, Records, Role, evidence
from index.corrections.correction_log import correct, undo
from index.corrections.corrections import Correction
from index.corrections.thing_corrections import (
    Preview,
    merge_things,
    preview,
    reject_thing,
    rename_thing,
    split_thing,
)
from index.home import Home
from index.outputs.tables.tables import table_rows
from index.store.filters import Filter
from index.store.store import Address, Store
from index.things.lookup import documents_of, thing

PUBLISHER = "Hallanmaan liitto"


def entry(document: str, name: str, publisher: str = PUBLISHER, mail: str | None = None) -> Entry:
    d = Document(id=document, text=f"{name} avasi kokouksen.", publishers=(publisher,), published="2026-01-01")
    proof = (evidence(d, 0, len(name)),)
    contacts = (Contact(kind="email", value=mail, person=name, evidence=proof),) if mail else ()
    person = Person(id=f"person-{name}", name=name, evidence=proof)
    role = Role(person=name, role="johtaja", evidence=proof)
    return Entry(document=d, records=Records(people=(person,), roles=(role,), contacts=contacts))


ENTRIES = [
    entry("a", "Aino Salo"),
    entry("b", "Aino Salo"),
    entry("c", "Aino Salo", "Kuusamon kaupunki"),
    entry("d", "Sote Uudistus"),
    entry("e", "Sote Uudistus", "Kuusamon kaupunki"),
]


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    with Store.open(home) as store:
        store.put(ENTRIES)
        yield store


def people(store: Store) -> list[tuple[str, list[str]]]:
    """Every person of the corpus, with the documents that name them."""
    rows, _ = table_rows(store, "people", Filter(), sort="name")
    return sorted((row["name"], documents_of(store, row["id"])) for row in rows)


def of(store: Store, name: str, document: str) -> str:
    rows, _ = table_rows(store, "people", Filter(documents=(document,)), name=name)
    return str(rows[0]["id"])


BEFORE = [
    ("Aino Salo", ["a", "b"]),
    ("Aino Salo", ["c"]),
    ("Sote Uudistus", ["d"]),
    ("Sote Uudistus", ["e"]),
]

SAID: list[tuple[str, Callable[[Store], Correction], Preview, list[tuple[str, list[str]]]]] = [
    (
        "rename",
        lambda store: rename_thing(store, of(store, "salo", "a"), "Aino Salo (Halla)", by="ap"),
        Preview(2, 2),
        [("Aino Salo", ["c"]), ("Aino Salo (Halla)", ["a", "b"]), *BEFORE[2:]],
    ),
    (
        "merge",
        lambda store: merge_things(store, of(store, "salo", "a"), of(store, "salo", "c")),
        Preview(2, 2),
        [("Aino Salo", ["a", "b", "c"]), *BEFORE[2:]],
    ),
    (
        "split",
        lambda store: split_thing(store, of(store, "salo", "a"), ["b"], "Aino Salo nuorempi"),
        Preview(1, 1),
        [("Aino Salo", ["a"]), ("Aino Salo", ["c"]), ("Aino Salo nuorempi", ["b"]), *BEFORE[2:]],
    ),
    ("reject", lambda store: reject_thing(store, of(store, "sote", "d")), Preview(2, 2), BEFORE[:2]),
]


@pytest.mark.parametrize(("made", "much", "after"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_said_once_for_all_documents_and_taken_back(
    store: Store,
    home: Home,
    made: Callable[[Store], Correction],
    much: Preview,
    after: list[tuple[str, list[str]]],
) -> None:
    assert people(store) == BEFORE
    said = made(store)
    assert preview(store, said) == much
    assert people(store) == BEFORE
    assert correct(store, said) is None
    assert people(store) == sorted(after)
    store.put(ENTRIES)
    assert people(store) == sorted(after)
    undo(store, said.id)
    assert people(store) == BEFORE


def test_a_merge_has_a_direction_and_the_id_that_went_still_answers(store: Store, home: Home) -> None:
    one, into = of(store, "salo", "a"), of(store, "salo", "c")
    assert one < into or one > into
    for first, second in ((one, into), (into, one)):
        said = merge_things(store, first, second)
        correct(store, said)
        found = thing(store, first)
        assert found is not None
        assert (found.id, found.documents) == (second, 3)
        undo(store, said.id)
        assert (thing(store, one) or found).id == one


def test_what_is_nobody_is_nobody_in_what_comes_later(store: Store, home: Home) -> None:
    correct(store, reject_thing(store, of(store, "sote", "d")))
    store.put([entry("f", "Sote-Uudistus"), entry("g", "Sote-Uudistuksen Aino")])
    assert [name for name, _ in people(store)] == ["Aino Salo", "Aino Salo", "Sote-Uudistuksen Aino"]
    assert [one.name for one in next(store.entries(["f"])).records.people] == []
    assert next(store.entries(["f"])).records.roles == ()


def test_what_is_rejected_goes_by_a_change_of_its_document(store: Store, home: Home) -> None:
    """The index, alerts and exports follow the store's change numbers."""
    before = store.last_change()
    correct(store, reject_thing(store, of(store, "sote", "d")))
    assert {change.document_id for change in store.changes_since(before)} == {"d", "e"}


def test_a_new_document_joins_what_was_merged(store: Store, home: Home) -> None:
    correct(store, merge_things(store, of(store, "salo", "a"), of(store, "salo", "c")))
    store.put([entry("f", "Aino Salo"), entry("g", "Aino Salo", "Kuusamon kaupunki")])
    assert people(store)[0] == ("Aino Salo", ["a", "b", "c", "f", "g"])


def test_what_was_split_off_stays_so_when_more_comes(store: Store, home: Home) -> None:
    correct(store, split_thing(store, of(store, "salo", "a"), ["b"], "Aino Salo nuorempi"))
    store.put([entry("0", "Aino Salo"), entry("z", "Aino Salo")])
    assert people(store)[0] == ("Aino Salo", ["0", "a", "z"])


@pytest.mark.parametrize("documents", ["bcd", "b"])
def test_an_id_that_was_cited_answers_after_a_split(home: Home, documents: str) -> None:
    """Most of its mentions, else those that were not split off, are what it leads to; undone, it is itself again."""
    with Store.open(home) as store:
        store.put([entry(one, "Aino Salo") for one in f"a{documents}"])
        cited = of(store, "salo", "a")
        said = split_thing(store, cited, ["a"], "Aino Salo (Oulu)")
        correct(store, said)
        found = thing(store, cited)
        assert found is not None
        assert (found.name, found.documents) == ("Aino Salo", len(documents))
        undo(store, said.id)
        again = thing(store, cited)
        assert again is not None
        assert (again.id, again.documents) == (cited, len(documents) + 1)


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (lambda store: rename_thing(store, "thing-0", "X"), "no such person"),
        (lambda store: merge_things(store, of(store, "salo", "a"), of(store, "salo", "a")), "one already"),
        (lambda store: split_thing(store, of(store, "salo", "a"), ["a", "b"]), "not all of them"),
        (lambda store: split_thing(store, of(store, "salo", "a"), ["c"]), "does not name it"),
    ],
)
def test_what_cannot_be_meant_is_said(store: Store, made: Callable[[Store], Any], reason: str) -> None:
    with pytest.raises(StoreError, match=reason):
        made(store)


def test_a_body_is_none_of_a_person(store: Store) -> None:
    d = Document(id="k", text="Kela tiedottaa.")
    store.put([Entry(document=d, records=Records(bodies=(Body(id="b", name="Kela", evidence=(evidence(d, 0, 4),)),)))])
    rows, _ = table_rows(store, "bodies", Filter())
    with pytest.raises(StoreError, match="a person cannot be a body"):
        merge_things(store, of(store, "salo", "a"), rows[0]["id"])


def test_a_version_that_comes_while_a_person_corrects_is_not_lost(home: Home) -> None:
    """A correction reads what it corrects under the write lock: what a run stored in between stays."""
    first = Document(id="a", text="Aino Salo avasi kokouksen.", sha256="1")
    then = Document(id="a", text="Aino Salo päätti kokouksen.", sha256="2")

    def holding(d: Document) -> Entry:
        person = Person(id="p", name="Aino Salo", evidence=(evidence(d, 0, 9),))
        return Entry(document=d, records=Records(people=(person,)))

    class Meanwhile(Store):
        """Another process stores a version just before this one gets the lock."""

        came = False

        def writing(self) -> Any:
            if not self.came:
                self.came = True
                with Store.open(home) as other:
                    address = Address(address="https://a.example/", document_id="a", sha256="2")
                    other.put_version(holding(then), address)
            return super().writing()

    with Store.open(home) as store:
        store.put_version(holding(first), Address(address="https://a.example/", document_id="a", sha256="1"))
    with Meanwhile.open(home) as store:
        said = Correction(
            id="c", when="", action="rename", document="a", sha256="1", kind="people", name="Aino Salo", value="A. Salo"
        )
        correct(store, said)
        now = store.entry("a")
    assert now is not None
    assert now.document.text == then.text
    assert [one.name for one in now.records.people] == ["A. Salo"]
