"""Which branches of a rule module no example table notices: each is flipped in turn, and the room's tables are run.

    python -m tests.mutants bodies people                 killed share of each module of these rooms
    python -m tests.mutants bodies/head_nouns/head_phrases.py -v     the flips of one module that nobody noticed
    python -m tests.mutants dates --floor 90              exit status 1 where a module is below

A flip changes one thing in one function: a condition is negated (`if`, `while`, `x if c else y`, a filter in a
comprehension), a returned truth is negated, another returned value becomes None.  `operand` flips negate one part of an
`and` or `or`; they are counted apart.  The tables are the parametrised tests of `tests/extractors/ROOM` that need no
fixture; property tests and docstrings do not count.  A flip is killed when a row fails, raises, or does not end.

Everything runs in this process: the changed function's code takes the place of its own (`__code__`), and only rows that
reach the function are run.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import inspect
import itertools
import logging
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("dates", "amounts", "bodies", "people", "roles")

TIME_LIMIT = 5
"""Seconds a row may take under a flip: one that loops for ever is noticed."""

KEPT_CACHES = ("extractors.text.morphology", "extractors.text.finnish_model", "extractors.lexicon.wordlists")
"""What no rule changes: the words' readings, the model, the files of the lexicon."""


class Row(NamedTuple):
    """One row of a table: calling `check` raises where it does not hold."""

    name: str
    check: Callable[[], None]


class Flip(NamedTuple):
    """One change: `code` is to stand for the code of `function` (its qualified name)."""

    function: str
    line: int
    kind: str
    shown: str
    code: CodeType


# --- the rows


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
                yield Row(f"{module.__name__}.{name}", _bound(test, dict(zip(names, flat, strict=True))))


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
    """All rows of the tests of a room."""
    folder = ROOT / "tests" / "extractors" / room
    found: list[Row] = []
    for file in sorted(folder.glob("test_*.py")):
        found += rows_of(importlib.import_module(f"tests.extractors.{room}.{file.stem}"))
    return found


# --- the flips


def flips_of(path: Path) -> list[Flip]:
    """Every flip of a module's functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for at, (function, node) in enumerate(_functions(tree)):
        for nth, (kind, line, shown) in enumerate(_sites(node)):
            changed = copy.deepcopy(tree)
            _, target = list(_functions(changed))[at]
            _apply(target, nth)
            code = compile(ast.fix_missing_locations(changed), str(path), "exec")
            found.append(Flip(function, line, kind, shown, _code(code, function)))
    return found


def _functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield prefix + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")


def _code(module: CodeType, qualified: str) -> CodeType:
    code = module
    for part in qualified.split("."):
        code = next(c for c in code.co_consts if isinstance(c, CodeType) and c.co_name == part)
    return code


def _places(function: ast.FunctionDef) -> Iterator[tuple[str, ast.AST, str, int | None]]:
    """(kind, node, field, index): where an expression stands that a flip changes."""
    truth = isinstance(function.returns, ast.Name) and function.returns.id == "bool"
    for node in ast.walk(function):
        if isinstance(node, (ast.If, ast.While, ast.IfExp)):
            yield "condition", node, "test", None
        elif isinstance(node, ast.comprehension):
            for i in range(len(node.ifs)):
                yield "condition", node, "ifs", i
        elif isinstance(node, ast.Return) and not _gives_nothing(node):
            yield "truth" if truth else "value", node, "value", None
        if isinstance(node, ast.BoolOp):
            for i in range(len(node.values)):
                yield "operand", node, "values", i


def _gives_nothing(node: ast.Return) -> bool:
    return node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)


def _sites(function: ast.FunctionDef) -> Iterator[tuple[str, int, str]]:
    for kind, node, field, index in _places(function):
        value = getattr(node, field)
        part = value if index is None else value[index]
        yield kind, part.lineno, ast.unparse(part)


def _apply(function: ast.FunctionDef, nth: int) -> None:
    kind, node, field, index = next(itertools.islice(_places(function), nth, None))
    value = getattr(node, field)
    part = value if index is None else value[index]
    new: ast.expr = ast.Constant(None) if kind == "value" else ast.UnaryOp(ast.Not(), part)
    if index is None:
        setattr(node, field, new)
    else:
        value[index] = new


# --- running


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


def clear_caches() -> None:
    """Forget what rules have answered: a flip must be asked anew."""
    for name, module in list(sys.modules.items()):
        if name.startswith("extractors.") and not name.startswith(KEPT_CACHES):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear") and getattr(value, "__module__", "") == name:
                    value.cache_clear()


def reached(rows: Sequence[Row], folder: Path) -> dict[CodeType, list[Row]]:
    """Which rows run which functions of a folder; a row that fails unflipped is an error."""
    found: dict[CodeType, list[Row]] = defaultdict(list)
    inside = str(folder)
    for row in rows:
        seen: set[CodeType] = set()

        def look(frame: Any, event: str, _: Any, seen: set[CodeType] = seen) -> None:
            if event == "call" and frame.f_code.co_filename.startswith(inside):
                seen.add(frame.f_code)

        clear_caches()
        sys.setprofile(look)
        try:
            row.check()
        finally:
            sys.setprofile(None)
        for code in seen:
            found[code].append(row)
    return found


class TooLong(BaseException):
    """A row did not end."""


def _alarm(*_: object) -> None:
    raise TooLong


def is_killed(flip: Flip, function: FunctionType, rows: list[Row]) -> bool:
    """Does a row notice the flip?  The row that does moves to the front: it often notices the next one too."""
    own = function.__code__
    function.__code__ = flip.code
    clear_caches()
    try:
        for at, row in enumerate(rows):
            signal.alarm(TIME_LIMIT)
            try:
                row.check()
            except (Exception, TooLong, AssertionError):
                rows.insert(0, rows.pop(at))
                return True
            finally:
                signal.alarm(0)
    finally:
        function.__code__ = own
        clear_caches()
    return False


def _remember_the_model() -> None:
    """The model's marks do not hang on rules: each text is tagged once."""
    import extractors.extraction as extraction

    tag, known = extraction.tag, {}

    def remembered(documents: Any, *more: Any, **named: Any) -> Iterator[Any]:
        for document in documents:
            if document.text not in known:
                ((_, known[document.text]),) = tag([document], *more, **named)
            yield document, known[document.text]

    extraction.tag = remembered


def survivors(path: Path, rows: Sequence[Row], at: dict[CodeType, list[Row]]) -> tuple[list[Flip], list[Flip]]:
    """(all flips of a module, those that no row noticed)."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    flips, alive = [], []
    for flip in flips_of(path):
        function = function_of(module, flip.function)
        if function is None or flip.code.co_freevars != function.__code__.co_freevars:
            continue
        flips.append(flip)
        if not is_killed(flip, function, at.get(function.__code__, [])):
            alive.append(flip)
    return flips, alive


def share(flips: Sequence[Flip], alive: Sequence[Flip], *, operands: bool) -> tuple[int, int]:
    """(killed, all) of the flips of operands, or of the others."""
    total = sum((f.kind == "operand") == operands for f in flips)
    return total - sum((f.kind == "operand") == operands for f in alive), total


def main() -> int:
    """Run and print; 1 where a module is below the floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("where", nargs="*", default=list(ROOMS), help="rooms, or modules of rooms: bodies/merging.py")
    parser.add_argument("--verbose", "-v", action="store_true", help="show each flip that nobody noticed")
    parser.add_argument("--floor", type=float, default=0.0, help="killed share of returns and conditions, in percent")
    args = parser.parse_args()
    signal.signal(signal.SIGALRM, _alarm)
    logging.disable(logging.CRITICAL)
    _remember_the_model()
    below = False
    by_room: dict[str, list[Path]] = defaultdict(list)
    for where in args.where:
        path = ROOT / "extractors" / where
        by_room[where.split("/")[0]] += [path] if path.is_file() else sorted(path.rglob("*.py"))
    print(f"{'module':44} returns and conditions      operands")
    for room, paths in by_room.items():
        rows = rows_of_room(room)
        at = reached(rows, ROOT / "extractors" / room)
        sums = [0, 0, 0, 0]
        for path in paths:
            flips, alive = survivors(path, rows, at)
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
