"""Base forms of persons' names in a sentence: names that look inflected, grades, and what the register knows."""

from __future__ import annotations

import pytest

from extractors import read_text
from tests.extractors.marked import Example, bodies_and_people, examples

ROWS = examples("people_bases")


def check(row: Example) -> None:
    _, people = bodies_and_people(read_text(row.text, language=row.language))
    mentions = sorted((e.start, e.quote, p.name) for p in people for e in p.evidence)
    assert [(q, n) for _, q, n in mentions] == list(zip(row.quotes, row.values, strict=True))


@pytest.mark.parametrize("row", [row for row in ROWS if not row.gap], ids=lambda row: row.text[:40])
def test_base_forms_in_a_sentence(row: Example) -> None:
    check(row)


@pytest.mark.xfail(strict=True, reason="a known gap")
@pytest.mark.parametrize("row", [row for row in ROWS if row.gap], ids=lambda row: row.text[:40])
def test_base_forms_not_found_yet(row: Example) -> None:
    check(row)
