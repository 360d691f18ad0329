"""Many queries in one go."""

import json
from pathlib import Path
from typing import Any

import pytest

from index.home import Home
from tests.search_cli.commands.asking import louhi


def searched(home: Home, *words: str, given: str | None = None) -> Any:
    return louhi(home.root, "search", *words, given=given)


def test_each_line_is_searched_and_one_that_cannot_be_meant_stops_none(served_home: Home, tmp_path: Path) -> None:
    file = tmp_path / "haut.txt"
    file.write_text('# hakuja\nlähitori\n\n"kesken\nrahoitus AND lähitori\n', encoding="utf-8")
    result = searched(served_home, "--queries", str(file), "--json")
    assert result.exit_code == 1
    first, second, third = json.loads(result.stdout)
    assert [one["query"] for one in (first, second, third)] == ["lähitori", '"kesken', "rahoitus AND lähitori"]
    assert first["total"] > third["total"] > 0
    assert second["error"]["reason"]


def test_queries_come_from_standard_input_too(served_home: Home) -> None:
    result = searched(served_home, "--queries", "-", given="lähitori\nolematonsana\n")
    assert result.exit_code == 0
    assert "== lähitori" in result.output
    assert "== olematonsana" in result.output


@pytest.mark.parametrize("words", [["x"], ["--save", "z"], ["--new", "z"]])
def test_what_does_not_go_together_is_said(served_home: Home, words: list[str]) -> None:
    assert searched(served_home, "--queries", "y", *words).exit_code == 2


def test_a_file_that_is_not_there_is_a_sentence(served_home: Home, tmp_path: Path) -> None:
    result = searched(served_home, "--queries", str(tmp_path / "none.txt"))
    assert "cannot be read" in str(result.exception)
