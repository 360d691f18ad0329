"""The names of the population register: the tool that writes them, and what the lexicon holds of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from extractors.people.registered import bearers, given_bearers
from tests.tool_loading import tool


@pytest.fixture(name="tool")
def register_names() -> ModuleType:
    return tool("register_names")


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("Etunimi;Lukumäärä\nAnne;30 204\nTuula;113\n", {"Anne": 30204, "Tuula": 113}),
        ("Sukunimi,Yhteensä\nKorhonen,21811\nvon Hertzen,143\n", {"Korhonen": 21811, "von Hertzen": 143}),
        ("Nimi\tLkm\nAho\t7\u00a0156\nYhteensä\t-\n", {"Aho": 7156}),
    ],
)
def test_names_and_counts_of_a_list(tool: ModuleType, tmp_path: Path, content: str, names: dict[str, int]) -> None:
    (tmp_path / "nimet.csv").write_text(content, encoding="utf-8-sig")
    assert tool.counted(tmp_path / "nimet.csv") == names


def test_a_list_without_counts_is_told(tool: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "nimet.csv").write_text("Etunimi;Selite\nAnne;nimi\nTuula;nimi\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"nimet\.csv has no rows of a name and a count"):
        tool.counted(tmp_path / "nimet.csv")


def test_rarer_names_are_kept_where_they_end_as_a_case_does(tool: ModuleType) -> None:
    names = {"Korhonen": 21811, "Malin": 885, "Harjanne": 175, "Alin": 199, "Ruoppi": 150, "Vanonen": 134, "Sarin": 12}
    assert tool.classes(names, 120) == {5000: ["Korhonen"], 500: ["Malin"], 120: ["Alin", "Harjanne"]}
    assert tool.classes({**names, "von Hertzen": 243}) == {5000: ["Korhonen"], 500: ["Malin"]}


def test_the_counts_of_several_lists_are_added_up(tool: ModuleType) -> None:
    assert tool.together([{"Kaino": 189, "Aki": 7967}, {"Kaino": 395}]) == {"Kaino": 584, "Aki": 7967}


def test_what_is_written_is_read_again(tool: ModuleType) -> None:
    written = tomllib.loads(tool.written({"Korhonen": 21811, "Alin": 199}, {"Anne": 30204}, "2023-08-01", "A copy."))
    assert written["surnames"] == {"5000": "Korhonen\n", "120": "Alin\n"}
    assert written["given_names"] == {"5000": "Anne\n"}
    assert written["as_of"] == "2023-08-01"


@pytest.mark.parametrize(
    ("name", "least"),
    [("Virtanen", 5000), ("Malin", 500), ("Hauhia", 200), ("Harjanne", 120), ("Häggblom-Ek", 1000), ("Hauh", 0)],
)
def test_how_many_bear_a_surname_at_least(name: str, least: int) -> None:
    assert bearers(name) == least


@pytest.mark.parametrize(("name", "least"), [("Anne", 5000), ("Martin", 1000), ("Kuisma", 200), ("Annen", 0)])
def test_how_many_have_a_given_name_at_least(name: str, least: int) -> None:
    assert given_bearers(name) == least
