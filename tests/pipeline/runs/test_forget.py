"""Forgetting: no byte of a document is left in a home, no pass brings it back, and what was removed is on record."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from extractors.model.errors import SourceError, StoreError
from index import Index
from index.home import Home, write_whole
from index.store.maintenance.backup import backup
from index.store.maintenance.copies import copies, note_copy
from index.store.maintenance.forgetting import forgotten
from index.store.maintenance.verify import verify
from index.store.status import status
from index.store.store import Store
from pipeline.runs.forget import copies_left, forget
from pipeline.runs.ingest import ingest
from pipeline.runs.watch import add, pass_over
from tests.pipeline.conftest import Site, feed, release
from tests.pipeline.world import light
from tests.servers.postgresql import ON_BOTH

__all__ = ["light"]
pytestmark = pytest.mark.usefixtures("light")
SECRET = "Kuusamäenrinne"
PAGES = {"/a.html": "Hallanmaan lähitorit avataan", "/b.html": f"{SECRET} on myyty"}


@pytest.fixture
def watched(site: Site, home: Home) -> Home:
    site.pages |= {path: release(title) for path, title in PAGES.items()}
    site.pages["/feed.xml"] = feed(site.url, PAGES)
    add(home, f"{site.url}/feed.xml")
    pass_over(home)
    site.pages["/b.html"] = release(PAGES["/b.html"], "2,5 miljoonaa")
    pass_over(home)
    return home


def traces_of(home: Home, word: str) -> list[str]:
    """The files of a home that hold a word."""
    wanted = (word.encode(), word.lower().encode())
    files = (path for path in home.root.rglob("*") if path.is_file())
    return sorted(path.name for path in files if any(one in path.read_bytes() for one in wanted))


def test_no_byte_of_it_is_left(watched: Home, site: Site, tmp_path: Path) -> None:
    backup(watched, tmp_path / "varmuus")
    assert traces_of(watched, SECRET)
    [one] = forget(watched, [f"{site.url}/b.html"], why="pyydetty")
    assert (one.removed["versions"], one.removed["objects"]) == (2, 2)
    assert one.removed["alerts"] >= 1
    assert traces_of(watched, SECRET) == []
    assert [(one.what, one.folder) for one in copies_left(watched)] == [("backup", str(tmp_path / "varmuus"))]
    with Store.open(watched) as store:
        assert store.count() == 1
        assert verify(store, watched) == []
        assert [record.why for record in forgotten(store)] == ["pyydetty"]
    with Index.open(watched) as index:
        assert index.search(SECRET).total == 0
        assert index.search("lähitorit").total == 1


def test_what_prefect_keeps_in_the_home_names_it_no_more(watched: Home, site: Site) -> None:
    """A home whose schedule an older Louhi kept, and whose server goes on writing meanwhile."""
    gone, other = f"{site.url}/b.html", f"{site.url}/a.html"
    watched.prefect.mkdir()
    log = watched.prefect / "server.log"
    log.write_text(f"{gone}: no answer\n{other}: no answer\n", encoding="utf-8")
    with closing(sqlite3.connect(watched.prefect / "prefect.db")) as db, log.open("a") as appended:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE log (message TEXT, at INTEGER)")
        db.execute("CREATE TABLE state (data JSON)")
        db.executemany("INSERT INTO log VALUES (?, 1)", [(f"{one} did not answer",) for one in (gone, other)])
        db.execute("INSERT INTO state VALUES (?)", (json.dumps({"message": f"the first: {gone}"}),))
        db.commit()
        [one] = forget(watched, [gone])
        assert one.removed["flow_states"] == 3
        appended.write("goes on\n")
        appended.flush()
        assert log.read_text(encoding="utf-8") == f"{other}: no answer\ngoes on\n"
        assert db.execute("SELECT message FROM log ORDER BY message").fetchall() == [
            ("(forgotten) did not answer",),
            (f"{other} did not answer",),
        ]
        assert [json.loads(data) for (data,) in db.execute("SELECT data FROM state")] == [
            {"message": "the first: (forgotten)"}
        ]
        assert traces_of(watched, gone) == []


def test_a_state_of_prefect_that_cannot_be_written_is_told(watched: Home, site: Site) -> None:
    watched.prefect.mkdir()
    (watched.prefect / "prefect.db").write_bytes(b"SQLite format 3\0" + b"rikki" * 400)
    with pytest.raises(StoreError, match="what Prefect keeps cannot be written"):
        forget(watched, [f"{site.url}/b.html"])
    (watched.prefect / "prefect.db").unlink()
    [one] = forget(watched, [f"{site.url}/b.html"])
    assert one.done


def test_no_pass_brings_it_back(watched: Home, site: Site) -> None:
    forget(watched, [f"{site.url}/b.html"])
    assert "skipped" not in pass_over(watched).counts  # nothing of it is remembered
    site.pages["/feed.xml"] = feed(site.url, {**PAGES, "/d.html": "Uusi"})
    site.pages["/d.html"] = release("Uusi")
    report = pass_over(watched)
    assert [item.reason for item in report.items if item.outcome == "skipped"] == [
        "it was forgotten at a person's wish (`louhi forget`)"
    ]
    site.pages["/c.html"] = site.pages["/b.html"]  # the same bytes at another address
    assert ingest(watched, [f"{site.url}/c.html"]).counts == {"skipped": 1}
    with Store.open(watched) as store:
        assert store.count() == 2


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_what_another_document_holds_stays(home: Home, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Kunnanhallitus päätti {name} asiasta.", encoding="utf-8")
    ingest(home, [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    forget(home, [str(tmp_path / "a.txt")])
    with pytest.raises(SourceError, match="no such document is held"):
        forget(home, [str(tmp_path / "a.txt")])
    with Store.open(home) as store:
        assert [one.address for one in store.addresses()] == [str(tmp_path / "b.txt")]
        assert verify(store, home) == []


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_a_person_goes_with_every_document_that_names_them(home: Home, tmp_path: Path) -> None:
    from extractors.model.ids import stable_id
    from extractors.model.records import Person, Records, evidence
    from pipeline.runs.understanding import understanding_by
    from tests.pipeline.world import Light

    def named(document: object) -> Records:
        text = document.text  # type: ignore[attr-defined]
        at = text.find("Aino Lehtovaara")
        if at < 0:
            return Records()
        span = evidence(document, at, at + 15)  # type: ignore[arg-type]
        return Records(people=(Person(id=stable_id("person", "Aino"), name="Aino Lehtovaara", evidence=(span,)),))

    (tmp_path / "a.txt").write_text("Johtaja Aino Lehtovaara kertoi asiasta.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Kunnanhallitus päätti asiasta.", encoding="utf-8")
    with understanding_by(lambda _: Light(named)):
        ingest(home, [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert len(forget(home, person="aino lehtovaara")) == 1
    assert traces_of(home, "Lehtovaara") == []
    with pytest.raises(SourceError, match="no document names that person"):
        forget(home, person="Aino Lehtovaara")


def test_what_was_cut_off_is_ended_by_the_next(watched: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"{site.url}/b.html"
    with Store.open(watched) as store:
        [at] = [one for one in store.addresses() if one.address == address]
    picture = watched.root / "pictures" / at.sha256[:2] / f"{at.sha256}-1-640.webp"
    write_whole(picture, b"kuva")

    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as broken, pytest.raises(StoreError):
        broken.setattr("pipeline.runs.forget.overwrite", full)
        forget(watched, [address])
    with Store.open(watched) as store:
        assert [need.what for need in status(store, watched).needs] == ["forgetting cut off"]
    [one] = forget(watched, [address])
    assert one.done
    assert traces_of(watched, SECRET) == []
    assert not picture.exists()
    with Store.open(watched) as store:
        assert status(store, watched).needs == ()
    with pytest.raises(SourceError):
        forget(watched, [address])


def test_a_report_that_cannot_be_read_is_removed_with_it(watched: Home, site: Site) -> None:
    write_whole(watched.reports / "2026-11-01T060000-abcdef.json", b'{"items": [{"addre')
    write_whole(watched.reports / "2026-11-02T060000-abcdef.json", b"[]")
    [one] = forget(watched, [f"{site.url}/b.html"])
    assert one.removed["reports"] == 4
    assert list(watched.reports.iterdir()) == []


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_a_torn_note_of_a_copy_hides_no_other(home: Home, tmp_path: Path) -> None:
    write_whole(home.root / "backups.jsonl", b'{"when": "2026-11-01T00:00:00+00:00", "folder": "/srv/varmuus"}\n')
    write_whole(home.root / "copies.jsonl", b'{"when": "2026-11-02T00:00:00+00:00", "what": "exp')
    note_copy(home, "export", tmp_path)
    note_copy(home, "export", tmp_path)
    assert [(one.what, one.folder) for one in copies(home)] == [("backup", "/srv/varmuus"), ("export", str(tmp_path))]
