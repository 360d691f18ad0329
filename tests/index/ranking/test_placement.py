"""Where words stand in a text: near its beginning, and many of them in one stretch."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

from extractors.model.document import Document
from index import Index
from index.ranking import weights
from index.ranking.placement import EARLY, Placed, earliness, stretches

FILLER = "Kokous pidettiin torstaina salissa ja siellä juotiin kahvia. " * 8


def order(tmp_path: Path, query: str, texts: dict[str, str]) -> list[str]:
    with Index.open(tmp_path) as index:
        index.add(Document(id=one, text=text) for one, text in texts.items())
        return [hit.document_id for hit in index.search(query).hits]


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("silta", f"Silta uusitaan. {FILLER}", f"{FILLER} Silta uusitaan."),
        (
            "silta tie satama",
            f"{FILLER} Silta kunnan uusi tie valtion satama. {FILLER}",
            f"{FILLER} Silta. {FILLER} Tie. Satama.",
        ),
    ],
)
def test_goes_first(tmp_path: Path, query: str, better: str, worse: str) -> None:
    assert order(tmp_path, query, {"a-worse": worse, "b-better": better}) == ["b-better", "a-worse"]


def test_why_tells_what_the_beginning_gives(tmp_path: Path) -> None:
    with Index.open(tmp_path) as index:
        index.add([Document(id="a", text=f"Silta uusitaan. {FILLER}"), Document(id="b", text=f"{FILLER} Silta.")])
        near, far = (next(w.score for w in hit.why if w.joint) for hit in index.search("silta").hits)
        assert near > 2 * far > 0


def test_each_word_counts_once_from_its_first_place() -> None:
    """Two documents: word 0 at once and again, word 1 fifty words on; then word 0 alone."""
    places = Placed(*map(np.array, ([0, 0, 0, 1], [0, 0, 1, 0], [1.0, 1.0, 0.5, 1.0], [0, 3, 50, 100], [0, 100])))
    rarity = np.array([2.0, 4.0], np.float32)
    assert earliness(places, rarity).tolist() == pytest.approx([2 + 4 * 0.5 * np.exp(-50 / EARLY), 2])
    assert stretches(places, rarity).tolist() == [2.0, 2.0]  # word 1 stands too far on


def test_the_table_names_every_part_once_and_no_part_lowers_a_document() -> None:
    table = tomllib.loads(Path(weights.__file__).with_suffix(".toml").read_text("utf-8"))["weights"]
    assert set(table) == {
        *("whole", "part", "other", "phrase", "typed", "inside", "pieces", "pieces met", "close", "early", "stretch")
    }
    assert min(table.values()) > 0
