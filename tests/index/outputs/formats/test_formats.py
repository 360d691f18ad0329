"""Each format is opened by the program it is for, and holds exactly the rows that were exported."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.model.records import RECORD_KINDS
from index.home import Home
from index.outputs.columns import meanings, names_of
from index.outputs.export_rows import KINDS
from index.outputs.exports import EXPORTERS, export
from index.store.filters import Filter
from index.store.store import Store
from tests.index.outputs.test_exports import ENTRIES

MENTIONS = {kind: sum(len(r.evidence) for e in ENTRIES for r in getattr(e.records, kind)) for kind in RECORD_KINDS}
ROWS = {"documents": len(ENTRIES), **MENTIONS}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format of three documents."""
    folder = tmp_path_factory.mktemp("vienti")
    with Store.open(Home(tmp_path_factory.mktemp("koti"))) as store:
        store.put(ENTRIES)
        for name in (*[n for n in EXPORTERS if n not in ("excel", "datapackage", "marked")], "datapackage"):
            export(store, folder, [name], Filter())
        export(store, folder / "excel", ["excel"], Filter())
    return folder


def test_every_column_is_explained_and_none_too_many() -> None:
    used = {name for kind in KINDS for name in names_of(kind)}
    assert used <= set(meanings())
    for kind in KINDS:
        assert len(set(names_of(kind))) == len(names_of(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_pandas_reads_the_csv(out: Path, kind: str) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(out / f"{kind}.csv")
    assert len(frame) == ROWS[kind]
    assert list(frame.columns) == list(names_of(kind))


def test_excel_opens_the_csv_that_is_for_it(out: Path) -> None:
    content = (out / "excel" / "people.csv").read_bytes()
    assert content.startswith(b'\xef\xbb\xbf"record";"document"')


@pytest.mark.parametrize("kind", KINDS)
def test_openpyxl_reads_the_workbook(out: Path, kind: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(out / "louhi.xlsx", read_only=True)
    rows = list(book[kind].iter_rows(values_only=True))
    assert list(rows[0]) == list(names_of(kind))
    assert len(rows) - 1 == ROWS[kind]
    assert book.sheetnames[-1] == "Tietosanasto"


@pytest.mark.parametrize("kind", KINDS)
def test_duckdb_reads_the_parquet(out: Path, kind: str) -> None:
    duckdb = pytest.importorskip("duckdb")
    found = duckdb.sql(f"select count(*) from '{out / kind}.parquet'").fetchall()
    assert found[0][0] == ROWS[kind]


def test_parquet_keeps_decimals(out: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert parquet.read_table(out / "amounts.parquet")["low"].to_pylist() == [Decimal("9400000.000000")]


@pytest.mark.parametrize("kind", KINDS)
def test_sqlite_holds_the_rows(out: Path, kind: str) -> None:
    with sqlite3.connect(out / "louhi.sqlite") as db:
        assert db.execute(f'select count(*) from "{kind}"').fetchone()[0] == ROWS[kind]
        assert db.execute("pragma foreign_key_check").fetchall() == []


def test_datasette_serves_the_sqlite(out: Path) -> None:
    import asyncio

    datasette = pytest.importorskip("datasette.app")
    app = datasette.Datasette([str(out / "louhi.sqlite")])
    answer = asyncio.run(app.client.get("/louhi/people.json?_shape=array"))
    assert [row["name"] for row in answer.json()] == ["Kauko Harjula"]


def test_frictionless_finds_the_package_valid(out: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.Package(str(out / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])


def test_followthemoney_finds_the_entities_valid(out: Path) -> None:
    ftm = pytest.importorskip("followthemoney")
    lines = [json.loads(line) for line in (out / "entities.ftm.json").read_text("utf-8").splitlines()]
    entities = [ftm.model.get_proxy(line) for line in lines]
    assert {e.schema.name for e in entities} >= {"Document", "Person", "PublicBody", "Mention"}
    for line, entity in zip(lines, entities, strict=True):
        for name, values in line["properties"].items():
            assert len(entity.get(name)) >= min(len(values), 1), (line["schema"], name)


def test_icalendar_reads_the_calendar(out: Path) -> None:
    icalendar = pytest.importorskip("icalendar")
    calendar = icalendar.Calendar.from_ical((out / "louhi.ics").read_bytes())
    assert calendar.name == "VCALENDAR"
    assert all(len(line) <= 75 for line in (out / "louhi.ics").read_bytes().split(b"\r\n"))


@pytest.mark.parametrize(
    ("text", "language", "summary"),
    [
        ("Lautakunta kokoontuu 3.3.2025.", "fi", "Kokous: Lautakunta kokoontuu 3.3.2025."),
        ("Vastaukset 15.3.2025 mennessä.", "fi", "Määräaika: Vastaukset 15.3.2025 mennessä."),
        ("Lagen träder i kraft den 1 januari 2025.", "sv", "I kraft: Lagen träder i kraft den 1 januari 2025."),
        ("Muistio on päivätty 15.3.2025.", "fi", "Muistio on päivätty 15.3.2025."),
    ],
)
def test_the_calendar_says_what_happens_on_a_day(text: str, language: str, summary: str) -> None:
    from extractors.dates import find_dates
    from extractors.model.document import Document
    from extractors.model.records import Entry
    from index.outputs.export_rows import About, Exported
    from index.outputs.formats.calendar_file import escaped, event

    document = Document(id="a", text=text, language=language)
    (mention,) = find_dates(document)
    assert f"SUMMARY:{escaped(summary)}" in list(event(Exported(Entry(document=document), About()), mention))


def test_the_last_of_all_days_is_no_event_and_stops_no_export() -> None:
    from typing import cast

    from extractors.model.records import DateMention, Evidence
    from index.outputs.export_rows import Exported
    from index.outputs.formats.calendar_file import event

    mention = DateMention(edtf="9999-12-31", evidence=(Evidence(start=0, end=10, quote="31.12.9999"),))
    assert list(event(cast(Exported, None), mention)) == []


def test_bibtexparser_reads_the_references(out: Path) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    entries = bibtexparser.loads((out / "louhi.bib").read_text("utf-8")).entries
    assert [entry["title"] for entry in entries] == ["Tiedote a", "Tiedote b", "Tiedote c"]


def test_citeproc_writes_the_references(out: Path) -> None:
    source = pytest.importorskip("citeproc.source.json")
    held = source.CiteProcJSON(json.loads((out / "louhi.csl.json").read_text("utf-8")))
    assert len(held) == len(ENTRIES)


def test_ris_has_a_record_a_document(out: Path) -> None:
    text = (out / "louhi.ris").read_text("utf-8")
    assert text.count("TY  - ") == text.count("ER  - ") == len(ENTRIES)


def test_networkx_reads_the_graph(out: Path) -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_graphml(out / "louhi.graphml")
    assert {data["kind"] for _, data in graph.nodes(data=True)} == {"person", "body"}
    assert [data["role"] for _, _, data in graph.edges(data=True)] == ["osastopäällikkö"]


def test_the_same_records_make_the_same_files(out: Path, tmp_path: Path) -> None:
    with Store.open(Home(tmp_path / "koti")) as store:
        store.put(ENTRIES)
        export(store, tmp_path / "taas", ["csv", "jsonl", "ics", "ftm", "graphml"], Filter())
    for path in (tmp_path / "taas").iterdir():
        assert path.read_bytes() == (out / path.name).read_bytes(), path.name


def test_files_are_for_their_owner_and_a_failure_leaves_none(out: Path, tmp_path: Path) -> None:
    assert (out / "people.csv").stat().st_mode & 0o777 == 0o600
    assert [path for path in out.iterdir() if path.name.startswith(".")] == []
