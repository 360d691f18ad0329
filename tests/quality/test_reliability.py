"""What is said of a rule's worth: by the other documents, and only of the finders that are measured."""

from __future__ import annotations

from tests.quality.reliability import Trial, left_out, shares

TRIALS = [
    Trial("a", "bodies", "heads", True),
    Trial("a", "dates", "iso", True),
    Trial("b", "bodies", "heads", True),
    Trial("b", "bodies", "heads", False),
]


def test_one_right_and_one_wrong_find_are_added() -> None:
    assert shares(TRIALS) == {"bodies": {"heads": 0.6}}


def test_each_document_is_told_by_the_others_and_dates_are_left_out() -> None:
    assert left_out(TRIALS) == [(0.5, True), (0.667, True), (0.667, False)]
