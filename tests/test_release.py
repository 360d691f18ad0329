"""A version is given by a tag, and the tag, pyproject.toml and CHANGELOG.md say the same."""

from __future__ import annotations

import subprocess
from datetime import date
from types import ModuleType

import pytest

from tests.test_layers import ROOT
from tests.tool_loading import tool

PYPROJECT = 'name = "louhi"\nversion = "0.9.0"\n'
CHANGES = "# Changes\n\n## Unreleased\n\n* Amounts in words.\n\n## 0.9.0 (2026-01-02)\n\n* Dates.\n"


@pytest.fixture(scope="module")
def release() -> ModuleType:
    return tool("release")


def test_the_version_and_what_changed_go_on_together(release: ModuleType) -> None:
    assert release.with_version(PYPROJECT, "0.10.0") == 'name = "louhi"\nversion = "0.10.0"\n'
    said = release.released(CHANGES, "0.10.0", date(2026, 11, 28))
    assert "## Unreleased\n\n## 0.10.0 (2026-11-28)\n\n* Amounts in words.\n\n## 0.9.0" in said


@pytest.mark.parametrize("version", ["0.9.0", "0.8.9", "1.0", "v1.0.0", "viisi"])
def test_a_version_that_does_not_go_on_is_refused(release: ModuleType, version: str) -> None:
    with pytest.raises(SystemExit, match=r"does not come after|is no version"):
        release.with_version(PYPROJECT, version)


def test_nothing_is_released_twice(release: ModuleType) -> None:
    with pytest.raises(SystemExit, match="nothing to release"):
        release.released(release.released(CHANGES, "0.10.0", date(2026, 11, 28)), "0.11.0", date(2026, 11, 29))


def test_a_tag_of_another_version_is_refused(release: ModuleType) -> None:
    release.refuse_another("v0.9.0", "0.9.0")
    with pytest.raises(SystemExit, match=r"tools/release\.py"):
        release.refuse_another("v0.9.1", "0.9.0")


def test_a_tag_here_is_the_version(release: ModuleType) -> None:
    asked = ["git", "tag", "--points-at", "HEAD", "--list", "v*"]
    try:
        tags = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no checkout of git")
    for tag in tags:
        release.refuse_another(tag, release.version_of((ROOT / "pyproject.toml").read_text("utf-8")))
