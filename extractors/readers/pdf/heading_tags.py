"""The headings of a tagged PDF: its structure tree says which marked pieces of its pages are headings, and how deep.

Word, LibreOffice and the programs of publishers write such a tree.  It is believed where headings are a small part of
the text: some programs call all that they write a heading.  What it names is then looked for among the paragraphs, as
the names in a file's outline are.  pdfium reads it, page by page: a tree has an element for each cell of each table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from extractors.readers.pdf.second_witness import Pdfium

MOST_ELEMENTS = 5_000  # of the tree that are looked at on one page
DEEPEST_ELEMENT = 40
LONGEST_HEADING = 250  # letters; more is a paragraph
PART = 0.4  # of a document's letters: where more of them are headings, the tags say nothing
HEADING = re.compile(r"H([1-6])?")
CLOSED = frozenset({"P", "Table", "Figure", "TOC", "L", "Caption", "Formula", "Form", "Link", "Note", "Code"})
"""What holds no heading, and may hold thousands of cells."""

TaggedHeading = tuple[int, tuple[int, ...]]
"""How deep a heading is, and the numbers of the marked contents it is made of."""


def is_tagged(pdf: Any) -> bool:
    """Whether a file has a structure tree."""
    return "StructTreeRoot" in (pdf.doc.catalog or {})


def headings_on(second: Pdfium, page: int) -> list[TaggedHeading]:
    """The headings that the structure tree names on a page, in its order."""
    tree = second.structure(page)
    return list(_HeadingWalk().headings(tree)) if tree else []


class _HeadingWalk:
    """The walk through the elements of one page."""

    def __init__(self) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._left = MOST_ELEMENTS

    def headings(self, tree: Any) -> Iterator[TaggedHeading]:
        """Each heading with the marked contents in it."""
        for n in range(self._pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from self._below(self._pdfium.FPDF_StructTree_GetChildAtIndex(tree, n), 0)

    def _below(self, element: Any, depth: int) -> Iterator[TaggedHeading]:
        role = self._role(element) if element else ""
        found = HEADING.fullmatch(role)
        if found:
            if numbers := tuple(self._numbers(element, depth)):
                yield int(found[1] or 1), numbers
        elif role not in CLOSED:
            for child in self._children(element, depth):
                yield from self._below(child, depth + 1)

    def _children(self, element: Any, depth: int) -> Iterator[Any]:
        count = self._pdfium.FPDF_StructElement_CountChildren(element) if element and depth < DEEPEST_ELEMENT else 0
        for n in range(max(count, 0)):
            self._left -= 1
            if self._left < 0:
                return
            if child := self._pdfium.FPDF_StructElement_GetChildAtIndex(element, n):
                yield child

    def _numbers(self, element: Any, depth: int) -> Iterator[int]:
        for n in range(max(self._pdfium.FPDF_StructElement_GetMarkedContentIdCount(element), 0)):
            number = self._pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, n)
            if number >= 0:
                yield number
        for child in self._children(element, depth):
            yield from self._numbers(child, depth + 1)

    def _role(self, element: Any) -> str:
        """What an element is, by the names of the format: the file's own names are turned into these."""
        size = self._pdfium.FPDF_StructElement_GetType(element, None, 0)
        if not 0 < size < LONGEST_HEADING:
            return ""
        room = bytes(size)
        self._pdfium.FPDF_StructElement_GetType(element, room, size)
        return room.decode("utf-16-le", "replace").rstrip("\x00")


def headings_named(
    headings: Mapping[int, list[TaggedHeading]],
    words: Mapping[tuple[int, int], str],
    letters: int,
    known: Iterable[str],
) -> list[tuple[str, int]]:
    """The headings of all pages as (text, level); nothing where too much of the document's letters would be headings.

    `words` are those of the marked contents by page and number; what is `known` from the file's outline is not named
    twice.
    """
    texts = [
        (" ".join(words.get((page, number), "") for number in numbers), level)
        for page, found in headings.items()
        for level, numbers in found
    ]
    if sum(len(text) for text, _ in texts) > PART * letters:
        return []
    outlined = {_bare(text) for text in known}
    whole = ((text, level) for text, level in texts if 0 < len(_bare(text)) <= LONGEST_HEADING)
    return [(text, level) for text, level in whole if _bare(text) not in outlined]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
