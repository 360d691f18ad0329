"""The tool that compares the lexicon with a public list."""

from __future__ import annotations

import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.tool_loading import tool


@pytest.fixture(name="tool")
def update_lexicon() -> ModuleType:
    return tool("update_lexicon")


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("Kunta;Koodi\nEspoo;049\nUusikylä;999\nEspoo;049\n", ["Espoo", "Uusikylä"]),
        ("Kunta,Koodi\nEspoo,049\n,998\n", ["Espoo"]),
    ],
)
def test_names_of_a_column(tool: ModuleType, tmp_path: Path, content: str, names: list[str]) -> None:
    (tmp_path / "kunnat.csv").write_text(content, encoding="utf-8-sig")
    assert tool.fetched(tmp_path / "kunnat.csv", "Kunta", None) == names
    assert tool.fetched(tmp_path / "kunnat.csv", "Kunta", 1) == names[:1]


def test_a_missing_column_is_told(tool: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "kunnat.csv").write_text("Kunta;Koodi\nEspoo;049\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="has no column Nimi: it has Kunta, Koodi"):
        tool.fetched(tmp_path / "kunnat.csv", "Nimi", None)


def test_what_the_lexicon_holds(tool: ModuleType) -> None:
    assert "Espoo" in tool.held("municipalities") and "Malin" in tool.held("surnames")
    assert "Verohallinto" in tool.held("agencies")


def test_added_names_are_read_again(tool: ModuleType) -> None:
    written = tomllib.loads(tool.added("surnames", ["Uusinimi", "Toinennimi"], "sukunimet.csv"))
    (key,) = [key for key in written if key.startswith("fetched_")]
    assert written[key].split() == ["Uusinimi", "Toinennimi"]


def test_years_that_are_yet_to_be_looked_up(tool: ModuleType) -> None:
    rows = tool.unsourced("agencies")
    assert any(row.startswith("Luonnonvarakeskus: from 2015-01-01") for row in rows)
    assert not any(row.startswith("Ruokavirasto") for row in rows), "its act is its source"
    assert not any("hyvinvointialue" in row for row in tool.unsourced("counties")), "the list says it for all of them"
