"""Rows and tables in Python: the same rows as the exports, with types."""

import csv
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.model.document import Document
from extractors.model.errors import QueryError, SetupError, StoreError
from extractors.model.records import Amount, DateMention, Entry, Records, evidence
from index import Filter, Home, frame, rows
from index.outputs.columns import columns_of
from index.outputs.exports import export
from index.store.store import Store

TEXT = "Avustus on 9,4 M€ 1.3.2026 alkaen, 15 % heti."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    def entry(key: str, unit: str) -> Entry:
        d = Document(id=key, title="Avustus", text=TEXT, sha256=key, published="2026-02", language="fi")

        def at(words: str) -> tuple[int, int]:
            return TEXT.index(words), TEXT.index(words) + len(words)

        money = Amount(
            kind="money",
            low=Decimal("9400000"),
            high=None,
            unit=unit,
            qualifier="over",
            evidence=(evidence(d, *at("9,4 M€")),),
        )
        share = Amount(
            kind="percent",
            low=Decimal("15"),
            high=Decimal("15"),
            unit="%",
            confidence=0.4,
            evidence=(evidence(d, *at("15 %")),),
        )
        day = DateMention(edtf="2026-03-01/..", evidence=(evidence(d, *at("1.3.2026 alkaen")),))
        return Entry(document=d, records=Records(amounts=(money, share), dates=(day,)))

    with Store.open(Home(tmp_path / "home")) as store:
        store.put([entry("a", "EUR"), entry("b", "SEK")])
    return tmp_path / "home"


def test_rows_have_types(home: Path) -> None:
    first, *others = rows(home, "amounts", wanted=Filter(min_confidence=0.5))
    assert (first["low"], first["high"], first["unit"], first["start"]) == (Decimal("9400000"), None, "EUR", 11)
    assert first["corrected"] is False
    assert [row["document"] for row in others] == ["b"]
    day = next(rows(home, "dates"))
    assert (day["edtf"], day["first_day"], day["last_day"]) == ("2026-03-01/..", date(2026, 3, 1), None)
    assert [row["published"] for row in rows(home, "documents")] == ["2026-02"] * 2  # no finer than it is known


def test_rows_are_those_of_an_export(home: Path, tmp_path: Path) -> None:
    with Store.open(Home(home)) as store:
        export(store, tmp_path / "out", ["csv"], Filter())
    for kind in ("amounts", "dates", "documents"):
        with (tmp_path / "out" / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
            exported = list(csv.DictReader(file))
        mine = [{name: "" if v is None else str(v) for name, v in row.items()} for row in rows(home, kind)]
        assert mine == exported


def test_a_query_keeps_what_it_finds(home: Path) -> None:
    assert {row["document"] for row in rows(home, "dates", query="avustus")} == {"a", "b"}
    assert list(rows(home, "dates", query="lähitori")) == []
    with pytest.raises(QueryError):
        list(rows(home, "dates", query="published:joskus"))


def test_a_table_has_units_and_days_as_types(home: Path) -> None:
    table = frame(home, "amounts")
    assert list(table.columns) == [column.name for column in columns_of("amounts")]
    assert [str(table[name].dtype) for name in ("low", "unit", "kind", "start", "corrected", "quote")] == [
        "Float64",
        "category",
        "category",
        "Int64",
        "boolean",
        "string",
    ]
    sums = table.groupby(["kind", "unit"], observed=True)["low"].sum()
    assert sums["money", "EUR"] == 9_400_000 and sums["percent", "%"] == 30
    days = frame(home, "dates")
    assert (str(days["first_day"].dtype), days["first_day"][0].year) == ("datetime64[s]", 2026)
    assert days["last_day"].isna().all()
    assert "first" in table.attrs["columns"]["published"] or table.attrs["columns"]["low"]


def test_a_table_of_nothing_keeps_its_columns(home: Path) -> None:
    table = frame(home, "contacts")
    assert (len(table), "value" in table.columns) == (0, True)


def test_what_is_not_there_is_said(home: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There are: documents"):
        rows(home, "money")
    with pytest.raises(StoreError, match="nothing has been brought in"):
        rows(tmp_path / "typo", "amounts")
    assert not (tmp_path / "typo").exists()


def test_without_pandas_a_sentence_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(SetupError, match=r"needs pandas.*louhi\[frames\]"):
        frame(home, "amounts")
    assert len(list(rows(home, "amounts"))) == 4


def test_pandas_is_loaded_for_a_table_alone() -> None:
    look = "import sys; from index import rows, frame, Index; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0
