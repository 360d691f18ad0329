"""A body's name without the person it begins with, where the mention lies."""

from __future__ import annotations

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import words_of
from extractors.bodies.people_before import without_people_before


def test_a_mention_within_the_last_word_is_kept() -> None:
    text = "Katso 08malli"
    mention = BodyMention(8, 13, "malli", "body", "heads", 0.9)
    assert without_people_before(text, words_of(text), [mention], ()) == [mention]
