"""A report: one page of HTML that needs nothing else."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from index.home import Home
from tests.search_cli.commands.asking import louhi


def report(home: Home, file: Path, *words: str) -> Any:
    result = louhi(home.root, "report", str(file), *words)
    assert result.exit_code == 0, result.output
    return html.fromstring(file.read_text(encoding="utf-8"))


def test_a_report_holds_what_was_found_and_needs_nothing_else(served_home: Home, tmp_path: Path) -> None:
    tree = report(served_home, tmp_path / "raportti.html", "--title", "Kaikki")
    assert tree.findtext(".//h1") == "Kaikki"
    assert [one.text_content() for one in tree.cssselect("h2")] == [
        "Henkilöt",
        "Tahot",
        "Roolit",
        "Ajat",
        "Määrät",
        "Asiakirjat",
    ]
    assert not tree.cssselect("script, link, img, iframe, object, embed, form")
    assert "default-src 'none'" in tree.cssselect("meta[http-equiv]")[0].get("content")
    ids = {one.get("id") for one in tree.cssselect("[id]")}
    assert {one.get("href")[1:] for one in tree.cssselect("a") if one.get("href").startswith("#")} <= ids


def test_a_report_of_a_query_holds_what_the_query_finds(served_home: Home, tmp_path: Path) -> None:
    whole = report(served_home, tmp_path / "a.html")
    part = report(served_home, tmp_path / "b.html", "--query", "lähitori", "--in", "sv", "--limit", "3")
    assert 0 < len(part.cssselect("ol > li")) < len(whole.cssselect("ol > li"))
    assert max(len(one.cssselect("tbody tr")) for one in part.cssselect("table")) <= 3
    assert "de 3 första av" in part.text_content()


@pytest.mark.parametrize("tongue", ["xx", ""])
def test_a_language_that_it_does_not_speak_is_refused(served_home: Home, tmp_path: Path, tongue: str) -> None:
    assert louhi(served_home.root, "report", str(tmp_path / "a.html"), "--in", tongue).exit_code == 2
