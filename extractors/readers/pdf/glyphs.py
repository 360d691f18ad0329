"""From pdfminer's glyphs to sheets: taken from pdfplumber's page as they were laid out, once, and turned upright."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from extractors.readers.pdf.glyph_runs import SIGNS, UNKNOWN, pieces_of
from extractors.readers.pdf.second_witness import Pdfium, is_readable
from extractors.readers.pdf.sheet import DOWNWARDS, OVER, UPWARDS, Glyph, Shape, Sheet
from extractors.readers.pdf.sideways import Sideways
from extractors.readers.pdf.tags.structure_tree import TaggedBlock
from extractors.readers.pdf.tags.tagged_pieces import tagged_pieces

DROPPED = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F))
LIGATURES = {ord(c): unicodedata.normalize("NFKC", c) for c in "ﬀﬁﬂﬃﬄﬅﬆ"}
MEND = DROPPED | LIGATURES | {0xA0: " ", 0x3000: " ", **dict.fromkeys(range(8192, 8203), " "), 0x202F: " "}
CODE = re.compile(r"\(cid:\d+\)")
PRIVATE = {0xF730 + n: str(n) for n in range(10)} | {
    n: chr(n - 0xF700) for n in (*range(0xF761, 0xF77B), *range(0xF7E0, 0xF7FF))
}
"""Adobe's old-style figures and small capitals, which older fonts keep in the area for private use."""
HOLE = "\ufffd"  # what stands for a character of a word that no one can name
DEEPEST = 30  # figures within figures


def sheet_of(page: Any, second: Pdfium | None = None, tags: Sequence[TaggedBlock] = ()) -> Sheet:
    """The pieces, shapes and pictures of a pdfplumber page; `second` is asked for glyphs that pdfminer cannot name.

    `tags` are what the structure tree says of the page; the words of its headings are kept by themselves.
    """
    from extractors.readers.pdf.marked_content import layout_of, meant

    layout = layout_of(page)
    marked = {number for block in tags if block.kind == "heading" for number in block.numbers}
    left, bottom, right, top = layout.bbox
    sheet = Sheet(page.page_number, right - left, top - bottom)
    upright: list[Glyph] = []
    turned: dict[int, list[Glyph]] = {}
    seen = _visible(page, layout)
    if page.cropbox != page.mediabox:
        sheet.shown = _shown(page)
        sheet.turned = 0 if sheet.shown else None
    for thing in meant(_things(layout, 0)):
        kind = type(thing).__name__
        if kind == "LTChar":
            _take(thing, seen, top, left, upright, turned, sheet, lambda char: _asked(second, page, char))
            if marked and (number := getattr(thing, "marked", None)) is not None and number in marked:
                sheet.marked[number] = sheet.marked.get(number, "") + thing.get_text()
        elif kind in ("LTRect", "LTLine"):
            drawn = kind == "LTLine" or bool(getattr(thing, "stroke", True))
            sheet.shapes.append(Shape(thing.x0 - left, top - thing.y1, thing.x1 - left, top - thing.y0, drawn))
        elif kind == "LTImage":
            sheet.pictures.append(Shape(thing.x0 - left, top - thing.y1, thing.x1 - left, top - thing.y0))
    size = sheet.width, sheet.height
    most = max(turned, key=lambda k: len(turned[k]), default=0)
    if most and len(turned[most]) > 2 * len(upright):  # the page was written sideways: turn it upright
        turned[0] = upright
        upright = [_turn(g, most, sheet.width, sheet.height) for g in turned[most]]
        sheet.shapes = [_turn_shape(s, most, sheet.width, sheet.height) for s in sheet.shapes]
        sheet.turned = most if sheet.turned == 0 else None
        if most in (UPWARDS, DOWNWARDS):
            sheet.width, sheet.height = sheet.height, sheet.width
        del turned[most]
    sheet.glyphs = len(upright)
    if sheet.unreadable:
        _show_holes(upright)
    parted = tagged_pieces(upright, tags) if tags else None
    if parted is None:
        sheet.pieces = pieces_of(upright)
    else:
        sheet.pieces, sheet.tags = parted, list(tags)
    for angle, glyphs in turned.items():
        sheet.aside += _aside(glyphs, angle, *size, sheet.shown)
    return sheet


def _aside(glyphs: list[Glyph], angle: int, width: float, height: float, shown: Any) -> Iterator[Sideways]:
    """The lines of glyphs that stand turned, on a page of this size as it lies in the file."""
    high, wide = (width, height) if angle in (UPWARDS, DOWNWARDS) else (height, width)
    turned = Sheet(0, wide, high, turned=angle, shown=shown)
    if angle:
        glyphs = [_turn(g, angle, width, height) for g in glyphs]
    for piece in sorted(pieces_of(glyphs), key=lambda p: (p.base, p.x0)):
        yield Sideways(piece.text, turned.share((piece.x0, piece.top, piece.x1, piece.bottom)))


def _asked(second: Pdfium | None, page: Any, char: Any) -> str | None:
    """What pdfium says that a glyph is."""
    if second is None or page.rotation:
        return None
    x0, y0, *_ = page.page_obj.mediabox
    return second.letter(page.page_number, x0 + (char.x0 + char.x1) / 2, y0 + (char.y0 + char.y1) / 2)


def _show_holes(glyphs: list[Glyph]) -> None:
    """Mark the glyphs no one can name within words: "So\ufffda" must not pass for the name "Soa"."""
    for at, glyph in enumerate(glyphs):
        if glyph.text != UNKNOWN:
            continue
        near, over = 0.12 * glyph.size, -0.5 * glyph.size
        before, after = (glyphs[n] if 0 <= n < len(glyphs) else glyph for n in (at - 1, at + 1))
        close = (
            g.text[:1].isalpha() and abs(g.base - glyph.base) < near and over < gap < near
            for g, gap in ((before, glyph.x0 - before.x1), (after, after.x0 - glyph.x1))
        )
        if any(close) and not SIGNS.search(glyph.font):
            glyph.text = HOLE


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


def _shown(page: Any) -> tuple[float, float, float, float] | None:
    """The crop box from the top left corner of the media box; None for a page shown turned."""
    if page.rotation:
        return None
    (mx0, mtop, *_), (cx0, ctop, cx1, cbottom) = page.mediabox, page.cropbox
    return cx0 - mx0, ctop - mtop, cx1 - mx0, cbottom - mtop


def _take(
    char: Any,
    seen: tuple[float, ...],
    top: float,
    left: float,
    upright: list[Glyph],
    turned: dict[int, list[Glyph]],
    sheet: Sheet,
    asked: Callable[[Any], str | None],
) -> None:
    """File one glyph under the way it stands; out of sight it is dropped."""
    x0, y0, x1, y1 = char.bbox
    if x1 < seen[0] or x0 > seen[2] or y1 < seen[1] or y0 > seen[3]:
        return
    text = char.get_text()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(MEND))
        if not text:
            return
    if not text.isprintable() or text[:1] in "(\ufffd":
        text = _named(text, char, asked)
        if text == UNKNOWN:
            sheet.unreadable += 1
    a, b, c, d, _, base = char.matrix
    mark = getattr(char, "marked", None)
    glyph = Glyph(text, x0 - left, top - y1, x1 - left, top - y0, top - base, char.size, char.fontname, mark)
    if (abs(b) <= 0.1 * abs(a) and a * d > 0 and a > 0) or (
        abs(b) <= 0.1 * abs(a) and abs(c) <= 0.1 * abs(d) and a > 0
    ):
        upright.append(glyph)
    else:
        angle = OVER if abs(b) <= 0.1 * abs(a) else (UPWARDS if b > 0 else DOWNWARDS)
        glyph.size = (x1 - x0) if angle != OVER else glyph.size
        turned.setdefault(angle, []).append(glyph)


def _named(text: str, char: Any, asked: Callable[[Any], str | None]) -> str:
    """The text of a glyph that is white, a sign of private use or none at all; UNKNOWN where no one can tell.

    A sign of a font of signs stays as it is: it may be a bullet.
    """
    if text.isspace() or not text.strip("\u00ad"):
        return text
    if (known := text.translate(PRIVATE)).isprintable() and known != text:
        return known
    if not CODE.match(text) and all(map(is_readable, text)):
        return text
    if SIGNS.search(char.fontname) and not CODE.match(text):
        return text if text.strip("\x00") else UNKNOWN
    return asked(char) or UNKNOWN


def _turn(g: Glyph, angle: int, width: float, height: float) -> Glyph:
    """A glyph of a page that was written sideways, as on the page turned upright."""
    x0, top, x1, bottom = _turned_box(g.x0, g.top, g.x1, g.bottom, angle, width, height)
    return Glyph(g.text, x0, top, x1, bottom, bottom - 0.2 * (bottom - top), bottom - top, g.font, g.mark)


def _turn_shape(s: Shape, angle: int, width: float, height: float) -> Shape:
    return Shape(*_turned_box(s.x0, s.top, s.x1, s.bottom, angle, width, height), s.outlined)


def _turned_box(
    x0: float, top: float, x1: float, bottom: float, angle: int, width: float, height: float
) -> tuple[float, float, float, float]:
    if angle == UPWARDS:
        return height - bottom, x0, height - top, x1
    if angle == DOWNWARDS:
        return top, width - x1, bottom, width - x0
    return width - x1, height - bottom, width - x0, height - top
