"""The steps of a researcher's afternoon that change something: each is taken back, and all is as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from index.home import Home
from index.store.schema import versions
from index.store.store import Store
from pipeline.runs.ingest import ingest
from pipeline.runs.understanding import understanding_by
from tests.browser.conftest import serving
from tests.browser.steps import follow
from tests.pipeline.world import Light
from tests.search_cli.conftest import filled

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Home:
    """A home of this file's own, for its tests change it."""
    return filled(tmp_path_factory.mktemp("koti-muuttuva"), samples)


@pytest.fixture(scope="module")
def served(home: Home) -> Iterator[str]:
    with serving(home) as address:
        yield address


def take_back(tab: Any) -> None:
    """The latest correction."""
    tab.goto("/korjaukset")
    follow(tab, tab.get_by_role("button", name="Kumoa").first)


def form_of(tab: Any, action: str) -> Any:
    """The form of a correction, its group opened."""
    form = tab.locator(f'form:has(input[name="toiminto"][value="{action}"])')
    form.locator("xpath=..").locator("> summary").click()
    return form


def test_a_wrong_name_is_put_right_and_taken_back(tab: Any) -> None:
    tab.goto("/henkilot?q=Törmäkangas")
    follow(tab, tab.locator("tbody th a").first)
    old = tab.locator("h1").inner_text()
    form = form_of(tab, "rename")
    form.locator('input[name="nimi"]').fill("Orvokki Korjattu")
    follow(tab, form.locator("button"))
    assert "Orvokki Korjattu" in tab.locator("main").inner_text()
    follow(tab, tab.get_by_role("button", name="Tallenna korjaus"))
    tab.goto("/henkilot?q=Korjattu")
    assert tab.locator("tbody th a").all_inner_texts() == ["Orvokki Korjattu"]
    tab.goto('/haku?q=henkilö:"Orvokki Korjattu"')
    assert tab.locator(".find h3 a").count() > 0
    assert "Orvokki Korjattu" in tab.locator(".facets").text_content()
    take_back(tab)
    tab.goto("/henkilot?q=Törmäkangas")
    assert old in tab.locator("tbody th a").all_inner_texts()


def test_two_bodies_become_one_and_two_again(tab: Any) -> None:
    tab.goto("/tahot?jarjestys=nimi")
    addresses = [link.get_attribute("href") for link in tab.locator("tbody th a").all()]
    for address in addresses:
        tab.goto(address)
        if tab.locator('select[name="toinen"] option').count() > 1:
            break
    else:
        pytest.fail("no body has another like it")
    before, name = tab.locator("main > .about").first.inner_text(), tab.locator("h1").inner_text()
    form = form_of(tab, "merge")
    other = re.sub(r" \(\d+\)$", "", form.locator('select[name="toinen"] option').nth(1).inner_text())
    form.locator('select[name="toinen"]').select_option(index=1)
    follow(tab, form.locator("button"))
    assert f"{name} on sama kuin {other}; nimi {other} jää." in tab.locator("main").inner_text()
    follow(tab, tab.get_by_role("button", name="Tallenna korjaus"))
    tab.goto("/tahot?q=" + name)
    assert name not in tab.locator("tbody th a").all_inner_texts()
    take_back(tab)
    tab.goto(address)
    assert (tab.locator("h1").inner_text(), tab.locator("main > .about").first.inner_text()) == (name, before)


def count_of_versions(store: Store) -> int:
    with store.reading() as db:
        return int(db.execute(sa.select(sa.func.count()).select_from(versions)).scalar() or 0)


def test_while_another_writes_a_correction_is_told_to_come_back(tab: Any, home: Home) -> None:
    """And nothing is lost: the same press works when the other has ended."""
    tab.goto("/henkilot?q=Törmäkangas")
    follow(tab, tab.locator("tbody th a").first)
    form = form_of(tab, "rename")
    told = {one.get_attribute("name"): one.get_attribute("value") for one in form.locator('input[type="hidden"]').all()}
    asked = {**told, "nimi": "Orvokki Odottaja", "kuka": ""}
    with Store.open(home) as writer:
        before = count_of_versions(writer)
        with writer.writing():
            assert tab.request.post("/korjaukset", form=asked).status == 409
        assert tab.request.post("/korjaukset", form=asked).status == 200
        assert count_of_versions(writer) == before
    tab.goto("/henkilot?q=Odottaja")
    assert tab.locator("tbody th a").all_inner_texts() == ["Orvokki Odottaja"]
    take_back(tab)


def test_a_saved_search_shows_what_came_since(tab: Any, home: Home, tmp_path: Path) -> None:
    tab.goto("/haku?q=lähitori")
    follow(tab, tab.get_by_role("button", name="Tallenna haku"))
    assert "ei uutta" in tab.locator("main").inner_text()
    new = tmp_path / "uusi.txt"
    title = f"Lähitori {tmp_path.name}"
    new.write_text(f"{title}\n\nSuonperän kunta avaa lähitorin kirjaston viereen.\n", encoding="utf-8")
    with understanding_by(lambda _: Light()):
        assert ingest(home, [str(new)]).counts == {"read": 1}
    tab.goto("/tallennetut")
    assert "1 uutta" in tab.locator("main").inner_text()
    feed = tab.request.get(tab.locator('a:has-text("Atom")').first.get_attribute("href")).text()
    assert title in feed
    follow(tab, tab.get_by_role("button", name="Poista").first)
