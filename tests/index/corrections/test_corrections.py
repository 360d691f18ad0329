"""Corrections are applied, kept through a new reading, flagged when their words are gone, and can be taken back."""

import json
from pathlib import Path

import pytest

from extractors.model.document import Document
from extractors.model.errors import StoreError
from extractors.model.records import Body, Contact, Entry, Person, Records, Role, evidence
from index.corrections.correction_file import read_corrections, write_corrections
from index.corrections.correction_log import correct, standing, take_corrections, undo
from index.corrections.corrections import Correction, apply, around
from index.home import Home
from index.outputs.formats.marked import marked
from index.store.store import Address, Store

TEXT = "Sosterin johtaja Kauko Harjula avasi kokouksen. Harjula kiitti VM:ää. Uusi johtaja on Maija Meri."


def document(text: str = TEXT) -> Document:
    return Document(id="a", text=text, sha256=f"sha of {text}")


def spot(words: str, d: Document | None = None, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = (d or document()).text.index(words, start + 1)
    return start, start + len(words)


def entry(text: str = TEXT) -> Entry:
    d = document(text)
    return Entry(
        document=d,
        records=Records(
            people=(
                Person(id="p1", name="Sosteri", confidence=0.4, evidence=(evidence(d, *spot("Sosterin", d)),)),
                Person(
                    id="p2",
                    name="Kauko Harjula",
                    confidence=0.8,
                    evidence=(evidence(d, *spot("Kauko Harjula", d)), evidence(d, *spot("Harjula", d, 1))),
                ),
            ),
            bodies=(Body(id="b1", name="VM", evidence=(evidence(d, *spot("VM:ää", d)),)),),
        ),
    )


def saying(
    action: str, kind: str, name: str, value: str | None = None, words: str | None = None, nth: int = 0, **more: object
) -> Correction:
    tie = around(document(), *spot(words, nth=nth)) if words else {}
    return Correction.model_validate(
        {
            "id": f"{action} {name}",
            "when": "2026-01-01",
            "action": action,
            "document": "a",
            "sha256": document().sha256,
            "kind": kind,
            "name": name,
            "value": value,
            **tie,
            **more,
        }
    )


def names(records: Records, kind: str) -> list[tuple[str, list[str]]]:
    return [(r.name, [e.quote for e in r.evidence]) for r in getattr(records, kind)]


HARJULA = ("Kauko Harjula", ["Kauko Harjula", "Harjula"])
SOSTERI = ("Sosteri", ["Sosterin"])

APPLIED = [
    (saying("reject", "people", "Sosteri"), "people", [HARJULA]),
    (
        saying("reject", "people", "Kauko Harjula", words="Harjula", nth=1),
        "people",
        [SOSTERI, ("Kauko Harjula", ["Kauko Harjula"])],
    ),
    (saying("rename", "bodies", "VM", "Valtiovarainministeriö"), "bodies", [("Valtiovarainministeriö", ["VM:ää"])]),
    (saying("retype", "people", "Sosteri", "bodies"), "bodies", [SOSTERI, ("VM", ["VM:ää"])]),
    (
        saying("merge", "people", "Sosteri", "Kauko Harjula"),
        "people",
        [("Kauko Harjula", ["Sosterin", "Kauko Harjula", "Harjula"])],
    ),
    (
        saying("split", "people", "Kauko Harjula", "Heikki Harjula", words="Harjula", nth=1),
        "people",
        [SOSTERI, ("Kauko Harjula", ["Kauko Harjula"]), ("Heikki Harjula", ["Harjula"])],
    ),
    (
        saying("add", "people", "Maija Meri", "Maija Meri", words="Maija Meri"),
        "people",
        [SOSTERI, HARJULA, ("Maija Meri", ["Maija Meri"])],
    ),
]


@pytest.mark.parametrize(("one", "kind", "expected"), APPLIED, ids=[one.action + one.name for one, _, _ in APPLIED])
def test_applying(one: Correction, kind: str, expected: list[tuple[str, list[str]]]) -> None:
    records, failed = apply(document(), entry().records, [one])
    assert not failed
    assert names(records, kind) == expected


def test_accepting_makes_sure() -> None:
    records, _ = apply(document(), entry().records, [saying("accept", "people", "Kauko Harjula")])
    assert [p.confidence for p in records.people] == [0.4, 1.0]


def test_a_body_gets_its_kind() -> None:
    records, _ = apply(document(), entry().records, [saying("retype", "bodies", "VM", "ministry")])
    assert records.bodies[0].kind == "ministry"


UNFIT = [
    saying("reject", "people", "Nobody"),
    saying("rename", "people", "Kauko Harjula"),
    saying("retype", "people", "Kauko Harjula", "ministry"),
    saying("add", "amounts", "EUR", "EUR", words="Maija"),
    saying("split", "people", "Sosteri", "X", words="Sosterin"),
    saying("add", "dates", "eilen", "eilen", words="avasi"),
    saying("merge", "people", "Kauko Harjula", "Maija Meri"),
]


@pytest.mark.parametrize("one", UNFIT, ids=lambda one: one.id)
def test_what_does_not_fit_is_said_and_changes_nothing_wrongly(one: Correction) -> None:
    _, failed = apply(document(), entry().records, [one])
    assert one.id in failed


def test_a_correction_survives_a_new_reading_of_a_changed_text(home: Home) -> None:
    with Store.open(home) as store:
        at = Address(address="/a", document_id="", sha256="")
        store.put_version(entry(), at)
        assert correct(store, saying("reject", "people", "Kauko Harjula", words="Harjula", nth=1)) is None
        longer = entry("Alkuun uusi virke. " + TEXT)
        store.put_version(longer, at)
        assert names(store.entry("a").records, "people") == [SOSTERI, ("Kauko Harjula", ["Kauko Harjula"])]
        store.put_version(entry(TEXT.replace("Harjula kiitti", "Harjula moitti")), at)
        flagged = standing(store)[0].failed
        assert flagged is not None and "several places" in flagged


def test_a_correction_is_kept_and_can_be_taken_back(home: Home) -> None:
    with Store.open(home) as store:
        store.put([entry()])
        one = saying("reject", "people", "Sosteri")
        assert correct(store, one) is None
        assert names(store.entry("a").records, "people") == [HARJULA]
        undo(store, one.id)
        assert store.entry("a") == entry()
        assert standing(store) == []
        with pytest.raises(StoreError, match="no such correction"):
            undo(store, one.id)


def test_corrections_go_to_another_home_as_a_file(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "korjaukset.jsonl"
    with Store.open(home) as store:
        store.put([entry()])
        assert correct(store, saying("reject", "people", "Sosteri")) is None
        write_corrections(file, [one.correction for one in standing(store)])
    assert json.loads(file.read_text())["action"] == "reject"
    with Store.open(Home(tmp_path / "toinen")) as other:
        other.put([entry()])
        assert take_corrections(other, read_corrections(file)) == 1
        assert take_corrections(other, read_corrections(file)) == 0
        assert names(other.entry("a").records, "people") == [HARJULA]
        file.write_text(file.read_text() + json.dumps({"undo": standing(other)[0].correction.id}) + "\n")
    assert read_corrections(file) == []
    file.write_text("{}\n")
    with pytest.raises(StoreError, match="line 1 is no correction"):
        read_corrections(file)


def test_a_correction_of_a_document_that_is_not_held_waits_for_it(home: Home, tmp_path: Path) -> None:
    with Store.open(home) as store:
        assert take_corrections(store, [saying("reject", "people", "Sosteri")]) == 1
        store.put([entry()])
        assert names(store.entry("a").records, "people") == [HARJULA]


def test_a_correction_that_does_not_fit_is_refused(home: Home) -> None:
    with Store.open(home) as store:
        store.put([entry()])
        assert correct(store, saying("reject", "people", "Nobody")) is not None
        assert standing(store) == []


def test_marked_data_quotes_the_text() -> None:
    gold = marked(entry(), "a.txt")
    for mention in [m for x in gold["people"] + gold["bodies"] for m in x["mentions"]]:
        assert TEXT[mention["start"] : mention["end"]] == mention["surface"]


def test_what_is_one_across_documents_is_decided_for_good(home: Home) -> None:
    from index.outputs.tables.tables import table_rows
    from index.store.filters import Filter

    with Store.open(home) as store:
        second = entry("Kauko Harjula matkusti. Sosterin väki jäi. Harjula palasi VM:ää tapaamaan.")
        moved = second.document.model_copy(update={"id": "b"})
        store.put([entry(), second.model_copy(update={"document": moved})])
        apart = len(table_rows(store, "people", Filter())[0])
        said = saying("together", "people", "a/p2", "b/p2").model_copy(update={"document": ""})
        assert correct(store, said) is None
        rows, _ = table_rows(store, "people", Filter(), name="harjula")
        assert len(table_rows(store, "people", Filter())[0]) == apart - 1
        assert rows[0]["documents"] == 2
        assert "a person said that they are one" in " ".join(rows[0]["why"])
        undo(store, said.id)
        assert len(table_rows(store, "people", Filter())[0]) == apart


@pytest.mark.parametrize(
    ("one", "roles", "contacts"),
    [
        (saying("rename", "people", "Kauko Harjula", "Kaarlo Harjula"), [("Kaarlo Harjula", "VM")], ["Kaarlo Harjula"]),
        (saying("reject", "people", "Kauko Harjula"), [], [None]),
        (
            saying("reject", "people", "Kauko Harjula", words="Harjula", nth=1),
            [("Kauko Harjula", "VM")],
            ["Kauko Harjula"],
        ),
        (saying("rename", "bodies", "VM", "Ministeriö"), [("Kauko Harjula", "Ministeriö")], ["Kauko Harjula"]),
        (saying("reject", "bodies", "VM"), [("Kauko Harjula", None)], ["Kauko Harjula"]),
        (saying("retype", "people", "Kauko Harjula", "bodies"), [], [None]),
    ],
    ids=lambda one: f"{one.action} {one.name}" if isinstance(one, Correction) else None,
)
def test_roles_and_contacts_follow(
    one: Correction, roles: list[tuple[str, str | None]], contacts: list[str | None]
) -> None:
    d, proof = document(), (evidence(document(), *spot("Kauko Harjula")),)
    found = entry().records.model_copy(
        update={
            "roles": (Role(person="Kauko Harjula", role="johtaja", body="VM", evidence=proof),),
            "contacts": (Contact(kind="email", value="kari@example.fi", person="Kauko Harjula", evidence=proof),),
        }
    )
    records, failed = apply(d, found, [one])
    assert not failed
    assert [(r.person, r.body) for r in records.roles] == roles
    assert [c.person for c in records.contacts] == contacts
