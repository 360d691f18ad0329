"""What people look for in releases, on either engine: numbers, dashes, hyphens, publishers, durations, names."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from extractors.model.records import Amount, Entry, Person, Records
from index import Index
from tests.index.corpus import counted
from tests.index.search.test_search import at, found, made


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('title:"hyvinvointialueen valmistelu"', {"a"}),
        ('title:"valmistelu hyvinvointialueen"', set()),
        ('title:"lapin valmistelu"', set()),
        ("title:'valmistelu'", {"a"}),
        ("title:'valmistelut'", set()),
        ("2028", {"a", "c"}),
        ("2021", {"b"}),
        ("2027", {"b"}),
        ("70", {"b"}),
        ("julkaistaan", {"c"}),
        ("'Kouvola'", {"c"}),
        ("publisher:VM", {"a"}),
        ("publisher:STM", {"a"}),
        ("soteuudistus", {"b", "c"}),
        ("sote-uudistus", {"b", "c"}),
        ("ymparistolautakunta", {"c"}),
        ("lautakunta~", {"c"}),
        ("amount:<1v", {"b"}),
        ("amount:12kk", {"a"}),
        ("person:Marin", {"a"}),
        ("person:Marinin", {"a"}),
        ("person:Mari", {"a", "b", "c"}),
    ],
)
def test_finds(releases: Index, query: str, expected: set[str]) -> None:
    assert found(releases.search(query)) == expected


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def releases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    texts = {
        "a": "Laki tulee voimaan 1.1.2028 vuodeksi. Päätös on Sanna Marinin.",
        "b": "Kausi 2021-2027, osuus 65–70 prosenttia. Soteuudistus vie kolme kuukautta, sanoi Maria Ohisalo.",
        "c": "Vuosina 2026–2028 sote-uudistus julkaistaan. Savonrata–Kouvola–Kuopio, ympäristölautakunta, Mari Kivi.",
    }

    def amount(text: str, quote: str, number: int, unit: str) -> Amount:
        return Amount(
            kind="duration", low=Decimal(number), high=Decimal(number), unit=unit, evidence=(at(text, quote),)
        )

    records = {
        "a": Records(
            people=(Person(id="p", name="Sanna Marin", evidence=(at(texts["a"], "Sanna Marinin"),)),),
            amounts=(amount(texts["a"], "vuodeksi", 1, "year"),),
        ),
        "b": Records(
            people=(Person(id="q", name="Maria Ohisalo", evidence=(at(texts["b"], "Maria Ohisalo"),)),),
            amounts=(amount(texts["b"], "kolme kuukautta", 3, "month"),),
        ),
        "c": Records(people=(Person(id="r", name="Mari Kivi", evidence=(at(texts["c"], "Mari Kivi"),)),)),
    }
    publishers = {"a": ("Sosiaali- ja terveysministeriö", "Valtiovarainministeriö")}
    title = {"a": "Lapin hyvinvointialueen valmistelu"}
    with Index.open(tmp_path_factory.mktemp("releases"), engine=request.param) as opened:
        opened.add(
            Entry(document=made(one, title.get(one), text, publishers=publishers.get(one, ())), records=records[one])
            for one, text in texts.items()
        )
        yield opened


def test_each_publisher_is_counted(releases: Index) -> None:
    found = counted(releases.search("2028"), "publisher")
    assert found == {"Sosiaali- ja terveysministeriö": 1, "Valtiovarainministeriö": 1}


def test_dots_left_out_are_no_misspelling(releases: Index) -> None:
    assert releases.search("ymparistolautakunta").did_you_mean is None
    assert releases.search("ymparistolautakunta").total == 1
