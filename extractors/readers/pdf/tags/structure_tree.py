"""The structure tree of a tagged PDF, page by page: its headings, paragraphs, list items and tables in their order.

Word, LibreOffice and the programs of publishers write such a tree.  pdfium reads it: an element of it holds marked
contents of the page by their numbers, and further elements.

    Sect > H1, P, L > LI > Lbl, LBody        Table > TR > TH, TD        anything else with words: a region
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from extractors.readers.pdf.second_witness import Pdfium

MOST_ELEMENTS = 10_000  # of the tree that are looked at on one page
DEEPEST_ELEMENT = 40
LONGEST_ROLE = 250  # bytes
HEADING = re.compile(r"H([1-6])?")
GROUPS = frozenset(
    {"", "Document", "Part", "Art", "Sect", "Div", "Index", "NonStruct", "Private", "TOC", "Figure", "Formula", "Form"}
)
"""What parts a page and is no text itself: words right in it are laid as they stand."""
PARAGRAPHS = frozenset({"P", "Caption", "Note", "FENote", "TOCI", "BlockQuote", "Title"})
ROWS_OF = frozenset({"THead", "TBody", "TFoot"})
FEWEST_ROWS, FEWEST_COLUMNS = 2, 2  # of a table; fewer are a frame, laid as its parts stand

TaggedKind = Literal["heading", "paragraph", "list item", "label", "region", "cell"]


@dataclass(slots=True)
class TaggedTable:
    """A table of the tree: its rows, each of its cells in their order; None is one that has nothing on the page."""

    rows: list[list[TaggedBlock | None]] = field(default_factory=list)
    frame: bool = False
    """Whether a cell holds a list, a heading or a table: then it only sets texts beside one another."""

    def is_one(self) -> bool:
        """Whether it has rows and columns enough to be one."""
        return len(self.rows) >= FEWEST_ROWS and max(map(len, self.rows)) >= FEWEST_COLUMNS


@dataclass(slots=True)
class TaggedBlock:
    """What is one piece of text by the tree: the numbers of its marked contents in their order."""

    kind: TaggedKind
    level: int | None = None
    numbers: list[int] = field(default_factory=list)
    table: TaggedTable | None = None
    across: int = 1
    down: int = 1
    head: bool = False


@dataclass(slots=True)
class _Place:
    """What words are that stand right in an element."""

    kind: TaggedKind
    level: int | None = None
    lists: int = 0
    cell: TaggedBlock | None = None
    begun: bool = False
    """Whether a list item has its own text; what follows are further paragraphs."""


def is_tagged(pdf: Any) -> bool:
    """Whether a file has a structure tree."""
    return "StructTreeRoot" in (pdf.doc.catalog or {})


def blocks_on(second: Pdfium, page: int) -> list[TaggedBlock]:
    """What the structure tree says of a page, in its order; nothing where it is broken or without end."""
    tree = second.structure(page)
    if not tree:
        return []
    walk = _TreeWalk()
    walk.page(tree)
    return walk.blocks if walk.whole else []


class _TreeWalk:
    """The walk through the elements of one page."""

    def __init__(self) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._left = MOST_ELEMENTS
        self._open: TaggedBlock | None = None
        self.blocks: list[TaggedBlock] = []
        self.whole = True

    def page(self, tree: Any) -> None:
        """Take all that stands on the page."""
        for n in range(self._pdfium.FPDF_StructTree_CountChildren(tree)):
            if child := self._pdfium.FPDF_StructTree_GetChildAtIndex(tree, n):
                self._element(child, 0, _Place("region"))

    def _kids(self, element: Any, depth: int) -> Iterator[tuple[int, Any]]:
        """The numbers of the marked contents of an element (else -1) and its child elements, in their order; neither
        where a child has nothing on this page.
        """
        for n in range(max(self._pdfium.FPDF_StructElement_CountChildren(element), 0)):
            self._left -= 1
            if self._left < 0 or depth > DEEPEST_ELEMENT:
                self.whole = False
                return
            number = self._pdfium.FPDF_StructElement_GetChildMarkedContentID(element, n)
            yield number, None if number >= 0 else self._pdfium.FPDF_StructElement_GetChildAtIndex(element, n)

    def _within(self, element: Any, depth: int, place: _Place) -> None:
        for number, child in self._kids(element, depth):
            if number >= 0:
                self._take(number, place)
            elif child:
                self._element(child, depth + 1, place)

    def _take(self, number: int, place: _Place) -> None:
        place.begun = True
        if place.cell is not None:
            place.cell.numbers.append(number)
            return
        if self._open is None:
            self._open = TaggedBlock(place.kind, place.level)
            self.blocks.append(self._open)
        self._open.numbers.append(number)

    def _apart(self, element: Any, depth: int, place: _Place) -> None:
        self._open = None
        self._within(element, depth, place)
        self._open = None

    def _element(self, element: Any, depth: int, place: _Place) -> None:
        """Take an element: a text of its own, a group of such, or a part of the text around it."""
        role = self._role(element)
        heading = HEADING.fullmatch(role)
        if place.cell is not None:
            if place.cell.table is not None and (heading or role in ("L", "Table")):
                place.cell.table.frame = True
            self._within(element, depth, place)
        elif heading:
            self._apart(element, depth, _Place("heading", int(heading[1] or 1), place.lists))
        elif role == "L":
            self._apart(element, depth, _Place("region", lists=place.lists + 1))
        elif role == "LI":
            self._apart(element, depth, _Place("list item", max(place.lists, 1), place.lists))
        elif role == "Lbl" and place.kind == "list item":
            self._apart(element, depth, _Place("label", place.level, place.lists))
        elif role == "Table":
            self._table(element, depth, place)
        elif role in PARAGRAPHS and (place.kind != "list item" or place.begun):
            self._apart(element, depth, _Place("paragraph", lists=place.lists))
        elif role in GROUPS and (place.kind == "region" or role == "Figure"):
            self._apart(element, depth, _Place("region", lists=place.lists))
        else:
            self._within(element, depth, place)

    def _table(self, element: Any, depth: int, place: _Place) -> None:
        self._open = None
        table, at = TaggedTable(), len(self.blocks)
        self._rows(element, depth, table, place)
        self._open = None
        if not table.is_one():
            for block in self.blocks[at:]:
                if block.table is table:
                    block.kind, block.table = "region", None

    def _rows(self, element: Any, depth: int, table: TaggedTable, place: _Place) -> None:
        for number, child in self._kids(element, depth):
            role = self._role(child) if child else ""
            if role == "TR":
                table.rows.append([])
                self._row(child, depth + 1, table, place)
            elif role in ROWS_OF:
                self._rows(child, depth + 1, table, place)
            elif child:
                self._element(child, depth + 1, _Place("region", lists=place.lists))
            elif number >= 0:
                self._take(number, _Place("region"))

    def _row(self, element: Any, depth: int, table: TaggedTable, place: _Place) -> None:
        for number, child in self._kids(element, depth):
            if number >= 0:
                self._take(number, _Place("region"))
                continue
            cell = None
            if child:
                cell = TaggedBlock("cell", table=table, head=self._role(child) == "TH")
                cell.across, cell.down = self._span(child, b"ColSpan"), self._span(child, b"RowSpan")
                self.blocks.append(cell)
                self._within(child, depth + 1, _Place("cell", cell=cell, lists=place.lists))
            table.rows[-1].append(cell)

    def _span(self, element: Any, name: bytes) -> int:
        """How many columns or rows a cell takes."""
        number = ctypes.c_float(1.0)
        for n in range(max(self._pdfium.FPDF_StructElement_GetAttributeCount(element), 0)):
            attributes = self._pdfium.FPDF_StructElement_GetAttributeAtIndex(element, n)
            value = self._pdfium.FPDF_StructElement_Attr_GetValue(attributes, name) if attributes else None
            if value and self._pdfium.FPDF_StructElement_Attr_GetNumberValue(value, ctypes.byref(number)):
                break
        return max(1, int(number.value))

    def _role(self, element: Any) -> str:
        """What an element is, by the names of the format: the file's own names are turned into these."""
        size = self._pdfium.FPDF_StructElement_GetType(element, None, 0)
        if not 0 < size < LONGEST_ROLE:
            return ""
        room = bytes(size)
        self._pdfium.FPDF_StructElement_GetType(element, room, size)
        return room.decode("utf-16-le", "replace").rstrip("\x00")
