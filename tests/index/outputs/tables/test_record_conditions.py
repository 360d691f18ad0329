"""Lists of records by their own kind, unit, size, sense, time and status."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from extractors.model.document import Document
from extractors.model.errors import QueryError
from extractors.model.records import Amount, DateMention, Entry, Evidence, Records, Role
from index.home import Home
from index.outputs.tables.record_conditions import amounts_that, dates_that, roles_that
from index.outputs.tables.tables import table_rows
from index.store.filters import Condition, Filter
from index.store.store import Store

PROOF = (Evidence(start=0, end=4, quote="Näin"),)


def amount(kind: str, unit: str, low: int | None, high: int | None, qualifier: str = "exact") -> Amount:
    ends = {"low": None if low is None else Decimal(low), "high": None if high is None else Decimal(high)}
    return Amount.model_validate({"kind": kind, "unit": unit, "qualifier": qualifier, "evidence": PROOF, **ends})


RECORDS = Records(
    amounts=(
        amount("money", "EUR", 500_000, 500_000),
        amount("money", "EUR", 1_000_000, None, "over"),
        amount("money", "SEK", 2_000_000, 2_000_000),
        amount("count", "asukas", 3_000_000, 3_000_000),
        amount("duration", "month", 24, 24),
    ),
    dates=(
        DateMention(edtf="2026-11-27", sense="deadline", evidence=PROOF),
        DateMention(edtf="2026-11-28", sense="deadline", evidence=PROOF),
        DateMention(edtf="2027", evidence=PROOF),
    ),
    roles=(
        Role(person="Aino Salo", role="johtaja", evidence=PROOF),
        Role(person="Eero Salo", role="johtaja", status="proposed", evidence=PROOF),
    ),
)


@pytest.fixture
def store(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr("index.outputs.tables.record_conditions.today", lambda: date(2026, 11, 28))
    with Store.open(home) as store:
        store.put([Entry(document=Document(id="a", text="Näin sovittiin."), records=RECORDS)])
        yield store


def shown(store: Store, kind: str, column: str, having: list[Condition]) -> list[str]:
    rows, total = table_rows(store, kind, Filter(), having=having)
    assert total == len(rows)
    return [str(row[column]) for row in rows]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ((None, "EUR", "1M", None), ["1000000"]),
        (("money", None, "1M", None), ["1000000", "2000000"]),
        (("money", None, None, "600000"), ["500000"]),
        ((None, None, "1M€", None), ["1000000"]),
        ((None, None, "2M", "3M"), ["2000000", "3000000"]),
        ((None, None, "1 vuosi", None), ["24"]),
        ((None, "eur", None, None), ["500000", "1000000"]),
    ],
)
def test_amounts(store: Store, asked: tuple[str | None, ...], expected: list[str]) -> None:
    assert shown(store, "amounts", "low", amounts_that(*asked)) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ((True, "today", None), ["2026-11-28"]),
        ((False, "tänään", None), ["2026-11-28", "2027"]),
        ((False, None, "28.11.2026"), ["2026-11-27", "2026-11-28"]),
        ((True, None, None), ["2026-11-27", "2026-11-28"]),
    ],
)
def test_dates(store: Store, asked: tuple[bool, str | None, str | None], expected: list[str]) -> None:
    assert shown(store, "dates", "edtf", dates_that(*asked)) == expected


def test_roles(store: Store) -> None:
    assert shown(store, "roles", "person", roles_that("proposed")) == ["Eero Salo"]
    assert shown(store, "roles", "person", roles_that("held")) == ["Aino Salo"]


def test_what_is_no_amount_or_time_is_an_error() -> None:
    with pytest.raises(QueryError):
        amounts_that(None, None, "paljon", None)
    with pytest.raises(QueryError):
        dates_that(False, "joskus", None)
