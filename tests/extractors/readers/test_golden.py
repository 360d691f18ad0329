"""Pages, texts, feeds and messages of our own, in the manner of many systems, read as their golden files say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.reading import read
from tests.extractors.readers.golden import INPUTS, golden_of, rendered


@pytest.mark.parametrize("path", INPUTS, ids=[p.name for p in INPUTS])
def test_reads_as_its_golden_file(path: Path) -> None:
    assert rendered(path) == json.loads(golden_of(path).read_text("utf-8"))


@pytest.mark.parametrize("path", [p for p in INPUTS if p.name != "frame_of_nothing.html"], ids=lambda p: p.name)
def test_passages_lie_in_order_and_cells_within_their_rows(path: Path) -> None:
    document = read(path)
    ends = [0, *(p.end for p in document.passages)]
    assert all(before <= p.start < p.end for before, p in zip(ends, document.passages, strict=False))
    for passage in document.passages:
        words = [document.text[start:end] for start, end in passage.cells]
        assert not words or "\t".join(words) == document.words(passage)


CHROME = ("Hyppää sisältöön", "evästeitä", "Lue myös", "Aiheeseen liittyvää", "Viimeisimmät uutiset", "Edellinen asia")


@pytest.mark.parametrize("path", [p for p in INPUTS if p.parent.name == "pages"], ids=lambda p: p.name)
def test_no_chrome_is_left(path: Path) -> None:
    passages = rendered(path).get("passages", [])
    assert not [p[1] for p in passages for words in CHROME if words in p[1]]
