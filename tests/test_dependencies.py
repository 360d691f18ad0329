"""What pyproject.toml asks for: used by a module, pinned in constraints.txt, and no more."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
FLOORS = ("extractors", "index", "pipeline", "search_cli")

IMPORTED_AS = {
    "python-pptx": "pptx",
    "python-docx": "docx",
    "whoosh-reloaded": "whoosh",
    "lingua-language-detector": "lingua",
    "pillow": "pil",
    "PyStemmer": "stemmer",
    "argon2-cffi": "argon2",
}
"""Distributions that are imported under another name than their own."""

NOT_IMPORTED = {
    "spacy-fi-experimental-web-md": "a model, loaded by name",
    "fastapi": "Prefect's; bounded because newer ones break it",
    "python-multipart": "Starlette reads forms with it",
}

COMES_WITH = {
    "pdfminer": "pdfplumber",
    "httpcore": "httpx",
    "uvicorn": "prefect",
    "tantivy": "the extra `fast`",
    "pyarrow": "the extra `parquet`",
    "pandas": "the extra `frames`",
    "mcp": "the extra `assistants`",
    "opensearchpy": "the extra `opensearch`",
    "fsspec": "the extra `s3`",
    "distributed": "the extra `dask`",
}
"""Imported without being asked for: part of what is asked for, or an extra."""


def name_of(requirement: str) -> str:
    """The distribution a requirement asks for.

    >>> name_of("fastapi>=0.139,<0.151")
    'fastapi'
    """
    return re.split(r"[<>=!~\\[; ]", requirement)[0]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported() -> set[str]:
    """Top-level names that the four packages import."""
    names: set[str] = set()
    for floor in FLOORS:
        for file in (ROOT / floor).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.split(".")[0].lower() for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names.add(node.module.split(".")[0].lower())
    return names


ASKED = [name_of(requirement) for requirement in PROJECT["dependencies"]]
PINS = [line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").split()]


def import_name(distribution: str) -> str:
    """What one writes after `import`."""
    return IMPORTED_AS.get(distribution, distribution.lower().replace("-", "_"))


@pytest.mark.parametrize("name", [name for name in ASKED if name not in NOT_IMPORTED])
def test_a_dependency_is_used(name: str) -> None:
    assert import_name(name) in imported()


@pytest.mark.parametrize("name", sorted(imported() - set(FLOORS) - set(sys.stdlib_module_names)))
def test_an_import_is_asked_for(name: str) -> None:
    assert name in {import_name(asked) for asked in ASKED} | set(COMES_WITH)


@pytest.mark.parametrize("requirement", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"])
def test_a_dependency_is_pinned(requirement: str) -> None:
    assert plain(name_of(requirement)) in {plain(pin[0]) for pin in PINS}


def test_pins_are_versions_alone() -> None:
    assert [pin for pin in PINS if len(pin) != 2] == []
