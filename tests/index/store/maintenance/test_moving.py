"""A home moves to PostgreSQL and an object store and back: the same rows, bytes and exports, also when cut off."""

from __future__ import annotations

import filecmp
import os
import shutil
import signal
import sys
from pathlib import Path
from subprocess import Popen
from uuid import uuid4

import pytest
import sqlalchemy as sa

from extractors.model.document import Document
from extractors.model.errors import StoreError
from extractors.model.ids import sha256
from extractors.model.records import Entry, Person, Records, evidence
from index import Index
from index.corrections.correction_log import correct
from index.corrections.thing_corrections import rename_thing
from index.home import Home
from index.outputs.exports import export
from index.store import state
from index.store.databases.postgresql_database import shown_url
from index.store.filters import Filter
from index.store.maintenance import moving
from index.store.maintenance.backup import backup
from index.store.maintenance.moving import differences, move
from index.store.maintenance.verify import verify
from index.store.schema import metadata
from index.store.store import Address, Store
from index.things.lookup import by_name
from pipeline.runs.forget import copies_left, forget
from tests.servers.postgresql import Cluster
from tests.servers.seaweedfs import BUCKET, ObjectServer

NAMES = ("Aino Lehtovaara", "Kari Halla", "Liisa Åkerberg")
FORMATS = ("csv", "jsonl", "ftm", "graphml")


def said(number: int, person: str) -> Entry:
    text = f"{number}. tiedote: {person} avasi torin. Ääniä annettiin {number + 2} kappaletta."
    at = text.index(person)
    d = Document(id=f"doc-{number:03}", title=f"Tori {number}", text=text, sha256=sha256(text.encode()))
    held = Person(id=f"p-{number}", name=person, evidence=(evidence(d, at, at + len(person)),))
    return Entry(document=d, records=Records(people=(held,)))


@pytest.fixture
def full(tmp_path: Path) -> Home:
    """A home with documents in versions, bytes, a correction, a deletion and small state."""
    home = Home(tmp_path / "koti")
    with Store.open(home) as store:
        for number in range(60):
            one = said(number, NAMES[number % 3])
            home.keep(one.document.text.encode())
            store.put_version(one, Address(address=f"/{number % 50}", document_id="", sha256=""), fetched="2026-03-01")
        store.delete(["doc-007"])
        thing = by_name(store, "lehtovaara")[0]
        assert correct(store, rename_thing(store, thing.id, "Aino Lehto")) is None
        with store.writing() as db:
            state.put(db, "search", "tori", {"name": "tori", "query": "tori"})
    home.settings.write_text("# oma\n", encoding="utf-8")
    return home


def rows_of(home: Home) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in order of the keys."""
    with Store.open(home) as store, store.reading() as db:
        return {
            table.name: [
                tuple(row)
                for row in db.execute(sa.select(table).order_by(*table.primary_key.columns))
                if table.name != "state" or row.kind != moving.KIND
            ]
            for table in metadata.sorted_tables
        }


def exported(home: Home, folder: Path) -> Path:
    with Store.open(home) as store:
        export(store, folder, FORMATS, Filter())
    return folder


def is_same(one: Path, other: Path) -> bool:
    names = sorted(path.name for path in one.iterdir())
    same, _, _ = filecmp.cmpfiles(one, other, names, shallow=False)
    return names == sorted(path.name for path in other.iterdir()) == sorted(same)


@pytest.mark.postgresql
@pytest.mark.s3
def test_up_and_down_again_nothing_is_another(
    full: Home, postgresql: Cluster, s3: ObjectServer, tmp_path: Path
) -> None:
    folder = uuid4().hex
    before, first = rows_of(full), exported(full, tmp_path / "1")
    full.settings.write_text("# oma\n" + s3.settings(folder).partition("\n")[2], encoding="utf-8")
    url = postgresql.database("ylös")
    found = move(full, {"store": url, "objects": f"s3://{BUCKET}/{folder}"})
    assert found.rows == sum(map(len, before.values()))
    assert found.objects_moved == 58  # two of sixty are of the document that was deleted
    assert (full.database, full.store.exists()) == (url, False)
    assert rows_of(full) == before
    assert is_same(first, exported(full, tmp_path / "2"))
    with Store.open(full) as store:
        assert verify(store, full) == []
    with Index.open(full) as index:
        index.rebuild()
        assert index.search("tori").total == 49
    assert move(full, {"store": None, "objects": None}).objects_moved == 0  # the folder has them still
    assert rows_of(full) == before
    assert is_same(first, exported(full, tmp_path / "3"))
    assert full.settings.read_text(encoding="utf-8").startswith("# oma\n")
    move(full, {"store": url})
    assert rows_of(full) == before


@pytest.mark.postgresql
@pytest.mark.parametrize("back", [False, True], ids=["up", "down"])
def test_where_it_is_cut_off_it_is_done_again(
    full: Home, postgresql: Cluster, monkeypatch: pytest.MonkeyPatch, back: bool
) -> None:
    before, url = rows_of(full), postgresql.database("katko")
    if back:
        move(full, {"store": url})
    to: dict[str, str | None] = {"store": None if back else url}
    for stop in (1, 4, 9, 15):
        left = iter(range(stop))

        def cut(*_: object, left: object = left) -> None:
            if next(left, None) is None:  # type: ignore[call-overload]
                raise RuntimeError("killed here")

        with pytest.raises(RuntimeError):
            move(full, to, cut)
        assert full.database == (url if back else None)
    monkeypatch.setattr(moving, "AT_ONCE", 7)
    move(full, to)
    assert full.database == to["store"]
    assert rows_of(full) == before


MOVES = """
import sys
from index.home import Home
from index.store.maintenance.moving import move
def told(table, count):
    print(table, count, flush=True)
move(Home(sys.argv[1]), {"store": sys.argv[2]}, told)
"""


@pytest.mark.postgresql
def test_a_move_that_is_killed_is_finished_by_the_next(full: Home, postgresql: Cluster) -> None:
    before, url = rows_of(full), postgresql.database("tapettu")
    for stop in ("versions", "records", "mentions"):
        moved = Popen([sys.executable, "-c", MOVES, str(full.root), url], stdout=-1, text=True)
        assert moved.stdout is not None
        for line in moved.stdout:
            if line.startswith(stop):
                os.kill(moved.pid, signal.SIGKILL)
                break
        assert moved.wait(timeout=100) == -signal.SIGKILL
        moved.stdout.close()
        assert full.database is None
    move(full, {"store": url})
    assert rows_of(full) == before


@pytest.mark.postgresql
def test_a_database_that_holds_another_store_is_left_alone(full: Home, postgresql: Cluster, tmp_path: Path) -> None:
    url, other = postgresql.database("toisen"), Home(tmp_path / "toinen")
    other.settings.write_text(f'store = "{url}"\n', encoding="utf-8")
    with Store.open(other) as store:
        store.put([said(1, "Kari Halla")])
    with pytest.raises(StoreError, match="holds another store already"):
        move(full, {"store": url})
    assert full.database is None
    with Store.open(other) as store:
        assert store.ids() == ["doc-001"]


def test_every_difference_is_seen_and_mended(full: Home, tmp_path: Path) -> None:
    with Store.open(full) as old, Store.open(Home(tmp_path / "toinen")) as new:
        moving.copy_store(old, new)
        assert list(differences(old, new)) == []
        with new.writing() as db:
            db.exec_driver_sql("UPDATE versions SET title = 'x' WHERE number = 1 AND title = 'Tori 3'")
            db.exec_driver_sql("DELETE FROM records WHERE name = 'Kari Halla'")
            state.put(db, "search", "ylimääräinen", {"name": "x"})
        assert {table.name for table, _ in differences(old, new)} == {"versions", "records", "state"}
        moving.copy_store(old, new)
        assert list(differences(old, new)) == []


@pytest.mark.postgresql
@pytest.mark.s3
def test_a_backup_of_what_is_elsewhere_is_a_home_of_files(
    full: Home, postgresql: Cluster, s3: ObjectServer, tmp_path: Path
) -> None:
    before, folder = rows_of(full), uuid4().hex
    full.settings.write_text(s3.settings(folder).partition("\n")[2], encoding="utf-8")
    move(full, {"store": postgresql.database("varmuus"), "objects": f"s3://{BUCKET}/{folder}"})
    shutil.rmtree(full.objects)
    copy = Home(backup(full, tmp_path / "kopio"))
    assert (copy.database, copy.objects_url) == (None, None)
    assert rows_of(copy) == before
    with Store.open(copy) as store:
        assert verify(store, copy) == []


@pytest.mark.postgresql
@pytest.mark.s3
def test_what_is_forgotten_after_a_move_is_forgotten_at_the_old_place_too(
    full: Home, postgresql: Cluster, s3: ObjectServer
) -> None:
    """The folder's bytes stay for the way back, and the store's file is laid aside: neither keeps what is forgotten."""
    folder = uuid4().hex
    full.settings.write_text(s3.settings(folder).partition("\n")[2], encoding="utf-8")
    move(full, {"store": postgresql.database("unohdus"), "objects": f"s3://{BUCKET}/{folder}"})
    text = said(11, NAMES[2]).document.text
    digest = sha256(text.encode())
    assert full.object(digest).exists()
    [done] = forget(full, ["doc-011"])
    assert done.removed["objects"] == 1
    assert not full.object(digest).exists()
    assert not full.kept.exists(digest)
    words = text.encode()
    assert not [path for path in full.root.rglob("*") if path.is_file() and words in path.read_bytes()]


@pytest.mark.postgresql
@pytest.mark.s3
def test_what_a_home_was_moved_from_is_told_when_something_is_forgotten(
    full: Home, postgresql: Cluster, s3: ObjectServer
) -> None:
    """Louhi reaches neither the old database nor the old bucket: a person is told that they hold what they held."""
    bucket, url = f"s3://{BUCKET}/{uuid4().hex}", postgresql.database("vanha")
    shown = shown_url(url)
    full.settings.write_text(s3.settings("x").partition("\n")[2], encoding="utf-8")
    assert move(full, {"store": url, "objects": bucket}).left == ()
    assert copies_left(full) == []
    assert move(full, {"store": None, "objects": None}).left == (shown, bucket)
    forget(full, ["doc-011"])
    told = [(one.what, one.folder) for one in copies_left(full)]
    assert told == [("database", shown), ("object store", bucket)]
    move(full, {"store": postgresql.database("vanha")})
    assert [one.what for one in copies_left(full)] == ["object store"]
