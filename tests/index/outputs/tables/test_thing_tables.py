"""Lists of people and bodies: what a filter keeps is counted once, and shown the latest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.model.document import Document, Passage
from extractors.model.records import Entry, Evidence, Person, Records, Role
from extractors.text.sentences import sentence_of
from index.home import Home
from index.outputs.tables.tables import table_rows
from index.outputs.tables.witness import sentence_around
from index.store.filters import Filter
from index.store.store import Store

OULU, KUUSAMO = "Oulun kaupunki", "Kuusamon kaupunki"


def _says(number: int, publisher: str, *names: str, day: str | None = None) -> Entry:
    people = tuple(
        Person(id=f"person-{name}", name=name, evidence=(Evidence(start=0, end=1, quote="x"),), confidence=0.9)
        for name in names
    )
    roles = tuple(
        Role(person=one.name, person_id=one.id, role="jäsen", body=f"ryhmä {number}", evidence=one.evidence)
        for one in people
    )
    read = Document(id=f"d{number:02}", text="x", publishers=(publisher,), published=day)
    return Entry(document=read, records=Records(people=people, roles=roles))


ENTRIES = [
    *(_says(i, OULU, "Aino Salo", day=f"2025-01-{i + 1:02}") for i in range(12)),
    _says(12, OULU, "Aino Salo", "Eero Aho"),
    _says(13, KUUSAMO, "Eero Aho", "Veli Koski", day="2024-05-05"),
]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), {"Aino Salo": 13, "Eero Aho": 1, "Veli Koski": 1}),
        (Filter(publisher=OULU), {"Aino Salo": 13, "Eero Aho": 1}),
        (Filter(publisher=KUUSAMO), {"Eero Aho": 1, "Veli Koski": 1}),
        (Filter(publisher=KUUSAMO, min_confidence=0.95), {}),
        (Filter(published_since="2025"), {"Aino Salo": 12}),
        (Filter(published_since="2025", published_until="2025"), {"Aino Salo": 12}),
        (Filter(published_since="2025-01-01", published_until="2025-12-31"), {"Aino Salo": 12}),
        (Filter(published_since="2024-01", published_until="2024-12"), {"Eero Aho": 1, "Veli Koski": 1}),
        (Filter(published_since="2023", published_until="2023"), {}),
        (Filter(published_since="2025", published_until="2025", person="Aino"), {"Aino Salo": 12}),
        (Filter(published_since="2025", published_until="2025", person="Eero"), {}),
        (Filter(publisher=OULU, published_since="2025-01-11"), {"Aino Salo": 2}),
        (Filter(person="Eero Aho"), {"Eero Aho": 1}),
    ],
)
@pytest.mark.parametrize("sort", ["-documents", "name"])
def test_a_filter_counts_the_documents_it_keeps_and_how_many_things_there_are(
    tmp_path: Path, wanted: Filter, found: dict[str, int], sort: str
) -> None:
    with Store.open(Home(tmp_path)) as store:
        store.put(ENTRIES)
        rows, count = table_rows(store, "people", wanted, sort=sort, limit=5)
        names = {row["name"]: row["documents"] for row in rows}
        assert names == found
        assert count == len(rows)  # two Eero Ahos of two publishers are two people
        assert table_rows(store, "people", wanted, sort=sort, limit=5, offset=100) == ([], count)


@pytest.mark.parametrize("wanted", [Filter(), Filter(publisher=OULU), Filter(published_until="2025-12")])
def test_the_latest_documents_are_shown_and_those_without_a_day_last(tmp_path: Path, wanted: Filter) -> None:
    with Store.open(Home(tmp_path)) as store:
        store.put(ENTRIES)
        rows, _ = table_rows(store, "people", wanted, sort="-documents", limit=1)
    shown = [one["document"] for one in rows[0]["evidence"]]
    assert shown == [f"d{i:02}" for i in range(11, 1, -1)]
    assert rows[0]["roles"] == "; ".join(f"jäsen, ryhmä {i}" for i in range(11, 1, -1))


TEXT = "Otsikko\nKokous oli 11.2. Oulussa. Se\nmeni hyvin.\n\nNimi\tVuosi\nAino Salo\t2025\nLoppu."


@pytest.mark.parametrize(
    "spans",
    [
        [(0, 7), (8, 49), (51, 61), (62, 76), (77, 82)],
        [(0, 7), (8, 49), (30, 61)],  # passages that meet are looked at together
        [(8, 49)],
        [],
    ],
)
def test_the_sentence_of_a_passage_alone_is_that_of_the_whole_document(spans: list[tuple[int, int]]) -> None:
    passages = tuple(
        Passage(kind="paragraph", start=a, end=b, cells=((a, a + 4), (a + 5, b)) if b - a < 15 else ())
        for a, b in spans
    )
    document = Document(id="d", text=TEXT, passages=passages)
    for at, letter in enumerate(TEXT):
        if not letter.isspace():
            low, high = sentence_of(document, at, at + 1)
            assert sentence_around(document, at, at + 1) == " ".join(TEXT[low:high].split())
