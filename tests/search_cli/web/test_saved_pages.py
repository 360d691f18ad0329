"""Saved searches on the page: what is ticked by today's names, and one that cannot be asked any more hides no other."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from extractors.model.document import Document
from extractors.model.records import Body, Entry, Records, evidence
from index import Index
from index.corrections.correction_log import correct
from index.corrections.thing_corrections import rename_thing
from index.home import Home
from index.search.saved import save
from search_cli.web.application import create_app
from tests.search_cli.conftest import HERE, ready

PUBLISHER = "Hallanmaan liitto"


def entry(one: str, *publishers: str) -> Entry:
    d = Document(id=one, text="Lehdon kunta avaa sillan.", title=f"Silta {one}", publishers=publishers)
    body = Body(id="b", name="Lehdon kunta", evidence=(evidence(d, 0, 12),))
    return Entry(document=d, records=Records(bodies=(body,)))


def test_a_body_goes_by_todays_name_and_what_is_no_more_is_said(tmp_path: Path) -> None:
    home = Home(tmp_path / "koti")
    with Index.open(home) as index:
        index.add([entry("a"), entry("b", PUBLISHER)])
        [body] = index.search("silta").facets["body"]
        save(index, "kunta", "silta", {"body": [body.value], "kind": ["document"]})
        save(index, "liitto", "silta", {"publisher": [PUBLISHER]})
        index.delete(["b"])
        assert correct(index.store, rename_thing(index.store, body.value, "Lehdon kaupunki")) is None
    with TestClient(create_app(home), base_url=HERE, headers={"accept-language": "fi"}) as client:
        shown = ready(client).get("/tallennetut")
    assert shown.status_code == 200
    assert "Taho: Lehdon kaupunki · Laji: asiakirja" in shown.text
    assert f"Julkaisija: {PUBLISHER}" in shown.text
    assert "ei ole" in shown.text.split(f"Julkaisija: {PUBLISHER}")[1].split("</li>")[0]
