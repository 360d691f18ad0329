"""Amounts over time: counted by unit and period, as the filters keep them, also where words narrow them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from extractors.model.document import Document
from extractors.model.records import Amount, Entry, Records, evidence
from index.home import Home
from index.outputs.tables.amounts_over_time import amounts_over_time
from index.outputs.tables.record_conditions import amounts_that
from index.store.filters import Filter
from index.store.store import Store

PAPERS = (
    ("a", "2024-11-02", [("2 miljoonaa euroa", "money", "EUR", 2_000_000), ("12 %", "percent", "%", 12)]),
    ("b", "2025-02", [("500 euroa", "money", "EUR", 500), ("9 000 euroa", "money", "EUR", 9000)]),
    ("c", None, [("7 000 euroa", "money", "EUR", 7000)]),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(Home(tmp_path / "koti"))
    opened.put([entry(*one) for one in PAPERS])
    return opened


def entry(key: str, day: str | None, some: list[tuple[str, str, str, int]]) -> Entry:
    text = ". ".join(f"Avustus on {said}" for said, *_ in some)
    document = Document(id=key, text=text, published=day)
    amounts = tuple(
        Amount(
            kind=kind,  # type: ignore[arg-type]
            low=Decimal(value),
            high=Decimal(value),
            unit=unit,
            evidence=(evidence(document, text.index(said), text.index(said) + len(said)),),
        )
        for said, kind, unit, value in some
    )
    return Entry(document=document, records=Records(amounts=amounts))


def test_by_months_where_they_are_few(store: Store) -> None:
    money, share = amounts_over_time(store, Filter())
    assert (money.kind, money.unit, money.undated) == ("money", "EUR", 1)
    assert [(one.period, one.amounts) for one in money.periods] == [
        ("2024-11", 1),
        ("2024-12", 0),
        ("2025-01", 0),
        ("2025-02", 2),
    ]
    assert money.periods[-1][2:] == (500.0, 9000.0)
    assert [tuple(one) for one in share.periods] == [("2024-11", 1, 12.0, 12.0)]


def test_by_years_where_a_document_has_no_month(store: Store) -> None:
    store.put([entry("d", "2026", [("3 euroa", "money", "EUR", 3)])])
    assert [(one.period, one.amounts) for one in amounts_over_time(store, Filter())[0].periods] == [
        ("2024", 1),
        ("2025", 2),
        ("2026", 1),
    ]


def test_words_and_conditions_narrow_them(store: Store) -> None:
    [found] = amounts_over_time(store, Filter(), "miljoonaa")
    assert [(one.period, one.amounts) for one in found.periods] == [("2024-11", 1)]
    [found] = amounts_over_time(store, Filter(), having=amounts_that(None, "EUR", "1000", None))
    assert (sum(one.amounts for one in found.periods), found.undated) == (2, 1)
    assert amounts_over_time(store, Filter(), "olematon") == []
