"""An identity code in a document is shown whole on no page and in no answer of the API."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from extractors import extract, read_text
from extractors.model.records import Entry
from index.home import Home
from index.store.store import Store
from search_cli.web.application import create_app
from tests.search_cli.conftest import HERE, ready

CODE = "131052-308T"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def own(tmp_path: Path):
    home = Home(tmp_path / "koti")
    document = read_text(f"Päätös\n\nHakija Aino Ahola ({CODE}) saa 500 euroa. {HOSTILE}", id="doc-1", title=HOSTILE)
    with Store.open(home) as store:
        store.put([Entry(document=document, records=extract(document))])
    with TestClient(create_app(home), base_url=HERE) as client:
        yield ready(client)


PATHS = ("/", "/haku?q=hakija", "/asiakirja/doc-1", "/maarat", "/viite/doc-1?m=8-40", "/haku.csv?q=hakija")
API = ("/api/v1/search?q=hakija", "/api/v1/documents/doc-1", "/api/v1/amounts")


@pytest.mark.parametrize("path", [*PATHS, *API])
def test_no_code_is_shown_and_no_markup_of_a_document_is_markup(own: TestClient, path: str) -> None:
    answer = own.get(path)
    assert answer.status_code == 200
    assert CODE not in answer.text
    if "text/html" in answer.headers["content-type"]:
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
