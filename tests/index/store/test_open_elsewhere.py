"""One process opens a store twice: what it has open stays its own, whatever another process does meanwhile."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from extractors import read_text
from extractors.model.records import Entry, Records
from index.home import Home
from index.sqlite_files import connect, is_cut
from index.store.store import Store

ANOTHER = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as db:
    db.execute("SELECT count(*) FROM sqlite_master").fetchone()
db.close()
"""
"""A process that opens a database, reads it and closes it: the last to close takes the log away."""


def entry(key: str, words: str) -> Entry:
    return Entry(document=read_text(words, id=key), records=Records())


def another_reads(path: Path) -> None:
    subprocess.run([sys.executable, "-c", ANOTHER, str(path)], check=True)


def test_a_store_opened_a_second_time_leaves_the_first_its_log(tmp_path: Path) -> None:
    home = Home(tmp_path / "koti")
    with Store.open(home) as store:
        store.put([entry("doc-1", "Rahoitus on 2 M€.")])
        log = home.store.with_name(home.store.name + "-wal")
        assert log.stat().st_size > 0
        with store.reading():
            Store.open(home).close()
            another_reads(home.store)
        assert log.exists(), "another process took itself for the last that has the store open"
        with Store.open(home) as again:
            again.put([entry("doc-2", "Rahoitus on 3 M€.")])
        assert store.count() == 2


def test_a_file_beside_the_store_is_looked_at_without_letting_go_of_it(tmp_path: Path) -> None:
    path = tmp_path / "vierellä.sqlite"
    with closing(connect(path)) as one:
        one.execute("CREATE TABLE words (word)")
        one.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert not is_cut(path)
        connect(path).close()
        another_reads(path)
        assert path.with_name(path.name + "-wal").exists()
        one.execute("INSERT INTO words VALUES ('raha')")


@pytest.mark.parametrize("left", [100, 4096, 8192 + 7, 8192], ids=str)
def test_a_file_that_was_cut_is_told(tmp_path: Path, left: int) -> None:
    path = tmp_path / "katkennut.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE words (word)")
        db.executemany("INSERT INTO words VALUES (?)", [("lähitori " * 50,) for _ in range(200)])
        db.commit()
    assert not is_cut(path)
    path.write_bytes(path.read_bytes()[:left])
    assert is_cut(path)
