"""Bars over time: readable at 80 columns, plain where letters are few, nothing where there is nothing to draw."""

from io import StringIO

import pytest
from rich.console import Console

from index.outputs.tables.amounts_over_time import AmountPeriod, UnitOverTime
from search_cli.render.bars import AmountBars

YEARS = tuple(AmountPeriod(str(year), year - 2019, 200.0, 9_400_000.0 * (year - 2019)) for year in range(2020, 2027))
MONEY = UnitOverTime("money", "EUR", YEARS, 3)
SHARE = UnitOverTime("percent", "%", (AmountPeriod("2026", 1, 12.0, 12.0),), 0)
NONE = AmountPeriod("", 0, None, None)


def drawn(units: list[UnitOverTime], width: int = 80) -> list[str]:
    console = Console(width=width, file=StringIO())
    console.print(AmountBars(units), crop=False)
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [30, 60, 80, 200])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    lines = drawn([MONEY], width)
    assert max(map(len, lines)) <= max(width, len(lines[0]))
    bars = [line for line in lines if line.startswith("20")]
    lengths = [line.count("█") + line.count("#") for line in bars]
    assert lengths == sorted(lengths)
    assert lengths[0] >= 1
    assert len(bars) == len(YEARS)


def test_each_unit_has_its_bars_and_what_is_alone_is_named() -> None:
    lines = drawn([MONEY, SHARE])
    assert lines[:3] == ["Amounts (32) by when their documents were published", "", "money EUR"]
    assert lines[9].endswith(" 7  200 – 65 800 000")
    assert lines[10:] == ["3 in documents without a day", "", "Once or never with a day: percent %"]
    assert "percent %" in drawn([SHARE])


def test_a_long_gap_is_drawn_as_one() -> None:
    gap = tuple(NONE._replace(period=str(year)) for year in range(2021, 2031))
    some = (YEARS[0], *gap, YEARS[-1]._replace(period="2031"))
    assert [line[:4] for line in drawn([UnitOverTime("money", "EUR", some, 0)])[3:]] == [
        "2020",
        "2021",
        "2022",
        "2023",
        "…",
        "2031",
    ]


def test_nothing_is_drawn_of_nothing() -> None:
    assert drawn([]) == ["Amounts: none."]
