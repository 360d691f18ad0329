"""How an index grows: its size, memory and time at 10,000 to 100,000 passages, for each engine.

    nice python -m tests.benchmarks.growth --corpus FILE.jsonl[.xz] --queries FILE.jsonl [--sizes 10000,50000]

The store is filled once for each size.  Building and searching are each measured in a process of its own, whose peak of
memory is then theirs alone; time is CPU time.  A full search counts facets and gives ten highlighted passages.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.search import documents, lines, megabytes, spread, timed

HEAD = (
    "passages",
    "engine",
    "text MB",
    "index MB",
    "index / text",
    "build CPU s",
    "build peak MB",
    "search peak MB",
    "p50 CPU ms",
    "p95 CPU ms",
)


def peak() -> float:
    """The most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def fill(root: Path, corpus: Path, size: int) -> None:
    from extractors.model.records import Entry
    from index.home import Home
    from index.store.store import Store

    with Store.open(Home(root)) as store:
        store.put(Entry(document=document) for document in documents(corpus, size))


def build(root: Path, engine: str) -> dict[str, float]:
    import logging

    from index import Index

    logging.disable(logging.WARNING)
    begun = time.process_time()
    with Index.open(root, engine=engine) as index:
        took = time.process_time() - begun
        return {"build": took, "build_peak": peak(), "index": megabytes(index.folder)}


def search(root: Path, engine: str, queries: Path, count: int) -> dict[str, float]:
    from index import Index

    asked = [row["text"] for row in lines(queries)][:count]
    with Index.open(root, engine=engine) as index:
        timed(asked[:20], index.search)
        p50, p95 = spread(timed(asked, index.search))
    return {"search_peak": peak(), "p50": p50, "p95": p95}


def alone(*arguments: object) -> dict[str, float]:
    """One step of this module in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.growth", *map(str, arguments)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(told or "{}"))


def text_megabytes(corpus: Path, size: int) -> float:
    return sum(len(row["text"].encode()) for _, row in zip(range(size), lines(corpus), strict=False)) / 1e6


def measure(given: argparse.Namespace, size: int) -> None:
    root = given.keep / str(size) if given.keep else Path(tempfile.mkdtemp(prefix="louhi-growth-"))
    try:
        if not (root / "store.sqlite").exists():
            alone("--step", "fill", "--home", root, "--corpus", given.corpus, "--sizes", size)
        text = text_megabytes(given.corpus, size)
        for engine in given.engines.split(","):
            shutil.rmtree(root / "index" / engine, ignore_errors=True)
            told: dict[str, Any] = alone("--step", "build", "--home", root, "--engines", engine)
            told |= alone(
                "--step",
                "search",
                "--home",
                root,
                "--engines",
                engine,
                "--queries",
                given.queries,
                "--count",
                given.count,
            )
            row = (
                size,
                engine,
                f"{text:.1f}",
                f"{told['index']:.1f}",
                f"{told['index'] / text:.2f}",
                f"{told['build']:.0f}",
                f"{told['build_peak']:.0f}",
                f"{told['search_peak']:.0f}",
                f"{told['p50']:.1f}",
                f"{told['p95']:.1f}",
            )
            print("| " + " | ".join(map(str, row)) + " |", flush=True)
    finally:
        if not given.keep:
            shutil.rmtree(root)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--sizes", default="10000,20000,50000,100000")
    parser.add_argument("--engines", default="whoosh,tantivy")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="keep the homes here, and use those that are there")
    parser.add_argument("--step", choices=["fill", "build", "search"], help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step == "fill":
        fill(given.home, given.corpus, int(given.sizes))
    elif given.step == "build":
        print(json.dumps(build(given.home, given.engines)))
    elif given.step == "search":
        print(json.dumps(search(given.home, given.engines, given.queries, given.count)))
    else:
        print("| " + " | ".join(HEAD) + " |\n|" + " --- |" * len(HEAD), flush=True)
        for size in map(int, given.sizes.split(",")):
            measure(given, size)


if __name__ == "__main__":
    main()
