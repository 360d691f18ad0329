"""No reader's time grows with the square of its input: four times the things, at most about four times the time."""

from __future__ import annotations

import pytest

from extractors.readers.grid import Cell, flowing
from extractors.readers.layout.geometry import MOST_PEELED, Piece, Stack, reading_order
from tests.benchmarks.documents.reading_growth import SHAPES, measured

SLACK = 11
"""A ratio that only a square reaches: linear is four, and caches, collection and a busy machine add to it."""

SHORTEST = 0.05
"""CPU seconds under which what is measured is the fixed cost of a reader."""


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_every_reader_is_linear(name: str) -> None:
    measured(name, 0.25)
    small, _, large = measured(name, rounds=2)
    assert large / max(small, SHORTEST) < SLACK


def test_a_heap_larger_than_any_page_has_is_read_from_the_top() -> None:
    """Each overlaps the next in both directions: nothing parts them, and there is no end of taking the first off."""
    heap = [Stack.of([Piece([(x, x + 60, "a")], x, x, x + 60, x + 60, x + 50, 10)]) for x in range(0, 9_000, 30)]
    assert len(heap) > 2 * MOST_PEELED
    assert reading_order(heap[::-1]) == heap


def test_the_heads_of_many_rows() -> None:
    rows = [[Cell("Kohde", head=True), Cell("€", head=True)], *([Cell(str(n), head=True), Cell("1")] for n in range(9))]
    assert flowing(rows).heads == {0}
