"""Sums of amounts: within kind, unit and qualifier, each fact of a document once; by SQL and by rows alike."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.model.document import Document
from extractors.model.records import Amount, Entry, Records, evidence
from index.home import Home
from index.outputs.tables.amount_sums import AmountSum, amount_sums
from index.outputs.tables.record_conditions import amounts_that
from index.store.filters import Filter
from index.store.store import Store

EUROS = {"kind": "money", "unit": "EUR"}
ROADS, SCHOOLS = {"purpose": "tiet"}, {"purpose": "koulut"}


def entry(key: str, *some: tuple[int | None, int | None, dict[str, str]]) -> Entry:
    document = Document(id=key, text="Avustus on euroja.", published="2025-02-03")
    amounts = tuple(
        Amount(
            low=None if low is None else Decimal(low),
            high=None if high is None else Decimal(high),
            evidence=(evidence(document, 0, 7),),
            **{**EUROS, **more},  # type: ignore[arg-type]
        )
        for low, high, more in some
    )
    return Entry(document=document, records=Records(amounts=amounts))


@pytest.fixture
def store(home: Home) -> Store:
    opened = Store.open(home)
    opened.put(
        [
            entry("a", (200, 200, {}), (200, 200, {}), (200, 200, ROADS)),  # one fact, told three times
            entry("b", (200, 200, ROADS), (200, 200, SCHOOLS), (200, 200, {})),  # two facts
            entry("c", (100, 300, {}), (100, 100, {"qualifier": "about"}), (50, 50, {"per": "year"})),
            entry("d", (None, 700, {"qualifier": "at most"}), (12, 12, {"kind": "percent", "unit": "%"})),
            entry("e", (30, 30, {"when": "2024"}), (30, 30, {"when": "2025"})),  # of two years
            entry("f", (5, 5, {"kind": "count", "unit": "asukas"}), (-3, -3, {"sense": "change by"})),
        ]
    )
    return opened


def told(some: list[AmountSum]) -> dict[tuple[str | None, ...], tuple[float | None, ...]]:
    return {tuple(one[:5]): tuple(one[5:]) for one in some}


@pytest.mark.parametrize("name", [None, "avustus"], ids=["by the database", "of rows in hand"])
def test_each_fact_of_a_document_counts_once(store: Store, name: str | None) -> None:
    """Mentions, facts, documents, and the sums of both ends."""
    assert told(amount_sums(store, Filter(), name)) == {
        ("money", "EUR", "exact", None, "amount"): (9, 6, 4, 760.0, 960.0),
        ("money", "EUR", "about", None, "amount"): (1, 1, 1, 100.0, 100.0),
        ("money", "EUR", "exact", "year", "amount"): (1, 1, 1, 50.0, 50.0),
        ("money", "EUR", "at most", None, "amount"): (1, 1, 1, 700.0, 700.0),
        ("money", "EUR", "exact", None, "change by"): (1, 1, 1, -3.0, -3.0),
        ("count", "asukas", "exact", None, "amount"): (1, 1, 1, 5.0, 5.0),
        ("percent", "%", "exact", None, "amount"): (1, 1, 1, None, None),
    }


def test_that_of_most_facts_goes_first_and_conditions_narrow(store: Store) -> None:
    first, *others = amount_sums(store, Filter())
    assert first.facts == 6
    assert {one.facts for one in others} == {1}
    [only] = amount_sums(store, Filter(documents=("b",)), having=amounts_that("money", "EUR", None, None))
    assert (only.mentions, only.facts, only.low) == (3, 2, 400.0)


def test_where_there_is_nothing_there_is_no_sum(store: Store) -> None:
    assert amount_sums(store, Filter(documents=())) == []
