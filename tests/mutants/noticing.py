"""Asking the rows: which of them reach a function, and which is the first to notice its flip."""

from __future__ import annotations

import importlib
import json
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import FrameType, FunctionType, ModuleType
from typing import Any, TypeAlias

from tests.mutants import ROOT
from tests.mutants.flips import Flip, drawn, flips_of
from tests.mutants.hanging import caches_of, clear, hanging_on, module_of
from tests.mutants.rows import Row

TIME_LIMIT = 5.0
"""Seconds of this process's own time a row may take under a flip: one that loops for ever is noticed, load is not."""

KEPT = ROOT / ".mutants"

Reached: TypeAlias = Mapping[tuple[str, int], Sequence[Row]]
"""(file, line) -> the rows that run it."""


def function_of(module: ModuleType, qualified: str) -> FunctionType | None:
    """The function itself, under caches and properties; None for one that cannot be reached."""
    found: Any = module
    for part in qualified.split("."):
        found = vars(found).get(part)
    if isinstance(found, property):
        found = found.fget
    while hasattr(found, "__wrapped__"):
        found = found.__wrapped__
    found = getattr(found, "__func__", found)
    return found if isinstance(found, FunctionType) else None


def reached(rows: Sequence[Row], folder: Path, caches: Collection[str] = ()) -> Reached:
    """Which rows run which lines of a folder, the quickest first; a row that fails unflipped is an error.

    What the modules named in `caches` remember is forgotten before each row.
    """
    found: dict[tuple[str, int], list[tuple[float, int]]] = defaultdict(list)
    inside = str(folder)
    for at, row in enumerate(rows):
        seen: set[tuple[str, int]] = set()

        def on_line(frame: FrameType, event: str, _: Any, seen: set[tuple[str, int]] = seen) -> Any:
            seen.add((frame.f_code.co_filename, frame.f_lineno))
            return on_line

        def on_call(frame: FrameType, event: str, _: Any, on_line: Any = on_line) -> Any:
            return on_line if frame.f_code.co_filename.startswith(inside) else None

        clear(caches_of(caches))
        began, before = time.process_time(), sys.gettrace()
        sys.settrace(on_call)
        try:
            row.check()
        finally:
            sys.settrace(before)
        took = time.process_time() - began
        for place in seen:
            found[place].append((took, at))
    return {place: [rows[at] for _, at in sorted(some)] for place, some in found.items()}


def of_module(path: Path, at: Reached) -> dict[int, list[Row]]:
    """Line of a module -> the rows that come to it, the likeliest to notice first: its own table's, then the widest."""
    lines = {line: rows for (file, line), rows in at.items() if file == str(path)}
    breadth = Counter(row.name for rows in lines.values() for row in rows)
    own = f".test_{path.stem}."
    return {
        line: sorted(rows, key=lambda row: (own not in row.name, -breadth[row.name])) for line, rows in lines.items()
    }


def asked(flip: Flip, lines: Mapping[int, Sequence[Row]]) -> list[Row]:
    """The rows that come to what a flip changes: no other row can tell it from the code as it is."""
    by_name = {row.name: row for line in range(flip.line, flip.last + 1) for row in lines.get(line, ())}
    return list(by_name.values())


class TooLong(BaseException):
    """A row did not end."""


def alarm(*_: object) -> None:
    raise TooLong


def killer(flip: Flip, function: FunctionType, rows: Sequence[Row], caches: Iterable[Any] = ()) -> Row | None:
    """The first row that notices the flip; None where none does."""
    own = function.__code__
    function.__code__ = flip.code
    clear(caches)
    try:
        for row in rows:
            signal.setitimer(signal.ITIMER_PROF, TIME_LIMIT)
            try:
                row.check()
            except (Exception, TooLong, AssertionError):
                return row
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
    finally:
        function.__code__ = own
        clear(caches)
    return None


class Record:
    """Which row noticed which flip, on disk; "" where none did."""

    def __init__(self, room: str) -> None:
        self._path = KEPT / f"{room}.json"
        self.rows: dict[str, str] = json.loads(self._path.read_text()) if self._path.exists() else {}

    def save(self) -> None:
        KEPT.mkdir(exist_ok=True)
        self._path.write_text(json.dumps(self.rows, indent=0, sort_keys=True))


def survivors(
    path: Path,
    at: Reached,
    record: Record,
    *,
    most: int | None = None,
    again: bool = False,
    operands: bool = True,
    row_limit: int | None = None,
) -> tuple[list[Flip], list[Flip]]:
    """(the flips of a module, those that no row noticed); `again` takes the record's word for those noticed before.

    With a `row_limit` no more rows than that are asked of a flip: what is noticed then is a lower bound.
    """
    module = importlib.import_module(module_of(path))
    caches = caches_of(hanging_on(module.__name__))
    flips, alive, lines = [], [], of_module(path, at)
    for flip in drawn([flip for flip in flips_of(path) if operands or flip.kind != "operand"], most):
        function = function_of(module, flip.function)
        if function is None or flip.code.co_freevars != function.__code__.co_freevars:
            continue
        flips.append(flip)
        noticed = record.rows.get(flip.name, "")
        if again and noticed:
            continue
        rows = sorted(asked(flip, lines), key=lambda row: row.name != noticed)[:row_limit]
        found = killer(flip, function, rows, caches)
        record.rows[flip.name] = found.name if found else ""
        if found is None:
            alive.append(flip)
    record.save()
    return flips, alive
