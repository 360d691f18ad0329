"""What a search reads of the store: the same by SQLite's own words and by SQLAlchemy, and said for any database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql

from extractors.model.document import Document, Passage
from extractors.model.records import Amount, Body, Entry, Evidence, Person, Records
from index.home import Home
from index.sqlite_files import AT_A_TIME
from index.store.databases.sqlite_database import sqlite_engine
from index.store.reader import StoreReader
from index.store.reader_queries import QUERIES
from index.store.reader_rows import SqlalchemyStoreRows, SqliteStoreRows, sqlite_statements
from index.store.store import Store
from tests.tool_loading import tool

ROOT = Path(__file__).resolve().parents[3]
PLACE = (Evidence(start=0, end=5, quote="Lehto"),)


def entry(number: int) -> Entry:
    """One document with a body, a person and an amount."""
    text = f"Lehto rakentaa sillan numero {number}. Bron byggs."
    document = Document(
        id=f"d{number:04}",
        title=f"Silta {number}",
        text=text,
        language="fi",
        kind="press release",
        published="2024-03-01",
        publishers=("Lehdon kunta", "Harjun kunta"),
        source=f"https://lehto.example/{number}",
        passages=(
            Passage(kind="paragraph", start=0, end=text.index(". ") + 1, page=1),
            Passage(kind="paragraph", start=text.index("Bron"), end=len(text), language="sv"),
        ),
    )
    records = Records(
        people=(Person(id="p", name="Maija Aho-Malli", evidence=PLACE),),
        bodies=(Body(id="b", name="Lehdon kunta", kind="municipality", aliases=("Lehto",), evidence=PLACE),),
        amounts=(Amount(kind="money", low=Decimal(5), high=Decimal(5), unit="EUR", evidence=PLACE),),
    )
    return Entry(document=document, records=records)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    with Store.open(home) as store:
        store.put(entry(number) for number in range(1, 6))
        store.delete(["d0005"])
    return home


IDS = ["d0003", "d0001", "d0005", "none"]

READS: dict[str, Callable[[StoreReader], object]] = {
    "last_change": lambda reader: reader.last_change(),
    "last_thing_change": lambda reader: reader.last_thing_change(),
    "texts": lambda reader: reader.texts(IDS, 10),
    "held": lambda reader: reader.held(IDS),
    "documents": lambda reader: reader.documents(IDS),
    "versions": lambda reader: reader.versions(IDS),
    "facts": lambda reader: reader.facts(IDS),
    "groups": lambda reader: reader.groups(IDS),
    "forms": lambda reader: reader.forms(IDS),
    "records": lambda reader: sorted(map(repr, reader.records("amounts", IDS))),
    "mentions_of": lambda reader: reader.mentions_of(IDS),
    "things_called": lambda reader: reader.things_called("body", (" lehdon ", "none")),
    "things of documents": lambda reader: sorted(reader.documents_of(_things(reader))),
    "things_moved": lambda reader: sorted(reader.things_moved(0)),
    "thing_names": lambda reader: sorted(reader.thing_names(_things(reader)).items()),
    "now_called": lambda reader: sorted(reader.now_called("body", _things(reader)).items()),
}


def _things(reader: StoreReader) -> list[str]:
    return sorted(set(reader.mentions_of(IDS).values()))


@pytest.fixture(params=["sqlite", "sqlalchemy"])
def reader(home: Home, request: pytest.FixtureRequest) -> Iterator[StoreReader]:
    name = str(home.store)
    rows = SqliteStoreRows(home.store) if request.param == "sqlite" else SqlalchemyStoreRows(sqlite_engine(name), name)
    with closing(StoreReader(rows)) as reader:
        yield reader


@pytest.mark.parametrize("read", READS)
def test_both_ways_read_the_same(home: Home, read: str) -> None:
    name = str(home.store)
    with (
        closing(StoreReader.open(home.store)) as one,
        closing(StoreReader(SqlalchemyStoreRows(sqlite_engine(name), name))) as other,
    ):
        assert READS[read](one) == READS[read](other)


def test_what_is_read(reader: StoreReader) -> None:
    assert reader.texts(IDS, 5) == {"d0001": "Lehto", "d0003": "Lehto"}
    assert reader.held(IDS)["d0003"].title == "Silta 3"
    facts = reader.facts(IDS)["d0001"]
    assert facts.publishers == ("Lehdon kunta", "Harjun kunta")
    assert ("amounts", "money") in facts.types
    assert [piece.language for piece in reader.pieces(["d0001"])["d0001"]] == [None, "sv"]
    assert {key[1] for key in reader.mentions_of(["d0001"])} == {"p", "b"}
    [thing] = reader.things_called("body", (" lehdon kunta ",))
    assert reader.thing_names([thing, "none"]) == {thing: "Lehdon kunta"}
    assert [document for _, document in sorted(reader.documents_of([thing]))] == ["d0001", "d0002", "d0003", "d0004"]
    [(one, amount)] = reader.records("amounts", ["d0002", "d0005"])
    assert (one, amount["unit"]) == ("d0002", "EUR")


def test_more_ids_than_a_statement_takes(reader: StoreReader) -> None:
    assert len(reader.versions([f"d{number:04}" for number in range(2 * AT_A_TIME)])) == 4


def test_a_write_is_seen(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with Store.open(home) as store:
        store.put([entry(1)])
        with (
            closing(StoreReader.open(home.store)) as one,
            closing(StoreReader(SqlalchemyStoreRows(sqlite_engine(str(home.store)), ""))) as other,
        ):
            before = one.marker(), other.marker()
            assert (one.marker(), other.marker()) == before
            store.put([entry(2)])
            assert one.marker() != before[0]
            assert other.marker() != before[1]


def test_sqlites_words_are_those_of_the_queries() -> None:
    held = (ROOT / "index" / "store" / "reader_sql.toml").read_text("utf-8")
    assert held == tool("reader_sql").page(), "run `python tools/reader_sql.py`"
    assert set(sqlite_statements()) == set(QUERIES)


@pytest.mark.parametrize("name", QUERIES)
def test_queries_are_sqlites_alone_in_nothing(name: str) -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    said = str(QUERIES[name].compile(dialect=dialect))
    assert "JSON_EXTRACT" not in said.upper()
