"""The flips of a module: each changes one condition, one returned value or one operand of one function."""

from __future__ import annotations

import ast
import copy
import itertools
import random
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import NamedTuple

SEED = 11


class Flip(NamedTuple):
    """One change: `code` is to stand for the code of `function` (its qualified name)."""

    function: str
    line: int
    kind: str
    shown: str
    code: CodeType
    name: str = ""
    """Tells the flip apart from all others as long as its function is not edited."""
    last: int = 0
    """The last line of what is changed, which begins on `line`."""


def flips_of(path: Path) -> list[Flip]:
    """Every flip of a module's functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for at, (function, node) in enumerate(_functions(tree)):
        text = f"{zlib.crc32(ast.unparse(node).encode()):08x}"
        for nth, (kind, line, last, shown) in enumerate(_sites(node)):
            changed = copy.deepcopy(tree)
            _, target = list(_functions(changed))[at]
            _apply(target, nth)
            code = compile(ast.fix_missing_locations(changed), str(path), "exec")
            name = f"{path.stem}.{function}:{text}:{nth}"
            found.append(Flip(function, line, kind, shown, _code(code, function), name, last))
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


def _sites(function: ast.FunctionDef) -> Iterator[tuple[str, int, int, str]]:
    for kind, node, field, index in _places(function):
        value = getattr(node, field)
        part = value if index is None else value[index]
        yield kind, part.lineno, part.end_lineno or part.lineno, ast.unparse(part)


def _apply(function: ast.FunctionDef, nth: int) -> None:
    kind, node, field, index = next(itertools.islice(_places(function), nth, None))
    value = getattr(node, field)
    part = value if index is None else value[index]
    new: ast.expr = ast.Constant(None) if kind == "value" else ast.UnaryOp(ast.Not(), part)
    if index is None:
        setattr(node, field, new)
    else:
        value[index] = new


def drawn(flips: list[Flip], most: int | None) -> list[Flip]:
    """All flips of a module, or as many of them as are asked for, always the same ones."""
    if most is None or len(flips) <= most:
        return flips
    return sorted(random.Random(SEED).sample(flips, most), key=lambda flip: flip.line)
