"""Bars of plain letters: amounts by month or year, one block a unit, in whatever width the terminal has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from index.outputs.tables.amounts_over_time import AmountPeriod, UnitOverTime

LONGEST = 40
"""Letters of the longest bar: longer ones tell no more."""
SHORTEST = 8
"""Letters below which a bar tells nothing: the least and the most are left out then."""
FEW = 4
"""Periods without any amount that stand one by one; more of them are a gap, drawn as "…"."""
BLOCK, PLAIN = "█", "#"
GAP = "  "


class AmountBars:
    """A title, then for each unit a line a period: the period, its bar, how many, and from how much to how much.

    A unit of one amount is nothing to draw, unless it is all there is: such ones are named at the end.
    """

    def __init__(self, units: Sequence[UnitOverTime]) -> None:
        self._total = sum(_drawn(unit) + unit.undated for unit in units)
        self._units = [unit for unit in units if _drawn(unit) > 1] or list(units)
        self._others = [_called(unit) for unit in units if unit not in self._units]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self._total:
            yield Text("Amounts: none.")
            return
        yield Text(f"Amounts ({self._total}) by when their documents were published", style="bold")
        for unit in self._units:
            yield Text(f"\n{_called(unit)}", style="bold")
            yield from bar_lines(unit.periods, options.max_width, PLAIN if options.ascii_only else BLOCK)
            if unit.undated:
                yield Text(f"{unit.undated} in documents without a day", style="dim")
        if self._others:
            yield Text(f"\nOnce or never with a day: {', '.join(self._others)}", style="dim")


def _drawn(unit: UnitOverTime) -> int:
    return sum(period.amounts for period in unit.periods)


def _called(unit: UnitOverTime) -> str:
    return " ".join(part for part in (unit.kind, unit.unit) if part)


def bar_lines(periods: Sequence[AmountPeriod], width: int, block: str) -> Iterator[Text]:
    """The lines of one unit.

    >>> from index.outputs.tables.amounts_over_time import AmountPeriod
    >>> some = AmountPeriod("2025", 1, 200.0, 200.0), AmountPeriod("2026", 4, 1.5, 2e6)
    >>> for line in bar_lines(some, 80, "#"):
    ...     print(line.plain)
    2025  ##########                                1  200
    2026  ########################################  4  1.5 – 2 000 000
    """
    if not periods:
        return
    most = max(period.amounts for period in periods)
    counts = [str(period.amounts) for period in periods]
    spans = [spanned(period.low, period.high) for period in periods]
    left = len(periods[0].period) + 2 * len(GAP) + max(map(len, counts))
    room = min(LONGEST, width - left - len(GAP) - max(map(len, spans)))
    if room < SHORTEST:
        spans, room = [""] * len(spans), max(1, min(LONGEST, width - left))
    empty = 0
    for period, count, span in zip(periods, counts, spans, strict=True):
        empty = 0 if period.amounts else empty + 1
        if empty > FEW:
            continue
        bar = block * (max(1, room * period.amounts // most) if period.amounts else 0)
        line = GAP.join((period.period, f"{bar:<{room}}", f"{count:>{max(map(len, counts))}}", span))
        yield Text("…" if empty == FEW else line.rstrip())


def spanned(low: float | None, high: float | None) -> str:
    """From how much to how much, as a person writes numbers.

    >>> spanned(1500.0, 9.4e6), spanned(2.5, 2.5), spanned(None, None)
    ('1 500 – 9 400 000', '2.5', '')
    """
    told = [f"{Decimal(repr(one)).normalize():,f}".replace(",", " ") for one in (low, high) if one is not None]
    return " – ".join(dict.fromkeys(told))
