"""Roles that whole texts state, by people and bodies as they are really found: tests/extractors/examples/roles*.txt."""

from __future__ import annotations

import pytest

from tests.extractors.role_examples import FOLDER, RoleExample, found_in, role_examples, wrong

ROWS = [row for path in sorted(FOLDER.glob("roles*.txt")) for row in role_examples(path)]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            row, id=f"{row.kind}: {row.text[:60]!a}", marks=[pytest.mark.xfail(strict=True)] if row.gap else []
        )
        for row in ROWS
    ],
)
def test_roles_of_a_text(row: RoleExample) -> None:
    assert wrong(row, found_in(row)) == []


def test_the_table_has_traps_and_few_gaps() -> None:
    assert sum(not row.wanted for row in ROWS) >= 15
    assert sum(row.gap for row in ROWS) <= len(ROWS) // 8
