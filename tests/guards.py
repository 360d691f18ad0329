"""Which tests guard a module: those of its own name, then those that import it, then those that import what does.

    python -m tests.guards extractors/bodies/mentions_to_bodies.py
    python -m tests.guards index/search               each module of a room

Read from the imports in the source, late ones and those of registries too; the nearest tests are shown, those of the
mirrored room first.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("extractors", "index", "pipeline", "search_cli")
SHOWN = 6


def name_of(path: Path) -> str:
    """ "extractors/roles/verbs.py" -> "extractors.roles.verbs"; a room is named by its folder."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
            yield node.value.partition(":")[0]  # a registry names its modules in words


@lru_cache(maxsize=1)
def importers() -> Mapping[str, frozenset[str]]:
    """Each module of Louhi and of its tests -> the modules that import it."""
    files = [f for top in (*FLOORS, "tests") for f in sorted((ROOT / top).rglob("*.py"))]
    names = {name_of(f): f for f in files}
    found: dict[str, set[str]] = defaultdict(set)
    for name, file in names.items():
        for said in _imported(ast.parse(file.read_text(encoding="utf-8"))):
            if said in names and said != name:
                found[said].add(name)
    return {name: frozenset(by) for name, by in found.items()}


def guards(module: str) -> list[str]:
    """The nearest tests of a module, those of its own name and of its own room first.

    >>> guards("extractors.bodies.mentions_to_bodies")[0]
    'tests.extractors.bodies.test_mentions_to_bodies'
    """
    room, _, stem = module.rpartition(".")
    own = f"tests.{room}.test_{stem}"
    first = [own] if (ROOT / (own.replace(".", "/") + ".py")).exists() else []
    seen, at = {module}, {module}
    while at:
        at = {by for name in at for by in importers().get(name, ())} - seen
        seen |= at
        tests = {name for name in at if name.rpartition(".")[2].startswith("test_")} - {own}
        if tests:
            return first + sorted(tests, key=lambda name: (not name.startswith(f"tests.{room}."), name))
    return first or _of_room(ROOT / "tests" / room.replace(".", "/"))


def _of_room(folder: Path) -> list[str]:
    """The tests of the mirrored room, or of the room around it: commands and pages are found by their folder."""
    while folder != ROOT:
        if tests := [name_of(file) for file in sorted(folder.glob("test_*.py"))]:
            return tests
        folder = folder.parent
    return []


def main() -> None:
    """Print the tests of each module asked for."""
    for said in sys.argv[1:]:
        path = ROOT / said
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            found = guards(name_of(file))
            more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
            shown = " ".join(name.replace(".", "/") + ".py" for name in found[:SHOWN])
            print(f"{file.relative_to(ROOT)}: {shown or 'no test reaches it'}{more}")


if __name__ == "__main__":
    main()
