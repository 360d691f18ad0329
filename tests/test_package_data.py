"""What is built from the source holds every file that the packages need beside their modules."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("extractors", "index", "pipeline", "search_cli")
NOT_SHIPPED = ("__pycache__",)


def needed() -> set[str]:
    """Every file of the four packages, as a path from the root."""
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in found if not {*path.parts} & {*NOT_SHIPPED}}


def shipped(names: set[str]) -> set[str]:
    """Those of some files that a wheel holds by pyproject.toml: modules, and data beside them by its patterns.

    Every folder below a package that `packages.find` includes is a package too: setuptools looks for namespaces where
    it is set up by pyproject.toml.
    """
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    found = setup["packages"]["find"]
    assert found.get("namespaces", True) and not setup["packages"]["find"].get("exclude")
    patterns = ("*.py", *setup["package-data"]["*"])
    return {name for name in names if is_package(PurePosixPath(name).parent, found["include"]) and fits(name, patterns)}


def is_package(folder: PurePosixPath, included: list[str]) -> bool:
    """Whether setuptools takes a folder for a package: included by its dotted name, and no dot in any part."""
    return not any("." in part for part in folder.parts) and fits(".".join(folder.parts), included)


def fits(name: str, patterns: Iterable[str]) -> bool:
    """Whether the last part of a path fits one of the patterns."""
    return any(fnmatchcase(PurePosixPath(name).name, pattern) for pattern in patterns)


def test_every_file_of_the_packages_is_shipped() -> None:
    assert sorted(needed() - shipped(needed())) == []


def test_there_are_files_of_each_kind() -> None:
    kinds = {PurePosixPath(name).suffix for name in needed()}
    assert {".toml", ".po", ".html", ".css", ".js", ".svg", ".mako", ".py"} <= kinds
    assert {f"{package}/py.typed" for package in PACKAGES} <= needed()
    assert any("/migrations/versions/" in name for name in needed())


@pytest.mark.parametrize("name", ["index/outputs/columns.yaml", "docs/data.toml", "index/v1.2/columns.toml"])
def test_the_test_sees_what_is_left_out(name: str) -> None:
    assert shipped({name, "index/outputs/column_meanings.toml"}) == {"index/outputs/column_meanings.toml"}
