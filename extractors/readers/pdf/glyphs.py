"""From pdfminer's glyphs to sheets: taken from pdfplumber's page as they were laid out, once, and turned upright."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from extractors.readers.pdf.glyph_runs import UNKNOWN, pieces_of
from extractors.readers.pdf.sheet import Glyph, Shape, Sheet

DROPPED = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F, 0x00))
LIGATURES = {ord(c): unicodedata.normalize("NFKC", c) for c in "ﬀﬁﬂﬃﬄﬅﬆ"}
MEND = DROPPED | LIGATURES | {0xA0: " ", 0x3000: " ", **dict.fromkeys(range(8192, 8203), " "), 0x202F: " "}
CODE = re.compile(r"\(cid:\d+\)")
DEEPEST = 30  # figures within figures


def sheet_of(page: Any) -> Sheet:
    """The pieces, shapes and pictures of a pdfplumber page."""
    layout = page.layout
    left, bottom, right, top = layout.bbox
    sheet = Sheet(page.page_number, right - left, top - bottom)
    upright: list[Glyph] = []
    turned: dict[int, list[Glyph]] = {}
    seen = _visible(page, layout)
    for thing in _things(layout, 0):
        kind = type(thing).__name__
        if kind == "LTChar":
            _take(thing, seen, top, left, upright, turned, sheet)
        elif kind in ("LTRect", "LTLine"):
            drawn = kind == "LTLine" or bool(getattr(thing, "stroke", True))
            sheet.shapes.append(Shape(thing.x0 - left, top - thing.y1, thing.x1 - left, top - thing.y0, drawn))
        elif kind == "LTImage":
            sheet.pictures.append(Shape(thing.x0 - left, top - thing.y1, thing.x1 - left, top - thing.y0))
    most = max(turned, key=lambda k: len(turned[k]), default=0)
    if most and len(turned[most]) > 2 * len(upright):  # the page was written sideways: turn it upright
        sheet.sideways = len(upright) + sum(len(g) for k, g in turned.items() if k != most)
        upright = [_turn(g, most, sheet.width, sheet.height) for g in turned[most]]
        sheet.shapes = [_turn_shape(s, most, sheet.width, sheet.height) for s in sheet.shapes]
        if most in (90, 270):
            sheet.width, sheet.height = sheet.height, sheet.width
    else:
        sheet.sideways = sum(len(g) for g in turned.values())
    sheet.glyphs = len(upright)
    sheet.pieces = pieces_of(upright)
    return sheet


def _things(layout: Any, depth: int) -> Iterator[Any]:
    for thing in layout:
        if type(thing).__name__ == "LTFigure":
            if depth < DEEPEST:
                yield from _things(thing, depth + 1)
        else:
            yield thing


def _visible(page: Any, layout: Any) -> tuple[float, float, float, float]:
    """The part of the page that is shown, with a little around it; titles may stand just outside."""
    x0, y0, x1, y1 = layout.bbox
    if getattr(page, "cropbox", None) and page.rotation in (0, None) and page.cropbox != page.mediabox:
        cx0, ctop, cx1, cbottom = page.cropbox
        mx0, mtop, _, _ = page.mediabox
        height = y1 - y0
        return (
            x0 + cx0 - mx0 - 5,
            y0 + height - (cbottom - mtop) - 5,
            x0 + cx1 - mx0 + 5,
            y0 + height - (ctop - mtop) + 5,
        )
    return (x0 - 5, y0 - 5, x1 + 5, y1 + 5)


def _take(
    char: Any,
    seen: tuple[float, ...],
    top: float,
    left: float,
    upright: list[Glyph],
    turned: dict[int, list[Glyph]],
    sheet: Sheet,
) -> None:
    """File one glyph under the way it stands; out of sight it is dropped."""
    x0, y0, x1, y1 = char.bbox
    if x1 < seen[0] or x0 > seen[2] or y1 < seen[1] or y0 > seen[3]:
        return
    text = char.get_text()
    if len(text) > 4 and CODE.match(text):
        sheet.unreadable += 1
        text = UNKNOWN
    a, b, c, d, _, base = char.matrix
    text = text.translate(MEND)
    if not text or (text < " " and not text.isspace()):
        return
    glyph = Glyph(text, x0 - left, top - y1, x1 - left, top - y0, top - base, char.size, char.fontname)
    if (abs(b) <= 0.1 * abs(a) and a * d > 0 and a > 0) or (
        abs(b) <= 0.1 * abs(a) and abs(c) <= 0.1 * abs(d) and a > 0
    ):
        upright.append(glyph)
    else:
        angle = 180 if abs(b) <= 0.1 * abs(a) else (90 if b > 0 else 270)
        glyph.size = (x1 - x0) if angle != 180 else glyph.size
        turned.setdefault(angle, []).append(glyph)


def _turn(g: Glyph, angle: int, width: float, height: float) -> Glyph:
    """A glyph of a page that was written sideways, as on the page turned upright."""
    x0, top, x1, bottom = _turned_box(g.x0, g.top, g.x1, g.bottom, angle, width, height)
    return Glyph(g.text, x0, top, x1, bottom, bottom - 0.2 * (bottom - top), bottom - top, g.font)


def _turn_shape(s: Shape, angle: int, width: float, height: float) -> Shape:
    return Shape(*_turned_box(s.x0, s.top, s.x1, s.bottom, angle, width, height), s.outlined)


def _turned_box(
    x0: float, top: float, x1: float, bottom: float, angle: int, width: float, height: float
) -> tuple[float, float, float, float]:
    if angle == 90:  # text runs upwards
        return height - bottom, x0, height - top, x1
    if angle == 270:  # text runs downwards
        return top, width - x1, bottom, width - x0
    return width - x1, height - bottom, width - x0, height - top
