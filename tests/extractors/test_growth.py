"""No finder's time grows with the square of its text: ten times the text, at most about ten times the time."""

from __future__ import annotations

import pytest

from extractors.text.characters import LONGEST_RUN, plain_spaces, without_long_runs
from tests.benchmarks.documents.extraction_growth import SHAPES, measured

SLACK = 25
"""A ratio that only a square reaches: linear is ten, and caches, collection and a busy machine add to it."""


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_every_part_is_linear(shape: str) -> None:
    measured("prose", 1000)
    small, large = measured(shape, 4_000), measured(shape, 40_000)
    grown = {part: large[part] / max(small[part], 0.02) for part in large}
    assert max(grown.values()) < SLACK, grown


@pytest.mark.parametrize("run", ["7" * 5000, "(" * 5000, "a@" * 2500, "x" * LONGEST_RUN])
def test_an_endless_run_is_blanked_out_and_everything_else_stays(run: str) -> None:
    text = f"Kela {run} päätti"
    assert plain_spaces(text) == without_long_runs(text) == f"Kela {' ' * len(run)} päätti"


def test_a_long_word_stays() -> None:
    word = "hyvinvointialue" * 20
    assert plain_spaces(word) == word
