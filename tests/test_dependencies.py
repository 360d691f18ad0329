"""What pyproject.toml asks for: used by a module, pinned in constraints.txt, and no more."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

IMPORTED_AS = {
    "python-pptx": "pptx",
    "python-docx": "docx",
    "lxml_html_clean": "lxml_html_clean",
    "spacy-fi-experimental-web-md": "spacy_fi_experimental_web_md",
    "whoosh-reloaded": "whoosh",
    "ultimate-sitemap-parser": "usp",
    "charset-normalizer": "charset_normalizer",
    "lingua-language-detector": "lingua",
    "tomli-w": "tomli_w",
}
"""Distributions that are imported under another name than their own."""

NOT_IMPORTED = {
    "lxml_html_clean": "trafilatura's import fails without it",
    "spacy-fi-experimental-web-md": "a model, loaded by name",
    "fastapi": "Prefect's; bounded because newer ones break it",
}


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
    for floor in ("extractors", "index", "pipeline", "search_cli"):
        for file in (ROOT / floor).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names.add(node.module.split(".")[0])
    return names


ASKED = [name_of(requirement) for requirement in PROJECT["dependencies"]]
PINS = [line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").split()]


@pytest.mark.parametrize("name", [name for name in ASKED if name not in NOT_IMPORTED])
def test_a_dependency_is_used(name: str) -> None:
    assert IMPORTED_AS.get(name, name.lower().replace("-", "_")) in {used.lower() for used in imported()}


@pytest.mark.parametrize("requirement", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"])
def test_a_dependency_is_pinned(requirement: str) -> None:
    assert plain(name_of(requirement)) in {plain(pin[0]) for pin in PINS}


def test_pins_are_versions_alone() -> None:
    assert [pin for pin in PINS if len(pin) != 2] == []
