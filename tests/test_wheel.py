"""A wheel installed in an environment of its own, far from the checkout, works whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.endless import HUNG

ROOT = Path(__file__).resolve().parent.parent
BUILT_FROM = ("extractors", "index", "pipeline", "search_cli")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel; what Louhi asks for is taken from this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"  # building writes beside what is built
    for name in BUILT_FROM:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    build = "from setuptools import build_meta; print(build_meta.build_wheel('.'))"
    done = subprocess.run([sys.executable, "-c", build], cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    [wheel] = source.glob("*.whl")
    home = folder / "env"
    venv.create(home, with_pip=False)
    [site] = home.glob("lib/python*/site-packages")
    zipfile.ZipFile(wheel).extractall(site)
    held = {str(Path(one).resolve()) for one in sys.path if one.endswith("site-packages")}
    (site / "asked_for.pth").write_text("\n".join(sorted(held)) + "\n")
    return home / "bin" / "python"


def run(python: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [str(python), "-I", "-m", "search_cli.app", *words]
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, timeout=HUNG)


def test_the_modules_come_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    say = (
        "import extractors, index, pipeline, search_cli as face; print(*map(vars, (extractors, index, pipeline, face)))"
    )
    done = subprocess.run([str(installed), "-I", "-c", say], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert str(ROOT) not in done.stdout


def test_the_whole_way_works(installed: Path, tmp_path: Path) -> None:
    home = ("--home", str(tmp_path / "home"))
    samples = ROOT / "samples" / "releases"
    papers = [str(path) for path in sorted(samples.iterdir())[:2]]
    done = run(installed, tmp_path, "ingest", *papers, *home)
    assert done.returncode == 0, done.stderr
    found = json.loads(run(installed, tmp_path, "search", "lähitori", "--json", *home).stdout)
    assert found["total"] == len(papers)
    page = tmp_path / "raportti.html"
    assert run(installed, tmp_path, "report", str(page), *home).returncode == 0
    assert "Henkilöt" in page.read_text("utf-8")
    assert run(installed, tmp_path, "export", str(tmp_path / "out"), "--format", "xlsx", *home).returncode == 0


def test_the_page_is_there(installed: Path, tmp_path: Path) -> None:
    say = (
        "from index.home import Home; from search_cli.web.application import create_app; from starlette.testclient "
        "import TestClient; "
        f"page = TestClient(create_app(Home({str(tmp_path / 'home')!r})), base_url='http://localhost');"
        " print(page.get('/static/louhi.css').status_code, page.get('/ohje/haku').status_code)"
    )
    done = subprocess.run([str(installed), "-I", "-c", say], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.split() == ["200", "200"], done.stderr[-2000:]
