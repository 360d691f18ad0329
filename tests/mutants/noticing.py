"""Asking the rows: which of them reach a function, and which is the first to notice its flip."""

from __future__ import annotations

import importlib
import json
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tests.mutants import ROOT
from tests.mutants.flips import Flip, drawn, flips_of
from tests.mutants.hanging import caches_of, clear, hanging_on, module_of
from tests.mutants.rows import Row

TIME_LIMIT = 5.0
"""Seconds of this process's own time a row may take under a flip: one that loops for ever is noticed, load is not."""

KEPT = ROOT / ".mutants"


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


def reached(rows: Sequence[Row], folder: Path) -> dict[CodeType, list[Row]]:
    """Which rows run which functions of a folder, the quickest first; a row that fails unflipped is an error."""
    found: dict[CodeType, list[tuple[float, int]]] = defaultdict(list)
    inside = str(folder)
    importlib.import_module("extractors.extraction")
    names = {name for path in folder.rglob("*.py") for name in hanging_on(module_of(path))}
    for at, row in enumerate(rows):
        seen: set[CodeType] = set()

        def look(frame: Any, event: str, _: Any, seen: set[CodeType] = seen) -> None:
            if event == "call" and frame.f_code.co_filename.startswith(inside):
                seen.add(frame.f_code)

        clear(caches_of(names))
        began = time.process_time()
        sys.setprofile(look)
        try:
            row.check()
        finally:
            sys.setprofile(None)
        for code in seen:
            found[code].append((time.process_time() - began, at))
    return {code: [rows[at] for _, at in sorted(some)] for code, some in found.items()}


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
    path: Path, at: Mapping[CodeType, Sequence[Row]], record: Record, *, most: int | None = None, again: bool = False
) -> tuple[list[Flip], list[Flip]]:
    """(the flips of a module, those that no row noticed); `again` takes the record's word for those noticed before."""
    module = importlib.import_module(module_of(path))
    caches = caches_of(hanging_on(module.__name__))
    flips, alive = [], []
    for flip in drawn(flips_of(path), most):
        function = function_of(module, flip.function)
        if function is None or flip.code.co_freevars != function.__code__.co_freevars:
            continue
        flips.append(flip)
        noticed = record.rows.get(flip.name, "")
        if again and noticed:
            continue
        rows = sorted(at.get(function.__code__, ()), key=lambda row: row.name != noticed)
        found = killer(flip, function, rows, caches)
        record.rows[flip.name] = found.name if found else ""
        if found is None:
            alive.append(flip)
    record.save()
    return flips, alive
