"""What stands on one page of a PDF, before anyone has read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extractors.model.document import Box
from extractors.readers.layout.geometry import Piece

UPWARDS, OVER, DOWNWARDS = 90, 180, 270
"""How text runs that does not run from left to right: degrees by which its page is turned clockwise to be read."""

RUNNING = -1
"""The number of all marked content that the file calls a running header, footer or page number."""


@dataclass(slots=True)
class Shape:
    """A drawn rectangle or line; `thin` in one direction it is a rule."""

    x0: float
    top: float
    x1: float
    bottom: float
    outlined: bool = True
    """Whether its edges are drawn; else it is only a patch of colour."""


@dataclass(slots=True)
class Sheet:
    """What stands on one page."""

    number: int
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Shape] = field(default_factory=list)
    tables: list[Any] = field(default_factory=list)
    aside: list[Any] = field(default_factory=list)
    """The lines that do not stand as the page does; see sideways.py."""
    unreadable: int = 0
    """Glyphs whose font does not say which character they are."""
    glyphs: int = 0
    marked: dict[int, str] = field(default_factory=dict)
    """The words of marked contents that the structure tree calls headings, by their number."""
    tags: list[Any] = field(default_factory=list)
    """What the structure tree says of the page, where it is sound: its pieces have the number (from 1) of theirs."""
    waits: bool = False
    """Whether its words are still to be read from its picture."""
    turned: int | None = 0
    """By how many degrees it was written turned (its text runs upwards: 90); None where that is not known."""
    shown: tuple[float, float, float, float] | None = None
    """The part of the page as it lies in the file that is shown, where that is not all of it."""

    def share(self, box: tuple[float, float, float, float]) -> Box | None:
        """A box on the sheet as shares of the picture of its page; None where it is not known where it stands there.

        >>> Sheet(1, 600, 800).share((150, 200, 300, 400))
        (0.25, 0.25, 0.5, 0.5)
        >>> Sheet(1, 800, 600, turned=90).share((200, 150, 400, 300))  # the page itself is 600 wide and 800 high
        (0.25, 0.5, 0.5, 0.75)
        """
        if self.turned is None:
            return None
        x0, top, x1, bottom = box
        width, height = self.width, self.height
        if self.turned == UPWARDS:
            x0, top, x1, bottom, width, height = top, width - x1, bottom, width - x0, height, width
        elif self.turned == DOWNWARDS:
            x0, top, x1, bottom, width, height = height - bottom, x0, height - top, x1, height, width
        elif self.turned == OVER:
            x0, top, x1, bottom = width - x1, height - bottom, width - x0, height - top
        left, upper, right, lower = self.shown or (0.0, 0.0, width, height)
        wide, high = max(right - left, 1.0), max(lower - upper, 1.0)
        shares = ((x0 - left) / wide, (top - upper) / high, (x1 - left) / wide, (bottom - upper) / high)
        return tuple(round(min(max(s, 0.0), 1.0), 4) for s in shares)  # type: ignore[return-value]


@dataclass(slots=True)
class Glyph:
    """One character (or ligature) where it stands."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    font: str
    mark: int | None = None
    """The number of the marked content it stands in."""
