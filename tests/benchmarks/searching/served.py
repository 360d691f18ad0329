"""OpenSearch as Louhi uses it, beside tantivy and beside what a user would pick instead, all in one run.

    nice python -m tests.benchmarks.searching.served --corpus FILE.jsonl[.xz] --set kysy QUERIES.jsonl QRELS.tsv
        [--set ...] [--limit 20000] [--queries 500]

    louhi tantivy      Louhi's search, its index in this process
    louhi opensearch   the same search, its index in three real nodes
    finnish            a plain field with OpenSearch's own `finnish` analyzer, `match`, its own BM25
    voikko             a plain field of Voikko's base forms, all that a word may have, `match`, its own BM25: what
                       Raudikko (Voikko for Lucene) makes of text; Maven Central holds no version of it

Every index in the nodes has three shards and a replica.  Each question is asked of all four, one after the other, so
that what else the machine does falls on all alike; milliseconds are by the clock.  `--limit` keeps the first documents
and all judged ones: such figures compare only with each other.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from extractors import read_text
from extractors.model.records import Entry
from extractors.text.morphology import readings
from index import Index
from index.home import Home
from index.store.store import Store
from tests.benchmarks.growth import peak
from tests.benchmarks.searching.ranking import gain, judgements
from tests.benchmarks.searching.search import lines, megabytes, spread
from tests.servers.nodes.nodes import nodes

Look = Callable[[str], list[str]]
LAYOUT = {"number_of_shards": 3, "number_of_replicas": 1, "refresh_interval": -1}
HITS = 10
_WORD = re.compile(r"\w+(?:[-:]\w+)*")


class Clocks(NamedTuple):
    """Seconds by the clock, of CPU here and in the nodes."""

    wall: float
    here: float
    there: float

    def since(self, begun: Clocks) -> Clocks:
        return Clocks(*(now - then for now, then in zip(self, begun, strict=True)))


class Built(NamedTuple):
    """An index: how to ask it, what making it took, megabytes of it and beside it."""

    look: Look
    took: Clocks
    size: float


@lru_cache(maxsize=500_000)
def base_forms(word: str) -> str:
    """All that Voikko takes a word for, else the word.

    >>> base_forms("kunnan")
    'kunta'
    """
    return " ".join(dict.fromkeys(one.lemma.lower() for one in readings(word))) or word.lower()


def in_base_forms(text: str) -> str:
    return " ".join(map(base_forms, _WORD.findall(text)))


class Nodes:
    """The cluster, and what it has spent."""

    def __init__(self, address: str) -> None:
        from opensearchpy import OpenSearch

        self.address = address
        self.client = OpenSearch([address], timeout=600, max_retries=5, retry_on_timeout=True)

    def cpu(self) -> float:
        """Seconds of CPU of the one process that all nodes are in."""
        some = self.client.nodes.stats(metric="process")["nodes"].values()
        return max(float(one["process"]["cpu"]["total_in_millis"]) for one in some) / 1000

    def clocks(self) -> Clocks:
        return Clocks(time.monotonic(), time.process_time(), self.cpu())

    def megabytes(self, index: str) -> float:
        """What an index takes on disk, its replica left out."""
        self.client.indices.flush(index=index)
        told = self.client.indices.stats(index=index, metric="store")
        return float(told["_all"]["primaries"]["store"]["size_in_bytes"]) / 1e6


def plain(cluster: Nodes, name: str, analysis: dict[str, Any], made: Callable[[str], str], held: Path) -> Built:
    """An index of one field, as a user makes it."""
    from opensearchpy.helpers import bulk

    text = {"type": "text", "analyzer": "own" if "analyzer" in analysis else "finnish"}
    body = {"settings": {**LAYOUT, "analysis": analysis}, "mappings": {"properties": {"text": text}}}
    cluster.client.indices.create(index=name, body=body)
    begun = cluster.clocks()
    rows = ({"_index": name, "_id": row["id"], "text": made(row["text"])} for row in lines(held))
    bulk(cluster.client, rows, chunk_size=500)
    cluster.client.indices.refresh(index=name)
    took = cluster.clocks().since(begun)

    def look(query: str) -> list[str]:
        asked = {"query": {"match": {"text": made(query)}}, "size": HITS}
        told = cluster.client.search(index=name, body=asked, search_type="dfs_query_then_fetch")
        return [hit["_id"] for hit in told["hits"]["hits"]]

    return Built(look, took, cluster.megabytes(name))


def louhi(cluster: Nodes, root: Path, engine: str) -> tuple[Built, Index]:
    """Louhi's index of what its store holds."""
    begun = cluster.clocks()
    index = Index.open(root, engine=engine)
    took = cluster.clocks().since(begun)
    size = megabytes(index.folder)
    if engine == "opensearch":
        size += cluster.megabytes(index.opened.engine.alias)  # type: ignore[attr-defined]
    return Built(lambda query: [hit.document_id for hit in index.search(query, limit=HITS).hits], took, size), index


def kept(corpus: Path, limit: int, judged: set[str], file: Path) -> int:
    """Write the first documents of a corpus, and all judged ones, to a file; how many there are."""
    count = 0
    with file.open("w", encoding="utf-8") as out:
        for number, row in enumerate(lines(corpus)):
            if number < limit or row["id"] in judged:
                out.write(json.dumps(row) + "\n")
                count += 1
    return count


def entries(file: Path) -> Iterator[Entry]:
    for row in lines(file):
        yield Entry(document=read_text(row["text"], id=row["id"], title=row.get("title"), language="fi"))


def asked(built: dict[str, Built], questions: Iterable[dict[str, Any]], good: dict[str, set[str]]) -> Iterator[str]:
    """Each way's row: nDCG of the first ten, and milliseconds."""
    gains: dict[str, list[float]] = {name: [] for name in built}
    spent: dict[str, list[float]] = {name: [] for name in built}
    names = list(built)
    for turn, row in enumerate(questions):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            begun = time.perf_counter()
            hits = built[name].look(row["text"])
            spent[name].append(1000 * (time.perf_counter() - begun))
            gains[name].append(gain(hits, good[row["id"]]))
    for name in names:
        middle, most = spread(sorted(spent[name]))
        yield f"{name} | {len(gains[name])} | {sum(gains[name]) / len(gains[name]):.4f} | {middle:.0f} / {most:.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--set", nargs=3, action="append", required=True, metavar=("NAME", "QUERIES", "QRELS"))
    parser.add_argument("--limit", type=int, default=sys.maxsize)
    parser.add_argument("--queries", type=int, default=sys.maxsize)
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    sets = {name: (Path(queries), judgements(Path(judged))) for name, queries, judged in given.set}
    with tempfile.TemporaryDirectory(prefix="louhi-served-") as at:
        root = Path(at)
        judged = {one for _, good in sets.values() for some in good.values() for one in some}
        held = root / "documents.jsonl"
        count = kept(given.corpus, given.limit, judged, held)
        with nodes(root / "nodes", 3) as address:
            cluster, home = Nodes(address), Home(root / "home")
            told = f'[opensearch]\nurl = "{address}"\nshards = 3\nreplicas = 1\n'
            home.settings.write_text(told, encoding="utf-8")
            with Store.open(home) as store:
                store.put(entries(held), batch=2_000)
            built: dict[str, Built] = {}
            opened: list[Index] = []
            for engine in ("tantivy", "opensearch"):
                built[f"louhi {engine}"], index = louhi(cluster, home.root, engine)
                opened.append(index)
            built["finnish"] = plain(cluster, "finnish", {}, str, held)
            spaces = {"analyzer": {"own": {"type": "custom", "tokenizer": "whitespace", "filter": ["lowercase"]}}}
            built["voikko"] = plain(cluster, "voikko", spaces, in_base_forms, held)
            print(f"\n{count:,} documents\n\n| index | documents/s | CPU s here | CPU s in the nodes | MB |")
            print("|---|---:|---:|---:|---:|")
            for name, one in built.items():
                took = one.took
                print(f"| {name} | {count / took.wall:.0f} | {took.here:.0f} | {took.there:.0f} | {one.size:.0f} |")
            print("\n| set | asked of | questions | nDCG@10 | p50 / p95 ms |\n|---|---|---:|---:|---:|", flush=True)
            for name, (queries, good) in sets.items():
                questions = [row for row in lines(queries) if row["id"] in good][: given.queries]
                for row in asked(built, questions, good):
                    print(f"| {name} | {row} |", flush=True)
            for index in opened:
                index.close()
    print(f"\nat most {peak():.0f} MB here, 1 GB of heap in the nodes")


if __name__ == "__main__":
    main()
