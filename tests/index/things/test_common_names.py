"""A name that thousands bear: the same things in any order, and one more document costs what it names."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
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


def cost(store: Store, some: Iterable[Entry]) -> float:
    """What one document costs of some that are put one by one."""
    entries = list(some)
    with steps(store) as told:
        before = told()
        for one in entries:
            store.put([one])
        return (told() - before) / len(entries)


def test_one_more_document_costs_the_same_among_many_as_among_few(tmp_path: Path) -> None:
    with Store.open(Home(tmp_path)) as store:
        store.put(named(number, RARELY) for number in range(200))
        few = cost(store, (named(number, RARELY) for number in range(100_000, 100_040)))
        store.put(named(number, RARELY) for number in range(200, 2_000))
        assert cost(store, (named(number, RARELY) for number in range(200_000, 200_040))) < 2 * few


def of_its_own(number: int) -> Entry:
    """A release that names four people whom no other names."""
    names = [f"{first} Halla{number}" for first in ("Aino", "Kari", "Liisa", "Otso")]
    read = Document(id=f"d{number}", text=" ".join(names), publishers=(f"Kunta{number % 60}lan kaupunki",))
    at = [read.text.index(name) for name in names]
    people = [
        Person(id=f"p{i}", name=name, evidence=(evidence(read, at[i], at[i] + len(name)),))
        for i, name in enumerate(names)
    ]
    return Entry(document=read, records=Records(people=tuple(people)))


def test_one_more_document_costs_the_same_in_a_large_corpus_as_in_a_small_one(tmp_path: Path) -> None:
    """Nothing that is asked of the database reads a whole table: all keys of all people were read for each document."""
    with Store.open(Home(tmp_path)) as store:
        store.put(map(of_its_own, range(60)))
        small = cost(store, map(of_its_own, range(100_000, 100_010)))
        store.put(map(of_its_own, range(60, 600)))
        assert cost(store, map(of_its_own, range(200_000, 200_010))) < 1.5 * small
