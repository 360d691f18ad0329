"""A store on PostgreSQL: searched, corrected, written by several processes at once, never taken for another."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import Popen

import pytest
import sqlalchemy as sa

from extractors.model.document import Document
from extractors.model.errors import HomeBusy, StoreError, UnkeepableText
from extractors.model.records import Entry, Person, Records, evidence
from index import Index
from index.corrections.correction_log import correct, undo
from index.corrections.thing_corrections import rename_thing
from index.home import Home
from index.store.database import held_everywhere
from index.store.databases.postgresql_database import shown_url
from index.store.maintenance.verify import verify
from index.store.status import status
from index.store.store import Store
from index.things.lookup import by_name
from tests.index.store.test_state import MANY, SAVES
from tests.servers.postgresql import Cluster

pytestmark = pytest.mark.postgresql
NAMES = ("Äänekoski", "zeta", "Ala", "alfa", "Zeta", "öljy", "a-b", "ab", "1")


def said(key: str, text: str, person: str) -> Entry:
    d = Document(id=key, title=f"Tiedote {key}", text=text, publishers=("Hallan liitto",), published="2026-03-01")
    at = text.index(person)
    held = Person(id=f"p-{key}", name=person, evidence=(evidence(d, at, at + len(person)),))
    return Entry(document=d, records=Records(people=(held,)))


@pytest.fixture
def there(postgresql: Cluster, tmp_path: Path) -> Home:
    """A home whose store is on PostgreSQL."""
    home = Home(tmp_path / "koti")
    home.settings.write_text(f'store = "{postgresql.database("koti")}"\n', encoding="utf-8")
    return home


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_it_is_searched_listed_and_corrected_like_any_other(there: Home, engine: str) -> None:
    with Index.open(there, engine=engine) as index:
        index.add(
            [
                said("a", "Aino Lehtovaara avasi torin.", "Aino Lehtovaara"),
                said("b", "Torilla oli kahvia. Kari Halla", "Kari Halla"),
            ]
        )
        assert {hit.document_id for hit in index.search("tori").hits} == {"a", "b"}
        assert [hit.document_id for hit in index.search('person:"Aino Lehtovaara"').hits] == ["a"]
        [thing] = by_name(index.store, "lehtovaara")
        one = rename_thing(index.store, thing.id, "Aino Lehto")
        assert correct(index.store, one) is None
        values = {value.label: value.count for value in index.search("tori").facets["person"]}
        assert values == {"Aino Lehto": 1, "Kari Halla": 1}
        undo(index.store, one.id)
        assert verify(index.store, there) == []
        assert status(index.store, there).documents == 2
    assert not there.store.exists()


def test_what_is_ordered_is_ordered_by_code_points(home: Home) -> None:
    with Store.open(home) as store:
        store.put([Entry(document=Document(id=name, text=name)) for name in NAMES])
        assert store.ids() == sorted(NAMES)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
@pytest.mark.parametrize("field", ["text", "title", "publishers"])
def test_what_no_database_keeps_is_refused_before_it_reaches_one(home: Home, text: str, field: str) -> None:
    d = Document.model_construct(
        **{**Document(id="a", text="x").__dict__, field: (text,) if field == "publishers" else text}
    )
    with Store.open(home) as store:
        with pytest.raises((UnkeepableText, StoreError)):
            store.put([Entry(document=d)])
        assert store.count() == 0


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"], ids=["NUL", "surrogate"])
def test_what_no_database_keeps_is_not_asked_for_either(home: Home, text: str) -> None:
    with Store.open(home) as store:
        store.put([Entry(document=Document(id="a", text="x"))])
        with pytest.raises(UnkeepableText):
            store.known(["a", text])
        assert set(store.rows(["a", "b"])) == {"a"}


def test_any_number_of_keys_is_one_statement(there: Home) -> None:
    """One that the server has made ready once; names with what an array is written with are names like others."""
    names = ["a", '"b"', "{c,d}", "e\\f", "NULL", "", "ä, ö"]
    asked: list[str] = []
    with Store.open(there) as store:
        store.put([Entry(document=Document(id=name, text="x")) for name in names if name])
        sa.event.listen(store.engine, "before_cursor_execute", lambda _db, _cursor, said, *_: asked.append(said))
        for some in (names[:1], names, names[3:]):
            assert set(store.rows(some)) == {*some} - {""}
    assert len(asked) == 3
    assert len(set(asked)) == 1


def test_change_numbers_have_64_bits(home: Home) -> None:
    with Store.open(home) as store:
        store.put([Entry(document=Document(id="a", text="x"))])
        with store.writing() as db:
            db.exec_driver_sql(f"UPDATE documents SET change = {2**40}")
        store.put([Entry(document=Document(id="b", text="y"))])
        assert store.last_change() == 2**40 + 1


@pytest.mark.parametrize("writes", [SAVES, MANY], ids=["searches", "all small state"])
def test_three_processes_lose_nothing(there: Home, writes: str) -> None:
    with Index.open(there) as index:
        index.add([Document(id="a", text="Kirjaston rahoitus.")])
    started = [Popen([sys.executable, "-c", writes, str(there.root), name]) for name in "abc"]
    assert [one.wait(timeout=500) for one in started] == [0, 0, 0]
    with Store.open(there) as store, store.reading() as db:
        counts = dict(db.exec_driver_sql("SELECT kind, count(*) FROM state GROUP BY kind").all())  # type: ignore[arg-type]
    assert counts == ({"search": 45} if writes is SAVES else {"asked": 31, "listing": 30, "resting": 30, "robots": 30})


def test_one_run_writes_whichever_machine_it_is_on(there: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "toinen kone")
    other.settings.write_bytes(there.settings.read_bytes())
    with (
        held_everywhere(there, "another run", advice=""),
        pytest.raises(HomeBusy, match="another run"),
        held_everywhere(other, "another run", advice=""),
    ):
        raise AssertionError
    with held_everywhere(other, "another run", advice=""):
        pass


def test_a_reader_sees_the_store_as_it_was_when_it_began(there: Home) -> None:
    with Store.open(there) as store, Store.open(there) as writer:
        writer.put([Entry(document=Document(id="a", text="x"))])
        with store.reading() as db:
            count = "SELECT count(*) FROM documents"
            assert db.exec_driver_sql(count).scalar() == 1
            writer.put([Entry(document=Document(id="b", text="y"))])
            assert db.exec_driver_sql(count).scalar() == 1
        assert store.count() == 2


def test_a_database_of_another_order_or_schema_is_refused(postgresql: Cluster, tmp_path: Path) -> None:
    home = Home(tmp_path / "koti")
    url = postgresql.database("toisin", "TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
    home.settings.write_text(f'store = "{url}"\n', encoding="utf-8")
    with pytest.raises(StoreError, match="SQL_ASCII"):
        Store.open(home)
    home.settings.write_text(f'store = "{postgresql.database("koti")}"\n', encoding="utf-8")
    with Store.open(home) as store, store.writing() as db:
        db.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer Louhi"):
        Store.open(home)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("postgresql://louhi:salainen@127.0.0.1:1/louhi", "does not answer"),
        ("postgresql://louhi:salainen@/louhi?host=/nowhere", "does not answer"),
        ("mysql://louhi:salainen@db.example.fi/louhi", "no address that Louhi knows"),
    ],
)
def test_a_database_that_is_not_there_is_said_without_its_password(tmp_path: Path, address: str, reason: str) -> None:
    home = Home(tmp_path / "koti")
    home.settings.write_text(f'store = "{address}"\n', encoding="utf-8")
    with pytest.raises(StoreError, match=reason) as told:
        Store.open(home)
    assert "salainen" not in str(told.value)
    assert "salainen" not in shown_url("postgresql://louhi:salainen@db.example.fi/louhi")
