"""Exports are whole or absent, for whoever exported them, and Excel opens them."""

from __future__ import annotations

import csv
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors import read
from extractors.extraction import extract
from extractors.model.document import RawDocument
from extractors.model.records import Entry
from index.home import Home, write_whole
from index.outputs.exports import export
from index.outputs.formats.table_files import safe, with_comma
from index.store.filters import Filter
from index.store.store import Store

PAGE = """<title>=HYPERLINK("http://paha.example";"Päätös")</title><h1>=HYPERLINK("http://paha.example";"Päätös")</h1>
<p>-5 000 euroa siirretään Åke Öhmanin; "lainaus, pilkku". Hakija 131052-308T, puh. +358 50 123 4567.</p>"""


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    document = read(RawDocument(content=PAGE.encode(), source="kaava.html"))
    with Store.open(Home(tmp_path_factory.mktemp("koti"))) as made:
        made.put([Entry(document=document, records=extract(document))])
        yield made


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("+1+1", "'+1+1"),
        ("-5 000 euroa siirretään. =1+1", "'-5 000 euroa siirretään. =1+1"),
        ("+358 50 123 4567", "+358 50 123 4567"),
        ("-1 500", "-1 500"),
        ("−3,5 %", "−3,5 %"),
        ("+", "'+"),
        ("\n=1+1", "'\n=1+1"),
        (" =1+1", "' =1+1"),
        ("\u00a0\ufeff@SUM(A1)", "'\u00a0\ufeff@SUM(A1)"),
        ("\x1b[31m=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("131052-308T", "131052-****"),
        (-5, -5),
    ],
)
def test_no_cell_is_a_formula(value: Any, cell: Any) -> None:
    assert safe(value) == cell


def test_every_field_is_quoted_and_codes_are_masked(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "ulos", ["csv", "jsonl", "marked"], Filter())
    for path in (tmp_path / "ulos").iterdir():
        said = path.read_text(encoding="utf-8")
        assert "308T" not in said
        if path.suffix == ".csv":
            assert all(line.startswith('"') for line in said.splitlines() if line)


def test_excel_opens_it(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path, ["csv"], Filter(), excel=True)
    assert (tmp_path / "amounts.csv").read_bytes().startswith(b"\xef\xbb\xbf" + b'"record";"document";"title"')
    with (tmp_path / "amounts.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file, delimiter=";")
    assert row["title"] == '\'=HYPERLINK("http://paha.example";"Päätös")'
    assert row["sentence"].startswith("'-5 000 euroa siirretään Åke Öhmanin;")
    assert "." not in row["confidence"]
    assert with_comma("2021-02") == "2021-02"


def test_what_is_exported_is_for_whoever_did_it(store: Store, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        export(store, tmp_path / "ulos", ["csv"], Filter())
        assert rights(tmp_path / "ulos") == 0o700
        assert rights(tmp_path / "ulos" / "people.csv") == 0o600
        (tmp_path / "ulos" / "people.csv").chmod(0o640)
        export(store, tmp_path / "ulos", ["csv"], Filter())
        assert rights(tmp_path / "ulos" / "people.csv") == 0o640
        home = Home(tmp_path / "koti")
        write_whole(home.settings, b"")
        assert (rights(home.root), rights(home.settings)) == (0o700, 0o600)
        home.settings.chmod(0o644)
        write_whole(home.settings, b"")
        assert rights(home.settings) == 0o644
    finally:
        os.umask(before)


def test_an_export_that_is_cut_off_leaves_what_was_there(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(store, tmp_path, ["csv", "jsonl"], Filter())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("index.outputs.formats.json_lines.JsonLines.write", cut_off)
        with pytest.raises(KeyboardInterrupt):
            export(store, tmp_path, ["csv", "jsonl"], Filter())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    (tmp_path / ".louhi-x.part").mkdir()
    (tmp_path / ".louhi-x.part" / "people.csv").write_text("kesken")
    export(store, tmp_path, ["csv", "jsonl"], Filter())
    assert {path.name for path in tmp_path.iterdir()} == set(before)
