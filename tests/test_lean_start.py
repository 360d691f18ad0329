"""`louhi --help` and `louhi search` answer at once: neither Prefect nor spaCy is loaded for them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractors import read_text

HEAVY = ("prefect", "spacy", "thinc", "pdfplumber", "trafilatura", "pptx", "docx", "fastapi")

LOOK = """
import json, sys
from search_cli.app import main
sys.argv = ["louhi", *json.loads(sys.argv[1])]
try:
    main()
    status = 0
except SystemExit as stop:
    status = stop.code
print(json.dumps({"status": status, "modules": sorted({name.split(".")[0] for name in sys.modules})}), file=sys.stderr)
"""


def loaded(*arguments: str) -> tuple[object, set[str]]:
    """(exit status, top-level modules loaded) of one `louhi` command in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK, json.dumps(arguments)], capture_output=True, text=True, check=True
    )
    said = json.loads(done.stderr.splitlines()[-1])
    return said["status"], set(said["modules"])


@pytest.mark.parametrize("arguments", [["--help"], ["search", "--help"], ["ingest", "--help"], ["watch", "--help"]])
def test_help_is_lean(arguments: list[str]) -> None:
    status, modules = loaded(*arguments)
    assert status == 0
    assert not modules & set(HEAVY)


def test_search_is_lean(tmp_path: Path) -> None:
    from index import Index

    with Index.open(tmp_path) as index:
        index.add([read_text("Lähitorin aukioloajat päätetään kunnissa.", id="a")])
    status, modules = loaded("search", "aukioloaika", "--home", str(tmp_path), "--json")
    assert status == 0
    assert not modules & set(HEAVY)
