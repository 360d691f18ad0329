"""Tagged PDFs made here: lines where we want them, each a marked content of its own, and any structure tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.extractors.readers.making import written

Line = tuple[float, float, str]
"""From the left, from the top, the words."""
Tree = tuple[Any, ...]
"""The name of an element, then its attributes if it has any, its children, and the numbers of its lines."""

FIRST = 7  # the number of the first object of the tree
NAMES = ("ColSpan", "RowSpan")


def tagged_pdf(lines: Sequence[Line], tree: Tree, *, running: Sequence[Line] = (), pages: int = 1) -> bytes:
    """A PDF of pages that are alike, each with these lines in 11 points; a tree tells what those of the first are.

    `running` are lines that the file calls headers, on every page.
    """
    elements: list[bytes] = []
    parents: dict[int, int] = {}
    _element(tree, FIRST - 1, elements, parents)
    of = " ".join(f"{parents[n]} 0 R" if n in parents else "null" for n in range(len(lines)))
    first = FIRST + len(elements)
    kids = " ".join(f"{n} 0 R" for n in [5, *range(first, first + pages - 1)])
    content = "".join(f"/P <</MCID {n}>> BDC {_shown(line)} EMC\n" for n, line in enumerate(lines))
    content += "".join(f"/Artifact <</Type/Pagination>> BDC {_shown(line)} EMC\n" for line in running)
    drawn = content.encode("cp1252")
    page = "<</Type/Page{}/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>>>>".format
    return written(
        [
            b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>",
            f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode(),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
            page("/StructParents 0").encode(),
            f"<</Type/StructTreeRoot/K[{FIRST} 0 R]/ParentTree<</Nums[0[{of}]]>>>>".encode(),
            *elements,
            *[page("").encode()] * (pages - 1),
        ]
    )


def _shown(line: Line) -> str:
    x, top, words = line
    return f"BT /F1 11 Tf {x} {842 - top} Td ({words}) Tj ET"


def _element(tree: Tree, parent: int, elements: list[bytes], parents: dict[int, int]) -> int:
    """Put an element and all below it among the objects; its number."""
    name, *kids = tree
    place = len(elements)
    own = FIRST + place
    elements.append(b"")
    spans = {k: v for kid in kids if isinstance(kid, dict) for k, v in kid.items()}
    told: list[str] = []
    for kid in kids:
        if isinstance(kid, int):
            parents[kid] = own
            told.append(str(kid))
        elif isinstance(kid, tuple):
            told.append(f"{_element(kid, own, elements, parents)} 0 R")
    said = "".join(f"/{k} {v}" for k, v in spans.items())
    attributes = f"/A<</O/Table{said}>>" if said else ""
    elements[place] = f"<</Type/StructElem/S/{name}/P {parent} 0 R/Pg 5 0 R/K[{' '.join(told)}]{attributes}>>".encode()
    return own
