"""Text within its margin: no line wider than the terminal, none that begins left of its margin, no trailing spaces."""

from io import StringIO

import pytest
from rich.console import Console
from rich.text import Text

from search_cli.render.indented import Indented
from search_cli.render.terminal import table

SAID = "Väliaikaishallinnon menot ovat enintään 780 000 euroa vuonna 2026 ja yli miljoona euroa vuonna 2027."


def drawn(thing: object, width: int) -> list[str]:
    console = Console(width=width, file=StringIO())
    console.print(thing, crop=False)
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_what_is_folded_stays_within_its_margin(width: int) -> None:
    lines = drawn(Indented(Text(SAID), "   ", "     "), width)
    assert " ".join(line.strip() for line in lines) == SAID
    assert all(len(line) <= width and line == line.rstrip() for line in lines)
    assert lines[0][:4] == "   V"
    assert all(line.startswith("     ") for line in lines[1:])


def test_a_table_breaks_no_word_and_has_no_empty_column() -> None:
    row = {"person": "Meri Halonkoski", "role": "viestintäsuunnittelija", "status": "held", "body": None}
    wide = {**row, "as written": "viestintäsuunnittelija Meri Halonkoski", "mentions": 1}
    text = "\n".join(drawn(table("Roles", ["person", "role", "body", "status", "as written", "mentions"], [wide]), 80))
    assert text.count("viestintäsuunnittelija") == 2
    assert "body" not in text
    assert max(map(len, text.splitlines())) <= 80
