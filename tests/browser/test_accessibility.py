"""axe finds nothing of any impact, on any page, light or dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.steps import follow

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/haku?q=lähitori",
    "/haku?q=olematonsana",
    '/haku?q=vate "auki',
    "/maarat?laji=prosentti",
    "/kokoelmat",
    "/haku/arvot?q=lähitori&lista=taho",
    "/henkilot",
    "/tahot",
    "/roolit",
    "/aikajana",
    "/maarat",
    "/lahteet",
    "/tallennetut",
    "/korjaukset",
    "/ohje/haku",
    "/vertaa",
    "/vertaa?yksi=olematon&toinen=olematon",
    "/haku/viite?q=lähitori&laji=slides",
    "/olematon",
)


@pytest.fixture(scope="module", params=["light", "dark"])
def looked_at(request: pytest.FixtureRequest, browser: Any, served: str) -> Iterator[Any]:
    """A tab into which axe may be put; the policy that keeps scripts out is by-passed for this alone."""
    context = browser.new_context(color_scheme=request.param, bypass_csp=True, base_url=served, locale="fi-FI")
    yield context.new_page()
    context.close()


def findings(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [f"{one['id']} ({one['impact']}): {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible(looked_at: Any, path: str) -> None:
    looked_at.goto(path)
    assert findings(looked_at) == []


@pytest.mark.parametrize("kind", ["/henkilot", "/tahot"])
def test_a_thing_and_a_document_are_accessible(looked_at: Any, kind: str) -> None:
    looked_at.goto(kind)
    follow(looked_at, looked_at.locator("tbody th a").first)
    assert findings(looked_at) == []
    follow(looked_at, looked_at.locator("#maininnat ~ ul a").first)
    assert findings(looked_at) == []
    follow(looked_at, looked_at.locator('.found a[href*="/tieto?"]').first)
    for form in looked_at.locator("#korjaa ~ details > summary").all():
        form.click()
    assert findings(looked_at) == []
    follow(looked_at, looked_at.get_by_role("button", name="Esikatsele").first)
    assert findings(looked_at) == []
    looked_at.go_back(wait_until="load")
    follow(looked_at, looked_at.get_by_role("link", name="Viite", exact=True).first)
    assert findings(looked_at) == []
