"""The API answers as it declares, whatever it is asked; its lists turn without a gap; what is unchanged is not sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from search_cli.web.application import create_app
from search_cli.web.retrying import Retrying
from tests.search_cli.conftest import HERE, filled, ready

schemathesis = pytest.importorskip("schemathesis")

MODEST = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
"""Examples of one operation in `make check`; `make slow` asks for thousands."""
MANY = 5000


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[TestClient]:
    """A page of its own: drawn requests save searches and set documents aside, which others would see."""
    home = filled(tmp_path_factory.mktemp("koti-api"), samples)
    with TestClient(create_app(home), base_url=HERE, headers={"accept-language": "fi"}) as client:
        yield ready(client)


@pytest.fixture(scope="module")
def schema(page: TestClient) -> Any:
    """What the page declares."""
    return schemathesis.openapi.from_dict(page.get("/api/v1/openapi.json").json())


def paths(page: TestClient) -> list[tuple[str, str]]:
    spec = page.get("/api/v1/openapi.json").json()
    return [(path, method) for path, some in spec["paths"].items() for method in some]


class Judge:
    """Whether an answer is as its operation declares it; each declaration is made ready once."""

    def __init__(self, page: TestClient) -> None:
        self._components = page.get("/api/v1/openapi.json").json()["components"]
        self._ready: dict[tuple[str, str, str], Any] = {}

    def __call__(self, operation: Any, answer: Any) -> None:
        status, form = str(answer.status_code), answer.headers.get("content-type", "").partition(";")[0]
        declared = operation.definition.raw["responses"]
        assert status in declared, answer.text[:300]
        if answer.content and form in ("application/json", "application/problem+json"):
            key = (operation.label, status, form)
            if key not in self._ready:
                body = declared[status]["content"][form]["schema"]
                self._ready[key] = jsonschema.Draft202012Validator({**body, "components": self._components})
            self._ready[key].validate(answer.json())
        elif answer.content:
            assert form in declared[status]["content"], form


def sane(case: Any, page: TestClient, judge: Judge) -> None:
    """No 5xx, and a status and a body that are declared for it."""
    given = case.as_transport_kwargs(base_url=HERE)
    given = {
        name: value for name, value in given.items() if name in ("method", "url", "headers", "params", "json", "data")
    }
    answer = page.request(**given)
    assert answer.status_code < 500, (given, answer.text[:300])
    try:
        judge(case.operation, answer)
    except (AssertionError, KeyError, jsonschema.ValidationError) as error:
        raise AssertionError((given, answer.status_code, str(error)[:300])) from error


def asked(page: TestClient, schema: Any, how: settings) -> int:
    """Ask every operation with drawn parameters and bodies; how many requests that took."""
    count, judge = 0, Judge(page)
    for path, method in paths(page):

        @settings(how)
        @_given(schema[path][method.upper()])
        def every(case: Any) -> None:
            nonlocal count
            count += 1
            sane(case, page, judge)

        every()
    return count


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started to try again what failed: a drawn request is no reason to."""
    monkeypatch.setattr(Retrying, "start", lambda self: False)


@pytest.mark.usefixtures("alone")
def test_every_operation_answers_as_it_declares(page: TestClient, schema: Any) -> None:
    assert asked(page, schema, MODEST) >= len(paths(page))


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
def test_five_thousand_requests_are_answered_as_declared(page: TestClient, schema: Any) -> None:
    each = -(-MANY // len(paths(page)))
    assert asked(page, schema, settings(MODEST, max_examples=2 * each)) >= MANY


def _given(operation: Any) -> Any:
    from hypothesis import given

    return given(case=operation.as_strategy())


def test_a_search_turns_without_a_gap(page: TestClient) -> None:
    whole = page.get("/api/v1/search", params={"q": "lähitori", "limit": 100}).json()
    seen, after = [], None
    while True:
        given = {"q": "lähitori", "limit": 2, **({"after": after} if after else {})}
        some = page.get("/api/v1/search", params=given).json()
        seen += [hit["document"] for hit in some["items"]]
        after = some["next"]
        if after is None:
            break
    assert seen == [hit["document"] for hit in whole["items"]]
    assert len(seen) == whole["total"]


def test_what_is_unchanged_is_not_sent_again(page: TestClient) -> None:
    first = page.get("/api/v1/search?q=vate")
    again = page.get("/api/v1/search?q=vate", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_contacts_are_given_only_where_they_are_asked_for(page: TestClient) -> None:
    hits = page.get("/api/v1/search?q=lähitori").json()["items"]
    whole = [page.get(f"/api/v1/documents/{h['document']}", params={"contacts": 1}).json() for h in hits]
    one = next(w for w in whole if w["contacts"])
    assert page.get(f"/api/v1/documents/{one['document']['id']}").json()["contacts"] == []


def test_a_problem_says_what_to_try_and_where(page: TestClient) -> None:
    answer = page.get("/api/v1/search", params={"q": 'vate "auki'})
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"reason", "advice", "subject", "at"}


@pytest.mark.parametrize("kind", ["people", "bodies"])
def test_a_thing_has_its_mentions(page: TestClient, kind: str) -> None:
    first = page.get(f"/api/v1/{kind}").json()["items"][0]
    named = page.get(f"/api/v1/{kind}/{first['id']}/mentions").json()
    assert named["total"] == first["documents"] == len(named["items"])


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/api/v1/searches/0", {"query": "0\0"}),
        ("PUT", "/api/v1/searches/%00", {"query": "vate"}),
        ("POST", "/api/v1/corrections", {"action": "rename", "thing": "PERSON", "name": "Aino\0"}),
        ("POST", "/api/v1/corrections", {"action": "rename", "thing": "PERSON", "name": "Aino", "note": "\0"}),
        ("POST", "/api/v1/corrections", {"action": "reject", "thing": "\0"}),
        ("POST", "/api/v1/corrections", {"action": "merge", "thing": "PERSON", "into": "PERSON"}),
        ("GET", "/api/v1/search?q=%00", None),
    ],
)
def test_what_cannot_be_kept_or_done_is_the_callers_fault(page: TestClient, method: str, path: str, body: Any) -> None:
    person = page.get("/api/v1/people").json()["items"][0]["id"]
    given = {name: said.replace("PERSON", person) for name, said in body.items()} if body else None
    answer = page.request(method, path, json=given)
    assert answer.status_code == 400, answer.text
    assert answer.json()["reason"] and answer.json()["advice"]
