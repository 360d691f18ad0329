"""The same words come out of a deck and of its PDF export, slide by slide."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from extractors import read
from extractors.model.document import Document

PAIRS = Path(__file__).parents[1] / "pairs"
ROOT = Path(__file__).resolve().parents[4]
DECKS = [*sorted(PAIRS.glob("*.pptx")), *sorted((ROOT / "samples").glob("**/*.pptx"))]


def words(document: Document) -> list[Counter[str]]:
    """The words of each slide that is shown, notes left out."""
    shown = [p.number for p in document.pages if not p.hidden]
    return [
        Counter(
            word
            for p in document.passages
            if p.page == number and p.kind != "note" and not p.hidden
            for word in re.findall(r"\w+", document.words(p).casefold())
        )
        for number in shown
    ]


@pytest.mark.parametrize("deck", DECKS, ids=lambda p: p.stem)
def test_words_of_deck_and_export_agree(deck: Path) -> None:
    ours, exported = words(read(deck)), words(read(deck.with_suffix(".pdf")))
    assert len(ours) == len(exported)
    for number, (a, b) in enumerate(zip(ours, exported, strict=True), 1):
        common = sum((a & b).values())
        assert 2 * common >= 0.95 * (sum(a.values()) + sum(b.values())), (number, a - b, b - a)


@pytest.mark.parametrize("deck", DECKS, ids=lambda p: p.stem)
def test_titles_of_deck_and_export_agree(deck: Path) -> None:
    ours, exported = read(deck), read(deck.with_suffix(".pdf"))
    titles = [p.title for p in ours.pages if not p.hidden]
    assert titles == [p.title for p in exported.pages]
    assert (ours.title, ours.kind) == (exported.title, exported.kind)
