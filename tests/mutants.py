"""Which branches of a rule module no example table notices: each is flipped in turn, and the room's tables are run.

    python -m tests.mutants bodies people                 killed share of each module of these rooms
    python -m tests.mutants bodies/head_nouns/head_phrases.py -v     the flips of one module that nobody noticed
    python -m tests.mutants dates --floor 90              exit status 1 where a module is below
    python -m tests.mutants people --alive -v             look again only at what nobody noticed last time
    python -m tests.mutants bodies --most 40              at most 40 flips of a module, drawn with a fixed seed

A flip changes one thing in one function: a condition is negated (`if`, `while`, `x if c else y`, a filter in a
comprehension), a returned truth is negated, another returned value becomes None.  `operand` flips negate one part of an
`and` or `or`; they are counted apart.  The tables are the parametrised tests of `tests/extractors/ROOM` that need no
fixture; property tests and docstrings do not count.  A flip is killed when a row fails, raises, or does not end.

Everything runs in this process, the model loaded once: the changed function's code takes the place of its own
(`__code__`), only rows that reach the function are run, the quickest first, and none after the one that notices.  What
cannot hang on the changed module (it does not import it, not even by others) is remembered: the names the model saw,
the parses, the records of other rooms, the tables of the lexicon.  `.mutants/ROOM.json` keeps which row noticed which
flip: the next run asks that row first, and a run that was broken off goes on from there.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import inspect
import itertools
import json
import logging
import random
import signal
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, NamedTuple

from tests.test_layers import imported

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("dates", "amounts", "bodies", "people", "roles")

TIME_LIMIT = 5.0
"""Seconds of this process's own time a row may take under a flip: one that loops for ever is noticed, load is not."""

KEPT = ROOT / ".mutants"
SEED = 11


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
    name: str = ""
    """Tells the flip apart from all others as long as its function is not edited."""


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
        text = f"{zlib.crc32(ast.unparse(node).encode()):08x}"
        for nth, (kind, line, shown) in enumerate(_sites(node)):
            changed = copy.deepcopy(tree)
            _, target = list(_functions(changed))[at]
            _apply(target, nth)
            code = compile(ast.fix_missing_locations(changed), str(path), "exec")
            name = f"{path.stem}.{function}:{text}:{nth}"
            found.append(Flip(function, line, kind, shown, _code(code, function), name))
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


@cache
def arrows() -> dict[str, set[str]]:
    """Which modules of the extractors each of them imports, late and for types too."""
    files = {_module(path): path.read_text(encoding="utf-8") for path in (ROOT / "extractors").rglob("*.py")}
    return {name: imported(text, files) for name, text in files.items()}


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def hanging_on(changed: str) -> frozenset[str]:
    """The modules whose answers may change with one of them: itself, and what imports it, by others too."""
    found = {changed}
    while more := {name for name, told in arrows().items() if told & found} - found:
        found |= more
    return frozenset(found)


def caches_of(names: Collection[str]) -> list[Any]:
    """The caches of these modules."""
    held = [(name, value) for name in names for value in vars(sys.modules.get(name, ModuleType(name))).values()]
    return [value for name, value in held if hasattr(value, "cache_clear") and value.__module__ == name]


def clear(caches: Iterable[Any]) -> None:
    """Forget what rules have answered: a flip must be asked anew."""
    for one in caches:
        one.cache_clear()


def reached(rows: Sequence[Row], folder: Path) -> dict[CodeType, list[Row]]:
    """Which rows run which functions of a folder, the quickest first; a row that fails unflipped is an error."""
    found: dict[CodeType, list[tuple[float, int]]] = defaultdict(list)
    inside = str(folder)
    importlib.import_module("extractors.extraction")
    names = {name for path in folder.rglob("*.py") for name in hanging_on(_module(path))}
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


def _alarm(*_: object) -> None:
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


def _remember(changed: Callable[[], frozenset[str]]) -> None:
    """What does not hang on the changed module is found once: the model's names and parses, other rooms' records."""
    import extractors.extraction as extraction
    import extractors.roles.grammar.attachment as attachment

    tag, known = extraction.tag, {}
    parsed, trees = attachment.parsed, {}
    named, records = extraction._named, {}

    def tagged(documents: Any, *more: Any, **options: Any) -> Iterator[Any]:
        for document in documents:
            if document.text not in known:
                ((_, known[document.text]),) = tag([document], *more, **options)
            yield document, known[document.text]

    def parsed_once(sentences: Iterable[str]) -> Any:
        asked = tuple(sentences)
        if asked not in trees:
            trees[asked] = parsed(asked)
        return trees[asked]

    def finder(place: str) -> Callable[..., Any]:
        own = named(place)
        if place.partition(":")[0] in changed():
            return own

        def found(document: Any, *given: tuple[Any, ...]) -> Any:
            key = place, document.model_dump_json(), tuple(tuple(map(id, some)) for some in given)
            if key not in records:
                records[key] = given, tuple(own(document, *given))  # what is given is held, so that no id is used again
            return records[key][1]

        return found

    extraction.tag, attachment.parsed, extraction._named = tagged, parsed_once, finder


class Record:
    """Which row noticed which flip, on disk; "" where none did."""

    def __init__(self, room: str) -> None:
        self._path = KEPT / f"{room}.json"
        self.rows: dict[str, str] = json.loads(self._path.read_text()) if self._path.exists() else {}

    def save(self) -> None:
        KEPT.mkdir(exist_ok=True)
        self._path.write_text(json.dumps(self.rows, indent=0, sort_keys=True))


def drawn(flips: list[Flip], most: int | None) -> list[Flip]:
    """All flips of a module, or as many of them as are asked for, always the same ones."""
    if most is None or len(flips) <= most:
        return flips
    return sorted(random.Random(SEED).sample(flips, most), key=lambda flip: flip.line)


def survivors(
    path: Path, at: Mapping[CodeType, Sequence[Row]], record: Record, *, most: int | None = None, again: bool = False
) -> tuple[list[Flip], list[Flip]]:
    """(the flips of a module, those that no row noticed); `again` takes the record's word for those noticed before."""
    module = importlib.import_module(_module(path))
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
    parser.add_argument("--most", type=int, help="at most so many flips of a module, drawn with a fixed seed")
    parser.add_argument("--alive", action="store_true", help="only what no row noticed last time, and what is new")
    args = parser.parse_args()
    signal.signal(signal.SIGPROF, _alarm)
    logging.disable(logging.CRITICAL)
    changed: list[frozenset[str]] = []
    _remember(lambda: changed[-1])
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
        changed.append(frozenset().union(*(hanging_on(_module(path)) for path in paths)))
        at = reached(rows, ROOT / "extractors" / room)
        sums = [0, 0, 0, 0]
        for path in paths:
            changed.append(hanging_on(_module(path)))
            flips, alive = survivors(path, at, record, most=args.most, again=args.alive)
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
