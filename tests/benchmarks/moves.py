"""A home moved to PostgreSQL and an object store and back: seconds and bytes each way, and the same exports.

    nice python -m tests.benchmarks.moves --corpus FILE.jsonl[.xz] [--count 20000]

The documents are those of growing.py with their texts as bytes.  The way up is killed once, some of the way, and done
again by the same command; after each way the exports are compared with the first ones, byte by byte.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, Popen
from uuid import uuid4

import psycopg

from extractors.model.records import Entry
from index.home import Home
from index.store.maintenance.moving import move
from index.store.store import Store
from tests.benchmarks.growing import made_documents
from tests.benchmarks.searching.search import megabytes
from tests.index.store.maintenance.test_moving import exported, is_same
from tests.servers.postgresql import cluster
from tests.servers.seaweedfs import BUCKET, ObjectServer, object_server

MOVES = """
import sys
from index.home import Home
from index.store.maintenance.moving import move
move(Home(sys.argv[1]), {"store": sys.argv[2], "objects": sys.argv[3]}, lambda *told: print(*told, flush=True))
"""


def filled(root: Path, corpus: Path, count: int) -> Home:
    """A home of made documents, with bytes of their own."""
    home = Home(root)
    with Store.open(home) as store:

        def kept() -> Iterator[Entry]:
            for entry in made_documents(corpus, 0, count):
                digest = home.keep(entry.document.text.encode())
                yield entry.model_copy(update={"document": entry.document.model_copy(update={"sha256": digest})})

        store.put(kept(), batch=2_000)
    return home


def killed(home: Home, url: str, bucket: str) -> str:
    """Begin the way up, and kill it as it comes to the records."""
    moving = Popen([sys.executable, "-c", MOVES, str(home.root), url, bucket], stdout=PIPE, text=True)
    assert moving.stdout is not None
    for line in moving.stdout:
        if line.startswith("records"):
            os.kill(moving.pid, signal.SIGKILL)
            break
    moving.wait()
    return f"killed at {line.strip()}"


def bytes_there(url: str, s3: ObjectServer, bucket: str) -> tuple[float, float]:
    """Megabytes of the database and of the bucket."""
    with psycopg.connect(url) as db:
        row = db.execute("SELECT pg_database_size(current_database())").fetchone()
    return float(row[0]) / 1e6 if row else 0.0, s3.files().du(bucket.removeprefix("s3://")) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--count", type=int, default=20_000)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="louhi-moves-") as at,
        cluster() as postgresql,
        object_server() as s3,
    ):
        root, bucket, url = Path(at), f"s3://{BUCKET}/{uuid4().hex}", postgresql.database("muutto")
        begun = time.monotonic()
        home = filled(root / "koti", given.corpus, given.count)
        print(f"{given.count:,} documents filled in {time.monotonic() - begun:.0f} s", flush=True)
        sizes = home.store.stat().st_size / 1e6, megabytes(home.objects)
        print(f"files: store {sizes[0]:.0f} MB, objects {sizes[1]:.1f} MB", flush=True)
        first = exported(home, root / "first")
        home.settings.write_text(s3.settings("x").partition("\n")[2], encoding="utf-8")
        print(killed(home, url, bucket), flush=True)
        assert home.database is None
        same = True
        for name, to in (
            ("up, the rest", {"store": url, "objects": bucket}),
            ("down", {"store": None, "objects": None}),
        ):
            if home.objects_url:  # what was left in the folder for the way back is not there
                shutil.rmtree(home.objects)
            begun, cpu = time.monotonic(), time.process_time()
            done = move(home, to)
            took, spent = time.monotonic() - begun, time.process_time() - cpu
            print(
                f"{name}: {took:.0f} s ({spent:.0f} s CPU), {done.rows:,} rows, {done.objects_moved:,} objects",
                flush=True,
            )
            if home.database:
                told = bytes_there(url, s3, bucket)
                print(f"there: database {told[0]:.0f} MB, object store {told[1]:.1f} MB", flush=True)
            same &= is_same(first, exported(home, root / name.partition(",")[0]))
            print(f"exports are {'the same' if same else 'NOT the same'}", flush=True)
    sys.exit(not same)


if __name__ == "__main__":
    main()
