"""How dense the code is, beside other projects': complexity of functions, branches and comments a line, bare numbers.

    python -m tests.benchmarks.house                                 Louhi's four packages as they are
    python -m tests.benchmarks.house --ref HASH                      and as they were at a commit
    python -m tests.benchmarks.house --beside annif=DIR eyecite=DIR  and other packages' folders

By radon (complexity, lines of code, comments) and ruff (PLR2004 with its own defaults, C901); tests are left out.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from radon.complexity import cc_visit
from radon.raw import analyze

from tests.benchmarks.against_commit import ROOT, tree_at

FLOORS = ("extractors", "index", "pipeline", "search_cli")
DENSE = 10
"""Complexity over which radon ranks a function C ("slightly complex") and worse."""


class House(NamedTuple):
    """What is measured of one project."""

    files: int
    lines: int
    median: float
    longest: int
    functions: int
    middle: float
    ninety: float
    worst: int
    dense: int
    branches: float
    comments: float
    explained: float
    bare: int


def modules(folders: Sequence[Path]) -> Iterator[Path]:
    """The Python files of some folders, their tests left out."""
    for folder in folders:
        yield from (f for f in sorted(folder.rglob("*.py")) if "tests" not in f.parts and "migrations" not in f.parts)


def measured(folders: Sequence[Path]) -> House:
    """The figures of one project."""
    sizes, code, comments, docs, found = [], 0, 0, 0, list[int]()
    files = list(modules(folders))
    for file in files:
        text = file.read_text(encoding="utf-8")
        raw = analyze(text)
        sizes.append(len(text.splitlines()))
        code, comments, docs = code + raw.sloc, comments + raw.comments, docs + raw.multi
        blocks = cc_visit(text)
        found += [one.complexity for one in blocks if type(one).__name__ == "Function"]
        found += [inner.complexity for one in blocks for inner in getattr(one, "closures", ())]
    return House(
        files=len(files),
        lines=sum(sizes),
        median=statistics.median(sizes),
        longest=max(sizes),
        functions=len(found),
        middle=statistics.median(found),
        ninety=statistics.quantiles(found, n=10)[-1],
        worst=max(found),
        dense=sum(one > DENSE for one in found),
        branches=sum(one - 1 for one in found) / code,
        comments=100 * comments / code,
        explained=100 * (comments + docs) / code,
        bare=_bare(files),
    )


def _bare(files: Sequence[Path]) -> int:
    call = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "PLR2004", "--output-format", "json"]
    return len(json.loads(subprocess.run([*call, *files], capture_output=True, text=True, check=False).stdout))


ROWS = (
    ("files", "files", "{:,}"),
    ("lines", "lines", "{:,}"),
    ("lines a file, median", "median", "{:g}"),
    ("lines of the longest file", "longest", "{:,}"),
    ("functions", "functions", "{:,}"),
    ("complexity of a function, median", "middle", "{:g}"),
    ("complexity, nine in ten are at most", "ninety", "{:g}"),
    ("complexity of the densest", "worst", "{}"),
    (f"functions over {DENSE}", "dense", "{}"),
    ("branches a line of code", "branches", "{:.2f}"),
    ("comments a hundred lines of code", "comments", "{:.1f}"),
    ("with documentation strings", "explained", "{:.1f}"),
    ("bare numbers in comparisons", "bare", "{}"),
)


def table(houses: dict[str, House]) -> str:
    """The figures side by side, as Markdown."""
    lines = [f"| | {' | '.join(houses)} |", f"| --- |{' ---: |' * len(houses)}"]
    for label, name, shape in ROWS:
        lines.append(f"| {label} | {' | '.join(shape.format(getattr(one, name)) for one in houses.values())} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ref", help="a commit to compare with")
    parser.add_argument("--beside", nargs="*", default=[], metavar="NAME=DIR", help="folders of other packages")
    args = parser.parse_args()
    houses: dict[str, House] = {}
    with tempfile.TemporaryDirectory() as scratch:
        if args.ref:
            tree = tree_at(args.ref, Path(scratch), *FLOORS)
            houses[f"Louhi at {args.ref[:7]}"] = measured([tree / floor for floor in FLOORS])
        houses["Louhi"] = measured([ROOT / floor for floor in FLOORS])
        for name, _, folder in (one.partition("=") for one in args.beside):
            houses[name] = measured([Path(folder)])
    print(table(houses))


if __name__ == "__main__":
    main()
