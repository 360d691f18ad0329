"""What a researcher changes on the page, in a real browser: corrections and undo, citations, saved searches."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors import extract, read
from extractors.model.records import Entry
from index import Index
from index.home import Home
from index.outputs.search_citations import hash_of_found
from index.store.store import Address, Store
from tests.browser.steps import follow, send
from tests.browser.test_afternoon import total
from tests.search_cli.commands.asking import louhi

pytestmark = pytest.mark.browser

KINDS = {"1280": "pöytä", "1280-plain": "pöydätön", "390": "taskussa", "390-plain": "taskuton"}
"""A word of its own for each kind of tab: what one brings in, the others must not find."""


@pytest.fixture
def corrected(tab: Any) -> Iterator[Any]:
    """A tab; whatever the test corrects is taken back at its end, also where it fails."""
    tab.goto("/korjaukset")
    assert tab.get_by_role("button", name="Kumoa").count() == 0
    yield tab
    tab.goto("/korjaukset")
    while tab.get_by_role("button", name="Kumoa").count():
        follow(tab, tab.get_by_role("button", name="Kumoa").first)


def rows(tab: Any, path: str) -> int:
    """How many things a list holds."""
    tab.goto(path)
    return int(re.sub(r"\D", "", tab.locator(".bar h2").inner_text()))


def unfold(tab: Any, words: str) -> Any:
    """The form under a heading, opened."""
    details = tab.locator("details", has=tab.locator(f'summary:text-is("{words}")'))
    details.locator("summary").click()
    return details


def brought(home: Home, folder: Path, name: str, words: str) -> str:
    """A page that came in, or its next version; returns the document's id."""
    file = folder / f"{name}.txt"
    file.write_text(words, encoding="utf-8")
    document = read(file)
    with Store.open(home) as store:
        home.keep(file.read_bytes())
        held = Entry(document=document.model_copy(update={"id": f"doc-{name}"}), records=extract(document))
        at = Address(address=str(file), document_id=held.document.id, sha256=held.document.sha256)
        store.put_version(held, at, fetched="2026-11-28T12:00:00+02:00")
    with Index.open(home) as index:
        index.catch_up()
    return held.document.id


def test_a_wrong_name_is_corrected_and_taken_back(corrected: Any) -> None:
    tab = corrected
    tab.goto("/henkilot?q=Kivilahti")
    follow(tab, tab.locator("tbody th a").first)
    form = unfold(tab, "Oikea nimi")
    form.locator('input[name="nimi"]').fill("Aino Kivi-Lahti")
    form.locator('input[name="kuka"]').fill("Tutkija")
    follow(tab, form.get_by_role("button", name="Esikatsele"))
    assert re.search(r"Muuttuu \d+ maininta", tab.locator("main").inner_text())
    follow(tab, tab.get_by_role("button", name="Tallenna korjaus"))
    assert "Tutkija" in tab.locator("main").inner_text()
    assert rows(tab, "/henkilot?q=Kivi-Lahti") == 1
    tab.goto('/haku?q=henkilö:"Aino Kivi-Lahti"')
    assert total(tab) >= 1
    assert "Aino Kivi-Lahti" in (tab.locator('.facets details:has(input[name="henkilo"])').first.text_content() or "")
    tab.goto("/korjaukset")
    follow(tab, tab.get_by_role("button", name="Kumoa"))
    assert rows(tab, "/henkilot?q=Kivi-Lahti") == 0


def test_two_bodies_are_one_and_two_again(corrected: Any) -> None:
    tab = corrected
    before = rows(tab, "/tahot?q=Hallanmaan")
    follow(tab, tab.locator('tbody th a:text-is("Hallanmaan pelastuslaitos")'))
    form = unfold(tab, "Sama kuin ...")
    other = form.locator('select[name="toinen"] option', has_text="Hallanmaan liitto").get_attribute("value")
    form.locator('select[name="toinen"]').select_option(other)
    form.locator('select[name="suunta"]').select_option("toinen")
    follow(tab, form.get_by_role("button", name="Esikatsele"))
    assert "Hallanmaan pelastuslaitos on sama kuin Hallanmaan liitto" in tab.locator("main").inner_text()
    follow(tab, tab.get_by_role("button", name="Tallenna korjaus"))
    assert rows(tab, "/tahot?q=Hallanmaan") == before - 1
    tab.goto("/korjaukset")
    follow(tab, tab.get_by_role("button", name="Kumoa"))
    assert rows(tab, "/tahot?q=Hallanmaan") == before


def test_a_fact_is_rejected_in_its_document(corrected: Any) -> None:
    tab = corrected
    tab.goto("/haku?q=lähitori")
    follow(tab, tab.locator(".find h3 a").first)
    document = tab.url.partition("?")[0]
    facts = tab.locator('.found a[href*="/tieto?laji=people"]')
    before = facts.count()
    follow(tab, facts.first)
    name = tab.locator("h1").inner_text().partition(": ")[2].partition(" ·")[0]
    form = unfold(tab, "Väärin")
    follow(tab, form.get_by_role("button", name="Esikatsele"))
    assert name in tab.locator("del").first.inner_text()
    follow(tab, tab.get_by_role("button", name="Tallenna korjaus"))
    assert name in tab.locator("main").inner_text()
    tab.goto(document)
    assert facts.count() == before - 1
    tab.goto("/korjaukset")
    follow(tab, tab.get_by_role("button", name="Kumoa"))
    tab.goto(document)
    assert facts.count() == before


def test_while_a_run_writes_a_correction_is_told_to_wait(corrected: Any, home: Home) -> None:
    tab = corrected
    tab.goto("/henkilot?q=Kivilahti")
    follow(tab, tab.locator("tbody th a").first)
    form = unfold(tab, "Oikea nimi")
    form.locator('input[name="nimi"]').fill("Aino Kivi-Lahti")
    follow(tab, form.get_by_role("button", name="Esikatsele"))
    with Store.open(home) as other, other.writing():
        follow(tab, tab.get_by_role("button", name="Tallenna korjaus"))
        assert "Ajo on käynnissä" in tab.locator("h1").inner_text()
        tab.told(409)
    assert rows(tab, "/henkilot?q=Kivi-Lahti") == 0


def test_a_citation_leads_to_the_version_it_was_of(
    tab: Any, home: Home, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    name = f"vesikko{KINDS[request.node.callspec.id]}"
    key = brought(home, tmp_path, name, f"Sopimus {name}\n\nRahoitus on 2,1 miljoonaa euroa.\n")
    tab.goto(f"/haku?q={name}")
    assert total(tab) == 1
    follow(tab, tab.locator(".find h3 a").first)
    follow(tab, tab.get_by_role("link", name="Viite", exact=True).first)
    [entry] = bibtexparser.loads(tab.locator("pre").nth(1).inner_text()).entries
    assert name in entry["title"]
    link = tab.locator("dl a").first.get_attribute("href")
    brought(home, tmp_path, name, f"Sopimus {name}\n\nRahoitus on 3,5 miljoonaa euroa.\n")
    tab.goto(f"/asiakirja/{key}")
    assert "3,5 miljoonaa" in tab.locator(".text").inner_text()
    tab.goto(link)
    assert "2,1 miljoonaa" in tab.locator(".text").inner_text()


def test_what_was_found_is_frozen_and_a_changed_byte_is_named(
    tab: Any, home: Home, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    word = f"nieriä{KINDS[request.node.callspec.id]}"
    brought(home, tmp_path, f"{word}a", f"Muistio {word}\n\nRahoitus on 2,1 miljoonaa euroa.\n")
    brought(home, tmp_path, f"{word}b", f"Toinen muistio {word}\n\nRahoitus on 3,5 miljoonaa euroa.\n")
    tab.goto(f"/haku?q={word}")
    shown = total(tab)
    follow(tab, tab.get_by_role("link", name="Haun viite"))
    cited = tab.locator("dl code").inner_text()
    bag, elsewhere = tmp_path / "tilannekuva", tmp_path / "toisella koneella"
    made = louhi(home.root, "snapshot", str(bag), "--query", word, "--json")
    assert json.loads(made.stdout)["documents"] == shown == 2
    shutil.move(bag, elsewhere)
    assert louhi(home.root, "snapshot", "verify", str(elsewhere)).exit_code == 0
    lines = map(json.loads, (elsewhere / "data" / "documents.jsonl").read_text(encoding="utf-8").splitlines())
    held = [(line["document"]["id"], line["document"]["sha256"]) for line in lines]
    assert hash_of_found(held) == cited
    damaged = elsewhere / "data" / "records" / "amounts.csv"
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    told = louhi(home.root, "snapshot", "verify", str(elsewhere))
    assert told.exit_code == 1 and "amounts.csv" in told.output


def test_two_documents_are_chosen_and_laid_side_by_side(
    tab: Any, home: Home, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    word = f"kuha{KINDS[request.node.callspec.id]}"
    brought(home, tmp_path, f"{word}a", f"Muistio {word}\n\nRahoitus on 2,1 miljoonaa euroa.\n")
    brought(home, tmp_path, f"{word}b", f"Toinen muistio {word}\n\nRahoitus on 3,5 miljoonaa euroa.\n")
    tab.goto(f"/haku?q={word}")
    follow(tab, tab.locator(".find h3 a").first)
    follow(tab, tab.locator(".doings").get_by_role("link", name="Vertaa"))
    tab.fill("#q", word)
    send(tab)
    follow(tab, tab.locator("#ehdolla ~ ul a").first)
    said = tab.locator("main").inner_text()
    assert "2,1" in said and "3,5" in said


def test_a_saved_search_tells_what_came(tab: Any, home: Home, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    word = f"harjus{KINDS[request.node.callspec.id]}"
    brought(home, tmp_path, f"{word}a", f"Muistio {word}\n\nValmistelu alkaa.\n")
    tab.goto(f"/haku?q={word}&laji=document")
    follow(tab, tab.get_by_role("button", name="Tallenna haku"))
    entry = tab.locator(".find", has_text=word)
    assert "Laji: asiakirja" in entry.inner_text() and "ei uutta" in entry.inner_text()
    brought(home, tmp_path, f"{word}b", f"Toinen muistio {word}\n\nValmistelu jatkuu.\n")
    tab.goto("/tallennetut")
    assert "1 uutta" in entry.inner_text() and "Toinen muistio" in entry.inner_text()
    feed = tab.request.get(entry.locator('a:has-text("Atom")').get_attribute("href"))
    assert "Toinen muistio" in feed.text()
    follow(tab, entry.get_by_role("button", name="Merkitse katsotuksi"))
    assert "ei uutta" in entry.inner_text()
    follow(tab, entry.get_by_role("button", name="Poista"))
    assert entry.count() == 0
