"""How an index in three nodes grows beside tantivy's: rate, bytes and milliseconds with two facets chosen, by passages.

    nice python -m tests.benchmarks.searching.nodes_growth --corpus FILE.jsonl[.xz] --queries FILE.jsonl
        [--sizes 10000,100000] [--prepared 5000] [--count 100]

Indexes alone are measured, filled with prepared rows: the first passages of the corpus are analysed once and put again
and again under other numbers, each time with facet values of its own (two people, two bodies, a publisher, a kind, a
language, a day), so that postings and facets grow as in a real archive and the vocabulary does not.  A question is the
first look and the facets of all hits: what follows it (the second look at a hundred, ten passages) costs the same at
any size.  Milliseconds are by the clock, the two engines asked in turns; three shards and a replica in the nodes.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extractors import read_text
from index import Index
from index.engines import open_engine
from index.engines.engine import Engine, EngineRow
from index.engines.place import Place
from index.home import Home
from index.query.fields import FACETS
from index.query.parser import parse
from index.query.plan import All, Has, Plan
from index.ranking.bulk_analysis import AnalysedDocument, found
from tests.benchmarks.searching.search import KINDS, lines, megabytes, spread
from tests.benchmarks.searching.served import Clocks, Nodes
from tests.servers.nodes.nodes import nodes

THINGS = {"person": 0.5, "body": 0.3}
"""How many people and bodies there are, as powers of the number of passages: a larger archive names more of them."""
PUBLISHERS = 400
LIMIT = 100
HEAD = "| passages | engine | passages/s | CPU s | in the nodes | MB | bytes each | plain p50 / p95 ms | two facets |"
CHOSEN = {"kind": Has("kind", ("press release", "slides")), "year": Has("year", ("2021", "2022"))}


def rows(prepared: Sequence[AnalysedDocument], first: int, last: int, size: int) -> Iterator[EngineRow]:
    """The rows of these numbers, always the same."""
    for number in range(first, last):
        one = prepared[number % len(prepared)].analysed
        dice = random.Random(number)
        year = 2010 + dice.randrange(16)
        values: dict[str, Sequence[str]] = {
            "kind": [KINDS[dice.randrange(len(KINDS))]],
            "year": [str(year)],
            "language": ["fi"],
            "publisher": [f"Julkaisija {int(PUBLISHERS ** dice.random())}"],
            **{
                name: sorted({f"{name}-{int((size**power) ** dice.random())}" for _ in range(2)})
                for name, power in THINGS.items()
            },
        }
        day = year * 10_000 + 100 * dice.randint(1, 12) + dice.randint(1, 28)
        held = {name: some for name, some in values.items() if name in FACETS}
        yield EngineRow(number + 1, one.length, one.counts, held, day, f"Tiedote {number}", one.pairs)


def filled(engine: Engine, prepared: Sequence[AnalysedDocument], size: int, cluster: Nodes) -> Clocks:
    """What writing so many rows takes."""
    begun = cluster.clocks()
    part = 20_000
    for first in range(0, size, part):
        engine.write(rows(prepared, first, min(first + part, size), size))
    return cluster.clocks().since(begun)


def ask(engine: Engine, plan: Plan, average: float, chosen: Mapping[str, Plan]) -> int:
    """The likeliest hundred of all that match, and their facets; how many match."""
    told = engine.best(All((plan, *chosen.values())) if chosen else plan, LIMIT, average)
    engine.facets(plan, chosen, {name: field.most for name, field in FACETS.items()})
    return told.total


def measured(size: int, given: argparse.Namespace, prepared: Sequence[AnalysedDocument], cluster: Nodes) -> bool:
    """Print the rows of a size; whether both engines found as many."""
    average = sum(one.analysed.length for one in prepared) / len(prepared)
    asked = [row["text"] for row in lines(given.queries)][: given.count]
    with tempfile.TemporaryDirectory(prefix="louhi-nodes-growth-") as at:
        root = Path(at)
        told = {"url": cluster.address, "shards": "3", "replicas": "1", "index": f"kasvu-{size}"}
        engines: dict[str, Any] = {
            "tantivy": open_engine("tantivy", Place(root / "tantivy")),
            "opensearch": open_engine("opensearch", Place(root / "opensearch", cluster.address, told)),
        }
        cost = {name: filled(engine, prepared, size, cluster) for name, engine in engines.items()}
        sizes = {"tantivy": megabytes(root / "tantivy"), "opensearch": cluster.megabytes(told["index"])}
        ms: dict[tuple[str, bool], list[float]] = {(name, facets): [] for name in engines for facets in (False, True)}
        same = True
        with Index.open(Home(root / "koti"), engine="tantivy") as index:
            for engine in engines.values():
                engine.refresh()
            own = index.opened.engine
            for number, query in enumerate(asked):
                names = list(engines) if number % 2 else list(engines)[::-1]
                for facets in (False, True):
                    totals = set()
                    for name in names:
                        index.opened.engine = engines[name]
                        begun = time.perf_counter()
                        plan = index.opened.planner(query).plan_of(parse(query))
                        totals.add(ask(engines[name], plan, average, CHOSEN if facets else {}))
                        ms[name, facets].append(1000 * (time.perf_counter() - begun))
                    same &= len(totals) == 1
            index.opened.engine = own
        for name, took in cost.items():
            plain, chosen = (spread(sorted(ms[name, facets])) for facets in (False, True))
            spent = (
                f"{size / took.wall:,.0f} | {took.here:.0f} | {took.there:.0f}"
                f" | {sizes[name]:.0f} | {1e6 * sizes[name] / size:,.0f}"
            )
            looks = " | ".join(f"{middle:.0f} / {most:.0f}" for middle, most in (plain, chosen))
            print(f"| {size:,} | {name} | {spent} | {looks} |", flush=True)
        for engine in engines.values():
            engine.close()
        cluster.client.indices.delete(index=",".join(cluster.client.indices.get_alias(name=told["index"])))
    return same


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--prepared", type=int, default=5_000)
    parser.add_argument("--count", type=int, default=100)
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    some = (row for row, _ in zip(lines(given.corpus), range(given.prepared), strict=False))
    prepared = [found(read_text(row["text"], id=row["id"], language="fi")) for row in some]
    with tempfile.TemporaryDirectory(prefix="louhi-nodes-") as at, nodes(Path(at), 3) as address:
        cluster = Nodes(address)
        print(f"{HEAD}\n|{'---|' * HEAD.count(' |')}", flush=True)
        same = [measured(size, given, prepared, cluster) for size in map(int, given.sizes.split(","))]
    print("both engines found as many each time" if all(same) else "the engines did NOT find as many")
    sys.exit(not all(same))


if __name__ == "__main__":
    main()
