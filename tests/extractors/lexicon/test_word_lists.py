"""Word lists stand in the lexicon: no module hides one in a pattern."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.lexicon.wordlists import FOLDER, either, wordlist
from tests.test_layers import ROOT, modules

LONGEST = 20
"""Words that are a list of the lexicon: fewer may stand in a module."""


def patterns(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of the strings of a module but its documentation; what is put into one is a blank."""
    said: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            said.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            said |= {id(value) for value in node.values}
            yield node.lineno, "".join(str(v.value) if isinstance(v, ast.Constant) else " " for v in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


def alternatives_in(pattern: str) -> int:
    """How many alternatives the longest group of a pattern has, those of groups within it aside."""
    open_groups, most = [1], 1
    for sign in re.findall(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[(|)]", pattern, re.S):
        if sign == "(":
            open_groups.append(1)
        elif sign == "|":
            open_groups[-1] += 1
            most = max(most, open_groups[-1])
        elif sign == ")" and len(open_groups) > 1:
            open_groups.pop()
    return most


@pytest.mark.parametrize("file", modules(), ids=lambda f: str(f.relative_to(ROOT)))
def test_long_word_lists_stand_in_the_lexicon(file: Path) -> None:
    """A list of so many words goes to `extractors/lexicon/*_patterns.toml` and is asked for by `either`."""
    found = patterns(file.read_text(encoding="utf-8"))
    assert [line for line, pattern in found if alternatives_in(pattern) >= LONGEST] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("A = 'ja|sekä|tai'", [3]),
        ("A = 'ja|' \\\n    'sekä'", [2]),
        ("A = rf'{B}|ja|(?:eli|sekä|tai|kun|[a|b|c]|\\\\|)'", [7]),
        ('"""ja|sekä|tai"""', []),
    ],
)
def test_the_test_sees_word_lists(source: str, found: list[int]) -> None:
    assert [alternatives_in(pattern) for _, pattern in patterns(source)] == found


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*_patterns.toml")))
def test_lists_of_patterns_are_patterns(name: str) -> None:
    """Each piece can stand alone, so that the order of the pieces is all that their joining adds."""
    for key, pieces in wordlist(name).items():
        assert all(re.compile(piece) for piece in pieces)
        assert re.compile(either(name, key))
        assert len(set(pieces)) == len(pieces), key
