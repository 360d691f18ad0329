"""Tables on PDF pages: over two pages, between drawn rules, and figures side by side that are no table."""

from __future__ import annotations

import io
from typing import Any

import pytest

from extractors import read
from extractors.amounts import find_amounts
from extractors.model.document import Document
from extractors.readers.pdf.glyph_runs import pieces_of
from extractors.readers.pdf.sheet import Glyph
from tests.extractors.readers.making import pdf_of

ROWS = [["Kohde", "Hinta, euroa", "Määrä, kpl"], *([f"Silta {n}", f"{n} 500", f"{n},5"] for n in range(1, 61))]


def long_table(repeated: int) -> Document:
    """Sixty rows over two pages, with the row of heads repeated or not."""
    from reportlab.platypus import SimpleDocTemplate, Table

    style: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    out = io.BytesIO()
    SimpleDocTemplate(out).build([Table(ROWS, style=style, repeatRows=repeated)])
    return read(out.getvalue())


@pytest.mark.parametrize("repeated", [0, 1])
def test_a_table_goes_on_over_the_page(repeated: int) -> None:
    document = long_table(repeated)
    rows = [p for p in document.passages if p.kind == "table row"]
    assert {p.page for p in rows} == {1, 2}
    found = {e.quote: (a.unit, str(a.low)) for a in find_amounts(document) for e in a.evidence}
    assert {found[f"{n} 500"] for n in (1, 60)} == {("EUR", "1500"), ("EUR", "60500")}
    assert found["60,5"] == ("kpl", "60.5")
    assert len({p.table for p in rows}) == 1 + repeated


def test_figures_side_by_side_are_not_one() -> None:
    puts = [
        (72, 100, 11, "Vuokran ja lainan loppuosat 4 817"),
        (280, 100, 11, "419,8 euroa maksettiin heti keväällä."),
        (72, 114, 11, "Loput siirtyivät seuraavalle vuodelle, jolloin niistä päätetään talousarvion yhteydessä."),
    ]
    document = read(pdf_of(puts))
    assert "4 817" in document.text and "419,8" in document.text
    assert "4 817 419,8" not in document.text
    assert {str(a.low) for a in find_amounts(document)} == {"419.8"}


def test_a_glyph_that_stands_nowhere_is_passed_over() -> None:
    nowhere = float("nan")
    glyphs = [
        Glyph("a", 10.0, 100.0, 15.0, 112.0, 110.0, 10.0, "F1"),
        Glyph("b", nowhere, 100.0, nowhere, 112.0, nowhere, 10.0, "F1"),
    ]
    assert [piece.text for piece in pieces_of(glyphs)] == ["a"]
