"""OpenDocument's automatic numbers: "112 §", "1.1", "a)" are nowhere in a paragraph's text and stand before it.

A list names its style, and what lies in it takes the outer list's; its items count on where it says so.  Headings are
numbered by the outline.  Counting and the forms of numbers are Word's.
"""

from __future__ import annotations

from typing import Any

from extractors.readers.office.opendocument.odf_styles import STYLE, TEXT
from extractors.readers.office.word.docx_numbering import DEEPEST, Counting, Level

KINDS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
FIRST = (TEXT + "p", TEXT + "h")


class OdfNumbering:
    """The numbers of the paragraphs of a text, by their elements."""

    def __init__(self, roots: list[Any], body: Any) -> None:
        self._styles = {
            style.get(STYLE + "name", ""): _levels(style) for root in roots for style in root.iter(TEXT + "list-style")
        }
        outline = next((style for root in roots for style in root.iter(TEXT + "outline-style")), None)
        self._outline = Counting(_levels(outline) if outline is not None else {})
        self._named: dict[str, Counting] = {}
        """The lists so far, by their own names."""
        self._last: dict[str, Counting] = {}
        """... and the last one of each style."""
        self._labels: dict[Any, str] = {}  # by element: lxml gives one element the same object while it is held
        if any(self._styles.values()) or self._outline.levels:
            self._into(body, None, -1)

    def label(self, paragraph: Any) -> str:
        """The number that stands before a text:p or text:h, "" where none does."""
        return self._labels.get(paragraph, "")

    def _into(self, parent: Any, counting: Counting | None, depth: int) -> None:
        for child in parent:
            if child.tag == TEXT + "list":
                self._into(child, counting if depth >= 0 else self._counting(child), depth + 1)
            elif child.tag == TEXT + "list-item" and counting is not None:
                self._number(child, counting, min(depth, DEEPEST))
                self._into(child, counting, depth)
            elif child.tag == TEXT + "h" and depth < 0:
                self._number_heading(child)
            elif isinstance(child.tag, str) and child.tag != TEXT + "tracked-changes" and len(child):
                inner = depth if child.tag == TEXT + "list-header" else -1
                self._into(child, counting if inner >= 0 else None, inner)

    def _counting(self, outer: Any) -> Counting:
        """What counts a list that lies in no other: one that it goes on with, or its own."""
        style, named = outer.get(TEXT + "style-name", ""), outer.get(XML_ID) or outer.get(TEXT + "id")
        on = self._named.get(outer.get(TEXT + "continue-list", ""))
        if on is None and outer.get(TEXT + "continue-numbering") == "true":
            on = self._last.get(style)
        counting = on or Counting(self._styles.get(style, {}))
        self._last[style] = counting
        if named:
            self._named[named] = counting
        return counting

    def _number(self, item: Any, counting: Counting, depth: int) -> None:
        """Number the first paragraph of an item; one that only holds a list has no number of its own."""
        first = next((child for child in item if isinstance(child.tag, str)), None)
        if first is None or first.tag not in FIRST or depth not in counting.levels:
            return
        start = item.get(TEXT + "start-value", "")
        if start.isdecimal():
            counting.at[depth] = int(start[:6]) - 1
        if label := counting.next(depth):
            self._labels[first] = label

    def _number_heading(self, heading: Any) -> None:
        level = heading.get(TEXT + "outline-level", "1")
        depth = int(level[:2]) - 1 if level.isdecimal() else 0
        if heading.get(TEXT + "is-list-header") != "true" and depth in self._outline.levels:
            start = heading.get(TEXT + "start-value", "")
            if start.isdecimal():
                self._outline.at[depth] = int(start[:6]) - 1
            if label := self._outline.next(depth):
                self._labels[heading] = label


def _levels(style: Any) -> dict[int, Level]:
    """The levels of a list style that count; those with a bullet or a picture do not."""
    numbered = (TEXT + "list-level-style-number", TEXT + "outline-level-style")
    levels = {}
    for element in style:
        deep = element.get(TEXT + "level", "")
        if element.tag in numbered and deep.isdecimal() and 0 < int(deep) <= DEEPEST:
            levels[int(deep) - 1] = _level(element, int(deep) - 1)
    return levels


def _level(element: Any, depth: int) -> Level:
    kind, start = KINDS.get(element.get(STYLE + "num-format", ""), "none"), element.get(TEXT + "start-value", "1")
    shown = element.get(TEXT + "display-levels", "1")
    above = min(int(shown[:2]) if shown.isdecimal() else 1, depth + 1)
    places = ".".join(f"%{n}" for n in range(depth + 2 - above, depth + 2)) if kind != "none" else ""
    text = f"{element.get(STYLE + 'num-prefix', '')}{places}{element.get(STYLE + 'num-suffix', '')}"
    return Level(kind, text if places else "", int(start[:6]) if start.isdecimal() else 1)
