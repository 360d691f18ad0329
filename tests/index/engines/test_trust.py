"""An index in a home is data: nothing in it runs, and what only cannot be written or locked is never thrown away."""

from __future__ import annotations

import ast
import errno
import pickle
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from extractors.model.errors import StoreError
from index import Home, Index
from index.engines import EMBEDDED
from index.engines.damaged_indexes import damaged_indexes
from index.sqlite_files import sealed
from tests.index.corpus import corpus


@pytest.fixture(params=EMBEDDED)
def engine(request: pytest.FixtureRequest) -> str:
    pytest.importorskip(request.param)
    return str(request.param)


class Touches:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return open, (str(self.path), "w")


def ids(index: Index, query: str = "alue") -> list[str]:
    return [hit.document_id for hit in index.search(query, limit=100).hits]


@pytest.mark.parametrize("where", ["schema", "segments", "postings"])
def test_a_crafted_pickle_runs_nothing(tmp_path: Path, where: str) -> None:
    home, touched = tmp_path / "home", tmp_path / "touched"
    with Index.open(home, engine="whoosh") as index:
        index.add(corpus(20))
        expected = ids(index)
    folder = home / "index" / "whoosh" / "whoosh"
    crafted = pickle.dumps(Touches(touched), 2)
    if where == "postings":
        for file in folder.glob("*.pst"):
            content = file.read_bytes()
            at = content.find(b"\x80")
            file.write_bytes(content[:at] + crafted + content[at + len(crafted) :])
    else:
        toc = max(folder.glob("_MAIN_*.toc"), key=lambda file: file.stat().st_mtime)
        content = toc.read_bytes()
        if where == "segments":
            toc.write_bytes(content[: content.rindex(b"\x80")] + crafted)
        else:
            begin = content.index(b"\x80\x02")
            size = content[begin - 2 : begin]
            grown = crafted + b" " * ((size[0] & 127 | size[1] << 7) - len(crafted))
            toc.write_bytes(content[:begin] + grown + content[begin + len(grown) :])
    with Index.open(home, engine="whoosh") as index:
        assert ids(index) == expected
    assert not touched.exists()


def test_whoosh_reads_pickles_by_these_names_alone() -> None:
    """What `whoosh_pickles.py` relies on: every read of a pickle on our way goes by a name that it replaces."""
    import whoosh.codec.whoosh3
    import whoosh.filedb.structfile
    import whoosh.index

    def calls(module: Any) -> set[str]:
        tree = ast.parse(Path(module.__file__).read_text("utf-8"))
        names = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        return {name for name in names if "load" in name.split(".")[-1] and "loader" not in name}

    assert calls(whoosh.codec.whoosh3) == {"loads"}
    assert calls(whoosh.filedb.structfile) == {"load_pickle"}
    assert calls(whoosh.index) == {"pickle.loads"}  # the schema's, which is handed over instead


def _bytes(home: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in home.rglob("*") if file.is_file() and "-" not in file.name}


def test_a_home_that_cannot_be_written_is_searched(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Index.open(tmp_path, engine=engine) as index:
        index.add(corpus(20))
        expected, facets = ids(index), index.search("alue").facets
    before = _bytes(tmp_path)
    for module in ("index.sqlite_files", "index.engines.document_values", "index.upkeep"):
        monkeypatch.setattr(f"{module}.writable", lambda folder: False)
    with Index.open(tmp_path, engine=engine) as index:
        assert ids(index) == expected
        assert index.search("alue").facets == facets
        assert ids(index, "published:2020") == ids(index, "julkaistu:2020")
    assert _bytes(tmp_path) == before


class Lockless(sqlite3.Connection):
    """A database on a share that does not let files be locked."""

    def execute(self, sql: str, *more: Any) -> sqlite3.Cursor:
        if "journal_mode" in sql:
            raise sqlite3.OperationalError("database is locked")
        return super().execute(sql, *more)


def _lockless(*arguments: Any, real: Any = sqlite3.connect, **named: Any) -> sqlite3.Connection:
    made: sqlite3.Connection = real(*arguments, **{**named, "factory": Lockless})
    return made


def _no_locks(*_: object) -> None:
    raise OSError(errno.ENOLCK, "No locks available")


@pytest.mark.parametrize(("name", "bad"), [("sqlite3.connect", _lockless), ("fcntl.flock", _no_locks)])
def test_files_that_cannot_be_locked_are_no_damage(
    tmp_path: Path, engine: str, name: str, bad: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Index.open(tmp_path, engine=engine) as index:
        index.add(corpus(20))
        expected = ids(index)
    before = sorted(_bytes(tmp_path / "index"))
    with monkeypatch.context() as share:
        share.setattr(name, bad)
        if name == "fcntl.flock":
            with (
                Index.open(tmp_path, engine=engine) as index,
                pytest.raises(StoreError, match="does not let files be locked"),
            ):
                index.catch_up()
        else:
            with pytest.raises(StoreError, match=r"does not let files be locked.*network share"):
                Index.open(tmp_path, engine=engine)
    assert sorted(_bytes(tmp_path / "index")) == before
    with Index.open(tmp_path, engine=engine) as index:
        assert index.rebuilt is None
        assert ids(index) == expected


@pytest.mark.parametrize("written", ["6", "6#"], ids=["without a seal", "sealed"])
def test_an_index_of_an_older_louhi_is_no_damaged_one(
    tmp_path: Path, engine: str, written: str, caplog: pytest.LogCaptureFixture
) -> None:
    with Index.open(tmp_path, engine=engine) as index:
        index.add(corpus(20))
        expected = ids(index)
    value = sealed("6", "version") if written.endswith("#") else written
    with closing(sqlite3.connect(tmp_path / "index" / engine / "forward.sqlite")) as db, db:
        db.execute("UPDATE meta SET value = ? WHERE name = 'version'", (value,))
    assert list(damaged_indexes(Home(tmp_path))) == []
    with Index.open(tmp_path, engine=engine) as index:
        assert ids(index) == expected
    [said] = [record.getMessage() for record in caplog.records if "making it anew" in record.getMessage()]
    assert "is of another version" in said


def test_a_flipped_bit_is_seen_and_the_index_made_anew(
    tmp_path: Path, engine: str, caplog: pytest.LogCaptureFixture
) -> None:
    """In each of the engine's files: the answers are what they were."""
    with Index.open(tmp_path, engine=engine) as index:
        index.add(corpus(20))
        expected = ids(index)
    held = [file for file in (tmp_path / "index" / engine / engine).iterdir() if file.stat().st_size > 20]
    for name in sorted(file.name for file in held if not file.name.startswith(".") and file.name != "meta.json"):
        file = tmp_path / "index" / engine / engine / name
        if not file.exists():
            continue  # made anew since, under another name
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 4
        file.write_bytes(content)
        assert list(damaged_indexes(Home(tmp_path))) == [(engine, name)]
        with Index.open(tmp_path, engine=engine) as index:
            assert ids(index) == expected, name
            assert index.opened.engine.digests.damaged(wholly=True) is None  # type: ignore[attr-defined]
    assert any("is damaged" in record.getMessage() for record in caplog.records)
