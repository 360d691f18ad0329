"""Prefect runs nothing that lies beside the papers or in a home: no settings are read from there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.orchestration.environment_alone import NOBODYS
from tests.endless import HUNG

EVIL = """
version: 1
disable_existing_loggers: false
handlers: {run: {'()': 'subprocess.Popen', args: 'touch RUN', shell: true}}
loggers: {prefect: {handlers: [run]}}
"""
"""Prefect's own file of logging, whose handlers are any functions."""

PLANTED = {
    ".env": "PREFECT_LOGGING_SETTINGS_PATH=evil.yml\n",
    "prefect.toml": '[logging]\nconfig_path = "evil.yml"\n',
    "pyproject.toml": '[tool.prefect.logging]\nconfig_path = "evil.yml"\n',
    "koti/prefect/profiles.toml": 'active = "a"\n[profiles.a]\nPREFECT_LOGGING_SETTINGS_PATH = "evil.yml"\n',
    "koti/prefect/logging.yml": EVIL,
}
PREPARED = """
import os
from index.home import Home
from pipeline.orchestration.server import prepare
prepare(Home("koti"), os.environ)
"""
LOOK = """
import prefect.main
from prefect.settings import get_current_settings, Settings
for one in (get_current_settings(), Settings()):
    print(one.logging.config_path, one.api.url)
"""


def said(folder: Path, code: str) -> str:
    """What a process started in a folder prints."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    words = [sys.executable, "-P", "-c", code]
    found = subprocess.run(words, cwd=folder, env=environ, capture_output=True, text=True, timeout=HUNG, check=False)
    assert found.returncode == 0, found.stderr
    return found.stdout


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_file_of_settings_is_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "koti" / "prefect").mkdir(parents=True)
    (tmp_path / "evil.yml").write_text(EVIL, encoding="utf-8")
    (tmp_path / name).write_text(PLANTED[name], encoding="utf-8")
    assert said(tmp_path, PREPARED + LOOK) == f"{os.devnull}/none None\n" * 2
    assert not (tmp_path / "RUN").exists()


WATCHED = """
import os
import pipeline.orchestration.flow_runs as at
from index.home import Home
from pipeline.runs.watch import add
class Server:
    url = "http://127.0.0.1:1/api"
    def __init__(self, *_): pass
    def stop(self): pass
at.Server, at.end_when_gone = Server, lambda _: None
import sys, types
look = types.ModuleType("pipeline.orchestration.schedule")
def serve_schedules(*_):
    from prefect.settings import get_current_settings
    print(get_current_settings().api.url, os.getcwd())
look.serve_schedules = serve_schedules
sys.modules["pipeline.orchestration.schedule"] = look
add(Home("koti"), ".")
at.start_watch(Home("koti"), environ=os.environ, every=3600.0)
"""


def test_a_watch_speaks_with_its_own_server_and_begins_passes_where_nobody_lays_files(tmp_path: Path) -> None:
    assert said(tmp_path, WATCHED) == f"http://127.0.0.1:1/api {NOBODYS}\n"
