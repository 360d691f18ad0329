"""The documentation's site builds without a warning, holds every command and operation, and asks for nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from search_cli.app import COMMANDS

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("mkdocs")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_every_command_is_told(site: Path) -> None:
    page = (site / "reference" / "commands.html").read_text("utf-8")
    assert [one for names in COMMANDS.values() for one in names if f"louhi {one}" not in page] == []


def test_every_operation_of_the_api_is_told(site: Path) -> None:
    page = (site / "reference" / "api.html").read_text("utf-8")
    for path in ("/api/v1/search", "/api/v1/documents/{document_id}", "/api/v1/corrections"):
        assert path in page


def test_the_how_tos_are_those_of_the_readme(site: Path) -> None:
    page = re.sub(r"<[^>]+>", "", (site / "how-to.html").read_text("utf-8"))
    assert all(f"louhi {one}" in page for one in ("ingest", "search", "export", "watch add", "backup"))


def test_nothing_is_asked_from_elsewhere(site: Path) -> None:
    asked = re.compile(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="(https?://[^"]+)"')
    found = {one for page in site.rglob("*.html") for one in asked.findall(page.read_text("utf-8"))}
    assert found == set()


def test_every_picture_is_there(site: Path) -> None:
    for page in site.rglob("*.html"):
        for source in re.findall(r'<img[^>]*src="([^"]+)"', page.read_text("utf-8")):
            assert (page.parent / source).exists(), f"{page.name}: {source}"
