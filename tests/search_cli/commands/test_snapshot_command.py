"""louhi snapshot over a small home: made, verified, and what is wrong is named with status 1."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractors.model.document import Document
from extractors.model.records import Entry
from index.home import Home
from index.store.store import Store
from search_cli.app import app


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Store.open(Home(tmp_path / "home")) as store:
        store.put([Entry(document=Document(id=one, text=f"Rahoitus {one}.", language=one)) for one in ("fi", "sv")])
    return tmp_path / "home"


def louhi(*words: object) -> Any:
    return CliRunner().invoke(app, ["snapshot", *map(str, words)])


def test_a_snapshot_is_made_verified_and_a_flipped_byte_is_named(home: Path, tmp_path: Path) -> None:
    made = json.loads(louhi(tmp_path / "kuva", "--home", home, "--language", "sv", "--json").stdout)
    assert (made["documents"], made["filters"], len(made["id"])) == (1, {"language": "sv"}, 64)
    well = louhi("verify", tmp_path / "kuva")
    assert (well.exit_code, well.stdout) == (0, f"All is as it was frozen.\nsha256:{made['id']}\n")
    file = tmp_path / "kuva" / "data" / "documents.jsonl"
    file.write_text(file.read_text("utf-8").replace("Rahoitus", "Rahoitu5"), "utf-8")
    broken = louhi("verify", tmp_path / "kuva", "--json")
    assert (broken.exit_code, json.loads(broken.stdout)[0]["subject"]) == (1, "data/documents.jsonl")
    assert "data/documents.jsonl: the file is not what was written" in broken.stderr


def test_a_zip_is_made_verified_and_what_is_no_zip_is_named(home: Path, tmp_path: Path) -> None:
    made = json.loads(louhi(tmp_path / "kuva.zip", "--home", home, "--json").stdout)
    assert made["id"] == json.loads(louhi(tmp_path / "kuva", "--home", home, "--json").stdout)["id"]
    well = louhi("verify", tmp_path / "kuva.zip")
    assert (well.exit_code, well.stdout) == (0, f"All is as it was frozen.\nsha256:{made['id']}\n")
    (tmp_path / "kuva.zip").write_bytes((tmp_path / "kuva.zip").read_bytes()[:-40])
    broken = louhi("verify", tmp_path / "kuva.zip", "--json")
    [fault] = json.loads(broken.stdout)
    assert (broken.exit_code, fault["subject"]) == (1, str(tmp_path / "kuva.zip"))
    assert fault["reason"].startswith("it is no whole ZIP")


def test_a_query_says_which(home: Path, tmp_path: Path) -> None:
    made = json.loads(louhi(tmp_path / "kuva", "--home", home, "--query", "language:fi", "--json").stdout)
    assert (made["documents"], made["query"]) == (1, "language:fi")


@pytest.mark.parametrize("words", [["verify"], ["a", "b"], ["verify", "a", "b"]])
def test_what_cannot_be_meant_is_a_wrong_command_line(words: list[str]) -> None:
    assert louhi(*words).exit_code == 2
