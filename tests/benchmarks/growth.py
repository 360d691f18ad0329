"""How a home grows: its size, memory and time at 10,000 to 1,000,000 passages with records, for each engine.

    nice python -m tests.benchmarks.growth --corpus FILE.jsonl[.xz] --queries FILE.jsonl [--keep DIR] [--sizes 10000]

The documents are those of growing.py, five passages each.  The store is filled once for each size, in batches, as a
first ingest does once its documents are understood; with --keep a home begins as a copy of the next smaller one, and a
fill that was stopped goes on where it was.  Filling, building and searching are each measured in a process of its own,
whose peak of memory is then theirs alone; time is CPU time, which a busy machine makes longer by a third or so, but not
by the time it waits: ratios within a row, and of rows of one run, say more than milliseconds.
A full search counts facets and gives ten highlighted passages; `chosen` has two values of facets chosen, `cold` is the
first such search of a process.  `during` is asked while another process puts documents into the same home, one by one,
plain and chosen in turn: what it calls cold are the first searches after something was written.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks.growing import PASSAGES, made_documents
from tests.benchmarks.searching.search import lines, megabytes, spread, timed

PHRASES = ('"se on"', '"hän oli"', '"ja sen"', '"on myös"', '"vuonna se"', '"ei ole"', '"on yksi"', '"sen jälkeen"')
PREFIXES = ("kau*", "yliop*", "hall*", "suom*", "maail*")
SEARCHES = ("plain", "chosen", "phrase", "prefix", "title")
LISTS = ("people", "bodies by name", "a year's people", "one thing")
TURNS = 9
"""So often each list is asked for, and so many documents are put one by one."""
NEW = 10_000_000
"""The numbers of documents that are put one by one begin here."""
PUT = 40
"""So many are put while the same home is searched."""


def peak() -> float:
    """The most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def fill(root: Path, corpus: Path, size: int) -> dict[str, float]:
    """Put what a home lacks of the documents of a size; what that cost, and what making the documents did not."""
    from index.home import Home
    from index.store.store import Store

    letters, making = 0, 0.0

    def made(first: int) -> Any:
        nonlocal letters, making
        stream = made_documents(corpus, first, size // PASSAGES)
        while True:
            begun = time.process_time()
            entry = next(stream, None)
            making += time.process_time() - begun
            if entry is None:
                return
            letters += len(entry.document.text.encode())
            yield entry

    with Store.open(Home(root)) as store:
        begun = time.process_time()
        store.put(made(store.count()), batch=2_000)
        took = time.process_time() - begun - making
    return {"put": took, "put_peak": peak(), "text": letters / 1e6, "store": megabytes(root)}


def filled(root: Path, smaller: Path | None, corpus: Path, size: int) -> dict[str, float]:
    """A home of a size, begun as a copy of a smaller one where there is one; what its store cost in all."""
    kept, before = root / "filled.json", {"put": 0.0, "put_peak": 0.0, "text": 0.0}
    if not kept.exists():
        if smaller is not None:
            before = json.loads((smaller / "filled.json").read_text(encoding="utf-8"))
            if not (root / "store.sqlite").exists():
                root.mkdir(parents=True, exist_ok=True)
                shutil.copy2(smaller / "store.sqlite", root / "store.sqlite")
        told = alone("fill", home=root, corpus=corpus, sizes=size)
        told |= {name: before[name] + told[name] for name in ("put", "text")}
        kept.write_text(json.dumps(told | {"put_peak": max(before["put_peak"], told["put_peak"])}), encoding="utf-8")
    return dict(json.loads(kept.read_text(encoding="utf-8")))


def lists(root: Path, corpus: Path) -> dict[str, float]:
    """Lists, things, and one more document, in the store alone."""
    from index.home import Home
    from index.outputs.tables.tables import table_rows
    from index.store.filters import Filter
    from index.store.store import Store
    from index.things.lookup import named_in

    year = Filter(published_since="2020", published_until="2020")
    with Store.open(Home(root)) as store:
        store.count()
        [commonest], _ = table_rows(store, "bodies", Filter(), sort="-documents", limit=1)
        looks: dict[str, Callable[[], object]] = {
            "people": lambda: table_rows(store, "people", Filter(), sort="-documents", limit=20),
            "bodies by name": lambda: table_rows(store, "bodies", Filter(), sort="name", limit=20),
            "a year's people": lambda: table_rows(store, "people", year, sort="-documents", limit=20),
            "one thing": partial(named_in, store, commonest["id"], 20),
        }
        told = {name: spread(timed([""] * TURNS, lambda _, look=look: look())) for name, look in looks.items()}  # type: ignore[misc]
        fresh = list(made_documents(corpus, NEW, NEW + 3 * TURNS))
        told["put one more"] = spread(timed(map(str, range(len(fresh))), lambda at: store.put([fresh[int(at)]])))
        store.delete(one.document.id for one in fresh)
    return {f"{name} {at}": ms for name, some in told.items() for at, ms in zip(("p50", "p95"), some, strict=True)}


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
        facets = index.search("NOT olematonsana", limit=0).facets
        chosen = {"body": [facets["body"][0].value], "year": [facets["year"][-1].value]}
        begun = time.process_time()
        index.search(asked[0], chosen=chosen)
        told["cold"] = 1000 * (time.process_time() - begun)
        timed(asked[:20], index.search)
        looks: dict[str, tuple[Sequence[str], Callable[[str], object]]] = {
            "plain": (asked, index.search),
            "chosen": (asked, lambda query: index.search(query, chosen=chosen)),
            "phrase": (PHRASES * 3, index.search),
            "prefix": (PREFIXES * 3, index.search),
            "title": (asked, lambda query: index.search(query, sort="title")),
        }
        for name, (some, look) in looks.items():
            told[f"{name} p50"], told[f"{name} p95"] = spread(timed(some, look))
        more = []
        for entry in made_documents(corpus, NEW, NEW + 3):
            begun = time.process_time()
            index.add([entry])
            more.append(1000 * (time.process_time() - begun))
        told["add one more p50"], told["add one more p95"] = sorted(more)[1], max(more)
        index.delete(f"doc-{number}" for number in range(NEW, NEW + 3))
    return {"search_peak": peak(), **told, "process": process(root, engine, asked[1])}


def add_more(root: Path, engine: str, corpus: Path) -> None:
    """Put documents one by one, each findable before the next; says when it begins."""
    from index import Index

    fresh = list(made_documents(corpus, NEW, NEW + PUT))
    with Index.open(root, engine=engine) as index:
        index.search("alku")
        print("begun", flush=True)
        for entry in fresh:
            index.add([entry])


def during(root: Path, engine: str, queries: Path, count: int, corpus: Path) -> dict[str, float]:
    """Searches while another process puts documents into the same home: plain and with two facet values chosen."""
    from index import Index

    asked = [row["text"] for row in lines(queries)][:count]
    with Index.open(root, engine=engine) as index:
        facets = index.search("NOT olematonsana", limit=0).facets
        chosen = {"body": [facets["body"][0].value], "year": [facets["year"][-1].value]}
        timed(asked[:20], index.search)
        took: dict[str, list[float]] = {"plain": [], "chosen": [], "plain, cold": [], "chosen, cold": []}
        writer = subprocess.Popen(step("add", home=root, engines=engine, corpus=corpus), stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        turn, seen = 0, _written(index)
        while writer.poll() is None:
            # both kinds of search are asked in turn, each of them first in half of the turns
            name = ("plain", "chosen", "chosen", "plain")[turn % 4]
            now = _written(index)
            cold, seen = ", cold" if now != seen else "", now
            [ms] = timed(
                [asked[turn // 2 % len(asked)]], partial(index.search, chosen=chosen if "chosen" in name else {})
            )
            took[name + cold].append(ms)
            turn += 1
        index.delete(f"doc-{number}" for number in range(NEW, NEW + PUT))
        if writer.returncode:
            raise RuntimeError(f"the process that puts documents ended with {writer.returncode}")
    told: dict[str, float] = {f"during {name}, searches": len(some) for name, some in took.items()}
    for name, some in took.items():
        told[f"during {name} p50"], told[f"during {name} p95"] = spread(sorted(some))
    return told


def _written(index: Any) -> tuple[int, int]:
    """What changes where something is written to the index or to the store."""
    return index.opened.forward.marker(), index.opened.reader.marker()


def process(root: Path, engine: str, query: str) -> float:
    """CPU milliseconds of `louhi search` as a process of its own, the least of three."""
    took = []
    louhi = [sys.executable, "-c", "from search_cli.app import main; main()"]
    for _ in range(3):
        before = os.times()
        command = [*louhi, "search", query, "--home", str(root), "--engine", engine]
        subprocess.run(command, check=True, capture_output=True)
        after = os.times()
        took.append(1000 * (sum(after[2:4]) - sum(before[2:4])))
    return min(took)


def step(name: str, **given: object) -> list[str]:
    """The command that runs one step of this module."""
    command = [sys.executable, "-m", "tests.benchmarks.growth", "--step", name]
    return [*command, *(part for option, value in given.items() for part in (f"--{option}", str(value)))]


def alone(name: str, **given: object) -> dict[str, Any]:
    """What one step of this module tells, in a process of its own."""
    told = subprocess.run(step(name, **given), check=True, stdout=subprocess.PIPE, text=True).stdout
    return dict(json.loads(told))


def measure(given: argparse.Namespace, size: int, smaller: int | None) -> dict[str, dict[str, Any]]:
    """What each step tells of a size, the engines' by their names."""
    root = given.keep / str(size) if given.keep else Path(tempfile.mkdtemp(prefix="louhi-growth-"))
    try:
        told = {
            "store": filled(root, given.keep / str(smaller) if given.keep and smaller else None, given.corpus, size)
        }
        told["store"] |= alone("lists", home=root, corpus=given.corpus)
        for engine in given.engines.split(","):
            if engine == "whoosh" and size > given.whoosh:
                continue
            shutil.rmtree(root / "index" / engine, ignore_errors=True)
            told[engine] = alone("build", home=root, engines=engine)
            asked = {"queries": given.queries, "count": given.count, "corpus": given.corpus}
            told[engine] |= alone("search", home=root, engines=engine, **asked)
            told[engine] |= alone("during", home=root, engines=engine, **asked)
        return told
    finally:
        if not given.keep:
            shutil.rmtree(root)


def pair(told: Mapping[str, float], name: str) -> str:
    return f"{told[name + ' p50']:.0f} / {told[name + ' p95']:.0f}"


def store_row(size: int, told: Mapping[str, float]) -> str:
    """What the store costs: a row of the first table."""
    parts = [f"{size:,}", f"{size // PASSAGES:,}", f"{told['text']:.0f}", f"{told['store']:.0f}"]
    parts += [f"{told['put']:.0f}", f"{1000 * told['put'] * PASSAGES / size:.1f}", f"{told['put_peak']:.0f}"]
    return " | ".join([*parts, pair(told, "put one more"), *(pair(told, name) for name in LISTS)])


def engine_row(size: int, engine: str, told: Mapping[str, float]) -> str:
    """What an engine costs: a row of the second table."""
    parts = [f"{size:,}", engine, f"{told['index']:.0f}", f"{told['build']:.0f}", f"{told['build_peak']:.0f}"]
    parts += [f"{told['search_peak']:.0f}", *(pair(told, name) for name in SEARCHES)]
    parts += [f"{told['chosen p50'] / told['plain p50']:.2f}", f"{told['cold'] / told['first']:.2f}"]
    for cold in ("", ", cold"):
        parts += [f"{told[f'during chosen{cold} p50'] / told[f'during plain{cold} p50']:.2f}"]
    return " | ".join([*parts, pair(told, "add one more"), f"{told['process']:.0f}"])


STORE = "passages | documents | text MB | store MB | put CPU s | put a document ms | put peak MB | put one more ms"
ENGINE = "passages | engine | index MB | build CPU s | build peak MB | search peak MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--sizes", default="10000,50000,200000,1000000")
    parser.add_argument("--engines", default="tantivy,whoosh")
    parser.add_argument("--whoosh", type=int, default=100_000, help="passages up to which Whoosh is measured")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="keep the homes here, and use those that are there")
    parser.add_argument("--step", choices=["fill", "lists", "build", "search", "during", "add"], help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step == "add":
        add_more(given.home, given.engines, given.corpus)
        return
    if given.step:
        steps: dict[str, Callable[[], dict[str, float]]] = {
            "fill": lambda: fill(given.home, given.corpus, int(given.sizes)),
            "lists": lambda: lists(given.home, given.corpus),
            "build": lambda: build(given.home, given.engines),
            "search": lambda: search(given.home, given.engines, given.queries, given.count, given.corpus),
            "during": lambda: during(given.home, given.engines, given.queries, given.count, given.corpus),
        }
        print(json.dumps(steps[given.step]()))
        return
    stores, engines = [f"{STORE} | {' | '.join(LISTS)}"], [f"{ENGINE} | {' | '.join(SEARCHES)}"]
    engines[0] += " | chosen / plain | the same, cold | during a run | the same, cold"
    engines[0] += " | add one more ms | `louhi search` CPU ms"
    sizes = sorted(map(int, given.sizes.split(",")))
    for size, smaller in zip(sizes, [None, *sizes], strict=False):
        told = measure(given, size, smaller)
        stores.append(store_row(size, told.pop("store")))
        engines += [engine_row(size, engine, one) for engine, one in told.items()]
        print("\n".join((stores[-1], *engines[-len(told) :])), file=sys.stderr, flush=True)
    for table in (stores, engines):
        rule = " | ".join("---" for _ in table[0].split(" | "))
        print("\n".join(f"| {row} |" for row in (table[0], rule, *table[1:])), end="\n\n")


if __name__ == "__main__":
    main()
