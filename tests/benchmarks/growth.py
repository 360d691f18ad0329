"""How an index grows: its size, memory and time at 10,000 to 1,000,000 passages with records, for each engine.

    nice python -m tests.benchmarks.growth --corpus FILE.jsonl[.xz] --queries FILE.jsonl [--sizes 10000,50000]

The store is filled once for each size: each passage names people and bodies, few of them often and most of them seldom.
Building and searching are each measured in a process of its own, whose peak of memory is then theirs alone; time is CPU
time.  A full search counts facets and gives ten highlighted passages; `chosen` has two values of facets chosen.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.search import documents, lines, megabytes, spread, timed

if TYPE_CHECKING:
    from extractors.model.document import Document
    from extractors.model.records import Entry

HEAD = (
    "passages",
    "engine",
    "text MB",
    "index MB",
    "index / text",
    "build CPU s",
    "build peak MB",
    "search peak MB",
    *(f"{name} p50 / p95 ms" for name in ("plain", "chosen", "phrase", "prefix", "title")),
    "one more ms",
    "first search ms",
)
PHRASES = ('"se on"', '"hän oli"', '"ja sen"', '"on myös"', '"vuonna se"', '"ei ole"', '"on yksi"', '"sen jälkeen"')
PREFIXES = ("kau*", "yliop*", "hall*", "suom*", "maail*")
PEOPLE = 3
BODIES = 4
"""The most people and bodies that a passage names."""


def peak() -> float:
    """The most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def fill(root: Path, corpus: Path, size: int) -> None:
    from index.home import Home
    from index.store.store import Store

    dice = random.Random(1)
    with Store.open(Home(root)) as store:
        store.put(named(document, dice, size) for document in documents(corpus, size))


def named(document: Document, dice: random.Random, size: int) -> Entry:
    """A passage with people and bodies drawn so that the n-th of them is named about 1/n as often as the first."""
    from extractors.model.records import Body, Entry, Evidence, Person, Records

    proof = (Evidence(start=0, end=1, quote=document.text[:1]),)

    def drawn(most: int) -> set[int]:
        return {int(size ** dice.random()) for _ in range(dice.randint(0, most))}

    bodies = [Body(id=f"b{n}", name=f"Kuvitteellan {n}. liitto", evidence=proof) for n in sorted(drawn(BODIES))]
    people = [Person(id=f"p{n}", name=f"Aino Kuvitelma{n}", evidence=proof) for n in sorted(drawn(PEOPLE))]
    return Entry(document=document, records=Records(people=tuple(people), bodies=tuple(bodies)))


def build(root: Path, engine: str) -> dict[str, float]:
    import logging

    from index import Index

    logging.disable(logging.WARNING)
    begun = time.process_time()
    with Index.open(root, engine=engine) as index:
        took = time.process_time() - begun
        return {"build": took, "build_peak": peak(), "index": megabytes(index.folder)}


def search(root: Path, engine: str, queries: Path, count: int, corpus: Path) -> dict[str, float]:
    from index import Index

    asked = [row["text"] for row in lines(queries)][:count]
    with Index.open(root, engine=engine) as index:
        begun = time.process_time()
        index.search(asked[0])
        told = {"first": 1000 * (time.process_time() - begun)}
        timed(asked[:20], index.search)
        body = index.search("NOT olematonsana", limit=0).facets["body"][0].value
        chosen = {"body": [body], "kind": ["slides", "document"]}
        looks: dict[str, tuple[Sequence[str], Callable[[str], object]]] = {
            "plain": (asked, index.search),
            "chosen": (asked, lambda query: index.search(query, chosen=chosen)),
            "phrase": (PHRASES, index.search),
            "prefix": (PREFIXES, index.search),
            "title": (asked, lambda query: index.search(query, sort="title")),
        }
        for name, (some, look) in looks.items():
            told[name + "_p50"], told[name + "_p95"] = spread(timed(some, look))
        begun = time.process_time()
        index.add([documents(corpus, 1)[0].model_copy(update={"id": "one-more"})])
        told["more"] = 1000 * (time.process_time() - begun)
        index.delete(["one-more"])
    return {"search_peak": peak(), **told}


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
                "--corpus",
                given.corpus,
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
                *(
                    f"{told[name + '_p50']:.1f} / {told[name + '_p95']:.1f}"
                    for name in ("plain", "chosen", "phrase", "prefix", "title")
                ),
                f"{told['more']:.0f}",
                f"{told['first']:.0f}",
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
        print(json.dumps(search(given.home, given.engines, given.queries, given.count, given.corpus)))
    else:
        print("| " + " | ".join(HEAD) + " |\n|" + " --- |" * len(HEAD), flush=True)
        for size in map(int, given.sizes.split(",")):
            measure(given, size)


if __name__ == "__main__":
    main()
