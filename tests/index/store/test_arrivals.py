"""What addresses gave is kept alike one by one and in batches, also where one of them decides where others belong."""

from __future__ import annotations

import random
from typing import Any

import pytest
import sqlalchemy as sa

from extractors.model.document import Document
from extractors.model.ids import sha256
from extractors.model.records import Body, Entry, Person, Records, Role, evidence
from index.home import Home
from index.store.database import insert_rows
from index.store.schema import (
    addresses,
    documents,
    mentions,
    passages,
    records,
    release_keys,
    things,
    transitions,
    versions,
)
from index.store.store import Address, Arrival, Put, ReadBy, Store

PROSE = (
    "Hallanmaan liitto avaa lähitorit kolmeen kuntaan ensi keväänä ja seuraa niiden toimintaa kuukausittain.\n"
    "Torit kokoavat kunnan palvelut yhteen paikkaan, ja asiasta päätetään maakuntahallituksessa syksyllä uudelleen.\n"
    "Hankkeen tuloksista kerrotaan kunnille ja hyvinvointialueelle ennen seuraavan vuoden talousarviota."
)
PEOPLE = ("Aino Lehtovaara", "A. Lehtovaara", "Eero Salmi")
BODIES = ("Hallanmaan liitto", "Hasote", "Kuusamon kaupunki")
ARRIVALS = 24
KEPT = (documents, versions, passages, records, addresses, transitions, release_keys, things, mentions)


def arrival(chance: random.Random, number: int) -> Arrival:
    """One content of few addresses, few texts and few facts, so that many of them meet."""
    text = f"{PROSE}\n{chance.choice(('Jaa tämä sivu', 'Lue lisää', 'Espoo 12', 'Luettu 7 kertaa'))}"
    name, body = chance.choice(PEOPLE), chance.choice(BODIES)
    document = Document(
        id=f"doc-{chance.randrange(5)}",
        title=chance.choice(("Lähitorit avataan", "Lähitorit suljetaan")),
        text=text,
        source=f"/{chance.randrange(6)}",
        sha256=sha256(f"{text} {chance.randrange(3)}".encode()),
        published=chance.choice((None, "2026-03-24", "2026-03-25")),
    )
    found = (evidence(document, 0, 10),)
    told = Records(
        people=(Person(id=f"person-{name}", name=name, evidence=found),),
        bodies=(Body(id=f"body-{body}", name=body, evidence=found),),
        roles=(Role(person=name, person_id=f"person-{name}", role="johtaja", body=body, evidence=found),),
    )
    when = f"2026-11-29T10:00:{number:02}"
    at = Address(address=f"/{chance.randrange(8)}", document_id="", sha256="", checked=when)
    return Arrival(Entry(document=document, records=told), at, ReadBy(when, chance.choice(("louhi 1", "louhi 2"))))


def kept(store: Store) -> dict[str, list[str]]:
    """All that is kept; how often things moved on the way there is not."""
    with store.reading() as db:
        return {
            table.name: sorted(
                str(tuple(row))
                for row in db.execute(sa.select(*(c for c in table.c if (table, c.name) != (things, "change"))))
                if table is not things or row.documents
            )
            for table in KEPT
        }


def put_in(home: Home, some: list[Arrival], sizes: list[int]) -> tuple[list[Put], dict[str, list[str]]]:
    puts: list[Put] = []
    with Store.open(home) as store:
        left = list(some)
        for size in sizes:
            puts += store.put_arrivals(left[:size])
            del left[:size]
        return puts, kept(store)


@pytest.mark.parametrize("seed", range(8))
def test_one_by_one_and_in_batches_the_same_is_kept(home: Home, tmp_path: Any, seed: int) -> None:
    chance = random.Random(seed)
    some = [arrival(chance, number) for number in range(ARRIVALS)]
    alone = put_in(Home(tmp_path / "one by one"), some, [1] * ARRIVALS)
    first = chance.randint(1, ARRIVALS - 2)
    assert put_in(home, some, [first, ARRIVALS - first]) == alone
    assert {put.outcome for put in alone[0]} > {"read", "same content"}


def test_what_does_not_meet_is_asked_for_and_written_once(home: Home) -> None:
    """The number of questions a batch asks does not grow with its documents."""
    asked: list[int] = []
    with Store.open(home) as store:
        count = 0

        def note(*_: Any) -> None:
            nonlocal count
            count += 1

        sa.event.listen(store.engine, "before_cursor_execute", note)
        for size in (1, 8, 32):  # the first batch of a new store counts whom it names as well
            some = []
            for number in range(size):
                document = Document(
                    id=f"d-{size}-{number}", text=f"Kauko Harjula {size} {number}", source=f"/{size}{number}"
                )
                person = Person(
                    id="p",
                    name=f"Kauko Harjula{'abcdefgh'[number % 8] * (number + size)}",
                    evidence=(evidence(document, 0, 5),),
                )
                at = Address(address=f"/{size}/{number}", document_id="", sha256="")
                some.append(Arrival(Entry(document=document, records=Records(people=(person,))), at))
            count = 0
            assert {put.outcome for put in store.put_arrivals(some)} == {"read"}
            asked.append(count)
    assert asked[1] == asked[2]


def test_rows_come_back_as_they_were_given(home: Home) -> None:
    """However they are sent: quotes, what is nothing, what is no finite number, JSON within JSON."""
    told = [
        {
            "version_id": "v",
            "kind": "amounts",
            "seq": 0,
            "name": 'a "b"\\ \n€ 𐍈',
            "type": None,
            "low": 0.1,
            "high": None,
        },
        {"version_id": "v", "kind": "amounts", "seq": 1, "name": "", "type": "x", "low": -1e300, "high": 2.0},
        {
            "version_id": "v",
            "kind": "amounts",
            "seq": 2,
            "name": "'; --",
            "type": ":rows",
            "low": float("inf"),
            "high": 1.5,
        },
    ]
    rows = [{**one, "confidence": 1.0, "data": {"ä": [1, None, {"b": "\u2028"}]}, "folded": ""} for one in told]
    head = Document(id="d", text="x", sha256="s")
    for some in (rows[:2], rows[2:]):
        with Store.open(home) as store:
            store.put([Entry(document=head, records=Records())])
            with store.writing() as db:
                version = db.execute(sa.select(versions.c.id)).scalar_one()
                given = [{**row, "version_id": version} for row in some]
                insert_rows(db, records, given)
                names = [records.c[name] for name in given[0]]
                held = db.execute(sa.select(*names).order_by(records.c.seq)).mappings().all()
                assert [dict(row) for row in held] == given
                db.execute(records.delete())
