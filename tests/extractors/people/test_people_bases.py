"""Base forms of persons' names in a sentence: names that look inflected, grades, and what the register knows."""

from __future__ import annotations

import pytest

from tests.extractors.marked import Example, bodies_and_people, document_of, examples, mentions, wanted

ROWS = examples("people_bases")


def check(row: Example) -> None:
    _, people = bodies_and_people(document_of(row))
    assert mentions(people) == wanted(row)


@pytest.mark.parametrize("row", [row for row in ROWS if not row.gap], ids=lambda row: row.text[:40])
def test_base_forms_in_a_sentence(row: Example) -> None:
    check(row)


@pytest.mark.xfail(strict=True, reason="a known gap")
@pytest.mark.parametrize("row", [row for row in ROWS if row.gap], ids=lambda row: row.text[:40])
def test_base_forms_not_found_yet(row: Example) -> None:
    check(row)
