"""Tables and exports say what the store holds, respect the filters, and prove each fact."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.model.document import Document, Passage
from extractors.model.errors import StoreError
from extractors.model.records import Amount, Body, DateMention, Entry, Person, Records, Role, evidence
from index.corrections.correction_log import correct
from index.corrections.thing_corrections import merge_things, rename_thing
from index.home import Home
from index.outputs.exports import EXPORTERS, export
from index.outputs.formats.table_files import safe
from index.outputs.tables.tables import TABLES, table_rows
from index.store.filters import Filter, amounting, conditions, found, select
from index.store.store import Store


def entry(name: str, text: str, **about: object) -> Entry:
    d = Document.model_validate(
        {
            "id": name,
            "text": text,
            "sha256": name,
            "title": f"Tiedote {name}",
            "passages": [Passage(kind="paragraph", start=0, end=len(text))],
            **about,
        }
    )

    def at(words: str) -> tuple[object, ...]:
        start = text.index(words)
        return (evidence(d, start, start + len(words)),)

    found: dict[str, object] = {}
    if "Harjula" in text:
        found["people"] = (
            Person(
                id="p", name="Kauko Harjula", confidence=0.9, rule="people.single-known", evidence=at("Kauko Harjula")
            ),
        )
        found["roles"] = (
            Role(person="Kauko Harjula", role="osastopäällikkö", body="STM", evidence=at("Kauko Harjula")),
        )
    if "STM" in text:
        found["bodies"] = (
            Body(
                id="b",
                name="Sosiaali- ja terveysministeriö",
                aliases=("STM",),
                known="stm",
                kind="ministry",
                confidence=0.6,
                evidence=at("STM"),
            ),
        )
    if "2023" in text:
        found["dates"] = (DateMention(edtf="2023", evidence=at("2023")),)
    if "M€" in text:
        found["amounts"] = (
            Amount(
                kind="money",
                low=Decimal(9_400_000),
                high=Decimal(9_400_000),
                unit="EUR",
                qualifier="about",
                evidence=at("9,4 M€"),
            ),
        )
    return Entry(document=d, records=Records.model_validate(found))


ENTRIES = [
    entry(
        "a",
        "Asia eteni. Kauko Harjula STM:stä sai n. 9,4 M€ vuodelle 2023. Kiitos.",
        published="2021-02-17T14:26:00+02:00",
        kind="press release",
    ),
    entry("b", "STM jakoi rahaa.", published="2022-05", publishers=("Sosiaali- ja terveysministeriö",)),
    entry("c", "Ingen finska.", language="sv", published=None),
]


@pytest.fixture
def store(home: Home):
    with Store.open(home) as store:
        store.put(ENTRIES)
        yield store


FILTERS = [
    (Filter(), "abc"),
    (Filter(kind="press release"), "a"),
    (Filter(language="sv"), "c"),
    (Filter(publisher="TERVEYSministeriö"), "b"),
    (Filter(published_since="2022"), "b"),
    (Filter(published_since="2022-05-20"), "b"),
    (Filter(published_since="2021-02-17", published_until="2021-02-17"), "a"),
    (Filter(published_until="2021"), "a"),
    (Filter(published_until="2021-02-16"), ""),
    (Filter(person="harjula"), "a"),
    (Filter(body="stm"), "ab"),
    (Filter(body="terveysministeriö"), "ab"),
    (Filter(body="stm", min_confidence=0.7), ""),
    (Filter(mentions="2023-06"), "a"),
    (Filter(mentions="2022"), ""),
    (Filter(documents=("b", "c"), language="fi"), "b"),
]


@pytest.mark.parametrize(("wanted", "ids"), FILTERS, ids=[str(f.model_dump(exclude_defaults=True)) for f, _ in FILTERS])
def test_a_filter_keeps(store: Store, wanted: Filter, ids: str) -> None:
    assert select(store, *conditions(wanted)) == set(ids)


@pytest.mark.parametrize(
    ("low", "high", "ids"), [(1_000_000, None, "a"), (None, 9_400_000, "a"), (9_400_001, None, ""), (None, 1, "")]
)
def test_amounts_are_numbers(store: Store, low: int | None, high: int | None, ids: str) -> None:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert select(store, amounting("money", "EUR", *ends)) == set(ids)


def test_records_come_with_their_document(store: Store) -> None:
    assert [(document, record.name) for document, record in found(store, "people", Filter())] == [
        ("a", "Kauko Harjula")
    ]


def test_people_are_counted_and_have_their_roles(store: Store) -> None:
    rows, total = table_rows(store, "people", Filter())
    assert total == 1
    assert {k: rows[0][k] for k in TABLES["people"]} == {
        "name": "Kauko Harjula",
        "roles": "osastopäällikkö, STM",
        "documents": 1,
        "mentions": 1,
        "confidence": 0.9,
    }
    assert rows[0]["sentence"] == "Kauko Harjula STM:stä sai n. 9,4 M€ vuodelle 2023."


def test_bodies_are_one_row_a_body_and_can_be_cut_and_sorted(store: Store) -> None:
    rows, total = table_rows(store, "bodies", Filter(), name="stm", sort="-documents", limit=1)
    assert (total, rows[0]["documents"], rows[0]["aliases"]) == (1, 2, "STM")
    assert table_rows(store, "bodies", Filter(), name="nobody") == ([], 0)


def test_an_amount_is_spoken(store: Store) -> None:
    rows, _ = table_rows(store, "amounts", Filter())
    assert rows[0]["value"] == "about 9 400 000 EUR"


def test_csv_has_a_row_a_mention_with_its_sentence(store: Store, tmp_path: Path) -> None:
    count, paths = export(store, tmp_path / "out", ["csv"], Filter())
    assert count == 3
    assert {p.name for p in paths} == {"documents.csv", *(f"{kind}.csv" for kind in TABLES)}
    with (tmp_path / "out" / "people.csv").open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    assert rows[0]["quote"] == "Kauko Harjula"
    assert (rows[0]["rule"], rows[0]["reason"]) == ("people.single-known", "")
    assert rows[0]["sentence"].startswith("Kauko Harjula STM:stä")
    assert int(rows[0]["start"]) == ENTRIES[0].document.text.index("Kauko")


def test_json_lines_are_what_extract_prints(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path, ["jsonl"], Filter(language="fi"))
    lines = [json.loads(line) for line in (tmp_path / "documents.jsonl").read_text().splitlines()]
    assert [line["document"]["id"] for line in lines] == ["a", "b"]
    assert lines[0]["amounts"][0]["low"] == "9400000"
    assert lines[1]["document"]["publisher"] == "Sosiaali- ja terveysministeriö"


def test_a_search_gives_the_order_and_confidence_cuts_records(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path, ["jsonl"], Filter(min_confidence=0.7), ids=["b", "a", "x"])
    lines = [json.loads(line) for line in (tmp_path / "documents.jsonl").read_text().splitlines()]
    assert [line["document"]["id"] for line in lines] == ["b", "a"]
    assert lines[0]["bodies"] == []
    assert len(lines[1]["people"]) == 1


@pytest.mark.parametrize("format", EXPORTERS)
def test_an_empty_selection_still_makes_whole_files(store: Store, tmp_path: Path, format: str) -> None:
    count, paths = export(store, tmp_path, [format], Filter(language="en"))
    assert count == 0
    assert all(path.exists() for path in paths)


@pytest.mark.parametrize(
    ("value", "cell"), [("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("@x", "'@x"), ("+358", "+358"), (None, ""), (3, 3)]
)
def test_no_cell_is_a_formula(value: object, cell: object) -> None:
    assert safe(value) == cell


def test_times_are_sorted_by_when_they_begin(store: Store) -> None:
    d = Document(id="z", text="a b c d e", sha256="z")
    mixed = ["{2026,2027}", "2014", "../2026-05", "XXXX-12-20", "2025-12~"]
    proofs = ((evidence(d, 2 * i, 2 * i + 1),) for i in range(5))
    dates = tuple(DateMention(edtf=edtf, evidence=proof) for edtf, proof in zip(mixed, proofs, strict=True))
    store.put([Entry(document=d, records=Records(dates=dates))])
    order = ["2014", "2025-12~", "{2026,2027}", "../2026-05", "XXXX-12-20"]
    for sort, expected in (("edtf", order), ("-edtf", order[::-1])):
        rows, _ = table_rows(store, "dates", Filter(documents=("z",)), sort=sort)
        assert [row["edtf"] for row in rows] == expected


def test_a_column_that_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(StoreError, match="cannot be sorted by foo"):
        table_rows(store, "people", Filter(), sort="foo")


def test_over_a_million_is_no_hundred_million(store: Store) -> None:
    text = "yli miljoona"
    d = Document(id="z", text=text, sha256="z")
    over = Amount(
        kind="money", low=Decimal(1_000_000), high=None, unit="EUR", qualifier="over", evidence=(evidence(d, 0, 12),)
    )
    store.put([Entry(document=d, records=Records(amounts=(over,)))])
    assert "z" in select(store, amounting("money", "EUR", Decimal(1_000_000), None))
    assert "z" not in select(store, amounting("money", "EUR", Decimal(100_000_000), None))


def test_roles_of_a_person_are_hers_alone(store: Store) -> None:
    text = "Kauko Harjula ja Maija Meri"
    d = Document(id="z", text=text, sha256="z")
    both = tuple(
        Role(person=name, role="jäsen", evidence=(evidence(d, text.index(name), text.index(name) + len(name)),))
        for name in ("Kauko Harjula", "Maija Meri")
    )
    people = tuple(Person(id=r.person, name=r.person, evidence=r.evidence) for r in both)
    store.put([Entry(document=d, records=Records(people=people, roles=both))])
    rows, _ = table_rows(store, "roles", Filter(person="meri"))
    assert [row["person"] for row in rows] == ["Maija Meri"]


def test_a_rename_and_a_merge_show_in_every_export_that_tells_things(tmp_path: Path) -> None:
    harjula, harjunen = "Kauko Harjula", "Kauko Harjunen"
    with Store.open(Home(tmp_path / "home")) as store:
        store.put([_naming("a", harjula, "Kuusamon kaupunki"), _naming("b", harjunen, "Oulun kaupunki")])
        ids = {row["name"]: row["id"] for kind in ("people", "bodies") for row in table_rows(store, kind, Filter())[0]}
        correct(store, merge_things(store, ids[harjula], ids[harjunen]))
        correct(store, rename_thing(store, ids[harjunen], "Kauko Uusinimi"))
        correct(store, rename_thing(store, ids["Oulun kaupunki"], "Uusi Oulu"))
        export(store, tmp_path / "out", ["csv", "jsonl", "ftm", "graphml"], Filter())
    person, town, new = ids[harjunen], ids["Oulun kaupunki"], "Kauko Uusinimi"
    with (tmp_path / "out" / "people.csv").open(encoding="utf-8", newline="") as f:
        assert [(row["thing"], row["thing_name"], row["name"]) for row in csv.DictReader(f)] == [
            (person, new, harjula),
            (person, new, harjunen),
        ]
    lines = [json.loads(line) for line in (tmp_path / "out" / "documents.jsonl").read_text("utf-8").splitlines()]
    assert lines[1]["things"] == [
        {"record": "b-person", "thing": person, "name": new},
        {"record": "b-body", "thing": town, "name": "Uusi Oulu"},
    ]
    entities = [json.loads(line) for line in (tmp_path / "out" / "entities.ftm.json").read_text("utf-8").splitlines()]
    held = {
        (one["id"], *one["properties"].get("alias", ())): one["properties"]["name"]
        for one in entities
        if "name" in one["properties"]
    }
    assert held[person, harjula] == held[person, harjunen] == [new]
    assert held[town, "Oulun kaupunki"] == ["Uusi Oulu"]
    graph = (tmp_path / "out" / "louhi.graphml").read_text("utf-8")
    assert f'<node id="{person}"><data key="name">{new}<' in graph
    assert f'<node id="{town}"><data key="name">Uusi Oulu<' in graph
    assert ids[harjula] not in graph


def _naming(document: str, person: str, body: str) -> Entry:
    d = Document(id=document, text=f"{person} johtaa: {body}.")
    at = len(d.text) - 1 - len(body)
    people = (Person(id=f"{document}-person", name=person, evidence=(evidence(d, 0, len(person)),)),)
    bodies = (Body(id=f"{document}-body", name=body, evidence=(evidence(d, at, at + len(body)),)),)
    return Entry(document=d, records=Records(people=people, bodies=bodies))
