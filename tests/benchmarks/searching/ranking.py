"""What each kind of term and each weight adds to the order of hits: nDCG@10 with one of them changed at a time.

    python -m tests.benchmarks.searching.ranking --home HOME --queries FILE.jsonl --judged FILE.tsv
        [--engine tantivy] [--count N]

HOME holds the judged corpus, whose documents go by the ids of FILE.tsv (query, 0, document, 1).  The index stays as it
is: what is left out is left out of the query's plan and of the second look.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index import Index
from index.query import planning
from index.ranking.weights import WEIGHTS
from index.search import search as searching
from tests.benchmarks.searching.search import lines

WITHOUT: dict[str, Mapping[str, float]] = {
    "everything": {},
    "without parts of compounds in the text": {"planning.PARTS": 0.0},
    "without parts of the query's own compounds": {"planning.HINTS": 0.0},
    "without the form as typed": {"planning.WRITTEN": 0.0},
    "without four-letter pieces": {"weights.pieces": 0.0, "weights.pieces met": 0.0},
    "without nearness of words": {"weights.close": 0.0},
    "without what stands early": {"weights.early": 0.0},
    "without stretches": {"weights.stretch": 0.0},
    "base forms alone": {
        "planning.PARTS": 0.0,
        "planning.HINTS": 0.0,
        "planning.WRITTEN": 0.0,
        **dict.fromkeys(["weights.pieces", "weights.pieces met", "weights.close"], 0.0),
        **dict.fromkeys(["weights.early", "weights.stretch"], 0.0),
    },
    "a second look at 25": {"searching.WINDOW": 25},
    "a second look at 50": {"searching.WINDOW": 50},
    "a second look at 200": {"searching.WINDOW": 200},
}
MODULES: Mapping[str, Any] = {"planning": planning, "searching": searching, "weights": WEIGHTS}


@contextmanager
def changed(values: Mapping[str, float]) -> Iterator[None]:
    """Other weights for as long as the block lasts."""
    places = [(_table(name.split(".")[0]), name.split(".")[1], value) for name, value in values.items()]
    before = [(table, name, table[name]) for table, name, _ in places]
    for table, name, value in places:
        table[name] = value
    try:
        yield
    finally:
        for table, name, value in before:
            table[name] = value


def _table(name: str) -> dict[str, float]:
    found = MODULES[name]
    return found if isinstance(found, dict) else vars(found)


def judgements(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in map(str.split, path.read_text(encoding="utf-8").splitlines()):
        if int(row[3]) > 0:
            found.setdefault(row[0], set()).add(row[2])
    return found


def gain(hits: list[str], good: set[str]) -> float:
    """nDCG of the first ten, each document good or not.

    >>> gain(["a", "b"], {"a"}), round(gain(["b", "a"], {"a"}), 3)
    (1.0, 0.631)
    """
    best = sum(1 / math.log2(i + 2) for i in range(min(10, len(good))))
    return sum(1 / math.log2(i + 2) for i, one in enumerate(hits[:10]) if one in good) / best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--judged", type=Path, required=True)
    parser.add_argument("--engine", default="tantivy")
    parser.add_argument("--count", type=int, default=10_000)
    given = parser.parse_args()
    good = judgements(given.judged)
    asked = [row for row in lines(given.queries) if row["id"] in good][: given.count]
    with Index.open(given.home, engine=given.engine) as index:
        for name, values in WITHOUT.items():
            with changed(values):
                told = [
                    gain([hit.document_id for hit in index.search(row["text"], facets=False).hits], good[row["id"]])
                    for row in asked
                ]
            print(f"| {name} | {sum(told) / len(told):.4f} |", flush=True)


if __name__ == "__main__":
    main()
