"""The kept things are those of the whole corpus, whatever the order and the batches that documents came in."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.model.document import Document
from extractors.model.records import Body, Contact, Entry, Evidence, Person, Records, Role
from index.home import Home
from index.store.schema import mentions, profiles, things
from index.store.store import Store
from index.things.linking import link
from index.things.named_counts import how_many_named
from tests.index.things.years import counted_by_year, kept_by_year

QUOTE = (Evidence(start=0, end=1, quote="x"),)
PEOPLE = ("Aino Salo", "A. Salo", "Eero Salo", "Aino-Maija Salo")
BODIES = (("Valtiovarainministeriö", "vm"), ("Finansministeriet", "vm"), ("Hallanmaan liitto", None), ("Hasote", None))
PUBLISHERS = (None, "Hallanmaan liitto", "Kuusamon kaupunki")


@st.composite
def documents(draw: Any) -> list[Entry]:
    return [_entry(draw, f"d{i}") for i in range(draw(st.integers(1, 9)))]


def _entry(draw: Any, name: str) -> Entry:
    bodies = tuple(
        Body(
            id=f"body-{n}",
            name=n,
            known=known,
            kind=draw(st.sampled_from(["body", "association"])),
            aliases=draw(st.sampled_from([(), ("Hasote",), ("HL",)])) if known is None and n != "Hasote" else (),
            evidence=QUOTE,
        )
        for n, known in draw(st.lists(st.sampled_from(BODIES), max_size=2, unique=True))
    )
    called = draw(st.lists(st.sampled_from(PEOPLE), max_size=3))
    people = tuple(Person(id=f"person-{n}-{i}", name=n, evidence=QUOTE) for i, n in enumerate(called))
    roles = tuple(
        Role(person=p.name, person_id=p.id, role=draw(st.sampled_from(["johtaja", "jäsen"])), body=b, evidence=QUOTE)
        for p in people
        if (b := draw(st.sampled_from([None, *(b.name for b in bodies)])))
    )
    contacts = tuple(
        Contact(kind="email", value=f"a{n}@esim.fi", person=p.name, evidence=QUOTE)
        for p in people
        if (n := draw(st.integers(0, 2)))
    )
    publisher = draw(st.sampled_from(PUBLISHERS))
    day = draw(st.sampled_from([None, "2025-01-01", "2025-07", "2026-03-04"]))
    read = Document(id=name, text="x", publishers=(publisher,) if publisher else (), published=day)
    return Entry(document=read, records=Records(people=people, bodies=bodies, roles=roles, contacts=contacts))


def kept(store: Store) -> dict[str, Any]:
    """Every thing that is named, with all that is said of it."""
    with store.reading() as db:
        held: dict[str, list[str]] = defaultdict(list)
        for row in db.execute(sa.select(mentions)):
            held[row.thing_id].append(f"{row.document_id}/{row.record_id}")
        rows = db.execute(sa.select(things).where(things.c.documents > 0)).mappings().all()
        assert {row["id"] for row in rows} == set(held)
        for kind in ("person", "body"):
            assert how_many_named(db, kind) == sum(row["kind"] == kind for row in rows)
        assert kept_by_year(db) == counted_by_year(db)
        return {
            row["id"]: {
                **{k: v for k, v in row.items() if k not in ("id", "change")},
                "items": sorted(held[row["id"]]),
            }
            for row in rows
        }


def agree(store: Store, entries: list[Entry]) -> None:
    """What is kept is what linking the whole corpus gives."""
    found, whole = kept(store), link(entries)
    assert {c.id: sorted(f"{i.document}/{i.record}" for i in c.items) for c in whole} == {
        key: one["items"] for key, one in found.items()
    }
    assert {c.id: (c.name, c.known, list(c.names)) for c in whole} == {
        key: (one["name"], one["known"], one["aliases"]) for key, one in found.items()
    }
    for one in found.values():
        assert one["documents"] == len({item.split("/")[0] for item in one["items"]})
        assert one["mentions"] == len(one["items"])
    with store.reading() as db:
        used = dict(db.execute(sa.select(mentions.c.profile_id, sa.func.count()).group_by(mentions.c.profile_id)).all())
        assert used == dict(db.execute(sa.select(profiles.c.id, profiles.c.uses)).all())


SLOWLY = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)


@SLOWLY
@given(documents(), st.randoms(use_true_random=False))
def test_any_order_and_any_batches_give_the_same_things(
    tmp_path_factory: Any, entries: list[Entry], chance: random.Random
) -> None:
    seen = []
    for turn in range(2):
        with Store.open(Home(tmp_path_factory.mktemp("home"))) as store:
            some = list(entries)
            if turn:
                chance.shuffle(some)
            store.put(some, batch=chance.randint(1, 4) if turn else 100)
            seen.append(kept(store))
            agree(store, entries)
    assert seen[0] == seen[1]


@SLOWLY
@given(documents(), documents(), st.randoms(use_true_random=False))
def test_what_changed_and_what_was_deleted_leaves_nothing_behind(
    tmp_path_factory: Any, first: list[Entry], then: list[Entry], chance: random.Random
) -> None:
    with Store.open(Home(tmp_path_factory.mktemp("home"))) as store:
        store.put(first, batch=chance.randint(1, 4))
        store.put(then, batch=chance.randint(1, 4))
        held = {one.document.id: one for one in (*first, *then)}
        agree(store, list(held.values()))
        gone = chance.sample(sorted(held), len(held) // 2)
        store.delete(gone)
        agree(store, [one for key, one in held.items() if key not in gone])


def _speaks(document: str, body: str, *aliases: str) -> Entry:
    one = Body(id="body-1", name=body, aliases=aliases, evidence=QUOTE)
    return Entry(document=Document(id=document, text="x"), records=Records(bodies=(one,)))


def _silent(document: str) -> Entry:
    return Entry(document=Document(id=document, text="x"), records=Records())


def _put_in_turn(store: Store, *turns: list[Entry]) -> None:
    held: dict[str, Entry] = {}
    for some in turns:
        store.put(some)
        held |= {one.document.id: one for one in some}
        agree(store, list(held.values()))


@pytest.mark.parametrize("name", ["Hallanmaan liitto", "Kuusamon liitto", "Kainuun liitto", "Savon liitto"])
def test_who_is_called_so_by_a_release_that_was_taken_back_is_on_their_own(tmp_path: Path, name: str) -> None:
    """ "Hasote" was that union for as long as a release said "Hallanmaan liitto (Hasote)", and had its id where that
    was the least."""
    with Store.open(Home(tmp_path)) as store:
        _put_in_turn(store, [_speaks("a", name, "Hasote"), _speaks("b", "Hasote")], [_silent("a")])


def test_a_thing_that_nothing_named_for_a_while_has_no_empty_name_among_its_others(tmp_path: Path) -> None:
    with Store.open(Home(tmp_path)) as store:
        named = _speaks("a", "Hallanmaan liitto", "Hasote")
        _put_in_turn(store, [named], [_silent("a")], [named])
