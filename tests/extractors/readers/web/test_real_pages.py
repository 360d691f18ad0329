"""The real pages and texts beside the checkout, by the reading gold: floors that only rise."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.model.document import Document
from extractors.model.errors import DamagedDocument, HostileDocument
from extractors.reading import read

pytestmark = pytest.mark.real


def plain(text: str | None) -> str:
    return re.sub(r"\s+", " ", re.sub("[\u00ad\u200b-\u200d\ufeff]", "", text or "")).strip()


def judged(shared: Path) -> Iterator[tuple[dict[str, Any], Document]]:
    for gold in sorted((shared / "gold" / "documents").glob("*.json")):
        wanted = json.loads(gold.read_text("utf-8"))
        if wanted["file"].startswith(("html/", "text/")):
            yield wanted, read(shared / "documents" / wanted["file"])


def test_sentences_stay_and_furniture_goes(shared: Path) -> None:
    missing, left = [], []
    for wanted, document in judged(shared):
        text = plain(document.text)
        missing += [(wanted["file"], s) for s in wanted["sentences"] if plain(s) not in text]
        left += [(wanted["file"], s) for s in wanted.get("boilerplate", []) if plain(s) in text]
    assert (missing, left) == ([], [])


def test_titles_dates_languages_and_lists(shared: Path) -> None:
    wrong = []
    for wanted, document in judged(shared):
        titles = [wanted["title"], *wanted.get("title_also", []), *wanted.get("title_acceptable", [])]
        days = [wanted["published"], *wanted.get("published_acceptable", [])]
        if plain(document.title).casefold() not in [plain(t).casefold() for t in titles]:
            wrong.append((wanted["file"], document.title))
        if (document.published or "")[:10] not in [d or "" for d in days]:
            wrong.append((wanted["file"], document.published))
        if document.language != wanted["language"] or document.listing != wanted.get("listing", False):
            wrong.append((wanted["file"], f"{document.language} {document.listing}"))
    assert wrong == []


@pytest.mark.parametrize("name", ["xml_billion_laughs.xml", "xml_cyclic_entities.xml", "xml_external_file_entity.xml"])
def test_hostile_xml_is_named(shared: Path, name: str) -> None:
    with pytest.raises(HostileDocument):
        read(shared / "documents" / "bad" / name)


def test_broken_feeds(shared: Path) -> None:
    bad = shared / "documents" / "bad"
    assert read(bad / "rss_incomplete_cdata.xml").title
    with pytest.raises(DamagedDocument):
        read(bad / "rss_undeclared_namespace.xml")
    assert "Teletype" in read(bad / "html_exotic_tags.html").text


def test_seeds(shared: Path) -> None:
    for gold in sorted((shared / "gold" / "seeds").glob("*.json")):
        wanted = json.loads(gold.read_text("utf-8"))
        path = shared / "seeds" / f"{gold.stem}.txt"
        document = read(path)
        found = (document.kind, document.published, document.language)
        assert found == (wanted["kind"], wanted["published"], wanted["language"]), gold.name
        assert plain(document.title) == plain(wanted["title"])
        assert len(document.text) == len(path.read_text("utf-8"))
