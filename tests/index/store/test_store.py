"""The store keeps entries as they are, versions of an address, and the numbers an index catches up by."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, inspect

from extractors.model.document import Document, Issue, Page, Passage
from extractors.model.errors import StoreError
from extractors.model.records import Amount, Body, DateMention, Entry, Person, Records, evidence
from index.home import Home
from index.store.migrate import HEAD, migrate, revision
from index.store.run_log import Item, Run, add_items, finish_run, recent_runs, run_items, standing_failures, start_run
from index.store.schema import metadata
from index.store.store import Address, Change, Store
from tests.index.older import make_older
from tests.index.things.years import counted_by_year, kept_by_year


def entry(name: str = "a", text: str = "Kauko Harjula sai 1,5 M€ vuonna 2021.") -> Entry:
    d = Document(
        id=name,
        title="Tiedote",
        text=text,
        sha256=f"sha of {text}",
        publishers=("STM", "VM"),
        published="2021-02",
        passages=(Passage(kind="table row", page=2, start=0, end=15, cells=((0, 4), (5, 11))),),
        pages=(Page(number=2, title="Otsikko"),),
        issues=(Issue(reason="outo"),),
        found_in={"title": "h1"},
    )
    return Entry(
        document=d,
        records=Records(
            people=(Person(id="p", name="Kauko Harjula", evidence=(evidence(d, 0, 11),), confidence=0.9),),
            amounts=(
                Amount(kind="money", low=Decimal(1_500_000), high=None, unit="EUR", evidence=(evidence(d, 16, 22),)),
            ),
            dates=(DateMention(edtf="2021", evidence=(evidence(d, 23, 34),)),),
            issues=(Issue(reason="lukematta"),),
        ),
    )


def at(address: str, **more: str) -> Address:
    return Address(address=address, document_id="", sha256="", **more)


@pytest.fixture
def store(home: Home):
    with Store.open(home) as store:
        yield store


def test_an_entry_comes_back_as_it_was_put(store: Store) -> None:
    store.put([entry()])
    assert store.entry("a") == entry()
    assert store.entry("b") is None


def test_entries_come_in_the_order_asked_for(store: Store) -> None:
    store.put([entry("a"), entry("b"), entry("c")])
    assert [e.document.id for e in store.entries(["c", "a", "x"])] == ["c", "a"]
    assert [e.document.id for e in store.entries()] == store.ids() == ["a", "b", "c"]


def test_putting_again_replaces(store: Store) -> None:
    store.put([entry(), entry(text="Toinen teksti, paljon pidempi kuin ensimmäinen.")])
    assert store.count() == 1
    assert store.entry("a").document.text.startswith("Toinen")
    assert store.put([entry(), entry()]) == 2
    assert store.entry("a") == entry()


def test_the_contents_of_an_address_are_versions(store: Store) -> None:
    later = "Kauko Harjula sai 2,5 M€ vuonna 2021."
    assert store.put_version(entry(), at("https://x.example/1")).outcome == "read"
    assert store.put_version(entry(), at("https://x.example/1")).outcome == "unchanged"
    assert store.put_version(entry("b", later), at("https://x.example/1", etag="2")).outcome == "new version"
    assert [row["number"] for row in store.history("a")] == [1, 2]
    assert store.entry("a").document.text == later
    assert store.address("https://x.example/1").etag == "2"
    old = store.history("a")[0]["id"]
    assert store.version(old) == entry()


def test_the_same_content_elsewhere_is_the_same_document(store: Store) -> None:
    store.put_version(entry(), at("/one"))
    again = store.put_version(entry("other id"), at("/two"))
    assert (again.document_id, again.outcome) == ("a", "same content")
    assert [a.address for a in store.addresses("a")] == ["/one", "/two"]
    assert store.count() == 1


def test_an_id_whose_document_has_changed_is_not_given_away(store: Store) -> None:
    store.put_version(entry(), at("/one"))
    store.put_version(entry("b", "Kauko Harjula sai 2,5 M€ vuonna 2021."), at("/one"))
    fresh = store.put_version(entry(), at("/two"))
    assert (fresh.document_id, fresh.outcome) == ("a-2", "read")


def test_a_newer_extractor_reads_again_in_place(store: Store) -> None:
    store.put_version(entry(), at("/one"), extractor="1")
    assert store.put_version(entry(), at("/one"), extractor="2").outcome == "read"
    assert len(store.history("a")) == 1


def test_a_vanished_address_marks_its_document_once_all_are_gone(store: Store) -> None:
    store.put_version(entry(), at("/one"))
    store.put_version(entry(), at("/two"))
    store.vanish("/one", "2026-01-01")
    assert store.rows(["a"])["a"]["vanished"] is None
    store.vanish("/two", "2026-01-02")
    assert store.rows(["a"])["a"]["vanished"] == "2026-01-02"
    store.touch("/two", checked="2026-01-03")
    assert store.address("/two").vanished is None


def test_changes_are_numbered_and_a_deletion_is_one(store: Store) -> None:
    store.put([entry("a"), entry("b")])
    store.put([entry("a")])
    assert store.delete(["b", "nobody"]) == 1
    assert store.changes_since(0) == [Change(3, "a", False), Change(4, "b", True)]
    assert store.changes_since(store.last_change()) == []
    assert store.ids() == ["a"]


def test_runs_keep_what_became_of_each_item(store: Store) -> None:
    for run, outcome in (("1", "failed"), ("2", "read")):
        start_run(store, Run(id=run, started=f"2026-01-0{run}T00:00:00+02:00"))
        add_items(
            store, run, [Item(address="/a", outcome=outcome), Item(address="/b", outcome="failed", reason="tyhjä")]
        )
        add_items(store, run, [Item(address="/c", outcome="unchanged")])
    finish_run(store, "2", "2026-01-02T01:00:00+02:00", {"read": 1})
    assert [run.id for run in recent_runs(store)] == ["2", "1"]
    assert [item.address for item in run_items(store, "1")] == ["/a", "/b", "/c"]
    assert [item.address for item in standing_failures(store)] == ["/b"]


def test_migrations_lead_to_the_schema(tmp_path: Path) -> None:
    home = Home(tmp_path)
    migrate(home)
    assert revision(home.store) == HEAD
    told = inspect(create_engine(f"sqlite:///{home.store}"))
    fresh = create_engine("sqlite://")
    metadata.create_all(fresh)
    meant = inspect(fresh)
    assert sorted(set(told.get_table_names()) - {"alembic_version"}) == sorted(meant.get_table_names())
    for table in meant.get_table_names():

        def columns(i):
            return [(c["name"], str(c["type"]), c["nullable"]) for c in i.get_columns(table)]  # noqa: B023

        def indexes(i):
            return sorted((x["name"], tuple(x["column_names"])) for x in i.get_indexes(table))  # noqa: B023

        assert (columns(told), indexes(told)) == (columns(meant), indexes(meant)), table


@pytest.mark.parametrize(
    ("older", "things", "groups"),
    [
        ("0013", "as they are", "as they are"),  # 0014 links where a name is in another language
        ("0012", "anew", "as they are"),  # 0013 links by the owners of names
        ("0008", "anew", "as they are"),  # 0009 brings cores
        ("0005", "anew", "anew"),  # 0006 brings sketches
        ("0004", "anew", "anew"),
    ],
)
def test_things_and_groups_are_made_anew_where_a_migration_says_so(
    tmp_path: Path, older: str, things: str, groups: str
) -> None:
    text = "Kauko Harjula sai 1,5 M€ vuonna 2021. " + " ".join(f"Lähitori {n} avataan kunnassa {n}." for n in range(30))
    with Store.open(Home(tmp_path)) as store:
        store.put([entry("a", text), entry("b", text)])
        with store.writing() as db:
            assert _named_and_grouped(db) == [("Kauko Harjula", 2)]
            db.exec_driver_sql("UPDATE things SET name = 'as it was'")
            db.exec_driver_sql("DELETE FROM document_groups WHERE document_id = 'b'")
            make_older(db, older)
    with Store.open(Home(tmp_path)) as store, store.reading() as db:
        name = "as it was" if things == "as they are" else "Kauko Harjula"
        assert _named_and_grouped(db) == [(name, 1 if groups == "as they are" else 2)]


@pytest.mark.parametrize(("name", "things"), [("Rautasaaren kaupunki", 2), ("City of Rautasaari", 1)])
def test_things_are_linked_anew_where_names_in_other_languages_are(tmp_path: Path, name: str, things: int) -> None:
    """As if an older Louhi had held two for one: only a store with such a name is looked at anew."""
    with Store.open(Home(tmp_path)) as store:
        store.put(_of_body(key, named) for key, named in (("a", "Rautasaaren kaupunki"), ("b", name)))
        with store.writing() as db:
            db.exec_driver_sql("UPDATE mentions SET thing_id = 'thing-apart' WHERE document_id = 'b'")
            make_older(db, "0013")
    with Store.open(Home(tmp_path)) as store, store.reading() as db:
        assert db.exec_driver_sql("SELECT count(DISTINCT thing_id) FROM mentions").scalar() == things


def test_an_older_store_is_told_in_which_years_things_are_named(tmp_path: Path) -> None:
    with Store.open(Home(tmp_path)) as store:
        days = {"a": "2025-03-01", "b": "2025-11", "c": "2026", "d": None}
        texts = (entry(key, "Kauko Harjula sai 1,5 M€ vuonna 2021.") for key in days)
        store.put(
            one.model_copy(update={"document": one.document.model_copy(update={"published": days[one.document.id]})})
            for one in texts
        )
        with store.writing() as db:
            was = kept_by_year(db)
            make_older(db, "0014")
    with Store.open(Home(tmp_path)) as store, store.reading() as db:
        assert sorted((year, held[1]) for (_, year), held in was.items()) == [("2025", 2), ("2026", 1)]
        assert kept_by_year(db) == was == counted_by_year(db)


def _of_body(key: str, name: str) -> Entry:
    document = Document(id=key, text=f"Asiasta tiedotti {name}.", sha256=key)
    body = Body(id="b", name=name, evidence=(evidence(document, 17, 17 + len(name)),))
    return Entry(document=document, records=Records(bodies=(body,)))


def _named_and_grouped(db: Connection) -> list[tuple[str, int]]:
    said = "SELECT name, (SELECT count(*) FROM document_groups) FROM things WHERE documents > 0"
    return [(row[0], row[1]) for row in db.exec_driver_sql(said)]


@pytest.mark.parametrize(
    "content", [b"this is no database at all, and long enough to be told", b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_a_damaged_store_is_said_plainly(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "store.sqlite").write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(Home(tmp_path))


def test_a_store_of_a_newer_louhi_is_refused(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with Store.open(home) as store, store.writing() as db:
        db.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer Louhi"):
        Store.open(home)


def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    store.put([entry()])
    with pytest.raises(RuntimeError), store.writing() as db:
        db.exec_driver_sql("DELETE FROM records")
        raise RuntimeError
    assert store.entry("a") == entry()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, 'engine = "tantivy"\n'),
        ("# oma\n", 'engine = "tantivy"\n# oma\n'),
        ('engine = "whoosh"\n\n[fetch]\ndelay = 2\n', 'engine = "tantivy"\n\n[fetch]\ndelay = 2\n'),
        ("[fetch]\ndelay = 2\n", 'engine = "tantivy"\n[fetch]\ndelay = 2\n'),
    ],
)
def test_a_home_keeps_to_an_engine(tmp_path: Path, before: str | None, after: str) -> None:
    home = Home(tmp_path)
    if before is not None:
        home.settings.write_text(before)
    home.set_engine("tantivy")
    assert home.settings.read_text().replace("\n\n", "\n") == after.replace("\n\n", "\n")
    assert home.read_settings()["engine"] == "tantivy"
