"""The tool that looks for branches without an example: what it flips, and what it takes for noticed."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from tests.mutants.flips import drawn, flips_of
from tests.mutants.hanging import hanging_on
from tests.mutants.noticing import asked, function_of, killer, of_module, reached
from tests.mutants.rows import Row, rows_of

RULE = """
def big(n: int, *, least: int = 10) -> bool:
    if n < 0:
        return False
    return n > least and n != 13


def name(n: int) -> str:
    return "big" if big(n) else "small"
"""


@pytest.fixture
def rule(tmp_path: Path) -> tuple[Path, ModuleType]:
    path = tmp_path / "rule.py"
    path.write_text(RULE)
    module = ModuleType("rule")
    exec(compile(RULE, str(path), "exec"), module.__dict__)
    return path, module


def test_conditions_returns_and_operands_are_flipped(rule: tuple[Path, ModuleType]) -> None:
    flips = flips_of(rule[0])
    assert [(f.function, f.kind, f.shown) for f in flips] == [
        ("big", "condition", "n < 0"),
        ("big", "truth", "n > least and n != 13"),
        ("big", "truth", "False"),
        ("big", "operand", "n > least"),
        ("big", "operand", "n != 13"),
        ("name", "value", "'big' if big(n) else 'small'"),
        ("name", "condition", "big(n)"),
    ]


def test_a_flip_is_noticed_only_by_a_row_that_shows_the_branch(rule: tuple[Path, ModuleType]) -> None:
    path, module = rule

    def check(n: int, expected: bool) -> None:
        assert module.big(n) is expected

    def alive(*rows: tuple[int, bool]) -> list[str]:
        checks = [Row(str(n), lambda n=n, e=e: check(n, e)) for n, e in rows]
        big = function_of(module, "big")
        return [f.shown for f in flips_of(path) if f.function == "big" and not killer(f, big, checks)]

    assert alive((20, True)) == ["False"]
    assert alive((20, True), (-1, False)) == []
    assert alive() == ["n < 0", "n > least and n != 13", "False", "n > least", "n != 13"]
    assert module.big(20) and not module.big(13)


def test_only_rows_that_come_to_the_changed_line_are_asked(rule: tuple[Path, ModuleType]) -> None:
    path, module = rule
    rows = [Row(str(n), lambda n=n: module.name(n)) for n in (20, -1)]
    lines = of_module(path, reached(rows, path.parent))
    asked_for = {f.shown: sorted(row.name for row in asked(f, lines)) for f in flips_of(path)}
    assert asked_for["n < 0"] == asked_for["big(n)"] == ["-1", "20"]
    assert (asked_for["False"], asked_for["n != 13"]) == (["-1"], ["20"])


def test_the_rows_are_those_of_tables_without_fixtures() -> None:
    module = ModuleType("rows")
    exec(
        "import pytest\n"
        "@pytest.mark.parametrize(('a', 'b'), [(1, 1), (2, 2), pytest.param(1, 2, marks=pytest.mark.xfail)])\n"
        "def test_same(a, b): assert a == b\n"
        "def test_plain(): assert True\n"
        "def test_with_fixture(tmp_path): assert tmp_path\n",
        module.__dict__,
    )
    rows = list(rows_of(module))
    assert [row.name.partition(":")[0] for row in rows] == ["rows.test_same", "rows.test_same", "rows.test_plain"]
    assert len({row.name for row in rows}) == len(rows)
    for row in rows:
        row.check()


def test_what_hangs_on_a_module_is_what_imports_it() -> None:
    hanging = hanging_on("extractors.bodies.mentions_to_bodies")
    assert {"extractors.bodies.mentions_to_bodies", "extractors.bodies"} <= hanging
    assert "extractors.text.morphology" not in hanging
    assert "extractors.dates" not in hanging


def test_as_many_flips_as_asked_for_are_always_the_same(rule: tuple[Path, ModuleType]) -> None:
    flips = flips_of(rule[0])
    assert [f.name for f in drawn(flips, 3)] == [f.name for f in drawn(flips, 3)]
    assert len(drawn(flips, 3)) == 3
    assert drawn(flips, None) == flips
    assert len({flip.name for flip in flips}) == len(flips)
