"""OpenDocument's words and styles: text with its spaces and breaks, sizes and boldness through parent styles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from extractors.text.cleaning import AS_WORDS

URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TEXT, TABLE, DRAW, STYLE, PRESENTATION = (
    URN % n for n in ("office", "text", "table", "drawing", "style", "presentation")
)
FO, SVG = URN % "xsl-fo-compatible", URN % "svg-compatible"
UNITS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
FILLED_IN = {TEXT + n for n in ("date", "time", "page-number", "page-count", "file-name", "modification-date")}
APART = {TEXT + n for n in ("note", "bookmark-ref", "tracked-changes")} | {
    OFFICE + "annotation",
    DRAW + "frame",
    DRAW + "text-box",
}
MOST_SPACES = 50

DEEPEST_STYLE = 12
"""Styles that lie under one another at most: a circle of them has no end."""


def points(length: str | None) -> float:
    """A length like "2.5cm" in points, 0 where it is none.

    >>> points("1in"), points(None)
    (72.0, 0.0)
    """
    match = re.fullmatch(r"(-?[\d.]+)\s*([a-z]+)", length or "")
    try:
        return float(match[1]) * UNITS.get(match[2], 0.0) if match else 0.0
    except ValueError:
        return 0.0


def words_of(paragraph: Any) -> str:
    """The text of a text:p or text:h; fields that fill themselves in, notes and comments are left out."""
    parts: list[str] = []

    def walk(element: Any) -> None:
        parts.append(element.text or "")
        for child in element:
            tag = child.tag
            if tag == TEXT + "s":
                count = child.get(TEXT + "c", "1")
                parts.append(" " * min(int(count) if count.isdigit() else 1, MOST_SPACES))
            elif tag == TEXT + "tab":
                parts.append("\t")
            elif tag == TEXT + "line-break":
                parts.append("\n")
            elif tag in FILLED_IN and child.get(TEXT + "fixed") != "true":
                pass
            elif isinstance(tag, str) and tag not in APART:
                walk(child)
            parts.append(child.tail or "")

    walk(paragraph)
    return "".join(parts).translate(AS_WORDS)


class OdfStyles:
    """The styles of a document: those of its content over those of its masters."""

    def __init__(self, content: Any, master: Any) -> None:
        self._roots = [r for r in (content, master) if r is not None]
        self._styles: dict[tuple[str, str], Any] = {}
        for root in reversed(self._roots):
            for style in root.iter(STYLE + "style"):
                self._styles[style.get(STYLE + "family", ""), style.get(STYLE + "name", "")] = style

    def _chain(self, family: str, name: str | None) -> list[Any]:
        chain: list[Any] = []
        while name and (family, name) in self._styles and len(chain) < DEEPEST_STYLE:
            chain.append(self._styles[family, name])
            name = chain[-1].get(STYLE + "parent-style-name")
        return chain

    def family(self, shape: Any) -> list[Any]:
        """The styles of a shape, nearest first."""
        return self._chain("presentation", shape.get(PRESENTATION + "style-name")) + self._chain(
            "graphic", shape.get(DRAW + "style-name")
        )

    def size_and_bold(self, paragraph: Any, family: list[Any] | None = None) -> tuple[float, bool]:
        """The points most of a paragraph has, and whether all of it is bold."""
        chain = self._chain("paragraph", paragraph.get(TEXT + "style-name")) + (family or [])
        usual = next((s for c in chain if (s := _size(c))), 12.0 if not family else 18.0)
        heavy = next((b for c in chain if (b := _bold(c)) is not None), False)
        counts: dict[float, int] = {usual: len((paragraph.text or "").strip())}
        bold = heavy or not counts[usual]
        for span in paragraph.iter(TEXT + "span"):
            length = len("".join(span.itertext()).strip())
            if not length:
                continue
            own = self._chain("text", span.get(TEXT + "style-name"))
            size = next((s for c in own if (s := _size(c))), usual)
            counts[size] = counts.get(size, 0) + length
            bold = bold and next((b for c in own if (b := _bold(c)) is not None), heavy)
        return max(counts, key=lambda s: counts[s]), bool(bold) and sum(counts.values()) > 0

    def text_property(self, family: str, name: str, what: str) -> str | None:
        """What a style or those under it say of a property of their text, None where they say nothing."""
        for style in self._chain(family, name):
            properties = style.find(STYLE + "text-properties")
            if properties is not None and properties.get(what) is not None:
                return str(properties.get(what))
        return None

    def names_with(self, properties: Collection[str]) -> list[str]:
        """The names of the styles whose text has one of some properties."""
        found = ((name, style.find(STYLE + "text-properties")) for (_, name), style in self._styles.items())
        return [name for name, text in found if text is not None and any(text.get(what) for what in properties)]

    def roots(self) -> list[Any]:
        """The XML that holds the styles: the content's, then the masters'."""
        return list(self._roots)

    def is_title(self, paragraph: Any) -> bool:
        """Whether a paragraph's style is the one for a document's title."""
        names = {s.get(STYLE + "name", "") for s in self._chain("paragraph", paragraph.get(TEXT + "style-name"))}
        return "Title" in names

    def is_hidden(self, page: Any) -> bool:
        """Whether a slide is left out of the show."""
        for style in self._chain("drawing-page", page.get(DRAW + "style-name")):
            properties = style.find(STYLE + "drawing-page-properties")
            if properties is not None and properties.get(PRESENTATION + "visibility"):
                return str(properties.get(PRESENTATION + "visibility")) == "hidden"
        return False

    def is_hidden_table(self, table: Any) -> bool:
        """Whether a sheet is not shown."""
        for style in self._chain("table", table.get(TABLE + "style-name")):
            properties = style.find(STYLE + "table-properties")
            if properties is not None and properties.get(TABLE + "display"):
                return str(properties.get(TABLE + "display")) == "false"
        return False

    def running(self) -> Iterator[Any]:
        """The paragraphs of headers and footers."""
        for root in self._roots[1:]:
            for tag in ("header", "footer"):
                for element in root.iter(STYLE + tag):
                    yield from element.iter(TEXT + "p")


def _size(style: Any) -> float | None:
    properties = style.find(STYLE + "text-properties")
    size = properties.get(FO + "font-size") if properties is not None else None
    return points(size) or None


def _bold(style: Any) -> bool | None:
    properties = style.find(STYLE + "text-properties")
    weight = properties.get(FO + "font-weight") if properties is not None else None
    return None if weight is None else weight in ("bold", "600", "700", "800", "900")
