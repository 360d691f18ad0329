"""Charts as plain SVG: a few shapes with links, drawn on the server, readable without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

WIDTH = 1000
"""Units of a chart's width; it is shown as wide as there is room."""
ROW = 26
"""Units of a row: 24 pixels to press and a little between."""
LABELS = 340
"""Units at the left for what a row is called."""


class ChartSpan(NamedTuple):
    """A bar of a time chart: from `first` to `last` (ISO days; None where that end is open), and where it leads."""

    label: str
    first: str | None
    last: str | None
    style: str = ""
    link: str = ""
    tip: str = ""


class Bar(NamedTuple):
    """A bar as it is drawn: its place in units, and whether its ends are open."""

    span: ChartSpan
    x: float
    y: float
    width: float
    opens: bool
    ends: bool


class Tick(NamedTuple):
    """A year on the axis."""

    year: int
    x: float


class TimeChart(NamedTuple):
    """Spans in rows over an axis of years."""

    bars: list[Bar]
    ticks: list[Tick]
    width: int
    height: int
    labels: int


def time_chart(spans: Sequence[ChartSpan], today: date) -> TimeChart:
    """The spans as a chart; an open end reaches to the edge, a single day is a narrow bar.

    >>> spans = [ChartSpan("johtaja", "2021-01-01", "2022-12-31"), ChartSpan("jäsen", "2022-06-01", None)]
    >>> chart = time_chart(spans, date(2023, 1, 1))
    >>> [(round(bar.x), round(bar.width), bar.ends) for bar in chart.bars], [t.year for t in chart.ticks]
    ([(340, 659, False), (807, 193, True)], [2021, 2022, 2023])
    """
    days = [day for span in spans for day in (span.first, span.last) if day]
    low = date.fromisoformat(min(days)) if days else today
    high = max(date.fromisoformat(max(days)) if days else today, today)
    whole = max((high - low).days, 1)

    def at(day: str | None, otherwise: date) -> float:
        when = date.fromisoformat(day) if day else otherwise
        return LABELS + (WIDTH - LABELS) * (when - low).days / whole

    bars = []
    for row, span in enumerate(spans):
        x, end = at(span.first, low), at(span.last, high)
        width = max(end - x, 4.0)
        bars.append(Bar(span, min(x, WIDTH - width), row * ROW + 24, width, span.first is None, span.last is None))
    years = range(low.year, high.year + 1)
    step = max(1, -(-len(years) // 10))
    ticks = [Tick(y, max(LABELS, at(date(y, 1, 1).isoformat(), low))) for y in years if (y - low.year) % step == 0]
    return TimeChart(bars, ticks, WIDTH, len(spans) * ROW + 30, LABELS)


class CountColumn(NamedTuple):
    """A column of a bar chart."""

    label: str
    value: int
    link: str
    x: float
    height: float


class ColumnChart(NamedTuple):
    """Counts side by side."""

    columns: list[CountColumn]
    step: float
    width: int
    height: int
    every: int


TALL = 120
"""Units of the tallest column."""
NAMED = 13
"""Columns whose names stand beside each other; of more each second, third ... is named."""


def column_chart(counts: Iterable[tuple[str, int, str]]) -> ColumnChart:
    """(label, count, link) as columns, the greatest the tallest.

    >>> [round(c.height) for c in column_chart([("2021", 1, ""), ("2022", 3, "")]).columns]
    [40, 120]
    """
    some = list(counts)
    most = max((count for _, count, _ in some), default=1) or 1
    step = WIDTH / max(len(some), 1)
    columns = [CountColumn(label, n, link, i * step, TALL * n / most) for i, (label, n, link) in enumerate(some)]
    return ColumnChart(columns, step, WIDTH, TALL, max(1, -(-len(some) // NAMED)))
