"""Charts in Word documents: their titles, and their values as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.readers.grid import Cell, Grid, flowing
from extractors.readers.office.package import xml_of
from extractors.readers.office.powerpoint.slide_graphics import MOST_POINTS, number_shown
from extractors.readers.office.powerpoint.slide_text import A, words_of

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def charts_of(paragraph: Any, part: Any) -> Iterator[tuple[list[str], Grid]]:
    """The words and the values of each chart that hangs on a w:p."""
    for reference in paragraph.iter(C + "chart"):
        related = part.related_parts.get(reference.get(R_ID, ""))
        if related is None:
            continue
        root = xml_of(related.blob)
        words = [text for p in root.iter(A + "p") if (text := " ".join(words_of(p).split()))]
        yield words, _grid(root)


def _grid(root: Any) -> Grid:
    """A row for each category, a column for each series."""
    series = [(_points(s.find(C + "tx")), _points(s.find(C + "val"))) for s in root.iter(C + "ser")]
    categories = next((found for s in root.iter(C + "ser") if (found := _points(s.find(C + "cat")))), {})
    rows = [[Cell(""), *(Cell(name.get(0, "")) for name, _ in series)]]
    places = sorted({at for _, values in series for at in values} | set(categories))[:MOST_POINTS]
    rows += [
        [Cell(categories.get(at, "")), *(Cell(_number(values.get(at, ""))) for _, values in series)] for at in places
    ]
    return flowing(rows)


def _points(element: Any) -> dict[int, str]:
    """The cached values of a series, by their number."""
    if element is None:
        return {}
    found = {}
    for point in element.iter(C + "pt"):
        value, at = point.find(C + "v"), point.get("idx", "0")
        if value is not None and at.isdecimal():
            found[int(at[:6])] = " ".join((value.text or "").split())
    direct = element.find(C + "v")
    return found or ({0: direct.text or ""} if direct is not None else {})


def _number(text: str) -> str:
    try:
        return number_shown(float(text)) if text else ""
    except ValueError:
        return text
