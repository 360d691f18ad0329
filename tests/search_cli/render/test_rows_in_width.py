"""Tables made for narrow terminals: nothing wider than the terminal, whole words, no empty columns."""

from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from search_cli.render.rows_in_width import RowsInWidth

ROWS = [
    {
        "person": "Aino Kivilahti",
        "role": "väliaikaisen valmistelutoimielimen puheenjohtaja",
        "body": None,
        "documents": 12,
        "sentence": "Puheenjohtajaksi valittiin Aino Kivilahti. " * 9,
        "quote": "Aino Kivilahti",
    },
    {"person": "Eero Salmi", "role": "jäsen", "body": "", "documents": 3, "sentence": "Jäsen on Eero Salmi."},
]
COLUMNS = ["person", "role", "body", "documents", "sentence"]


def drawn(rows: list[dict[str, Any]], width: int, total: int | None = None) -> list[str]:
    console = Console(width=width, file=StringIO())
    console.print(RowsInWidth("Roles", COLUMNS, rows, total), crop=False)
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [34, 40, 60, 80, 200])
def test_no_line_is_wider_and_no_word_is_broken(width: int) -> None:
    lines = drawn(ROWS, width)
    assert max(map(len, lines)) <= width
    words = " ".join(lines).split()
    assert {"valmistelutoimielimen", "puheenjohtaja", "Kivilahti"} <= {*words}
    assert "body" not in words


def test_a_sentence_stands_under_its_row_and_numbers_to_the_right() -> None:
    lines = drawn(ROWS, 80, total=7)
    assert lines[0] == "Roles (2 of 7)"
    assert lines[1].split() == ["person", "role", "documents"]
    assert lines[2].endswith(f"{12:>9}") and lines[2].startswith("Aino Kivilahti  väli")
    assert lines[-1] == "    Jäsen on Eero Salmi."


def test_where_nothing_fits_each_row_is_a_card() -> None:
    assert drawn(ROWS[1:], 20)[2:5] == ["person     Eero", "           Salmi", "role       jäsen"]


def test_no_rows() -> None:
    assert drawn([], 80) == ["Roles: none."]
