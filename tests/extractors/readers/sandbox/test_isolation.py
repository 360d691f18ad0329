"""Nobody else's code runs: not from the folder Louhi is started in, not from PYTHONPATH."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.readers.sandbox.isolation import ROOT, clean, command
from tests.endless import HUNG
from tests.extractors.readers.making import ole

PLANTED = ("pydantic", "json", "runpy", "extractors", "lxml", "sitecustomize", "usercustomize", "prefect")
"""Modules a stranger may lay beside the papers: of a library, of Python, of Louhi, and what Python runs first."""

PROGRAMS = ("tesseract", "soffice", "libreoffice", "less")
"""Programs that are looked for by name."""

SETTINGS = {
    "prefect.toml": '[logging]\nconfig_path = "log.yml"\n',
    ".env": "PREFECT_LOGGING_SETTINGS_PATH=log.yml\n",
    "log.yml": "version: 1\nhandlers: {a: {'()': 'subprocess.Popen', args: 'echo log >> run.txt', shell: true}}\n"
    "loggers: {prefect: {handlers: [a]}}\n",
}
"""What Prefect would take from the current folder: a file of logging may name any function."""


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A folder of papers where every module leaves a mark when it is run."""
    for name in PLANTED:
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'run.txt')!r}, 'a').write({name!r} + ' ')\n")
    for name, said in SETTINGS.items():
        (tmp_path / name).write_text(said, encoding="utf-8")
    for name in PROGRAMS:
        (tmp_path / name).write_text(f"#!/bin/sh\necho {name} >> {tmp_path}/run.txt\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "vanha.doc").write_bytes(ole({"WordDocument": b"\xec\xa5" + bytes(4_000), "1Table": bytes(4_000)}))
    (tmp_path / "paperi.txt").write_text("Kunnanhallitus päätti 3.2.2021 myöntää 5 000 euroa.", encoding="utf-8")
    return tmp_path


def test_a_process_of_ours_takes_no_module_from_the_current_folder(trap: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": f"{trap}{os.pathsep}"}
    found = subprocess.run(
        command("extractors.readers.sandbox.worker_process", here=trap),
        cwd=trap,
        env=clean(environ),
        input=b"",
        capture_output=True,
        check=False,
        timeout=HUNG,
    )
    assert b"EOFError" in found.stderr  # it came as far as waiting for its bounds
    assert not (trap / "run.txt").exists()


def test_an_ingest_beside_planted_modules_runs_none_of_them(trap: Path) -> None:
    louhi = [sys.executable, "-P", "-c", "from search_cli.app import main; main()"]
    found = subprocess.run(
        [*louhi, "ingest", "paperi.txt", "vanha.doc", "--home", "koti", "--json"],
        cwd=trap,
        env={**os.environ, "PATH": f".{os.pathsep}{os.environ['PATH']}{os.pathsep}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=HUNG,
    )
    assert '"read": 1' in found.stdout, found.stderr
    assert not (trap / "run.txt").exists()


def test_a_clean_environment_holds_no_secret() -> None:
    given = {"PATH": "/bin", "LOUHI_SMTP_PASSWORD": "x", "PREFECT_API_KEY": "y", "AWS_SECRET_ACCESS_KEY": "z"}
    assert clean(given) == {"PATH": "/bin"}


def test_nothing_is_read_that_can_be_made_to_run() -> None:
    """A pickle names functions to call: none is read from a process, a file or a cache but by Whoosh's guard."""
    known = {"pickle", "cPickle", "dill", "shelve", "marshal", "multiprocessing"}
    found = set()
    for floor in ("extractors", "index", "pipeline", "search_cli"):
        for path in sorted((Path(ROOT) / floor).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                names += ["multiprocessing"] if isinstance(node, ast.Name) and "ProcessPool" in node.id else []
                found |= {(path.stem, name) for name in names if name.partition(".")[0] in known}
    assert found == {("whoosh", "pickle"), ("whoosh_pickles", "pickle")}
