"""What documents say runs nowhere on the page: hostile words in every place they can stand, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.model.document import Document, Passage
from extractors.model.ids import sha256
from extractors.model.records import Amount, Body, Contact, DateMention, Entry, Person, Records, Role, evidence
from index.home import Home
from index.store.store import Address, Store
from tests.browser.conftest import serving

pytestmark = pytest.mark.browser

SCRIPT = "<script>window.ran=1</script>"
WORDS = (
    SCRIPT,
    '"><img src=x onerror="window.ran=1">',
    "'><svg/onload=window.ran=1>",
    "</title></style></textarea>" + SCRIPT,
    "{{ 7*7 }}{% raw %}${window.ran=1}",
    "javascript:window.ran=1",
    '" autofocus onfocus=window.ran=1 x="',
    "\u202egnp.exe\u202c\u2066\u200b",
    "\x1b]8;;https://elsewhere.example\x07koe\x1b]8;;\x07",
    "<meta http-equiv=refresh content='0;url=https://elsewhere.example'><base href=https://elsewhere.example>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe><link rel=stylesheet href=https://elsewhere.example/a.css>",
)
RUNS = re.compile(r"\s*(javascript|data|vbscript):", re.IGNORECASE)
SOURCES = (
    "javascript:window.ran=1",
    'https://liitto.example/"><script>window.ran=1</script>',
    "data:text/html,<script>1",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over a home in which every word is hostile."""
    home = Home(tmp_path_factory.mktemp("vihamieliset"))
    with Store.open(home) as store:
        for i, words in enumerate(WORDS):
            text = f"koe {words} loppu"
            source = SOURCES[i % len(SOURCES)] + f"?{i}"
            document = Document(
                id=f"doc-{i}",
                text=text,
                title=words,
                source=source,
                publishers=(words,),
                published="2026-03-01",
                sha256=sha256(text.encode()),
                passages=(Passage(kind="paragraph", start=0, end=len(text)),),
            )
            proof = (evidence(document, 4, 4 + len(words)),)
            records = Records(
                people=(Person(id="p", name=words, evidence=proof),),
                bodies=(Body(id="b", name=words, evidence=proof),),
                roles=(Role(person=words, role=words, body=words, evidence=proof),),
                dates=(DateMention(edtf="2026-03-01", evidence=proof),),
                amounts=(Amount(kind="count", low=1, high=1, unit=words, purpose=words, evidence=proof),),
                contacts=(Contact(kind="url", value=f"javascript:{i}", person=words, evidence=proof),),
            )
            home.keep(text.encode())
            at = Address(address=source, document_id=document.id, sha256=document.sha256)
            store.put_version(Entry(document=document, records=records), at, fetched="2026-03-02T12:00:00+02:00")
    with serving(home) as address:
        yield address


def paths(tab: Any, address: str) -> list[str]:
    """The lists, and what they lead to."""
    lists = [
        "/haku?q=koe",
        "/henkilot",
        "/tahot",
        "/roolit",
        "/aikajana",
        "/maarat",
        "/lahteet",
        "/haku/arvot?lista=taho",
    ]
    found = list(lists)
    for path in lists[:3]:
        tab.goto(address + path)
        links = tab.locator("main a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        found += [one for one in links if one and one.startswith(("/asiakirja/", "/henkilo/", "/taho/", "/viite/"))]
    return list(dict.fromkeys(found))


def test_nothing_that_documents_say_runs(browser: Any, hostile: str, tmp_path: Path) -> None:
    context = browser.new_context(locale="fi-FI")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    tab = context.new_page()
    dialogs: list[str] = []
    tab.on("dialog", lambda one: (dialogs.append(one.message), one.dismiss()))
    seen = paths(tab, hostile)
    assert len(seen) > 3 * len(WORDS)
    for path in seen:
        tab.goto(hostile + path)
        assert tab.evaluate("window.ran") is None, path
        assert tab.url.startswith(hostile), path
        links = tab.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href') || '')")
        bad = [one for one in links if RUNS.match(one)]
        assert bad == [], path
        text = tab.content()
        assert not [sign for sign in ("\u202e", "\u2066", "\x1b") if sign in text], path
    context.close()
    assert dialogs == []
    assert [url for url in asked if not url.startswith(hostile)] == []
