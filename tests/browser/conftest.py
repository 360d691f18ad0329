"""A real Chromium at the page of a home that the tests may change, served by the command itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from index.home import Home
from tests.search_cli.conftest import filled
from tests.servers.nodes.nodes import nodes, skipped_without_nodes
from tests.servers.ports import free_ports
from tests.servers.postgresql import Cluster

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENT = 300_000
"""Milliseconds a step may take: a busy machine answers late, and late is not wrong."""
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: sudo apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        one = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield one
        one.close()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Home:
    """A home with the samples in it."""
    return filled(tmp_path_factory.mktemp("koti"), samples)


@pytest.fixture(scope="session")
def far_home(tmp_path_factory: pytest.TempPathFactory, postgresql: Cluster, samples: Path) -> Iterator[Home]:
    """A home with the samples in it whose store is on PostgreSQL, and its index in three real OpenSearch nodes."""
    root = tmp_path_factory.mktemp("koti-kaukana")
    with skipped_without_nodes(), nodes(tmp_path_factory.mktemp("nodes"), 3) as address:
        told = f'store = "{postgresql.database("iltapaiva")}"\nengine = "opensearch"\n'
        at = f'[opensearch]\nurl = "{address}"\nshards = 3\nreplicas = 1\n'
        (root / "settings.toml").write_text(told + at, encoding="utf-8")
        made = filled(root, samples)
        assert not made.store.exists()
        yield made


@contextmanager
def serving(home: Home) -> Iterator[str]:
    """The address of `louhi serve` over a home, once it answers."""
    with free_ports() as (port,):
        command = [sys.executable, "-m", "search_cli.app", "serve", "--home", str(home.root), "--port", str(port)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(1200):
                try:
                    with urllib.request.urlopen(f"{address}/terve", timeout=1):
                        break
                except (urllib.error.URLError, OSError):
                    time.sleep(0.1)
            else:
                raise AssertionError("the page never got ready")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def served(home: Home) -> Iterator[str]:
    """The address of `louhi serve` over the samples."""
    with serving(home) as address:
        yield address


@pytest.fixture(
    params=[(True, 1280), (True, 390), (False, 1280), (False, 390)], ids=lambda p: f"{p[1]}{'' if p[0] else '-plain'}"
)
def tab(request: pytest.FixtureRequest, browser: Any, served: str) -> Iterator[Any]:
    """A new tab: with JavaScript and without, on a desk and on a phone."""
    script, width = request.param
    context = browser.new_context(
        java_script_enabled=script,
        viewport={"width": width, "height": 844},
        locale="fi-FI",
        base_url=served,
        accept_downloads=True,
    )
    context.set_default_timeout(PATIENT)
    page = context.new_page()
    page.script = script
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)

    def told(status: int) -> None:
        """That the browser tells of an answer with this status is as it should be; of anything else it is not."""
        assert all(f"status of {status}" in one for one in errors), errors
        errors.clear()

    page.told = told
    yield page
    context.close()
    assert errors == []
