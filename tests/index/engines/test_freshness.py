"""What is put is found by the next search, whoever put it; an index that cannot be trusted is made anew."""

from __future__ import annotations

import errno
import logging
import multiprocessing
import os
import shutil
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from extractors.model.document import Document
from extractors.model.errors import EngineError, HomeBusy, StoreError
from extractors.model.records import Entry
from index import Index
from index.engines import EMBEDDED
from index.engines.engine import EngineRow
from index.engines.place import Place
from index.home import Home
from index.ranking.forward import Forward
from index.store.locking import one_writer
from index.store.store import Store
from tests.index.corpus import corpus, counted


@pytest.fixture(params=EMBEDDED)
def engine(request: pytest.FixtureRequest) -> str:
    pytest.importorskip(request.param)
    return str(request.param)


def ids(index: Index, query: str) -> list[str]:
    return [hit.document_id for hit in index.search(query, limit=100).hits]


def document(one: str, text: str) -> Document:
    return Document(id=one, text=text)


def test_a_document_is_found_replaced_and_gone(tmp_path: Path, engine: str) -> None:
    with Index.open(tmp_path, engine=engine) as index:
        assert ids(index, "kirjasto") == []
        index.add([document("a", "Kirjaston rahoitus."), document("b", "Koulun rahoitus.")])
        assert ids(index, "kirjasto") == ["a"]
        index.add([document("a", "Sairaalan rahoitus.")])
        assert ids(index, "kirjasto") == []
        assert ids(index, "sairaala") == ["a"]
        assert index.delete(["a", "nobody"]) == 1
        assert ids(index, "rahoitus") == ["b"]
        assert counted(index.search("rahoitus"), "kind") == {"document": 1}


def _never_room(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_said_and_no_damage(tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Index.open(tmp_path, engine=engine) as index:
        index.add([document("a", "Kirjaston rahoitus.")])
    before = sorted(path.name for path in tmp_path.rglob("*") if path.is_file())
    with Index.open(tmp_path, engine=engine) as index:
        pages = index.opened.forward.db.execute("PRAGMA page_count").fetchone()[0]
        index.opened.forward.db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="the disk is full"):
            index.add([document(f"d{n}", "Koulun rahoitus. " * 400) for n in range(40)])
    for broken, said in (
        ("index.opened.open_engine", _never_room),
        ("index.opened.Forward", lambda path: (_ for _ in ()).throw(EngineError("cannot be read (disk is full)"))),
    ):
        with monkeypatch.context() as full, pytest.raises(StoreError, match="the disk is full"):
            full.setattr(broken, said)
            Index.open(tmp_path, engine=engine)
    assert set(before) <= {path.name for path in tmp_path.rglob("*") if path.is_file()}
    with Index.open(tmp_path, engine=engine) as index:
        assert index.rebuilt is None
        assert len(ids(index, "rahoitus")) == 41


def test_another_sees_what_one_writes(tmp_path: Path, engine: str) -> None:
    with Index.open(tmp_path, engine=engine) as reader, Index.open(tmp_path, engine=engine) as writer:
        for i in range(3):
            writer.add([document(f"d{i}", "Kirjaston rahoitus.")])
            assert len(ids(reader, "kirjasto")) == i + 1
            assert counted(reader.search("kirjasto"), "kind") == {"document": i + 1}
        writer.delete(["d1"])
        assert sorted(ids(reader, "kirjasto")) == ["d0", "d2"]


def test_what_the_store_took_in_is_caught_up_on_opening(tmp_path: Path, engine: str) -> None:
    with Index.open(tmp_path, engine=engine) as index:
        index.add([document("a", "Kirjasto.")])
    with Store.open(Home(tmp_path)) as store:
        store.put([Entry(document=document("b", "Kirjasto."))])
        store.delete(["a"])
    with Index.open(tmp_path, engine=engine) as index:
        assert ids(index, "kirjasto") == ["b"]


def test_moves_to_another_engine_from_the_store(tmp_path: Path) -> None:
    pytest.importorskip("tantivy")
    with Index.open(tmp_path, engine="whoosh") as index:
        index.add(corpus(20))
        expected = ids(index, "alue")
    with Index.open(tmp_path, engine="tantivy") as index:
        assert ids(index, "alue") == expected
        assert index.rebuild() == 20
        assert ids(index, "alue") == expected


@pytest.mark.parametrize("harm", ["missing", "emptied", "cut", "version", "streams cut", "streams gone"])
def test_an_index_that_cannot_be_trusted_is_made_anew(
    tmp_path: Path, engine: str, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    with Index.open(tmp_path, engine=engine) as index:
        index.add(corpus(20))
        expected, folder = ids(index, "alue"), index.folder
    streams, inner = folder / "forward.sqlite", folder / engine
    match harm:
        case "missing":
            shutil.rmtree(folder)
        case "emptied":
            shutil.rmtree(inner)
        case "cut":
            for file in inner.iterdir():
                if file.is_file() and file.stat().st_size:
                    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        case "version":
            forward = Forward(streams)
            forward.start(-1)
            forward.close()
        case "streams cut":
            streams.write_bytes(streams.read_bytes()[:5000])
        case "streams gone":
            for file in folder.glob("forward.sqlite*"):
                file.unlink()
    with caplog.at_level(logging.WARNING, "louhi"), Index.open(tmp_path, engine=engine) as index:
        assert ids(index, "alue") == expected
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 1
    assert "anew from the store" in said[0]


def test_the_second_writer_waits_or_is_told(tmp_path: Path) -> None:
    with Index.open(tmp_path) as index:
        index.add([document("a", "Kirjasto.")])
        with one_writer(index.folder / "lock", 0), pytest.raises(HomeBusy, match="another Louhi"):
            index.catch_up(wait=0.1)
        assert index.catch_up() == 0


def test_an_unknown_engine_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no engine called lucene"):
        Index.open(tmp_path, engine="lucene")


def test_the_settings_choose_the_engine(tmp_path: Path) -> None:
    pytest.importorskip("tantivy")
    (tmp_path / "settings.toml").write_text('engine = "tantivy"\n', encoding="utf-8")
    with Index.open(tmp_path) as index:
        assert index.name == "tantivy"


def test_an_index_holds_nothing_of_ours_that_is_pickled() -> None:
    import pickle
    import pickletools

    from index.engines.whoosh import _schema

    held = pickle.dumps(_schema(), 2)
    classes = {str(arg) for op, arg, _ in pickletools.genops(held) if op.name == "GLOBAL"}
    assert "whoosh.fields Schema" in classes
    assert {name.partition(".")[0] for name in classes} <= {
        "whoosh",
        "builtins",
        "copyreg copy_reg",
        "copy_reg _reconstructor",
        "__builtin__ object",
    }


def _write_for_ever(home: str, engine: str) -> None:
    with Index.open(home, engine=engine) as index:
        for i in range(10_000):
            index.add([d.model_copy(update={"id": f"r{i}-{d.id}"}) for d in corpus(30)])


def test_what_a_writer_killed_before_its_commit_left_is_no_hindrance(tmp_path: Path) -> None:
    """The files of tantivy's commit are there, its meta.json is not: the same commit made again has the same names."""
    pytest.importorskip("tantivy")
    from index.engines.tantivy import TantivyEngine

    def rows(last: int, word: str) -> list[EngineRow]:
        return [EngineRow(number, 1, {f"w:{word}": 1}) for number in range(1, last)]

    def frequencies(of: TantivyEngine) -> dict[str, int]:
        return of.frequencies(["w:silta", "w:tie"])

    engine = TantivyEngine(Place(tmp_path))
    engine.write(rows(50, "silta"))
    committed = (engine.folder / "meta.json").read_bytes()
    engine.write(rows(10, "tie"))
    (engine.folder / "meta.json").write_bytes(committed)
    after = TantivyEngine(Place(tmp_path))
    assert (after.size(), frequencies(after)) == (49, {"w:silta": 49, "w:tie": 0})
    after.write(rows(10, "tie"))
    assert (after.size(), frequencies(after)) == (49, {"w:silta": 40, "w:tie": 9})


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_leaves_an_index_that_answers(
    tmp_path: Path, engine: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Thirty times: kill -9, then search; the store and the index hold the same, and nothing is made anew twice."""
    context = multiprocessing.get_context("spawn")
    for i in range(30):
        writer = context.Process(target=_write_for_ever, args=(str(tmp_path), engine))
        writer.start()
        time.sleep(1.2 + 0.07 * i)
        assert writer.pid is not None
        writer.kill()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
        with Index.open(tmp_path, engine=engine) as index:
            total = index.search("id:none OR alue", limit=1).total
            everything = index.search("NOT olematonsana", limit=1)
            assert everything.total == index.store.count() == sum(counted(everything, "kind").values())
            assert total <= everything.total
            check = sqlite3.connect(index.folder / "forward.sqlite").execute("PRAGMA quick_check").fetchone()
            assert check == ("ok",)
    assert sum("anew from the store" in record.getMessage() for record in caplog.records) <= 1


def _read_for(home: str, engine: str, seconds: float, told: multiprocessing.Queue[tuple[int, int, str]]) -> None:
    done, least, until = 0, 0, time.monotonic() + seconds
    try:
        with Index.open(home, engine=engine) as index:
            while time.monotonic() < until:
                found = index.search("alue rahoitus", limit=10)
                assert len(found.hits) == min(10, found.total), "a hit without its document"
                kept = index.search('"pysyvä asiakirja"', limit=5)
                assert {hit.document_id for hit in kept.hits} == {"kept"}, "the document that never changes is missing"
                done, least = done + 1, max(least, found.total)
    except Exception as error:
        told.put((done, least, repr(error)))
    else:
        told.put((done, least, ""))


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [60])
def test_eight_readers_and_a_writer(tmp_path: Path, engine: str, seconds: int) -> None:
    """No error, no document missing, while another process adds, replaces and deletes."""
    context = multiprocessing.get_context("spawn")
    told: multiprocessing.Queue[tuple[int, int, str]] = context.Queue()
    with Index.open(tmp_path, engine=engine) as index:
        index.add([document("kept", "Tämä on pysyvä asiakirja."), *corpus(100)])
        readers = [context.Process(target=_read_for, args=(str(tmp_path), engine, seconds, told)) for _ in range(8)]
        for reader in readers:
            reader.start()
        until, i = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            index.add([d.model_copy(update={"id": f"r{i % 7}-{d.id}"}) for d in corpus(10)])
            if i % 5 == 4:
                index.delete([f"r{i % 7}-{d.id}" for d in corpus(10)])
            i += 1
        heard = [told.get(timeout=120) for _ in readers]
        for reader in readers:
            reader.join()
    assert [error for _, _, error in heard if error] == []
    assert all(done > 0 for done, _, _ in heard)


def test_the_first_index_of_a_home_is_nothing_to_warn_of(
    tmp_path: Path, engine: str, caplog: pytest.LogCaptureFixture
) -> None:
    with Store.open(Home(tmp_path)) as store:
        store.put(Entry(document=one) for one in corpus(20))
    with caplog.at_level(logging.WARNING, "louhi"), Index.open(tmp_path, engine=engine) as index:
        found, folder = ids(index, "alue"), index.folder
    assert found
    assert caplog.records == []
    shutil.rmtree(folder)
    with caplog.at_level(logging.WARNING, "louhi"), Index.open(tmp_path, engine=engine) as index:
        assert ids(index, "alue") == found
    assert ["has been deleted" in record.getMessage() for record in caplog.records] == [True]


def test_facets_are_kept_for_the_next_process_and_never_those_of_another_index(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.engines.document_values.WORTH_KEEPING", 1)
    documents = corpus(20)
    with Index.open(tmp_path, engine=engine) as index:
        index.add(documents)
        expected = index.search("alue").facets
        kept = (index.folder / "values.npz").read_bytes()
        index.delete([documents[0].id])
        fewer = index.search("alue").facets
    with Index.open(tmp_path, engine=engine) as index:
        assert index.search("alue").facets == fewer
        index.add(documents[:1])
        index.rebuild()
        (index.folder / "values.npz").write_bytes(kept)
    with Index.open(tmp_path, engine=engine) as index:
        assert index.search("alue").facets == expected
        (index.folder / "values.npz").write_bytes(kept[:100])
    with Index.open(tmp_path, engine=engine) as index:
        assert index.search("alue").facets == expected


def test_an_index_made_on_opening_says_so(tmp_path: Path, engine: str) -> None:
    with Store.open(Home(tmp_path)) as store:
        store.put(Entry(document=one) for one in corpus(20))
    with Index.open(tmp_path, engine=engine) as index:
        assert index.rebuilt == 20
    with Index.open(tmp_path, engine=engine) as index:
        assert index.rebuilt is None
