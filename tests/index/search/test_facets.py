"""A facet's count is what choosing its value finds: for every value, on every engine, before and after corrections."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
import sqlalchemy as sa

from extractors.model.document import Document
from extractors.model.errors import QueryError
from extractors.model.records import Amount, Body, Contact, Entry, Evidence, Person, Records
from index import Home, Index, Results
from index.corrections.correction_log import correct, undo
from index.corrections.corrections import Correction
from index.engines import EMBEDDED
from index.query.fields import FACETS
from index.store.loading import entries_of
from index.store.schema import mentions, things
from index.store.store import Store
from index.things.incremental import relink
from tests.index.corpus import corpus, queries

PEOPLE = ("Aino Kivelä", "Kari Malli", "Ari Ahola", "Kauko Harjula")
BODIES = ("Lehdon kaupunki", "Keuruun kunta", "Sosiaali- ja terveysministeriö", "Lehtolan koulu", "Lehto")
PUBLISHERS = ("Lehto", "Lehdon kaupunki", "Hallanmaan liitto")
KINDS = ("money", "percent", "count")


def entry(document: Document, dice: random.Random) -> Entry:
    """A document with people, bodies, amounts and publishers of its own."""
    proof = (Evidence(start=0, end=4, quote=document.text[:4]),)
    people = _some(PEOPLE, dice)
    records = Records(
        people=tuple(Person(id=f"p{i}", name=name, evidence=proof) for i, name in enumerate(people)),
        contacts=tuple(  # what makes them one across documents
            Contact(kind="phone", value=f"+35840{PEOPLE.index(name)}", person=name, evidence=proof) for name in people
        ),
        bodies=tuple(Body(id=f"b{i}", name=name, evidence=proof) for i, name in enumerate(_some(BODIES, dice))),
        amounts=tuple(
            Amount(kind=kind, low=Decimal(5), high=Decimal(5), unit="EUR", evidence=proof)  # type: ignore[arg-type]
            for kind in _some(KINDS, dice)
        ),
    )
    publishers = tuple(_some(PUBLISHERS, dice))
    language = dice.choice(("fi", "fi", "fi", "sv"))
    return Entry(document=document.model_copy(update={"publishers": publishers, "language": language}), records=records)


def _some(names: tuple[str, ...], dice: random.Random) -> list[str]:
    return dice.sample(names, dice.randint(0, 2))


ENTRIES = [entry(document, random.Random(i)) for i, document in enumerate(corpus(120))]
QUERIES = ["NOT olematonsana", "kieli:fi", *queries(40, seed=5)]


@pytest.fixture(scope="module", params=EMBEDDED)
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    pytest.importorskip(request.param)
    with Index.open(tmp_path_factory.mktemp(request.param), engine=request.param) as opened:
        opened.add(ENTRIES)
        opened.add(entry(e.document, random.Random(-i)) for i, e in enumerate(ENTRIES[:30]))  # other records since
        opened.delete([ENTRIES[5].document.id])
        yield opened


def wrong_counts(index: Index, query: str, chosen: dict[str, list[str]]) -> list[tuple[str, str, int, int]]:
    """Every value whose count is not what choosing it alone of its facet finds."""
    found = index.search(query, limit=0, chosen=chosen).facets
    out = []
    for facet, values in found.items():
        for one in values:
            clicked = index.search(query, limit=0, facets=False, chosen={**chosen, facet: [one.value]}).total
            if clicked != one.count:
                out.append((facet, one.label, one.count, clicked))
    return out


def test_a_count_is_what_its_click_finds(index: Index) -> None:
    dice = random.Random(3)
    for query in QUERIES:
        assert wrong_counts(index, query, {}) == [], query
        facets = index.search(query, limit=0).facets
        held = {name: [one.value for one in values] for name, values in facets.items() if values}
        if held:
            names = dice.sample(sorted(held), min(2, len(held)))
            chosen = {name: dice.sample(held[name], min(2, len(held[name]))) for name in names}
            assert wrong_counts(index, query, chosen) == [], (query, chosen)


def test_every_facet_has_values(index: Index) -> None:
    facets = index.search("NOT olematonsana", limit=0).facets
    assert list(facets) == list(FACETS)
    assert all(facets.values())


def ids(index: Index, facet: str, *labels: str) -> list[str]:
    """The values of a facet that are called so."""
    return [one.value for one in index.facet_values("NOT olematonsana", facet) if one.label in labels]


def totals(index: Index, *chosen: dict[str, list[str]]) -> list[int]:
    return [index.search("NOT olematonsana", limit=0, chosen=one).total for one in chosen]


def test_within_a_facet_any_value_will_do_and_across_facets_all_must(index: Index) -> None:
    held = {e.document.id: e for e in index.store.entries()}
    bodies = {one: {body.name for body in e.records.bodies} for one, e in held.items()}
    either = [one for one, names in bodies.items() if names & {"Lehto", "Keuruun kunta"}]
    both = [one for one in either if held[one].document.kind == "slides"]
    some = ids(index, "body", "Lehto", "Keuruun kunta")
    assert totals(
        index,
        {"body": some},
        {"body": some, "kind": ["slides"]},
        {"body": []},
    ) == [len(either), len(both), len(held)]


def test_a_name_that_holds_another_is_another_value(index: Index) -> None:
    """Searched as words, "Lehto" finds Lehtolan koulu too."""
    (alone,) = totals(index, {"body": ids(index, "body", "Lehto")})
    assert alone < index.search("taho:lehto", limit=0).total


def test_years_stand_in_their_order_and_are_chosen_by_range(index: Index) -> None:
    years = [one.value for one in index.search("NOT olematonsana", limit=0).facets["year"]]
    assert years == sorted(years)
    several, one_by_one = totals(index, {"year": ["2019..2021"]}, {"year": ["2019", "2020", "2021"]})
    assert several == one_by_one == index.search("vuosi:2019..2021", limit=0).total


def test_what_is_chosen_is_shown_though_nothing_has_it(index: Index) -> None:
    results = index.search("NOT olematonsana", chosen={"body": ids(index, "body", "Lehto"), "year": ["1950"]})
    assert results.total == 0
    assert [(one.value, one.count) for one in results.facets["year"] if one.value == "1950"] == [("1950", 0)]


def test_more_values_are_counted_alike_and_found_by_name(index: Index) -> None:
    chosen = {"kind": ["slides"]}
    shown = index.search("NOT olematonsana", limit=0, chosen=chosen).facets["body"]
    assert index.facet_values("NOT olematonsana", "body", chosen=chosen) == shown
    like = index.facet_values("NOT olematonsana", "body", like="kunta")
    assert [one.label for one in like] == ["Keuruun kunta"]
    assert [one.label for one in index.facet_values("NOT olematonsana", "body", limit=2, offset=1)] == [
        one.label for one in index.facet_values("NOT olematonsana", "body")[1:3]
    ]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"colour": ["red"]}, "there is no facet colour.*There are: .*body"),
        ({"kind": ["kirja"]}, "there is no kind kirja.*slides"),
        ({"year": ["soon"]}, "there is no year soon.*four figures"),
        ({"body": ["Pohjola"]}, "there is no body Pohjola.*search body:Pohjola"),
        ({"body": ["Keuruun"]}, r"there is no body Keuruun.*Did you mean \S+ \(Keuruun kunta\)"),
    ],
)
def test_what_cannot_be_chosen_is_said(index: Index, chosen: dict[str, list[str]], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        index.search("alue", chosen=chosen)


@pytest.mark.parametrize("way", ["as a field", "as a facet"])
def test_an_id_that_is_nobodys_is_an_error_and_no_empty_answer(index: Index, way: str) -> None:
    """Cut short, with another letter, or of the other kind: none of them finds nothing in silence."""
    [person], [body] = ids(index, "person", "Kari Malli"), ids(index, "body", "Lehto")

    def asked(facet: str, value: str) -> int:
        if way == "as a field":
            return index.search(f"{facet}:{value}", limit=0).total
        return index.search("NOT olematonsana", limit=0, chosen={facet: [value]}).total

    assert asked("person", person) > 0
    for facet, value, said in (
        ("person", "thing-unknown", "there is no person thing-unknown.*louhi people"),
        ("person", person[:-1], rf"Did you mean {person} \(Kari Malli\)"),
        ("body", body[:-2] + "zz", rf"Did you mean {body} \(Lehto\)"),
        ("person", body, f"Lehto is a body: search body:{body}"),
        ("body", person, f"Kari Malli is a person: search person:{person}"),
    ):
        with pytest.raises(QueryError, match=said):
            asked(facet, value)


def test_the_passage_of_a_hit_shows_what_was_chosen(index: Index) -> None:
    hits = index.search("NOT olematonsana", chosen={"person": ids(index, "person", "Kari Malli")}).hits
    assert hits
    assert all(hit.highlights[0] == (0, 4) for hit in hits)


def facet(results: Results, name: str) -> dict[str, int]:
    return {one.label: one.count for one in results.facets[name]}


def test_facets_follow_what_becomes_of_a_document(tmp_path_factory: pytest.TempPathFactory, index: Index) -> None:
    """A record put right, a document gone: counts and clicks are of what is now."""
    with Index.open(tmp_path_factory.mktemp("home"), engine=index.name) as other:
        other.add(ENTRIES[:20])
        before = facet(other.search("NOT olematonsana"), "person")
        changed = next(e for e in ENTRIES[:20] if e.records.people)
        name = changed.records.people[0].name
        renamed = changed.records.people[0].model_copy(update={"name": "Aune Uusi"})
        records = changed.records.model_copy(update={"people": (renamed, *changed.records.people[1:])})
        other.add([changed.model_copy(update={"records": records})])
        after = facet(other.search("NOT olematonsana"), "person")
        assert after.get("Aune Uusi") == 1
        assert after.get(name, 0) == before[name] - 1
        assert wrong_counts(other, "NOT olematonsana", {}) == []


def test_two_that_a_person_says_are_one_are_one_value(tmp_path_factory: pytest.TempPathFactory, index: Index) -> None:
    """One of the documents did not change: only what its people are."""
    root = tmp_path_factory.mktemp("home")
    with Index.open(root, engine=index.name) as other:
        other.add(_of_one_name(one) for one in ("a", "b", "c"))
        each = other.search("silta").facets["person"]
        assert [(one.label, one.count) for one in each] == [("Kari Malli", 1)] * 3
        with Store.open(Home(root)) as store:
            said = {"id": "c1", "when": "2026-01-01", "action": "together", "kind": "people"}
            one = Correction.model_validate({**said, "document": "", "sha256": "", "name": "a/p", "value": "b/p"})
            assert correct(store, one) is None
        other.add([_of_one_name("b", Contact(kind="phone", value="+358401", person="Kari Malli", evidence=PROOF))])
        both, alone = other.search("silta").facets["person"]
        assert (both.count, alone.count) == (2, 1)
        assert other.search("silta", chosen={"person": [both.value]}).total == 2
        still = [other.search("silta", chosen={"person": [one.value]}).total for one in each]
        assert sorted(still) == [1, 2, 2]  # ids of before lead to what has their mentions now
        assert wrong_counts(other, "silta", {}) == []


PROOF = (Evidence(start=0, end=10, quote="Kari Malli"),)


def _of_one_name(one: str, *contacts: Contact) -> Entry:
    document = Document(id=one, text="Kari Malli kertoi sillasta.")
    people = (Person(id="p", name="Kari Malli", evidence=PROOF),)
    return Entry(document=document, records=Records(people=people, contacts=contacts))


@pytest.mark.parametrize("again", ["catch up", "open"])
def test_what_a_person_says_moves_facets_with_no_document_put(
    tmp_path_factory: pytest.TempPathFactory, index: Index, again: str
) -> None:
    """And back, where it is taken back."""
    home = Home(tmp_path_factory.mktemp("home"))
    with Index.open(home, engine=index.name) as other:
        other.add(_of_one_name(one) for one in ("a", "b", "c"))
    said = {"id": "c1", "when": "2026-01-01", "action": "together", "kind": "people"}
    one = Correction.model_validate({**said, "document": "", "sha256": "", "name": "a/p", "value": "b/p"})
    assert _people_after(home, index.name, again, lambda store: correct(store, one)) == [2, 1]
    assert _people_after(home, index.name, again, lambda store: undo(store, "c1")) == [1, 1, 1]


def test_linking_anew_moves_facets_too(tmp_path_factory: pytest.TempPathFactory, index: Index) -> None:
    """Where the rules have changed: here as if an older Louhi had held two for one."""
    home = Home(tmp_path_factory.mktemp("home"))
    with Index.open(home, engine=index.name) as other:
        other.add(_of_one_name(one) for one in ("a", "b", "c"))

    def older(store: Store) -> None:
        with store.writing() as db:
            first = db.execute(sa.select(mentions.c.thing_id).order_by(mentions.c.document_id)).scalars().first()
            change = db.execute(sa.select(sa.func.max(things.c.change))).scalar_one()
            db.execute(mentions.update().where(mentions.c.document_id == "b").values(thing_id=first))
            db.execute(things.update().values(change=change + 1))

    def anew(store: Store) -> None:
        with store.writing() as db:
            relink(db, list(entries_of(db)))

    assert _people_after(home, index.name, "open", older) == [2, 1]
    assert _people_after(home, index.name, "open", anew) == [1, 1, 1]


def _people_after(home: Home, engine: str, again: str, change: Callable[[Store], object]) -> list[int]:
    """How many documents each person has in the facets, once something was changed in the store alone."""
    with Index.open(home, engine=engine) as other:
        with Store.open(home) as store:
            change(store)
        if again == "catch up":
            other.catch_up()
            return [one.count for one in other.search("silta").facets["person"]]
    with Index.open(home, engine=engine) as other:
        assert wrong_counts(other, "silta", {}) == []
        return [one.count for one in other.search("silta").facets["person"]]
