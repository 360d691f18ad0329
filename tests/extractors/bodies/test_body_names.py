"""The bodies of one sentence, as the model and the rules find them together."""

from __future__ import annotations

import pytest

from extractors import read_text
from tests.extractors.marked import Example, bodies_and_people, examples

ROWS = examples("body_names")


def check(row: Example) -> None:
    bodies, _ = bodies_and_people(read_text(row.text, language=row.language))
    mentions = sorted((e.start, e.quote, b.name) for b in bodies for e in b.evidence)
    assert [(q, n) for _, q, n in mentions] == list(zip(row.quotes, row.values, strict=True))


@pytest.mark.parametrize("row", [row for row in ROWS if not row.gap], ids=lambda row: row.text[:40])
def test_bodies_of_a_sentence(row: Example) -> None:
    check(row)


@pytest.mark.xfail(strict=True, reason="a known gap")
@pytest.mark.parametrize("row", [row for row in ROWS if row.gap], ids=lambda row: row.text[:40])
def test_bodies_not_found_yet(row: Example) -> None:
    check(row)
