"""A home with the samples in it, and the page served over it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from extractors import extract, read
from extractors.model.records import Entry
from index.home import Home
from index.store.store import Address, Store
from search_cli.web.application import create_app

HERE = "http://localhost"


def filled(root: Path, samples: Path) -> Home:
    """A home that holds the samples, with their bytes and where they came from."""
    home = Home(root)
    with Store.open(home) as store:
        for file in sorted(path for folder in ("slides", "pages", "releases") for path in (samples / folder).iterdir()):
            document = read(file)
            home.keep(file.read_bytes())
            at = Address(address=str(file), document_id=document.id, sha256=document.sha256)
            store.put_version(
                Entry(document=document, records=extract(document)), at, fetched="2026-11-28T12:00:00+02:00"
            )
    return home


@pytest.fixture(scope="session")
def served_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The samples, read once for all tests of the page; change nothing there."""
    return filled(tmp_path_factory.mktemp("koti"), Path(__file__).parents[2] / "samples")


def ready(client: TestClient) -> TestClient:
    """The client once searches are answered."""
    for _ in range(600):
        if client.get("/terve").status_code == 200:
            return client
        time.sleep(0.1)
    raise AssertionError("the page never got ready")


@pytest.fixture(scope="session")
def page(served_home: Home) -> Iterator[TestClient]:
    """A browser without JavaScript at the page of the samples."""
    with TestClient(create_app(served_home), base_url=HERE, headers={"accept-language": "fi"}) as client:
        yield ready(client)
