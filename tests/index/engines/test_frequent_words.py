"""Two frequent words side by side are counted without a look at their documents, and the count is what a look gives."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

import pytest

from extractors.model.document import Document
from index import Index
from index.engines import EMBEDDED
from index.engines.engine_terms import frequent_ways
from index.query.parser import Phrase
from index.query.plan import Everything, Numbers
from index.ranking.phrases import find_phrase

FINNISH = (
    "se",
    "sen",
    "on",
    "oli",
    "ovat",
    "ei",
    "ole",
    "ollut",
    "hän",
    "myös",
    "jälkeen",
    "jäljen",
    "voi",
    "voin",
    "koko",
)
SWEDISH = ("och", "det", "se", "har", "en", "oli", "on")
ENGLISH = ("the", "on", "ons", "sen", "is", "of")
SELDOM = ("silta", "lossi", "kanava")


def _document(dice: random.Random, number: int) -> Document:
    words = dice.choice((FINNISH, FINNISH, FINNISH, SWEDISH, ENGLISH))
    language = "sv" if words is SWEDISH else "en" if words is ENGLISH else "fi"
    said = dice.choices((*words, *SELDOM), k=dice.randint(2, 40))
    return Document(id=f"d{number}", language=language, title=" ".join(dice.choices(FINNISH, k=3)), text=" ".join(said))


@pytest.fixture(scope="module", params=EMBEDDED)
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    dice = random.Random(3)
    with Index.open(tmp_path_factory.mktemp(request.param), engine=request.param) as opened:
        opened.add([_document(dice, number) for number in range(120)])
        opened.add([_document(dice, number) for number in range(90, 140)])  # some of them anew
        opened.delete([f"d{number}" for number in range(0, 140, 9)])
        yield opened


def _told(index: Index, phrase: tuple[str, ...]) -> tuple[dict[int, float], dict[int, float]]:
    """How often each document holds a phrase: as it is planned, and by a look at every document."""
    opened = index.opened
    planned = opened.planner(" ".join(phrase)).phrase(Phrase(phrase))
    assert isinstance(planned, Numbers) and planned.counts is not None
    assert planned.numbers.tolist() == sorted(set(planned.numbers.tolist()))
    everyone = opened.engine.matching(Everything())
    numbers, counts = find_phrase(opened.forward, everyone, [sorted(element) for element in planned.elements], 0)
    quick = dict(zip(planned.numbers.tolist(), planned.counts.tolist(), strict=True))
    return quick, dict(zip(numbers.tolist(), counts.tolist(), strict=True))


@pytest.mark.parametrize("first", (*FINNISH, "och", "the", *SELDOM))
def test_the_count_is_what_a_look_at_every_document_gives(index: Index, first: str) -> None:
    found = 0
    for second in (*FINNISH, *SWEDISH, *ENGLISH, *SELDOM):
        quick, slow = _told(index, (first, second))
        assert quick == slow, (first, second)
        found += len(slow)
    assert found


def test_three_words_and_words_as_written_are_looked_for(index: Index) -> None:
    for phrase in product(("se", "hän", "silta"), ("on", "oli"), ("myös", "ollut", "jälkeen")):
        quick, slow = _told(index, phrase)
        assert quick == slow, phrase
    held = index.search("'se oli'", limit=200)
    base = index.search('"se oli"', limit=200)
    assert 0 < held.total < base.total


def test_most_documents_of_two_frequent_words_are_not_looked_at(index: Index) -> None:
    planner = index.opened.planner("hän on")
    elements = [planner._whole(word, exact=False) for word in ("hän", "on")]
    placed = index.opened.engine.phrase(elements, 0)
    assert placed.known is not None and placed.times is not None
    assert len(placed.known) > len(placed.likely)
    assert max(placed.times) > 1, "more than once in some document"


def test_a_word_read_in_two_ways_stands_once_in_its_place(index: Index) -> None:
    planner = index.opened.planner("sen jälkeen")
    elements = [planner._whole(word, exact=False) for word in ("sen", "jälkeen")]
    assert len(frequent_ways(*elements)) > 1
    quick, slow = _told(index, ("sen", "jälkeen"))
    assert quick == slow and quick
