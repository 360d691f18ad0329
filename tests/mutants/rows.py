"""The rows that are asked: the parametrised tests of a room that need no fixture."""

from __future__ import annotations

import importlib
import inspect
import itertools
import zlib
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import Any, NamedTuple

from tests.mutants import ROOT


class Row(NamedTuple):
    """One row of a table: calling `check` raises where it does not hold."""

    name: str
    check: Callable[[], None]


def rows_of(module: ModuleType) -> Iterator[Row]:
    """The rows of a test module's parametrised tests, and its plain tests, that need no fixture."""
    for name, test in vars(module).items():
        if not name.startswith("test_") or not callable(test) or hasattr(test, "hypothesis"):
            continue
        if test.__module__ != module.__name__:
            continue
        given = [mark.args for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
        names = [n for args in given for n in _argnames(args[0])]
        if any(mark.name != "parametrize" for mark in getattr(test, "pytestmark", ())):
            continue
        if set(inspect.signature(test).parameters) - set(names):
            continue
        for values in itertools.product(*(list(args[1]) for args in given)):
            cells = [_cells(args[0], value) for args, value in zip(given, values, strict=True)]
            if all(c is not None for c in cells):
                flat = itertools.chain.from_iterable(c for c in cells if c is not None)
                filled = dict(zip(names, flat, strict=True))
                yield Row(f"{module.__name__}.{name}:{zlib.crc32(repr(filled).encode()):08x}", _bound(test, filled))


def _argnames(said: str | Sequence[str]) -> list[str]:
    return [n.strip() for n in said.split(",")] if isinstance(said, str) else list(said)


def _cells(argnames: str | Sequence[str], value: Any) -> list[Any] | None:
    """The values of one parameter set; None for one that is expected to fail."""
    if hasattr(value, "marks"):
        if value.marks:
            return None
        return list(value.values)
    return [value] if len(_argnames(argnames)) == 1 else list(value)


def _bound(test: Callable[..., None], values: dict[str, Any]) -> Callable[[], None]:
    return lambda: test(**values)


def rows_of_room(room: str) -> list[Row]:
    """All rows of the tests of a room and of the rooms within it."""
    folder = ROOT / "tests" / "extractors" / room
    found: list[Row] = []
    for file in sorted(folder.rglob("test_*.py")):
        found += rows_of(importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts)))
    return found
