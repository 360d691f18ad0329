"""What all tests share: the samples, the real files beside the checkout, and a server of the samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.serving import SampleServer

settings.register_profile("check", derandomize=True, deadline=None)
settings.register_profile("random", deadline=None)
settings.load_profile("check")
"""`make check` draws the same examples every time; `make slow` draws new ones, and what it finds becomes a row."""

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The corpus of our own writing; read it, write nothing there."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files beside the checkout; mark such tests `@pytest.mark.real`."""
    folder = ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip(f"the real files are not beside the checkout ({folder})")
    return folder


@pytest.fixture
def sample_server(tmp_path: Path) -> Iterator[SampleServer]:
    """The samples over HTTP on loopback, from a copy that the test may edit; knows what was asked of it."""
    with SampleServer(ROOT / "samples", tmp_path / "served") as server:
        yield server
