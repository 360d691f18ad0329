"""A name that thousands bear: the same things in any order, and one more document costs what it names."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from extractors.model.document import Document
from extractors.model.records import Body, Entry, Person, Records, Role, evidence
from index.home import Home
from index.store.store import Store
from tests.index.things.test_incremental import agree, kept

NAME = "Matti Virtanen"
TITLES = ("johtaja", "talousjohtaja", "rehtori", "hankepäällikkö", "jäsen")
RARELY = 0.02
"""In so many documents of one Virtanen another is named, who might be taken for them."""
OTHERS = ("Maija Virtanen", "M. Virtanen", "Mikko Virtanen", NAME)


def named(number: int, others: float = 0.2) -> Entry:
    """A release of one of many publishers that names Matti Virtanen, with a post, another of his name, or neither."""
    chance = random.Random(number)
    place = chance.randrange(60)
    publisher = f"Kunta{place}lan kaupunki"
    read = Document(id=f"d{number}", text=f"{NAME} kertoo.", publishers=(publisher,), published=f"20{10 + number % 16}")
    quote = (evidence(read, 0, len(NAME)),)
    bodies = [Body(id="b", name=f"Seura{place % 9}lan liitto", kind="association", evidence=quote)]
    people = [Person(id="p", name=NAME, evidence=quote)]
    if chance.random() < others:
        people.append(Person(id="q", name=chance.choice(OTHERS), evidence=quote))
    roles = []
    if chance.random() < 0.4:
        where = chance.choice((bodies[0].name, None))
        roles.append(Role(person=NAME, person_id="p", role=chance.choice(TITLES), body=where, evidence=quote))
    return Entry(document=read, records=Records(people=tuple(people), bodies=tuple(bodies), roles=tuple(roles)))


def test_a_common_name_is_the_same_people_in_any_order_and_after_some_went(tmp_path: Path) -> None:
    entries, seen = [named(number) for number in range(120)], []
    for turn, batch in enumerate((120, 1, 17)):
        with Store.open(Home(tmp_path / str(turn))) as store:
            store.put(random.Random(turn).sample(entries, len(entries)), batch=batch)
            agree(store, entries)
            seen.append(kept(store))
            gone = {one.document.id for one in entries[::3]}
            store.delete(gone)
            agree(store, [one for one in entries if one.document.id not in gone])
    assert seen[0] == seen[1] == seen[2]


@contextmanager
def steps(store: Store) -> Iterator[Any]:
    """Counts what SQLite does, in hundreds of its steps: the same on every machine, busy or not."""
    counted = count(1)

    def note() -> int:
        next(counted)
        return 0

    def begin(connection: Any, *_: Any) -> None:
        connection.set_progress_handler(note, 100)

    sa.event.listen(store.engine, "checkout", begin)
    try:
        yield lambda: next(counted)
    finally:
        sa.event.remove(store.engine, "checkout", begin)


def test_one_more_document_costs_the_same_among_many_as_among_few(tmp_path: Path) -> None:
    def cost(store: Store, first: int) -> float:
        with steps(store) as told:
            before = told()
            for number in range(first, first + 40):
                store.put([named(number, RARELY)])
            return (told() - before) / 40

    with Store.open(Home(tmp_path)) as store:
        store.put(named(number, RARELY) for number in range(200))
        few = cost(store, 100_000)
        store.put(named(number, RARELY) for number in range(200, 2_000))
        assert cost(store, 200_000) < 2 * few
