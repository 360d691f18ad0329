"""Tables with spans, in every format: each number stands under its right head, or is told not to."""

from __future__ import annotations

import pytest

from extractors import read
from extractors.amounts import amount_doubts, find_amounts
from extractors.model.document import Document
from tests.extractors.readers.grids import WRITERS, as_pdf, layout

SEEDS = range(10)


def amounts_of(document: Document) -> dict[str, tuple[str | None, object, str | None]]:
    return {e.quote: (a.unit, a.low, a.when) for a in find_amounts(document) for e in a.evidence}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", WRITERS)
def test_each_number_stands_under_its_head(kind: str, seed: int) -> None:
    table = layout(seed)
    assert len(table.known) > 2
    found = amounts_of(read(WRITERS[kind](table)))
    assert found == table.known


@pytest.mark.parametrize("seed", range(30))
def test_a_table_without_rules_is_right_or_left_out_and_said(seed: int) -> None:
    table = layout(seed)
    document = read(as_pdf(table, ruled=False))
    found = amounts_of(document)
    assert {quote: said for quote, said in found.items() if table.known.get(quote) != said} == {}
    assert found == table.known or any("left out" in i.reason for i in document.issues)


def test_most_tables_without_rules_are_right() -> None:
    right = [amounts_of(read(as_pdf(layout(seed), ruled=False))) == layout(seed).known for seed in SEEDS]
    assert sum(right) >= 9


def html(table: str) -> Document:
    return read(
        '<!DOCTYPE html><html lang="fi"><head><meta charset="utf-8"><title>Kohteet</title></head><body><main>'
        f"<h1>Kohteet</h1><p>Tässä kerrotaan kunnan kohteiden luvut.</p>{table}</main></body></html>".encode()
    )


@pytest.mark.parametrize(
    "table",
    [
        # the label of the last row is missing: is 6 500 pieces or euros?
        "<table><tr><th>Kohde</th><th>Määrä, kpl</th><th>Hinta, euroa</th></tr><tr><td>Silta</td><td>12</td>"
        "<td>4 000</td></tr><tr><td>Yhteensä</td><td>6 500</td></tr></table>",
        # the head of the labels is missing
        "<table><tr><th>Hinta, euroa</th><th>Määrä, kpl</th></tr><tr><td>Silta</td><td>6 500</td><td>12</td></tr>"
        "<tr><td>Laituri</td><td>6 500</td><td>7</td></tr></table>",
        # a cell that reaches down meets one that reaches across
        "<table><tr><th>Kohde</th><th>Määrä, kpl</th><th>Hinta, euroa</th></tr><tr><td>Silta</td><td>12</td>"
        '<td rowspan="2">4 000</td></tr><tr><td colspan="3">6 500</td></tr></table>',
        # a row that speaks of shares under a head that speaks of euros
        "<table><tr><th>Laji</th><th>2024, euroa</th></tr><tr><td>Menot</td><td>4 000</td></tr>"
        "<tr><td>Osuus menoista, %</td><td>6 500</td></tr></table>",
    ],
)
def test_what_cannot_be_told_is_left_out_and_said(table: str) -> None:
    document = html(table)
    assert "6 500" in document.text
    assert "6 500" not in amounts_of(document)
    assert "left out" in " ".join(i.reason for i in [*document.issues, *amount_doubts(document)])


def test_a_cell_with_its_own_unit_is_no_head_of_what_follows() -> None:
    document = html(
        "<table><tr><th>Kohde</th><th>TA 2025</th></tr><tr><td>Silta</td><td>4,2 milj. €</td></tr>"
        "<tr><td>Tori</td><td>75,5</td></tr></table>"
    )
    assert [(str(a.low), a.when, a.purpose) for a in find_amounts(document)] == [("4200000.0", "2025", "Silta")]


def test_two_tables_side_by_side_stay_two() -> None:
    document = html(
        "<table><tr><td></td><td>milj. €</td></tr><tr><td>Menot</td><td>45,2</td></tr></table>"
        "<table><tr><td>Kohde</td><td>Hakemuksia</td></tr><tr><td>Silta</td><td>31,5</td></tr></table>"
    )
    assert {p.table for p in document.passages} == {None, 1, 2}
    assert "\n\nKohde\tHakemuksia" in document.text
    assert {quote: str(value) for quote, (_, value, _) in amounts_of(document).items()} == {"45,2": "45200000.0"}


def test_a_table_inside_a_cell_is_read_once() -> None:
    document = html(
        "<table><tr><th>Kohde</th><th>Hinta, euroa</th></tr><tr><td>Silta<table><tr><td>Kaide</td><td>terästä</td></tr>"
        "<tr><td>Kansi</td><td>puuta</td></tr></table></td><td>4 000</td></tr></table>"
    )
    assert document.text.count("Kaide") == 1
    assert amounts_of(document)["4 000"][0] == "EUR"


def test_a_label_over_several_rows_is_a_span_of_the_row_it_began_in() -> None:
    document = html(
        "<table><tr><th>Kunta</th><th>Hinta, euroa</th></tr>"
        '<tr><td rowspan="2">Hallala</td><td>4 000</td></tr><tr><td>2 500</td></tr></table>'
    )
    rows = [[document.text[a:b] for a, b in p.cells] for p in document.passages if p.kind == "table row"]
    assert rows[1:] == [["Hallala", "4 000"], ["Hallala", "2 500"]]
    assert document.text.count("Hallala") == 1
    assert {a.purpose for a in find_amounts(document)} == {"Hallala"}
