"""The tree of a sentence: who hangs on whom, in the document's offsets."""

from __future__ import annotations

import pytest

from extractors.text.finnish_model import SyntaxNode, parsed
from extractors.text.syntax import Tree

TEXT = "Ensin otsikko. Malli toimi Kelan johtajana ja sihteerinä."
AT = TEXT.index("Malli")
WORDS = (
    ("Malli", "nsubj", 1),
    ("toimi", "ROOT", 1),
    ("Kelan", "nmod:poss", 3),
    ("johtajana", "obl", 1),
    ("ja", "cc", 5),
    ("sihteerinä", "conj", 3),
    (".", "punct", 1),
)


@pytest.fixture
def tree() -> Tree:
    nodes, at = [], 0
    for text, relation, head in WORDS:
        at = TEXT.index(text, AT + at) - AT
        nodes.append(SyntaxNode(at, at + len(text), text, relation, head))
        at += len(text)
    return Tree(nodes, AT)


def test_words_stand_in_the_document(tree: Tree) -> None:
    assert [TEXT[n.start : n.end] for n in tree.nodes] == [text for text, _, _ in WORDS]
    assert tree.at(TEXT.index("Kelan") + 2) == 2
    assert tree.at(0) is None and tree.at(TEXT.index("Kelan") - 1) is None


def test_what_hangs_on_a_word(tree: Tree) -> None:
    assert tree.children(1) == [0, 3, 6]
    assert tree.children(1, "obl", "obj") == [3]
    assert tree.first_of_series(5) == 3 and tree.first_of_series(3) == 3


def test_the_head_of_a_span_hangs_on_a_word_outside_it(tree: Tree) -> None:
    start = TEXT.index("Kelan")
    assert list(tree.span(start, start + len("Kelan johtajana"))) == [2, 3]
    assert tree.head_of(start, start + len("Kelan johtajana")) == 3
    assert tree.head_of(0, 5) is None


def test_each_sentence_is_parsed_in_order_with_one_root() -> None:
    first, second = parsed(["Malli johtaa Kelaa.", "Hän\nyskii\u00a0nyt."])
    assert [n.text for n in first] == ["Malli", "johtaa", "Kelaa", "."]
    assert [n.start for n in second] == [0, 4, 10, 13]
    assert all(sum(n.head == i for i, n in enumerate(nodes)) == 1 for nodes in (first, second))
    assert parsed([]) == []
    again = parsed(["Malli johtaa Kelaa.", "Hän yskii nyt.", "Malli johtaa Kelaa."])
    assert again == [first, second, first]
