"""What stands on one page of a PDF, before anyone has read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extractors.readers.layout.geometry import Piece


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
    sideways: int = 0
    """Glyphs left out because they do not stand upright."""
    unreadable: int = 0
    """Glyphs whose font does not say which character they are."""
    glyphs: int = 0


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
