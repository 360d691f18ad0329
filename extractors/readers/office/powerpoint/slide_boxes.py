"""The boxes of a PowerPoint slide: where each stands, what it says, and how large."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractors.model.document import Issue
from extractors.model.draft import Block
from extractors.readers.office.package import STRUCK_OUT
from extractors.readers.office.powerpoint.slide_graphics import chart_blocks, smartart_blocks, table_blocks
from extractors.readers.office.powerpoint.slide_text import (
    A,
    bullet_of,
    default_size,
    is_struck,
    level_properties,
    sizes_in,
    struck_words,
    words_of,
    xml_of,
)

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
POINT = 12_700  # EMU
RUNNING = {"dt", "ftr", "sldNum", "hdr"}
TITLES = {"title", "ctrTitle"}
STYLES = {
    "title": "titleStyle",
    "ctrTitle": "titleStyle",
    "body": "bodyStyle",
    "obj": "bodyStyle",
    "subTitle": "bodyStyle",
}


FOOT, TOP = 0.86, 0.12  # parts of a slide's height where furniture stands

SAME_SIZE = 0.93
"""Of the size of a box's first line, from which the next lines belong to its headline: programs shrink to fit."""

HEADLINE_LINES = 3
"""So many lines a headline has at most."""

LONGEST_HEADLINE = 250
"""Characters of a headline: more is text in large type."""

USUAL_SIZE = 18.0
"""Points of the type of a box that does not say it."""

SIDEWAYS = (45, 135)
"""Degrees between which a box stands on its side."""


def take_repeated(slides: list[list[SlideBox]]) -> list[str]:
    """Take off the boxes that stand in the same place of most slides' head or foot with the same words; these words."""
    places: dict[tuple[str, int, int], list[SlideBox]] = {}
    for boxes in slides:
        for box in boxes:
            edge = box.top > FOOT * box.slide_height or box.bottom < TOP * box.slide_height
            if edge and not box.is_title:
                places.setdefault((box.text, round(box.x0 / 8), round(box.top / 8)), []).append(box)
    often = max(3, 0.5 * len(slides))
    gone = {id(b) for found in places.values() if len(found) >= often for b in found}
    lines = list(dict.fromkeys(b.text for boxes in slides for b in boxes if id(b) in gone))
    for boxes in slides:
        boxes[:] = [b for b in boxes if id(b) not in gone]
    return lines


@dataclass(slots=True)
class SlideBox:
    """One shape with text: its place in points, its blocks, and its type size."""

    x0: float
    top: float
    x1: float
    bottom: float
    blocks: list[Block] = field(default_factory=list)
    is_title: bool = False
    headline: str | None = None
    """What it would say as a title."""
    headlines: int = 0
    """How many of its blocks the headline is made of."""
    size: float = USUAL_SIZE
    bold: bool = False
    listed: bool = False
    slide_height: float = 540.0
    issues: list[Issue] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(b.text or " ".join(b.cells) for b in self.blocks)


class BoxLines:
    """The lines of a box as they come: its blocks, its type, and the headline they begin with."""

    def __init__(self, box: SlideBox) -> None:
        self._box = box
        self._first: float | None = None
        self._head: list[str] = []
        self._letters = self._bold = 0

    def add(self, text: str, size: float, level: int | None, *, of_it: int, bold: int) -> None:
        """Add a line: an item of a list where it has a level; of so many letters so many are bold."""
        box, listed = self._box, level is not None
        box.blocks.append(Block("list item" if listed else "paragraph", text, level=level))
        self._letters, self._bold = self._letters + of_it, self._bold + bold
        if self._first is None:
            self._first, box.listed = size, listed
        if box.is_title or (len(self._head) == len(box.blocks) - 1 and not listed and self._goes_on(size)):
            self._head.append(text)

    def _goes_on(self, size: float) -> bool:
        """Whether a line is still the headline: "Hyvinvointialueiden" over "rahoitus 2025", both in large type."""
        return size > SAME_SIZE * (self._first or 0.0) and len(self._head) < HEADLINE_LINES

    def close(self) -> None:
        """Set the type of the box, and its headline: the first lines or, of a title, all of them."""
        if self._first is None:
            return
        box, headline = self._box, " ".join(self._head)
        box.size = self._first or USUAL_SIZE
        box.bold = self._bold > 0.5 * self._letters
        box.headline = headline if 0 < len(headline) <= LONGEST_HEADLINE else None
        box.headlines = len(self._head) if box.headline else 0


Frame = tuple[float, float, float, float]
"""How a group's own coordinates become the slide's: x scale, y scale, x shift, y shift (in EMU)."""


def boxes_of(slide: Any) -> tuple[list[SlideBox], list[str]]:
    """The boxes of a slide in the file's order, and the lines of its header and footer."""
    running: list[str] = []
    boxes: list[SlideBox] = []
    _choose(slide.shapes.element)
    height = slide.part.package.presentation_part.presentation.slide_height or 6_858_000
    for shape, frame in _leaves(slide.shapes, (1.0, 1.0, 0.0, 0.0)):
        kind = _placeholder(shape)
        if kind in RUNNING:
            if kind != "sldNum" and shape.has_text_frame:
                running += [t for p in shape.text_frame.paragraphs if (t := " ".join(words_of(xml_of(p)).split()))]
            continue
        if _is_sideways(shape):
            running += [t for p in shape.text_frame.paragraphs if (t := " ".join(words_of(xml_of(p)).split()))]
            continue
        box = _box(shape, frame, kind)
        if box and box.blocks:
            box.slide_height = height / POINT
            boxes.append(box)
    return boxes, running


def _choose(tree: Any) -> None:
    """Put the first choice of each mc:AlternateContent in its place: python-pptx does not look inside."""
    for alternate in list(tree.iter(MC + "AlternateContent")):
        parent = alternate.getparent()
        if parent is None or parent.tag not in (P + "spTree", P + "grpSp"):
            continue
        branch = alternate.find(MC + "Choice")
        shapes = [c for c in (branch if branch is not None else ()) if c.tag.startswith(P)]
        fallback = alternate.find(MC + "Fallback")
        if (
            not any(c.tag in (P + "sp", P + "graphicFrame", P + "grpSp", P + "pic") for c in shapes)
            and fallback is not None
        ):
            shapes = [c for c in fallback if c.tag.startswith(P)]
        at = parent.index(alternate)
        parent.remove(alternate)
        for offset, shape in enumerate(shapes):
            parent.insert(at + offset, shape)


def _leaves(shapes: Any, frame: Frame) -> Iterator[tuple[Any, Frame]]:
    for shape in shapes:
        if _is_hidden(shape):
            continue
        if shape._element.tag == P + "grpSp":
            yield from _leaves(shape.shapes, _within(shape, frame))
        else:
            yield shape, frame


def _is_hidden(shape: Any) -> bool:
    return any(
        e.get("hidden") in ("1", "true")
        for e in shape._element.iter(P + "cNvPr")
        if e.getparent().getparent() is shape._element
    )


def _is_sideways(shape: Any) -> bool:
    """Whether a text box stands on its side, as the credits of pictures do."""
    turn = float(getattr(shape, "rotation", 0.0) or 0.0) % 180
    return bool(getattr(shape, "has_text_frame", False)) and SIDEWAYS[0] <= turn <= SIDEWAYS[1]


def _within(group: Any, frame: Frame) -> Frame:
    """The frame of a group's members."""
    xfrm = group._element.find(f"{P}grpSpPr/{A}xfrm")
    if xfrm is None:
        return frame
    get = {c.tag: c for c in xfrm}
    off, ext, ch_off, ch_ext = (get.get(A + n) for n in ("off", "ext", "chOff", "chExt"))
    if off is None or ext is None or ch_off is None or ch_ext is None:
        return frame
    sx = int(ext.get("cx")) / (int(ch_ext.get("cx")) or 1)
    sy = int(ext.get("cy")) / (int(ch_ext.get("cy")) or 1)
    dx = int(off.get("x")) - int(ch_off.get("x")) * sx
    dy = int(off.get("y")) - int(ch_off.get("y")) * sy
    return frame[0] * sx, frame[1] * sy, frame[0] * dx + frame[2], frame[1] * dy + frame[3]


def _placeholder(shape: Any) -> str | None:
    """The type of placeholder a shape is: "title", "body", "dt" ...; None for a plain shape."""
    found = shape._element.find(f".//{P}nvPr/{P}ph")
    return str(found.get("type", "obj")) if found is not None else None


def _box(shape: Any, frame: Frame, kind: str | None) -> SlideBox | None:
    try:
        place = [float(v or 0) for v in (shape.left, shape.top, shape.width, shape.height)]
    except (ValueError, TypeError, AttributeError):
        place = [0.0, 0.0, 0.0, 0.0]
    x, y = place[0] * frame[0] + frame[2], place[1] * frame[1] + frame[3]
    wide, high = place[2] * frame[0], place[3] * frame[1]
    box = SlideBox(x / POINT, y / POINT, (x + wide) / POINT, (y + high) / POINT, is_title=kind in TITLES)
    if getattr(shape, "has_table", False) and shape.has_table:
        (box.blocks, box.issues), box.listed = table_blocks(shape.table), True
    elif getattr(shape, "has_chart", False) and shape.has_chart:
        box.blocks, box.listed = chart_blocks(shape.chart), True
    elif shape._element.tag == P + "graphicFrame":
        box.blocks, box.listed = smartart_blocks(shape), True
    elif getattr(shape, "has_text_frame", False) and shape.has_text_frame:
        _fill(box, shape, kind)
    return box


def _fill(box: SlideBox, shape: Any, kind: str | None) -> None:
    """The paragraphs of a text box, and its headline."""
    chain = _styles(shape, kind)
    lines = BoxLines(box)
    for paragraph in shape.text_frame.paragraphs:
        p = xml_of(paragraph)
        level = paragraph.level or 0
        inherited = [p.find(A + "pPr"), *(level_properties(style, level) for style in chain)]
        struck = _struck(inherited)
        if gone := struck_words(p, struck=struck):
            box.issues.append(Issue(reason=STRUCK_OUT, text=gone[:200]))
        text = words_of(p, struck=struck)
        parts = [" ".join(part.split()) for part in text.split("\n")]
        joined = " ".join(part for part in parts if part)
        if not joined:
            continue
        usual = next((s for s in map(default_size, inherited) if s), USUAL_SIZE)
        runs = [(size or usual, length, bold) for size, length, bold in sizes_in(p, _heavy(inherited))] or [
            (usual, len(joined), False)
        ]
        size = max(runs, key=lambda r: r[1])[0]
        said = list(map(bullet_of, inherited))
        bulleted = next((b for b in said if b is not None), False) and kind not in TITLES
        bold = sum(length for _, length, is_bold in runs if is_bold)
        lines.add(joined, size, level + 1 if bulleted else None, of_it=sum(r[1] for r in runs), bold=bold)
    lines.close()


def _heavy(inherited: list[Any]) -> bool:
    """Whether the nearest style that says so makes runs bold."""
    for properties in inherited:
        run = properties.find(A + "defRPr") if properties is not None else None
        if run is not None and run.get("b"):
            return str(run.get("b")) in ("1", "true")
    return False


def _struck(inherited: list[Any]) -> bool:
    """Whether the nearest style that says so strikes its words through."""
    runs = (properties.find(A + "defRPr") for properties in inherited if properties is not None)
    return is_struck(next((run for run in runs if run is not None and run.get("strike")), None))


def _styles(shape: Any, kind: str | None) -> list[Any]:
    """Where a shape's text properties are looked for: the shape, its layout's and master's placeholder, the master."""
    chain = [shape._element.find(f"{P}txBody/{A}lstStyle")]
    part = shape.part
    try:
        layout = part.slide.slide_layout
        index = shape._element.find(f".//{P}nvPr/{P}ph")
        if kind and index is not None:
            for tree, by in ((layout._element, "idx"), (layout.slide_master._element, "type")):
                for ph in tree.iter(P + "ph"):
                    same = ph.get(by) == index.get(by) if by == "idx" else _alike(ph.get("type"), kind)
                    if same:
                        body = ph.getparent().getparent().getparent().find(f"{P}txBody/{A}lstStyle")
                        chain.append(body)
                        break
        styles = layout.slide_master._element.find(P + "txStyles")
        if styles is not None:
            chain.append(styles.find(P + STYLES.get(kind or "", "otherStyle")))
    except (AttributeError, KeyError, ValueError):
        pass
    return [c for c in chain if c is not None]


def _alike(one: str | None, other: str) -> bool:
    return STYLES.get(one or "obj") == STYLES.get(other, "?")
