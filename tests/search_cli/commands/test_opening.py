"""Opening the original where the words stand, and the words in their place on the terminal."""

import sys
from pathlib import Path
from typing import Any

import pytest

from extractors.model.document import Document, Passage
from extractors.model.ids import sha256
from extractors.model.records import Entry, Records
from index.home import Home
from index.store.store import Address, Store
from tests.search_cli.commands.asking import louhi as asked

TEXT = "Lähitori avataan.\nRahoitus on 2,1 M€ vuonna 2026.\nHakuaika päättyy."
SPAN = f"{TEXT.index('2,1')}-{TEXT.index(' vuonna')}"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A file of two pages, held; beside it a page of the web."""
    paper = tmp_path / "esitys.pdf"
    paper.write_bytes(b"%PDF- made up")
    lines = TEXT.split("\n")
    starts = [TEXT.index(line) for line in lines]
    passages = tuple(
        Passage(kind="paragraph", start=at, end=at + len(line), page=1 + i)
        for i, (at, line) in enumerate(zip(starts, lines, strict=True))
    )
    unpaged = tuple(one.model_copy(update={"page": None}) for one in passages)
    home = Home(tmp_path / "home")
    with Store.open(home) as store:
        for key, source, some, content in (
            ("deck", str(paper), passages, paper.read_bytes()),
            ("page", "https://liitto.example/tiedote", unpaged, b"<html>"),
        ):
            home.keep(content)
            document = Document(id=key, text=TEXT, title=key, source=source, sha256=sha256(content), passages=some)
            at = Address(address=source, document_id=key, sha256=document.sha256)
            store.put_version(Entry(document=document, records=Records()), at, fetched="2026-11-28T12:00:00+02:00")
    return paper


def louhi(paper: Path, *words: str) -> Any:
    return asked(paper.parent / "home", *words)


def test_a_file_opens_at_its_page(paper: Path) -> None:
    said = louhi(paper, "open", "deck", "--at", SPAN, "--print")
    assert said.output.strip() == f"{paper.as_uri()}#page=2"


def test_a_page_of_the_web_opens_at_its_words(paper: Path) -> None:
    said = louhi(paper, "open", "page", "--at", SPAN, "--print")
    assert said.output.strip() == "https://liitto.example/tiedote#:~:text=2%2C1%20M%E2%82%AC"


def test_a_file_that_has_changed_is_not_opened_as_if_it_were_what_was_read(paper: Path) -> None:
    paper.write_bytes(b"%PDF- another")
    said = louhi(paper, "open", "deck", "--print")
    assert said.exit_code == 1
    assert "has changed" in str(said.exception)
    kept = paper.parent / "kept.pdf"
    assert louhi(paper, "open", "deck", "--to", str(kept), "--print").output.strip() == kept.as_uri()
    assert kept.read_bytes() == b"%PDF- made up"
    assert louhi(paper, "open", "deck", "--to", str(kept), "--print").exit_code == 1


def test_the_browser_gets_the_address(paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = tmp_path / "seen"
    program = tmp_path / "program.py"
    program.write_text(f"import sys, pathlib\npathlib.Path({str(seen)!r}).write_text(sys.argv[1])\n")
    monkeypatch.setenv("BROWSER", f"{sys.executable} {program} %s")
    monkeypatch.setattr("webbrowser._tryorder", None)
    assert louhi(paper, "open", "deck", "--at", SPAN).exit_code == 0
    assert seen.read_text() == f"{paper.as_uri()}#page=2"


def test_the_words_are_shown_in_their_place(paper: Path) -> None:
    said = louhi(paper, "show", "deck", "--at", SPAN)
    assert "Rahoitus on 2,1 M€ vuonna 2026." in said.output
    assert "p. 2" in said.output
    assert louhi(paper, "show", "deck", "--at", "9").exit_code == 2
    assert "No passage" in louhi(paper, "show", "deck", "--at", "5000-5001").output
