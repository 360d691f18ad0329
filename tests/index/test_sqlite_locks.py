"""A store that a process has open stays whole while others open and close it: no lock of SQLite's is lost meanwhile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extractors.model.document import Document
from index import Index
from index.home import Home
from index.sqlite_files import connect
from index.store.store import Store

PUTS = """
import sys
from extractors.model.document import Document
from extractors.model.records import Entry
from index.home import Home
from index.store.store import Store
with Store.open(Home(sys.argv[1])) as store:
    store.put([Entry(document=Document(id=sys.argv[2], text="Torilla oli kahvia."))])
"""
WRITES = """
import sys
from pathlib import Path
from index.sqlite_files import connect
db = connect(Path(sys.argv[1]))
db.execute("INSERT INTO words VALUES (?)", [sys.argv[2]])
db.close()
"""


def elsewhere(program: str, *words: str | Path) -> None:
    subprocess.run([sys.executable, "-c", program, *map(str, words)], check=True)


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_what_another_process_puts_is_seen_and_the_log_is_left_to_us(tmp_path: Path, engine: str) -> None:
    home = Home(tmp_path / "koti")
    log = home.store.with_name("store.sqlite-wal")
    with Index.open(home, engine=engine) as index:
        index.add([Document(id="oma", text="Kirjaston rahoitus.")])
        with Store.open(home), Index.open(home, engine=engine) as other:  # what is opened beside it, and closed
            other.search("tori")
        for name in ("a", "b"):
            elsewhere(PUTS, home.root, name)
            assert log.exists(), "whoever closes it last clears the log away: that is not the other process"
            index.catch_up()
            assert name in {hit.document_id for hit in index.search("").hits}
        assert index.store.ids() == ["a", "b", "oma"]


def test_a_file_beside_the_store_is_looked_at_without_losing_its_locks(tmp_path: Path) -> None:
    path = tmp_path / "sanat.sqlite"
    held = connect(path)
    held.execute("CREATE TABLE words (word TEXT)")
    connect(path).close()
    elsewhere(WRITES, path, "tori")
    assert path.with_name("sanat.sqlite-wal").exists()
    assert held.execute("SELECT word FROM words").fetchall() == [("tori",)]
    held.close()
