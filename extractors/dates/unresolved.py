"""What the words of a date say, before the document's own date fills in the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Edge = Literal["", "start", "end", "middle"]
Side = Literal["", "from", "until", "deadline"]

WINTER = 24
"""EDTF's code of the season that begins in one year and ends in the next."""

HALVES = ((1, 6), (7, 12))
"""The first and last month of each half of a year."""


@dataclass(frozen=True, slots=True)
class Point:
    """A time as said: what is None was not said.

    `year` may hold X ("199X"); `season` is an EDTF code (21-24); `time` is "14:26:00"; `weekday` counts
    from Monday (0); `shift` counts units from the document's date: ("year", 1) is next year.
    """

    year: str | None = None
    month: int | None = None
    season: int | None = None
    day: int | None = None
    time: str | None = None
    edge: Edge = ""
    about: bool = False
    weekday: int | None = None
    shift: tuple[str, int] | None = None

    @property
    def grain(self) -> str:
        """How fine it is: "day", "month", "season" or "year"."""
        if self.day is not None or self.weekday is not None:
            return "day"
        return "month" if self.month is not None else "season" if self.season is not None else "year"


def late_in(year: str | None) -> tuple[Point, Point]:
    """The second half of a year: "loppuvuodesta 2018", "late 2018" is no December."""
    first, last = HALVES[1]
    return Point(year, first), Point(year, last)


@dataclass(frozen=True, slots=True)
class Atom:
    """One expression of time in a flat text: a point, a span (`last`), or a list (`more`).

    `side` says that it opens or closes a span ("vuoden 2023 alusta"); `leans` that its case would, had it a partner
    ("vuodesta 2020 vuoteen 2023"), while alone it is a plain time.
    """

    start: int
    end: int
    rule: str
    first: Point
    last: Point | None = None
    more: tuple[Point, ...] = ()
    side: Side = ""
    leans: Side = ""

    def moved(self, start: int | None = None, end: int | None = None) -> Atom:
        """The same with other ends."""
        return replace(self, start=self.start if start is None else start, end=self.end if end is None else end)
