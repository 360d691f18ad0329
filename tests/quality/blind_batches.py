"""Batches of marked documents that were written without knowing the rules, each scored once before anything is mended.

    python -m tests.quality.blind_batches BATCH            score a batch for the first time, and write the figure down
    python -m tests.quality.blind_batches BATCH --now      what it scores now, written nowhere
    python -m tests.quality.blind_batches --list           every figure, with their mean and spread

A batch is a folder of `tests/quality/blind`.  `figures.toml` there keeps the first figure of each with its day and is
never changed afterwards.  Batches whose name ends in `-aside` are only ever scored: what is wrong in them is not shown,
so that no rule can be made for them.
"""

from __future__ import annotations

import sys
import tomllib
from datetime import date
from pathlib import Path
from statistics import fmean, pstdev

from tests.quality.gate import extracted
from tests.quality.marks import Marked, load
from tests.quality.scoring import Score, score

FOLDER = Path(__file__).parent / "blind"
FIGURES = FOLDER / "figures.toml"
ASIDE = "-aside"


def batches() -> list[str]:
    """The names of all batches, in order."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def documents(batch: str) -> list[Marked]:
    """The marked documents of a batch."""
    return [load(path) for path in sorted((FOLDER / batch).glob("*.txt"))]


def first_figures() -> dict[str, dict[str, float | str]]:
    """What each batch scored when Louhi read it for the first time."""
    return tomllib.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}


def write_down(batch: str, now: Score, day: date) -> None:
    """Keep a batch's first figure; raises ValueError where it has one."""
    if batch in first_figures():
        raise ValueError(f"{batch} has been read before: its first figure stays")
    count = len(documents(batch))
    rows = [f"{name} = {value}" for name, value in now.figures().items()]
    with FIGURES.open("a", encoding="utf-8") as out:
        out.write("\n".join([f"\n[{batch}]", f'day = "{day}"', f"documents = {count}", *rows]) + "\n")


def table() -> str:
    """Every first figure, and their mean with its spread, batch by batch."""
    held = first_figures()
    names = [name for name in next(iter(held.values()), {}) if name not in ("day", "documents")]
    lines = [" ".join([f"{'':16s}", *(f"{batch:>14s}" for batch in held), f"{'mean':>7s} {'spread':>7s}"])]
    for name in names:
        values = [float(figures[name]) for figures in held.values()]
        said = [f"{name:16s}", *(f"{value:14.1f}" for value in values), f"{fmean(values):7.1f} {pstdev(values):7.1f}"]
        lines.append(" ".join(said))
    return "\n".join(lines)


def main(args: list[str]) -> int:
    """Score a batch, or list the figures."""
    if "--list" in args:
        print(table())
        return 0
    batch = args[0] if args else ""
    if batch not in batches():
        print(f"There is no batch {batch!r}: {', '.join(batches())}")
        return 2
    now = score(extracted(documents(batch)))
    for name, value in now.figures().items():
        print(f"{name:16s} {value:6.1f} {now.marked[name]:5d} {now.found[name]:5d} {now.right[name]:5d}")
    if not batch.endswith(ASIDE):
        print("\n".join(now.wrong))
    if "--now" not in args:
        write_down(batch, now, date.today())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
