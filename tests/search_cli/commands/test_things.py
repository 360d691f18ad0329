"""The commands about things: one shown, one corrected, and how much that would change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.model.document import Document
from extractors.model.records import Entry, Person, Records, evidence
from index.home import Home
from index.store.store import Store
from search_cli.app import app


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Store.open(Home(tmp_path / "home")) as store:
        for one in ("a", "b"):
            d = Document(id=one, text="Aino Salo avasi kokouksen.", publishers=("Hallanmaan liitto",), title="Kokous")
            person = Person(id="p", name="Aino Salo", evidence=(evidence(d, 0, 9),))
            store.put([Entry(document=d, records=Records(people=(person,)))])
    return tmp_path / "home"


def louhi(home: Path, *words: str) -> object:
    result = CliRunner().invoke(app, [*words, "--home", str(home), "--json"], catch_exceptions=False)
    return json.loads(result.stdout)


def test_a_thing_is_shown_and_corrected_and_a_preview_changes_nothing(home: Path) -> None:
    [row] = louhi(home, "people")  # type: ignore[misc]
    assert (row["documents"], row["title"], row["publisher"]) == (2, "Kokous", "Hallanmaan liitto")
    shown = louhi(home, "thing", row["id"])
    assert [one["document"] for one in shown["named"]] == ["a", "b"]  # type: ignore[index]
    assert "Hallanmaan liitto publishes" in json.dumps(row["why"])
    rename = ("correct", "thing", "rename", row["id"], "Aino Maria Salo", "--by", "ap")
    would = louhi(home, *rename, "--dry-run")
    assert would == {"correction": None, "action": "rename", "thing": row["id"], "mentions": 2, "documents": 2}
    assert louhi(home, "people")[0]["name"] == "Aino Salo"  # type: ignore[index]
    said = louhi(home, *rename)
    assert [(one["id"], one["by"]) for one in louhi(home, "correct", "list")] == [(said["correction"], "ap")]  # type: ignore[attr-defined, index]
    assert louhi(home, "people")[0]["name"] == "Aino Maria Salo"  # type: ignore[index]
