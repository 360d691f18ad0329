"""No finder's time grows with the square of its text: ten times the text, at most about ten times the time."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from extractors.people import named
from extractors.people.name_view import View
from extractors.text.characters import LONGEST_RUN, plain_spaces, without_long_runs
from extractors.text.sentences import LONGEST_LINE
from tests.benchmarks.documents.extraction_growth import SHAPES, measured
from tests.benchmarks.documents.hostile_growth import told_apart

SLACK = 25
"""A ratio that only a square reaches: linear is ten, and caches, collection and a busy machine add to it."""


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_every_part_is_linear(shape: str) -> None:
    measured("prose", 1000)
    small, large = measured(shape, 4_000), measured(shape, 40_000)
    grown = {part: large[part] / max(small[part], 0.02) for part in large}
    assert max(grown.values()) < SLACK, grown


def calls_of(work: Callable[[], object]) -> int:
    """How many functions and steps of generators some work calls: the same on any machine."""
    calls, before = 0, sys.getprofile()

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    "unit",
    [
        "johtaja Aino Kivi#nen",  # many of one given name
        "A#ia Virtanen ja A. Virtanen",  # many of one surname, and initials
        "Aino Virtanen (#kunta)",  # one name with many posts
        "Aino Maria Kivi#nen ja Aino Kivi#nen",  # names in fewer words
        "Aino Kivi#nen ja Kivi#nen",  # surnames alone
    ],
)
def test_the_names_of_a_list_are_not_compared_with_one_another(unit: str) -> None:
    """Of four times the names about four times the steps; were each compared with all, it would be sixteen."""

    def steps(names: int) -> int:
        text = told_apart(unit, names * len(unit), ", ").decode()
        named(View(text))  # what is known of each word is kept
        return calls_of(lambda: named(View(text)))

    assert steps(400) < 6 * steps(100)


def test_a_line_without_end_is_looked_at_in_pieces() -> None:
    view = View(f"Kunta\n{'Aino Kivinen, ' * 2000}\nKela")
    start, end = view.line(20_000)
    assert start <= 20_000 < end and end - start <= LONGEST_LINE
    assert view.line(start - 1)[1] == start, "the pieces follow one another"
    assert view.line(3) == (0, 5) and view.text[slice(*view.line(len(view.text)))] == "Kela"


@pytest.mark.parametrize("run", ["7" * 5000, "(" * 5000, "a@" * 2500, "x" * LONGEST_RUN])
def test_an_endless_run_is_blanked_out_and_everything_else_stays(run: str) -> None:
    text = f"Kela {run} päätti"
    assert plain_spaces(text) == without_long_runs(text) == f"Kela {' ' * len(run)} päätti"


def test_a_long_word_stays() -> None:
    word = "hyvinvointialue" * 20
    assert plain_spaces(word) == word
