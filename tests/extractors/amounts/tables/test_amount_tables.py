"""Amounts of tables, cell by cell: unit, purpose and year, what is left out and why, and what heads say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.amounts import amount_doubts, find_amounts
from extractors.amounts.tables.head_units import head_unit, name_of, year_of
from extractors.amounts.tables.table_cells import is_captioned
from extractors.model.document import Document, Passage
from extractors.model.records import plain_number

Rows = tuple[tuple[str, ...], ...]


def table(caption: str, rows: Rows, *, head: tuple[int, ...] = ()) -> Document:
    """A document of a caption and a table; "^" is a cell that the one before it runs on into, a lone row is a note."""
    text, passages = caption, [Passage(kind="paragraph", start=0, end=len(caption))]
    for n, row in enumerate(rows):
        text += "\n"
        start, cells = len(text), list[tuple[int, int]]()
        for i, cell in enumerate(row):
            if cell == "^":
                cells.append(cells[-1])
                continue
            text += "\t" if i else ""
            cells.append((len(text), len(text) + len(cell)))
            text += cell
        passages.append(
            Passage(kind="table row", start=start, end=len(text), cells=tuple(cells), head=n in head, table=0)
        )
    return Document(id="a", text=text, passages=tuple(passages))


def said(document: Document) -> list[tuple[str, str, str | None, str | None]]:
    """(words, "value unit", what it is for, its year) of each amount, in order."""
    found = [(e.start, e.quote, a) for a in find_amounts(document) for e in a.evidence]
    return [
        (quote, f"{plain_number(a.low)} {a.unit}", a.purpose, a.when)
        for _, quote, a in sorted(found, key=lambda one: one[0])
    ]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        # a column's head names the year, its row what the money is for
        (
            table("Menot (1 000 €)", (("", "2024", "2025"), ("Hoito", "12", "13"), ("Hallinto", "3", "4"))),
            [
                ("12", "12000 EUR", "Hoito", "2024"),
                ("13", "13000 EUR", "Hoito", "2025"),
                ("3", "3000 EUR", "Hallinto", "2024"),
                ("4", "4000 EUR", "Hallinto", "2025"),
            ],
        ),
        # two rows of heads: the group above, the year below
        (
            table("Menot, €", (("", "Hoito", "Hallinto"), ("", "TP 2024", "TA 2025"), ("Lahti", "120", "130"))),
            [("120", "120 EUR", "Lahti, Hoito", "2024"), ("130", "130 EUR", "Lahti, Hallinto", "2025")],
        ),
        # the unit in the corner holds for the whole table
        (
            table("Taulukko", (("Menot, €", "2024", "2025"), ("Hoito", "120", "130"))),
            [("120", "120 EUR", "Hoito", "2024"), ("130", "130 EUR", "Hoito", "2025")],
        ),
        # a label two columns wide below a group's own
        (
            table(
                "Menot, €",
                (("Ala", "Kohde", "2024"), ("Hoito", "Palkat", "120"), ("", "Vuokrat", "130"), ("", "Tilat", "140")),
            ),
            [
                ("120", "120 EUR", "Hoito, Palkat", "2024"),
                ("130", "130 EUR", "Hoito, Vuokrat", "2024"),
                ("140", "140 EUR", "Hoito, Tilat", "2024"),
            ],
        ),
        # a note across the table says unit and year of what follows
        (
            table("Menot", (("Kohde", "Summa"), ("Vuosi 2024 (1 000 €)", "^"), ("Hoito", "12"), ("Hallinto", "13"))),
            [("12", "12000 EUR", "Hoito", "2024"), ("13", "13000 EUR", "Hallinto", "2024")],
        ),
        # a long line across the table is text and says nothing of the unit
        (
            table(
                "Menot",
                (
                    ("Kohde", "Summa"),
                    ("Luvut on koottu kuntien lähettämistä ilmoituksista ja ne on esitetty tuhansina (1 000 €)", "^"),
                    ("Hoito", "12"),
                ),
            ),
            [],
        ),
        # new heads below numbers begin a new block
        (
            table(
                "Talous",
                (
                    ("Kohde", "Menot, €", "Osuus, %"),
                    ("Hoito", "120", "55"),
                    ("Kohde", "Osuus, %", "Menot, €"),
                    ("Tilat", "45", "130"),
                ),
            ),
            [
                ("120", "120 EUR", "Hoito", None),
                ("55", "55 %", "Hoito", None),
                ("45", "45 %", "Tilat", None),
                ("130", "130 EUR", "Tilat", None),
            ],
        ),
        # words below numbers that name no unit and leave cells empty are text, not heads
        (
            table(
                "Talous",
                (("Kohde", "Menot, €", "Tila"), ("Hoito", "120", "ok"), ("Tilat", "", "kesken"), ("Tuet", "130", "ok")),
            ),
            [("120", "120 EUR", "Hoito", None), ("130", "130 EUR", "Tuet", None)],
        ),
        (
            table(
                "Talous",
                (("Kohde", "Menot, €", "Tila"), ("Hoito", "120", "ok"), ("Tilat", "..", "ok"), ("Tuet", "130", "ok")),
            ),
            [("120", "120 EUR", "Hoito", None), ("130", "130 EUR", "Tuet", None)],
        ),
        # columns of one unit have names, which tell their numbers apart
        (
            table("Tulot", (("Kunta", "Verot, €", "Maksut, €"), ("Lahti", "120", "130"))),
            [("120", "120 EUR", "Lahti, Verot", None), ("130", "130 EUR", "Lahti, Maksut", None)],
        ),
        # no label: the column's name is what it is for
        (
            table("Tulot", (("Verot, €", "Maksut, €"), ("120", "130"), ("140", "150"))),
            [
                ("120", "120 EUR", "Verot", None),
                ("130", "130 EUR", "Maksut", None),
                ("140", "140 EUR", "Verot", None),
                ("150", "150 EUR", "Maksut", None),
            ],
        ),
        # a column without a head takes the unit that all others have
        (
            table("Taulukko", (("Kunta", "Verot, €", "Maksut, €", ""), ("Lahti", "120", "130", "140"))),
            [
                ("120", "120 EUR", "Lahti, Verot", None),
                ("130", "130 EUR", "Lahti, Maksut", None),
                ("140", "140 EUR", "Lahti", None),
            ],
        ),
        (
            table("Taulukko", (("Kunta", "Verot, €", "Osuus, %", ""), ("Lahti", "120", "13", "140"))),
            [("120", "120 EUR", "Lahti", None), ("13", "13 %", "Lahti", None)],
        ),
        # points, places and years have no unit
        (
            table("Tulot", (("Kunta", "Sijoitus", "Verot, €"), ("Lahti", "4", "120"))),
            [("120", "120 EUR", "Lahti", None)],
        ),
        # a year in the first column is no sum
        (
            table("Tulot, €", (("Vuosi", "Verot"), ("2023", "120"), ("2024", "130"))),
            [("120", "120 EUR", "Verot", "2023"), ("130", "130 EUR", "Verot", "2024")],
        ),
        # a row's label names the unit of its row
        (
            table("Tunnuslukuja", (("", "2024", "2025"), ("Tulot, milj. €", "12", "13"), ("Osuus, %", "40", "41"))),
            [
                ("12", "12000000 EUR", "Tulot, milj. €", "2024"),
                ("13", "13000000 EUR", "Tulot, milj. €", "2025"),
                ("40", "40 %", "Osuus, %", "2024"),
                ("41", "41 %", "Osuus, %", "2025"),
            ],
        ),
        # cells that name their unit themselves take purpose and year from the table
        (
            table("Menot", (("Kohde", "2024", "2025"), ("Hoito", "4,2 milj. €", "12 %"))),
            [("4,2 milj. €", "4200000 EUR", "Hoito", "2024"), ("12 %", "12 %", "Hoito", "2025")],
        ),
        (
            table("Menot", (("Menot yhteensä", "Huomio"), ("4,2 milj. €", "arvio"))),
            [("4,2 milj. €", "4200000 EUR", "Menot yhteensä", None)],
        ),
        # durations have no year
        (
            table("Kestot", (("Vaihe", "Kesto 2024, kk"), ("Suunnittelu", "4"))),
            [("4", "4 month", "Suunnittelu", None)],
        ),
        # one cell over two columns of one unit, and over two units
        (
            table("Menot", (("Kohde", "2024, €", "2025, €"), ("Hoito", "120", "^"))),
            [("120", "120 EUR", "Hoito", "2024")],
        ),
        (table("Menot", (("Kohde", "Summa, €", "Osuus, %"), ("Hoito", "120", "^"))), []),
        # the reader's word for a row of heads counts for more than its numbers
        (
            table("Menot, €", (("Kohde", "100", "200"), ("Hoito", "120", "130")), head=(0,)),
            [("120", "120 EUR", "Hoito", None), ("130", "130 EUR", "Hoito", None)],
        ),
        # minus signs belong to the number
        (table("Tulos, €", (("Kohde", "2024"), ("Lahti", "–120"))), [("–120", "-120 EUR", "Lahti", "2024")]),
    ],
)
def test_amounts_of_cells(document: Document, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    assert said(document) == expected


@pytest.mark.parametrize(
    ("document", "reasons"),
    [
        (table("Menot", (("Kohde", "Summa, €", "Osuus, %"), ("Hoito", "120"))), ["a row has fewer cells"]),
        (table("Menot", (("Kohde", "Summa, €", "Varat, €"), ("Hoito", "120", "5"), ("Tuet", "7"))), []),
        (table("Menot", (("Kohde", "2024, €"), ("Osuus menoista, %", "12"))), ["its column says EUR and its row %"]),
        (table("Menot", (("Kohde", "2024, €"), ("Korotus 5 %", "12"))), []),
        (table("Menot", (("Kohde", "2024, €"), ("Osuus, % menoista", "12"))), []),
        (table("Menot", (("Kohde", "2024, €"), ("Hoito, €", "12"))), []),
        (
            Document(id="a", text="Menot\n\nKohde\tSumma, €\tOsuus, %\nHoito\t120\t4\nTilat\t130\t5"),
            [],
        ),
    ],
)
def test_figures_that_are_left_out_are_told(document: Document, reasons: list[str]) -> None:
    found = [doubt.reason for doubt in amount_doubts(document)]
    assert len(found) == len(reasons)
    assert all(one.startswith(told) for one, told in zip(found, reasons, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one line with a tab is no table
        ("Menot, €\n\nKohde\tSumma\n\nHoito 120", []),
        (
            "Menot, €\n\nKohde\tSumma\nHoito\t120\n\nKohde\tTila\tHuomio\nA\tB\tC",
            [("120", "120 EUR", "Hoito", None)],
        ),
        # rows of plain lines below the line that names their unit: two of them at least
        (
            "Tulot (1 000 €)\nVerot 120\nMaksut 130\nTuet 140",
            [
                ("120", "120000 EUR", "Verot", None),
                ("130", "130000 EUR", "Maksut", None),
                ("140", "140000 EUR", "Tuet", None),
            ],
        ),
        ("Tulot (1 000 €)\nVerot 120\nMuuta ei ole.", []),
        # a line's label that says the unit alone names nothing
        (
            "Vuosi 2010 2011\nEuroa 431 508 512 640",
            [("431 508", "431508 EUR", None, None), ("512 640", "512640 EUR", None, None)],
        ),
        ("Euroa 431 508", [("431 508", "431508 EUR", None, None)]),
    ],
)
def test_tables_of_plain_text(text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    assert said(Document(id="a", text=text)) == expected


@pytest.mark.parametrize(
    ("words", "kind", "unit", "factor"),
    [
        ("Avustus (1 000 euroa)", "money", "EUR", 1000),
        ("Menot, milj. €", "money", "EUR", 10**6),
        ("Menot 1 000 000 €", "money", "EUR", 10**6),
        ("Velka, mrd. euroa", "money", "EUR", 10**9),
        ("Velka, miljardia euroa", "money", "EUR", 10**9),
        ("Menot, €", "money", "EUR", 1),
        ("Osuus, %", "percent", "%", 1),
        ("Väestö, 1 000 asukasta", "count", "asukas", 1000),
        ("Työlliset, 1 000 henkeä", "count", "henki", 1000),
        ("Virat, htv", "count", "henkilötyövuosi", 1),
        ("Pinta-ala, ha", "measure", "ha", 1),
        ("Kulutus (MWh)", "measure", "MWh", 1),
        ("Kesto, kk", "duration", "month", 1),
        ("Käsittelyaika (pv)", "duration", "day", 1),
    ],
)
def test_units_of_heads(words: str, kind: str, unit: str, factor: int) -> None:
    found = head_unit(words)
    assert found is not None
    assert (found.kind, found.unit, found.factor) == (kind, unit, Decimal(factor))


@pytest.mark.parametrize("words", ["Hakija", "Laskut joka kk maksetaan", "20 %-yksikköä"])
def test_heads_without_a_unit(words: str) -> None:
    assert head_unit(words) is None


@pytest.mark.parametrize(
    ("words", "year", "name"),
    [
        ("TA 2025", "2025", "TA"),
        ("Suunnitelma 2026–2028", "2026/2028", "Suunnitelma"),
        ("Suunnitelma 2028–2026", None, "Suunnitelma"),
        ("Suunnitelma 2026–2028, tarkistus 2025", None, "Suunnitelma , tarkistus"),
        ("Muutos 2023, 2024", None, "Muutos"),
        ("Menot, 1 000 €", None, "Menot"),
        ("2025", "2025", ""),
    ],
)
def test_years_and_names_of_heads(words: str, year: str | None, name: str) -> None:
    assert (year_of(words), name_of(words)) == (year, name)


@pytest.mark.parametrize(
    ("words", "captioned"),
    [
        ("Menot, milj. €", True),
        ("Taulukko 3. Kuntien menot ja tulot palveluittain vuosina 2020–2024, milj. €", True),
        ("Taulukko 3. Kuntien menot ja tulot (1 000 euroa) palveluittain vuosina 2020–2024", True),
        ("Taulukko 3. Kuntien menot ja tulot vuosina 2020–2024 euroa (tilinpäätökset)", True),
        ("Menot, 1 000 euroa, vuosittain", True),
        ("Lautakunta jakoi kaikkiaan 12 000 euroa yhdistyksille, jotka olivat hakeneet tukea.", False),
        ("Kuntien menot", False),
        ("Hakijoita oli paljon, ja rahaa jaettiin euroa säästämättä kaikille.\nMenot, €", True),
    ],
)
def test_captions_that_name_the_unit(words: str, captioned: bool) -> None:
    assert is_captioned(words) is captioned
