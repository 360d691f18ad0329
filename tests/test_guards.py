"""Each module has tests that reach it, and a newcomer is told which."""

from __future__ import annotations

import pytest

from tests.guards import FLOORS, ROOT, guards, name_of

MODULES = [
    name_of(file)
    for floor in FLOORS
    for file in sorted((ROOT / floor).rglob("*.py"))
    if "migrations" not in file.parts and file.name != "__init__.py"
]


@pytest.mark.parametrize(
    ("module", "first"),
    [
        ("extractors.bodies.mentions_to_bodies", "tests.extractors.bodies.test_mentions_to_bodies"),
        ("extractors.people.name_spelling", "tests.extractors.people.test_name_rules"),
        ("extractors.roles.inherited_body", "tests.extractors.roles.test_inherited_body"),
    ],
)
def test_the_tests_of_a_module(module: str, first: str) -> None:
    assert first in guards(module)


def test_no_module_is_out_of_reach_of_the_tests() -> None:
    assert [module for module in MODULES if not guards(module)] == []
