"""Tables that plain text writes with tabs, bars or gaps: (text, [(caption, rows)]); which rows are read as lines."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.amounts import find_amounts
from extractors.amounts.tables.table_counts import count_of
from extractors.amounts.tables.table_units import tabbed_tables
from extractors.model.document import Document, Passage
from extractors.model.records import plain_number

Tables = list[tuple[str, list[list[str]]]]

TABBED: list[tuple[str, Tables]] = [
    ("Menot, €\nKohde\t2024\nHoito\t12\n", [("Menot, €", [["Kohde", "2024"], ["Hoito", "12"]])]),
    ("Menot\n\nKohde | 2024\n--- | ---\nHoito | 12\n", [("Menot", [["Kohde ", " 2024"], ["Hoito ", " 12"]])]),
    ("Kohde  2023  2024\nHoito  11  12\n", [("", [["Kohde", "2023", "2024"], ["Hoito", "11", "12"]])]),
    # an empty cell, where every line has as many tabs; tabs that align, where they have not
    ("Hoito\t\t12\nTilat\t5\t13\n", [("", [["Hoito", "", "12"], ["Tilat", "5", "13"]])]),
    ("Hoito\t\t12\nTilat\t13\n", [("", [["Hoito", "12"], ["Tilat", "13"]])]),
    # of several widths, with an empty cell: each run by itself, the line before it as its caption
    (
        "Menot\nHoito\t\t12\nTilat\t5\t13\nTuet\t7\nPalkat\t8\n",
        [("Menot", [["Hoito", "", "12"], ["Tilat", "5", "13"]]), ("Tilat\t5\t13", [["Tuet", "7"], ["Palkat", "8"]])],
    ),
    # a line alone is one with several numbers after its label
    ("Hoito\t12\n", []),
    ("Hoito\t12\t13\n", [("", [["Hoito", "12", "13"]])]),
    ("Hoito\t12\nTilat\t5\t13\n", [("Hoito\t12", [["Tilat", "5", "13"]])]),
    # another sign opens another table
    (
        "Menot\nHoito\t12\nTilat\t5\nTulot | 1\nVerot | 2\n",
        [("Menot", [["Hoito", "12"], ["Tilat", "5"]]), ("Tilat\t5", [["Tulot ", " 1"], ["Verot ", " 2"]])],
    ),
    ("Menot\nHoito 12\nTilat 5\n", []),
]


@pytest.mark.parametrize(("text", "tables"), TABBED, ids=[text for text, _ in TABBED])
def test_tables_written_in_plain_text(text: str, tables: Tables) -> None:
    found = tabbed_tables(Document(id="a", text=text))
    assert [(said, [[text[a:b] for a, b in row.cells] for row in rows]) for said, rows in found] == tables


LINES = "Tulot (1 000 €)\nVerot 120\nMaksut 130"


@pytest.mark.parametrize(
    ("kind", "table", "amounts"),
    [("paragraph", None, ["120000", "130000"]), ("table row", None, []), ("table row", 0, [])],
)
def test_rows_without_a_sound_grid_are_not_read_as_lines(kind: str, table: int | None, amounts: list[str]) -> None:
    at, passages = 0, []
    for line in LINES.split("\n"):
        passages.append(Passage.model_validate({"kind": kind, "start": at, "end": at + len(line), "table": table}))
        at += len(line) + 1
    document = Document(id="a", text=LINES, passages=tuple(passages))
    assert [plain_number(a.low) for a in find_amounts(document)] == amounts


@pytest.mark.parametrize(
    ("value", "label", "heads", "language", "unit"),
    [
        ("212", "Salo", ("Hakemuksia",), "fi", "hakemus"),
        ("212", "Salo", ("Vuosi", "Hakemuksia"), "fi", "hakemus"),
        ("212", "Fartyg", (), "sv", "fartyg"),
        ("14", "Kuntayhtymät", (), "fi", "kuntayhtymä"),
        ("14", "Helsingin kaupunki", (), "fi", None),
        ("2.5", "Salo", ("Hakemuksia",), "fi", None),
    ],
)
def test_what_a_whole_number_of_a_table_counts(
    value: str, label: str, heads: tuple[str, ...], language: str, unit: str | None
) -> None:
    found = count_of(Decimal(value), label, heads, "", language)
    assert (found.unit if found else None) == unit


def test_a_paragraph_is_read_in_its_own_language() -> None:
    said = {
        "fi": "Avustus on viisi miljoonaa euroa.",
        "sv": "Bidraget är tre miljoner euro.",
        "en": "It is two million euros.",
    }
    at, passages = 0, []
    for language, words in said.items():
        end = at + len(words)
        passages.append(Passage(kind="paragraph", start=at, end=end, language=language))
        at = end + 1
    document = Document(id="a", text="\n".join(said.values()), language="fi", passages=tuple(passages))
    assert [plain_number(a.low) for a in find_amounts(document)] == ["5000000", "3000000", "2000000"]
