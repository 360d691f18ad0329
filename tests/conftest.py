"""What all tests share: the samples, the real files beside the checkout, and a server of the samples."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from index.home import Home
from tests.servers.postgresql import ON_BOTH, Cluster, cluster, programs, settled
from tests.servers.seaweedfs import ObjectServer, object_server, skip_without_objects
from tests.servers.serving import SampleServer

settings.register_profile("check", derandomize=True, deadline=None)
settings.register_profile("random", deadline=None)
settings.load_profile("check")
"""`make check` draws the same examples every time; `make slow` draws new ones, and what it finds becomes a row."""

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--shuffle SEED`: files, and the tests of each, in another order, which must not matter."""
    parser.addoption(
        "--shuffle", type=int, metavar="SEED", help="run files and their tests in an order drawn with SEED"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Draw the order; a file's tests stay together, for what they share is made once a file."""
    seed = config.getoption("--shuffle")
    if seed is None:
        return
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    dice = random.Random(seed)
    groups = list(files.values())
    dice.shuffle(groups)
    for group in groups:
        dice.shuffle(group)
    items[:] = [item for group in groups for item in group]


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


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A PostgreSQL server of our own; mark such tests `@pytest.mark.postgresql`."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'louhi[postgresql]'")
    if programs() is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with cluster() as running:
        yield running


@pytest.fixture(scope="session")
def s3() -> Iterator[ObjectServer]:
    """An S3 server of our own; mark such tests `@pytest.mark.s3`."""
    skip_without_objects()
    with object_server() as running:
        yield running


@pytest.fixture(params=ON_BOTH)
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """A new home; its store in a file of its own, and on PostgreSQL."""
    return settled(Home(tmp_path / "koti"), request)


@pytest.fixture
def sample_server(tmp_path: Path) -> Iterator[SampleServer]:
    """The samples over HTTP on loopback, from a copy that the test may edit; knows what was asked of it."""
    with SampleServer(ROOT / "samples", tmp_path / "served") as server:
        yield server
