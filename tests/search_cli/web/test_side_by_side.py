"""Everything the page can do the API can do too: their addresses side by side."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from starlette.testclient import TestClient

from search_cli.web.application import ROUTES
from search_cli.web.handing_over import TABLES
from tests.search_cli.web.test_pages import drawn

OPERATIONS = {
    "GET /haku": ("search",),
    "GET /haku/arvot": ("facet_values",),
    "GET /haku/viite": ("cite_search",),
    "GET /haku.{ending}": ("export",),
    "GET /roolit": ("roles", "export_roles"),
    "GET /aikajana": ("timeline", "timeline_years", "dates", "export_timeline"),
    "GET /maarat": ("amounts", "amounts_over_time", "export_amounts"),
    "GET /asiakirja/{document_id}": ("document", "versions", "spot"),
    "GET /asiakirja/{document_id}/tieto": ("document",),
    "GET /asiakirja/{document_id}/sivu/{page}.webp": ("picture",),
    "GET /asiakirja/{document_id}/versio/{before}..{after}": ("changes",),
    "GET /alkuperainen/{digest}": ("original",),
    "GET /vertaa": ("search",),
    "GET /vertaa/{one}/{other}": ("compare",),
    "GET /viite/{document_id}": ("cite",),
    "GET /henkilot": ("people",),
    "GET /henkilot.{ending}": ("export_people",),
    "GET /tahot": ("bodies",),
    "GET /tahot.{ending}": ("export_bodies",),
    "GET /henkilo/{thing_id}": ("person", "person_mentions"),
    "GET /taho/{thing_id}": ("body", "body_mentions", "amounts", "timeline"),
    "GET /lahteet": ("sources", "runs", "status"),
    "GET /ajot/{run_id}": ("run",),
    "POST /lahteet/uudelleen": ("retry",),
    "GET /tallennetut": ("searches", "new_hits"),
    "POST /tallennetut": ("save_search",),
    "POST /tallennetut/katsottu": ("looked_at",),
    "POST /tallennetut/poista": ("forget_search",),
    "GET /kokoelmat": ("collections",),
    "GET /kokoelmat/{name}": ("collections", "export_collection"),
    "POST /kokoelmat": ("set_aside", "put_back"),
    "GET /korjaukset": ("corrections",),
    "POST /korjaukset": ("correct",),
    "POST /korjaukset/esikatselu": ("correct",),
    "POST /korjaukset/kumoa": ("undo",),
    "POST /korjaukset/tieto": ("correct_fact",),
    "POST /korjaukset/tieto/esikatselu": ("correct_fact",),
}
"""What the page answers, and the operations of the API that do the same."""

OF_THE_PAGE = {
    "GET /": "what it tells is told by search, searches and status",
    "GET /haku.atom": "a feed is for programs already",
    "GET /terve": "for monitors",
    "GET /metrics": "for monitors",
    "GET /ohje/haku": "words for people; the schema is the API's",
    "GET /kirjaudu": "scripts carry a token",
    "POST /kirjaudu": "scripts carry a token",
    "POST /kieli/{language}": "the API speaks codes",
    "GET /{name}": "the three lists above",
}
"""What is the page's alone, and why."""


def answered() -> set[str]:
    """Every method and address that the page answers."""
    modules = [import_module(f"search_cli.web.{name}") for name in ROUTES if name.startswith("routes.")]
    routes = [one for module in modules for one in module.router.routes]
    return {f"{method} {one.path}" for one in routes for method in one.methods - {"HEAD", "OPTIONS"}}


def operations(page: TestClient) -> set[str]:
    spec: dict[str, Any] = page.get("/api/v1/openapi.json").json()
    return {one["operationId"] for path in spec["paths"].values() for one in path.values()}


def test_what_the_page_can_do_the_api_can_do() -> None:
    known = {*OPERATIONS, *OF_THE_PAGE}
    lists = {"GET /roolit", "GET /aikajana", "GET /maarat"}  # answered by /{name}
    assert answered() - known == set()
    assert known - answered() - lists == set()


def test_every_operation_of_the_table_is_there(page: TestClient) -> None:
    wanted = {one for some in OPERATIONS.values() for one in some}
    assert wanted - operations(page) == set()


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize(
    ("path", "same"),
    [
        ("/haku.{form}?q=lähitori&laji=slides", "/exports/{form}?q=lähitori&kind=slides"),
        ("/henkilot.{form}?q=Aino", "/exports/people/{form}?q=Aino"),
        ("/tahot.{form}?jarjestys=nimi", "/exports/bodies/{form}?order=name"),
        ("/roolit.{form}?q=johtaja", "/exports/roles/{form}?q=johtaja"),
        ("/aikajana.{form}?alku=2026&loppu=2026", "/exports/timeline/{form}?from=2026&to=2026"),
        ("/maarat.{form}?yli=1M", "/exports/amounts/{form}?kind=money&over=1M"),
    ],
    ids=["search", "people", "bodies", "roles", "timeline", "amounts"],
)
def test_a_list_is_the_same_file_by_both_ways(page: TestClient, path: str, same: str, form: str) -> None:
    one, other = page.get(path.format(form=form)), page.get("/api/v1" + same.format(form=form))
    assert (one.status_code, other.status_code) == (200, 200)
    assert one.headers["content-type"] == other.headers["content-type"]
    if form not in ("xlsx", "sqlite"):  # which hold the moment they were made, or free room
        assert one.content == other.content


def test_two_documents_are_chosen_and_compared(page: TestClient) -> None:
    hits = page.get("/api/v1/search?q=lähitoriuudistus").json()["items"]
    first, second = hits[0]["document"], hits[1]["document"]
    link = drawn(page, f"/asiakirja/{first}").cssselect('.doings a[href^="/vertaa?"]')[0].get("href")
    tree = drawn(page, link)
    assert second in " ".join(a.get("href") for a in tree.cssselect("#ehdolla ~ ul a"))
    searched = drawn(page, f"{link}&q=lähitoriuudistus")
    assert len(drawn(page, searched.cssselect("#ehdolla ~ ul a")[0].get("href")).cssselect(".sides section")) == 2
    typed = page.get("/vertaa", params={"yksi": first, "toinen": f"{second}@1"})
    assert str(typed.url).endswith(f"/vertaa/{first}@1/{second}@1")
    told = page.get(f"/api/v1/compare?before={first}&after={second}").json()
    assert f"Molemmissa {len(told['shared'])}<" in typed.text
    assert f"{round(100 * told['alike'])} %" in typed.text
    assert "olematon" in drawn(page, "/vertaa?yksi=olematon&toinen=").cssselect(".warning")[0].text_content()
    assert page.get("/api/v1/compare?before=olematon&after=olematon").status_code == 404


def test_a_picture_and_the_bytes_of_a_slide_are_given_to_scripts(page: TestClient) -> None:
    [hit] = [
        h for h in page.get('/api/v1/search?q="2,1 M€"&kind=slides').json()["items"] if h["source"].endswith("pdf")
    ]
    at, (start, end) = f"/api/v1/documents/{hit['document']}", hit["highlights"][0]
    told = page.get(f"{at}/spot", params={"start": hit["start"] + start, "end": hit["start"] + end}).json()
    assert told["page"] == hit["page"] and 0 < told["boxes"][0]["left"] < told["boxes"][0]["right"] < 1
    assert page.get(f"{at}/pages/{told['page']}?width=300").content[8:12] == b"WEBP"
    assert page.get(f"{at}/pages/9999").status_code == 404
    assert page.get(f"{at}/original").content.startswith(b"%PDF")


def test_a_search_is_saved_with_its_choices_and_looked_at(page: TestClient) -> None:
    at = "/api/v1/searches/kalvot"
    assert page.put(at, json={"query": "lähitori", "chosen": {"kind": ["slides"]}}).status_code == 204
    [held] = [one for one in page.get("/api/v1/searches").json()["items"] if one["name"] == "kalvot"]
    assert held["chosen"] == {"kind": ["slides"]}
    assert page.get(f"{at}/new").json() == {"total": 0, "items": []}
    assert page.post(f"{at}/looked").status_code == 204
    assert page.delete(at).status_code == 204
    assert [page.get(f"{at}/new").status_code, page.post(f"{at}/looked").status_code] == [404, 404]


def test_records_are_narrowed_as_on_the_page(page: TestClient) -> None:
    def total(path: str, **asked: Any) -> int:
        return int(page.get(f"/api/v1/{path}", params=asked).json()["total"])

    assert 0 < total("amounts", kind="money", over="1M") < total("amounts", kind="money") < total("amounts")
    assert 0 < total("roles", status="proposed") < total("roles")
    assert 0 < total("dates", deadlines=1) < total("dates")
    body = page.get("/api/v1/bodies").json()["items"][-1]["id"]
    assert 0 < total("timeline", body=body) < total("timeline") == total("dates")
    years = page.get("/api/v1/timeline/years?from=2025&to=2026").json()["items"]
    assert years["2026"] == total("timeline", **{"from": 2026, "to": 2026}) > 0
    found = page.get("/api/v1/amounts/over-time", params={"kind": "money"}).json()["items"]
    assert sum(sum(one["amounts"] for one in unit["periods"]) + unit["undated"] for unit in found) == total(
        "amounts", kind="money"
    )


def test_failures_are_tried_again_one_process_at_a_time(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    class Going:
        def __init__(self, command: list[str], **_: Any) -> None:
            self.command, self.ended = command, None
            begun.append(self)

        def poll(self) -> int | None:
            return self.ended

    begun: list[Any] = []
    monkeypatch.setattr("search_cli.web.retrying.subprocess.Popen", Going)
    assert [page.post("/api/v1/retry").json() for _ in range(2)] == [{"started": True}, {"started": False}]
    assert "Yritetään uudelleen" in page.get("/lahteet").text
    begun[0].ended = 0
    assert page.post("/api/v1/retry").json() == {"started": True}
    begun[1].ended = 0
    assert "retry" in begun[1].command and len(begun) == 2
    assert page.get("/api/v1/status").json()["documents"] > 0
