"""Word's automatic numbers: "112 §", "1.1", "a)" are nowhere in a paragraph's text and stand before it on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from extractors.readers.office.word.docx_styles import DocxStyles
from extractors.readers.office.word.docx_text import W, is_on

DEEPEST = 9  # the levels a list has in Word
PLACE = re.compile(r"%([1-9])")
ROMAN = {
    1000: "m",
    900: "cm",
    500: "d",
    400: "cd",
    100: "c",
    90: "xc",
    50: "l",
    40: "xl",
    10: "x",
    9: "ix",
    5: "v",
    4: "iv",
    1: "i",
}
HIGHEST = 3_999  # the last number that Roman figures reach


@dataclass
class Level:
    """How one level of a list is numbered."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1
    plain: bool = False
    """Whether the numbers of the levels above are shown as 1, 2, 3 here."""


@dataclass
class Counting:
    """The numbers a list has come to, by level; paragraphs of one list share it wherever they stand."""

    levels: dict[int, Level]
    at: dict[int, int] = field(default_factory=dict)

    def next(self, level: int) -> str:
        """The label of the next paragraph on a level."""
        for deeper in [n for n in self.at if n > level]:
            del self.at[deeper]
        for above in range(level):
            self.at.setdefault(above, self.levels.get(above, Level()).start)
        here = self.levels.get(level, Level())
        self.at[level] = self.at[level] + 1 if level in self.at else here.start
        if here.kind in ("bullet", "none") and not PLACE.search(here.text):
            return "" if here.kind == "bullet" else here.text.strip()
        return PLACE.sub(lambda m: self._shown(int(m[1]) - 1, here), here.text).strip()

    def _shown(self, level: int, here: Level) -> str:
        kind = "decimal" if here.plain else self.levels.get(level, Level()).kind
        return shown(self.at.get(level, self.levels.get(level, Level()).start), kind)


def shown(number: int, kind: str) -> str:
    """A number as its format writes it.

    >>> shown(3, "decimal"), shown(28, "lowerLetter"), shown(14, "upperRoman"), shown(7, "decimalZero")
    ('3', 'bb', 'XIV', '07')
    """
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and 0 < number <= HIGHEST:
        roman = ""
        for value, sign in ROMAN.items():
            roman, number = roman + sign * (number // value), number % value
        return roman.upper() if kind == "upperRoman" else roman
    if kind == "none":
        return ""
    return f"{number:02}" if kind == "decimalZero" else str(number)


class Numbering:
    """The lists of a document; asked for each paragraph in order, it counts."""

    def __init__(self, root: Any, styles: DocxStyles) -> None:
        self._styles = styles
        self._lists: dict[str, Counting] = {}
        if root is None:
            return
        abstract = {a.get(W + "abstractNumId"): a for a in root.iter(W + "abstractNum")}
        shared: dict[str, Counting] = {}
        for number in root.iter(W + "num"):
            link = number.find(W + "abstractNumId")
            key = link.get(W + "val", "") if link is not None else ""
            if key not in abstract:
                continue
            own = {int(o.get(W + "ilvl", "0")[:2]): o for o in number.iter(W + "lvlOverride")}
            counting = Counting(_overridden(own, abstract[key]))
            self._lists[number.get(W + "numId", "")] = counting if own else shared.setdefault(key, counting)

    def label(self, paragraph: Any) -> str:
        """The number that stands before a w:p, "" where none does."""
        place = self._styles.numbered(paragraph)
        counting = self._lists.get(place[0]) if place else None
        return counting.next(min(place[1], DEEPEST)) if counting and place else ""


def _levels(abstract: Any) -> dict[int, Level]:
    return {int(level.get(W + "ilvl", "0")[:2]): _level(level) for level in abstract.iter(W + "lvl")}


def _level(element: Any) -> Level:
    def said(name: str, otherwise: str) -> str:
        found = element.find(W + name)
        return str(found.get(W + "val", otherwise)) if found is not None else otherwise

    start, plain = said("start", "1"), is_on(element.find(W + "isLgl"))
    begun = int(start[:6]) if start.isdecimal() else 1
    return Level(said("numFmt", "decimal"), said("lvlText", ""), begun, plain)


def _overridden(own: dict[int, Any], abstract: Any) -> dict[int, Level]:
    """The levels a list has otherwise than the one it is made from."""
    levels = _levels(abstract)
    for n, override in own.items():
        full, start = override.find(W + "lvl"), override.find(W + "startOverride")
        level = _level(full) if full is not None else levels.get(n, Level())
        begun = start.get(W + "val", "1") if start is not None else ""
        levels[n] = Level(level.kind, level.text, int(begun[:6]) if begun.isdecimal() else level.start, level.plain)
    return levels
