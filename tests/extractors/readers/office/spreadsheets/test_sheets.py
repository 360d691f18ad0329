"""Workbooks in the manner of municipal budgets and statistics: each amount with unit, year and what it is for."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest

from extractors import read
from extractors.amounts import amount_doubts, find_amounts
from extractors.model.document import Document
from extractors.model.errors import EmptyDocument
from extractors.model.records import plain_number
from tests.extractors.readers.office.test_office import odf

Rows = list[tuple[Any, ...]]
"""By row the values of cells; (value, format) where a cell has one."""

GROUPED, CENTS, SHARE = "#,##0", "#,##0.00", "0.0%"


def workbook(*sheets: tuple[str, Rows], merged: tuple[str, ...] = (), hidden: str = "") -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for r, row in enumerate(rows, 1):
            for column, said in enumerate(row, 1):
                value, shape = said if isinstance(said, tuple) else (said, None)
                cell = sheet.cell(r, column, value)
                if shape:
                    cell.number_format = shape
        for span in merged if name == sheets[0][0] else ():
            sheet.merge_cells(span)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
    book.save(out)
    return out.getvalue()


def amounts(document: Document) -> list[tuple[str, str | None, str | None, str | None]]:
    """(value, unit, year, purpose) of each amount."""
    return [(plain_number(a.low) or "", a.unit, a.when, a.purpose) for a in find_amounts(document) if a.low is not None]


WORKBOOKS: list[tuple[str, Rows, tuple[str, ...], list[tuple[str, str, str | None, str | None]]]] = [
    (
        "käyttötalous: the unit under the title, years as heads",
        [
            ("Hallalan kunnan talousarvio 2025",),
            ("1 000 €",),
            (),
            ("Toimielin", "TP 2023", "TA 2024", "TA 2025"),
            ("Sivistyslautakunta", (18250, GROUPED), (19100, GROUPED), (19480, GROUPED)),
            ("Tekninen lautakunta", (7600, GROUPED), (-35, GROUPED), None),
        ],
        (),
        [
            ("18250000", "EUR", "2023", "Sivistyslautakunta"),
            ("19100000", "EUR", "2024", "Sivistyslautakunta"),
            ("19480000", "EUR", "2025", "Sivistyslautakunta"),
            ("7600000", "EUR", "2023", "Tekninen lautakunta"),
            ("-35000", "EUR", "2024", "Tekninen lautakunta"),
        ],
    ),
    (
        "merged heads over two years",
        [
            ("Kohde", "Menot, euroa", None, "Osuus, %"),
            (None, 2024, 2025, None),
            ("Uimahalli", (1250000, GROUPED), (310000, GROUPED), 41.5),
        ],
        ("A1:A2", "B1:C1", "D1:D2"),
        [
            ("1250000", "EUR", "2024", "Uimahalli"),
            ("310000", "EUR", "2025", "Uimahalli"),
            ("41.5", "%", None, "Uimahalli"),
        ],
    ),
    (
        "incomes and costs side by side, a total over the labels",
        [
            ("Toimiala (milj. euroa)", "Kohde", "Menot", "Tulot"),
            ("Opetus", "Lukio", 4.2, 0.3),
            ("Yhteensä", None, 4.5, 0.6),
        ],
        ("A3:B3",),
        [
            ("4200000", "EUR", None, "Opetus, Lukio, Menot"),
            ("300000", "EUR", None, "Opetus, Lukio, Tulot"),
            ("4500000", "EUR", None, "Yhteensä, Menot"),
            ("600000", "EUR", None, "Yhteensä, Tulot"),
        ],
    ),
    (
        "groups parted by empty rows go on under the same heads",
        [
            ("Investointi", "2026, euroa"),
            ("Talonrakennus",),
            ("Koulun sali", (900500, GROUPED)),
            (),
            ("Kadut",),
            ("Rantatie", (120250, GROUPED)),
        ],
        (),
        [("900500", "EUR", "2026", "Koulun sali"), ("120250", "EUR", "2026", "Rantatie")],
    ),
    (
        "a second table with heads of its own does not take the first one's unit",
        [
            ("Menot, milj. €",),
            ("Laji", "2024"),
            ("Palkat", 45.2),
            (),
            ("Henkilöstö", "Vakanssit"),
            ("Opettajat", 31.5),
        ],
        (),
        [("45200000", "EUR", "2024", "Palkat")],
    ),
    (
        "statistics: the unit in the second label, regions said once",
        [
            ("Tulot muuttujina Alue, Tiedot ja Vuosi",),
            (),
            (None, None, "2022", "2023"),
            ("KOKO MAA", "Tulot, milj. euroa", (161200.5, "#,##0.0"), (168900.4, "#,##0.0")),
            (None, "Muutos, %", 3.5, 4.8),
            ("Kainuu", "Tulot, milj. euroa", (1702.3, "#,##0.0"), (1755.9, "#,##0.0")),
        ],
        (),
        [
            ("161200500000", "EUR", "2022", "KOKO MAA, Tulot, milj. euroa"),
            ("168900400000", "EUR", "2023", "KOKO MAA, Tulot, milj. euroa"),
            ("3.5", "%", "2022", "KOKO MAA, Muutos, %"),
            ("4.8", "%", "2023", "KOKO MAA, Muutos, %"),
            ("1702300000", "EUR", "2022", "Kainuu, Tulot, milj. euroa"),
            ("1755900000", "EUR", "2023", "Kainuu, Tulot, milj. euroa"),
        ],
    ),
    (
        "the format names the unit",
        [
            ("Avustus", "Määrä", "Osuus"),
            ("Seurojen tuki", (12500, '#,##0 "€"'), (0.125, SHARE)),
            ("Kylätalot", (8000.5, "#,##0.00 [$€-40B]"), (0.08, "0%")),
        ],
        (),
        [
            ("12500", "EUR", None, "Seurojen tuki"),
            ("12.5", "%", None, "Seurojen tuki"),
            ("8000.5", "EUR", None, "Kylätalot"),
            ("8", "%", None, "Kylätalot"),
        ],
    ),
    (
        "the format shows thousands, as the head says",
        [("Menolaji (1 000 €)", "2025"), ("Vuokrat", (4200400, "#,##0,")), ("Muut", (0, "#,##0,"))],
        (),
        [("4200000", "EUR", "2025", "Vuokrat"), ("0", "EUR", "2025", "Muut")],
    ),
    (
        "years as rows",
        [("Vuosi", "Verotulot, 1 000 €", "Valtionosuudet, 1 000 €"), (2023, 41200, 9100), (2024, 39800, 9950)],
        (),
        [
            ("41200000", "EUR", "2023", "Verotulot"),
            ("9100000", "EUR", "2023", "Valtionosuudet"),
            ("39800000", "EUR", "2024", "Verotulot"),
            ("9950000", "EUR", "2024", "Valtionosuudet"),
        ],
    ),
    (
        "numbers, years and codes that are no sums",
        [
            ("Tilinpäätös, euroa",),
            ("Tili", "Vuosi", "Pisteet", "Asukasluku", "Toteuma"),
            (4420, 2024, 17, 5321, (88250.75, CENTS)),
            (4430, 2024, 21, 5321, (1200.5, CENTS)),
        ],
        (),
        [("88250.75", "EUR", None, "Toteuma"), ("1200.5", "EUR", None, "Toteuma")],
    ),
    (
        "per head, pieces and areas",
        [("Kunta", "Menot, €/asukas", "Asunnot, kpl", "Ala, ha"), ("Kuusjoki", 6125.4, 340, 12.5)],
        (),
        [
            ("6125.4", "EUR", None, "Kuusjoki"),
            ("340", "kpl", None, "Kuusjoki"),
            ("12.5", "ha", None, "Kuusjoki"),
        ],
    ),
    (
        "what is not known is not read",
        [
            ("Hanke", "2025, 1 000 €", "2026, 1 000 €"),
            ("Satama", "..", 150),
            ("Varikko", "ei tietoa", "–"),
            ("Tori", 75, "x"),
        ],
        (),
        [("150000", "EUR", "2026", "Satama"), ("75000", "EUR", "2025", "Tori")],
    ),
]


@pytest.mark.parametrize(("rows", "merged", "expected"), [w[1:] for w in WORKBOOKS], ids=[w[0] for w in WORKBOOKS])
def test_workbooks(
    rows: Rows, merged: tuple[str, ...], expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    document = read(workbook(("Taulu", rows), merged=merged))
    assert sorted(amounts(document)) == sorted(expected)
    assert not list(amount_doubts(document))


def test_sheets_are_pages_and_a_hidden_one_is_marked() -> None:
    content = workbook(
        ("Tulot", [("Tulot, euroa",), ("Laji", "2025"), ("Maksut", 4500)]),
        ("Apu", [("Kerroin", 1.5)]),
        hidden="Apu",
    )
    document = read(content)
    assert [(p.number, p.title, p.hidden) for p in document.pages] == [(1, "Tulot", False), (2, "Apu", True)]
    assert {(p.page, p.hidden) for p in document.passages} == {(1, False), (2, True)}
    assert (document.title, document.kind) == ("Tulot, euroa", "document")


def test_days_and_formulas() -> None:
    document = read(
        workbook(
            (
                "Kokoukset",
                [
                    ("Päivä", "Kuukausi", "Läsnä, kpl"),
                    ((datetime(2025, 3, 1), "d.m.yyyy"), (datetime(2025, 3, 1), "mm/yyyy"), "=1+8"),
                ],
            )
        )
    )
    assert "1.3.2025\t3/2025" in document.text
    assert [i.reason for i in document.issues] == [
        "the sheet's formulas were saved without their results: what they stand for is not known"
    ]


def test_a_cell_under_a_merged_one_is_not_seen() -> None:
    from openpyxl import load_workbook

    content = workbook(("Taulu", [("Kohde", "Hinta, euroa"), ("Silta", 4500), ("Yhteensä", 99.5)]))
    book, out = load_workbook(io.BytesIO(content)), io.BytesIO()
    book.active.merged_cells.add("A3:B3")  # as a program writes it that leaves the covered number there
    book.save(out)
    assert [value for value, *_ in amounts(read(out.getvalue()))] == ["4500"]


def test_an_empty_workbook_is_said_to_be_empty() -> None:
    with pytest.raises(EmptyDocument):
        read(workbook(("Taulu", [])))


def test_opendocument_sheet_in_english_and_in_thousands() -> None:
    def number(value: str, words: str, kind: str = "float") -> str:
        said = f'office:value-type="{kind}" office:value="{value}"'
        return f"<table:table-cell {said}><text:p>{words}</text:p></table:table-cell>"

    def word(words: str) -> str:
        return f"<table:table-cell><text:p>{words}</text:p></table:table-cell>"

    rows = (
        [word("Laji"), word("Menot, 1 000 €"), word("Muutos, %"), word("Tuki")],
        [word("Palkat"), number("4200400", "4,200"), number("-1.5", "-1.5"), number("1234.5", "€1,234.50", "currency")],
    )
    body = "".join(f"<table:table-row>{''.join(cells)}</table:table-row>" for cells in rows)
    table = f'<table:table table:name="A">{body}</table:table>'
    document = odf("spreadsheet", f"<office:spreadsheet>{table}</office:spreadsheet>")
    assert "Palkat\t4 200\t-1,5\t€ 1 234,50" in document.text
    assert ("4200000", "EUR", None, "Palkat") in amounts(document)
    assert ("-1.5", "%", None, "Palkat") in amounts(document)
