"""`louhi --help` and `louhi search` answer at once: neither Prefect nor spaCy is loaded for them."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractors import read_text
from search_cli.app import UNUSED

WRONG = 2
"""The status of a command line that is wrong."""

HEAVY = ("prefect", "spacy", "thinc", "pdfplumber", "trafilatura", "pptx", "docx", "fastapi")

LOOK = """
import gc, json, sys
from search_cli.app import main
sys.argv = ["louhi", *json.loads(sys.argv[1])]
try:
    main()
    status = 0
except SystemExit as stop:
    status = stop.code
modules = sorted({name.split(".")[0] for name in sys.modules})
print(json.dumps({"status": status, "modules": modules, "patience": gc.get_threshold()[0]}), file=sys.stderr)
"""


def loaded(*arguments: str) -> tuple[object, set[str]]:
    """(exit status, top-level modules loaded) of one `louhi` command in a fresh process."""
    said = told(*arguments)
    return said["status"], set(said["modules"])


def told(*arguments: str) -> dict[str, Any]:
    """What is to be seen in the process of one `louhi` command when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK, json.dumps(arguments)], capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("arguments", [["--help"], ["search", "--help"], ["ingest", "--help"], ["watch", "--help"]])
def test_help_is_lean(arguments: list[str]) -> None:
    status, modules = loaded(*arguments)
    assert status == 0
    assert not modules & set(HEAVY)


def test_the_list_of_commands_needs_no_models() -> None:
    """What a command offers as values stands apart from the models (extractors/model/value_kinds.py)."""
    assert "pydantic" not in loaded("--help")[1]


@pytest.fixture
def home(tmp_path: Path) -> str:
    """A home with one document, indexed for both engines."""
    from index import Index

    with Index.open(tmp_path) as index:
        index.add([read_text("Lähitorin aukioloajat päätetään kunnissa.", id="a")])
    Index.open(tmp_path, engine="tantivy").close()
    return str(tmp_path)


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_search_is_lean(home: str, engine: str) -> None:
    status, modules = loaded("search", "aukioloaika", "--home", home, "--engine", engine, "--json")
    assert status == 0
    assert not modules & {*HEAVY, "sqlalchemy", "alembic", "rich", "lxml", "httpx", "pandas"}
    assert not modules & ({"whoosh", "tantivy"} - {engine})


def test_a_command_that_looks_and_ends_does_not_look_for_unused_memory(home: str) -> None:
    usual = gc.get_threshold()[0]
    assert told("search", "aukioloaika", "--home", home)["patience"] == UNUSED
    assert told("ingest", "--help")["patience"] == usual
    assert usual < UNUSED


def test_options_of_a_search_are_read_when_given_and_only_then(home: str) -> None:
    search = ["search", "aukioloaika", "--home", home, "--json"]
    assert told(*search, "--limit", "1", "--kind", "document", "--kind", "slides")["status"] == 0
    assert told(*search, "--limit", "-1")["status"] == WRONG
    assert told(*search, "--offset", "yksi")["status"] == WRONG
