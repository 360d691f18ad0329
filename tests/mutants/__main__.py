"""Which branches of a rule module no example table notices: each is flipped in turn, and the room's tables are run.

    python -m tests.mutants bodies people                 killed share of each module of these rooms
    python -m tests.mutants bodies/head_nouns/head_phrases.py -v     the flips of one module that nobody noticed
    python -m tests.mutants dates --floor 90              exit status 1 where a module is below
    python -m tests.mutants people --alive -v             look again only at what nobody noticed last time
    python -m tests.mutants bodies --most 40              at most 40 flips of a module, drawn with a fixed seed
    python -m tests.mutants roles --no-operands           returns and conditions alone

A flip changes one thing in one function: a condition is negated (`if`, `while`, `x if c else y`, a filter in a
comprehension), a returned truth is negated, another returned value becomes None.  `operand` flips negate one part of an
`and` or `or`; they are counted apart.  The tables are the parametrised tests of `tests/extractors/ROOM` that need no
fixture; property tests and docstrings do not count.  A flip is killed when a row fails, raises, or does not end.

Everything runs in this process, the model loaded once: the changed function's code takes the place of its own
(`__code__`), only rows that come to the changed line are run, those of the table that mirrors the module first, then
the widest, and none after the one that notices.
What cannot hang on the changed module (it does not import it, not even by others) is remembered: the names the model
saw, the parses, the records of other rooms, the tables of the lexicon.  `.mutants/ROOM.json` keeps which row noticed
which flip: the next run asks that row first, and a run that was broken off goes on from there.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import signal
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from tests.mutants import ROOT
from tests.mutants.flips import SEED, Flip
from tests.mutants.hanging import hanging_on, module_of, remember
from tests.mutants.noticing import Record, alarm, reached, survivors
from tests.mutants.rows import rows_of_room

ROOMS = ("dates", "amounts", "bodies", "people", "roles")


def share(flips: Sequence[Flip], alive: Sequence[Flip], *, operands: bool) -> tuple[int, int]:
    """(killed, all) of the flips of operands, or of the others."""
    total = sum((f.kind == "operand") == operands for f in flips)
    return total - sum((f.kind == "operand") == operands for f in alive), total


def main() -> int:
    """Run and print; 1 where a module is below the floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("where", nargs="*", default=list(ROOMS), help="rooms, or modules of rooms: roles/verbs.py")
    parser.add_argument("--verbose", "-v", action="store_true", help="show each flip that nobody noticed")
    parser.add_argument("--floor", type=float, default=0.0, help="killed share of returns and conditions, in percent")
    parser.add_argument("--most", type=int, help="at most so many flips of a module, drawn with a fixed seed")
    parser.add_argument("--alive", action="store_true", help="only what no row noticed last time, and what is new")
    parser.add_argument(
        "--no-operands", action="store_true", help="leave the parts of `and` and `or` out: half the time"
    )
    parser.add_argument("--rows", type=int, help="ask at most so many rows, the widest: a lower bound, in less time")
    args = parser.parse_args()
    signal.signal(signal.SIGPROF, alarm)
    logging.disable(logging.CRITICAL)
    changed: list[frozenset[str]] = []
    remember(lambda: changed[-1])
    below = False
    by_room: dict[str, list[Path]] = defaultdict(list)
    for where in args.where:
        path = ROOT / "extractors" / where
        by_room[where.split("/")[0]] += [path] if path.is_file() else sorted(path.rglob("*.py"))
    if args.most:
        print(f"at most {args.most} flips of a module, drawn with the seed {SEED}")
    print(f"{'module':44} returns and conditions      operands")
    for room, paths in by_room.items():
        rows, record = rows_of_room(room), Record(room)
        changed.append(frozenset().union(*(hanging_on(module_of(path)) for path in paths)))
        folder = ROOT / "extractors" / room
        importlib.import_module("extractors.finders")
        at = reached(rows, folder, {name for path in folder.rglob("*.py") for name in hanging_on(module_of(path))})
        sums = [0, 0, 0, 0]
        for path in paths:
            changed.append(hanging_on(module_of(path)))
            flips, alive = survivors(
                path,
                at,
                record,
                most=args.most,
                again=args.alive,
                operands=not args.no_operands,
                row_limit=args.rows,
            )
            figures = [*share(flips, alive, operands=False), *share(flips, alive, operands=True)]
            sums = [a + b for a, b in zip(sums, figures, strict=True)]
            if flips:
                print(_line(str(path.relative_to(ROOT / "extractors")), figures), flush=True)
            if args.verbose:
                for flip in alive:
                    print(f"    {flip.line:4} {flip.kind:9} {flip.function}: {flip.shown}")
            below = below or (figures[1] > 0 and 100 * figures[0] < args.floor * figures[1])
        print(_line(f"{room}: {len(rows)} rows", sums), flush=True)
    return int(below)


def _line(name: str, figures: Sequence[int]) -> str:
    def percent(killed: int, total: int) -> str:
        return f"{killed:4}/{total:4} {100 * killed / total if total else 100:5.1f} %"

    return f"{name:44} {percent(*figures[:2])}          {percent(*figures[2:])}"


if __name__ == "__main__":
    sys.exit(main())
