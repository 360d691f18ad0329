"""The glyphs of a tagged page parted as its structure tree parts them, where the tree is sound.

    no marked content is claimed twice        nearly all letters belong to something
    no word is torn between two parts         its order leads down the page, column by column

Where it is not, the page is read as if it had no tags: no word hangs on a tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.readers.layout.geometry import Piece, hull
from extractors.readers.pdf.glyph_runs import pieces_of, word_gap
from extractors.readers.pdf.sheet import RUNNING, Glyph
from extractors.readers.pdf.tags.structure_tree import TaggedBlock

OUTSIDE = 0.1
"""Share of a page's letters that may belong to nothing: a stamp, a page number that is called no artifact."""

TORN = 2
"""Words that may be torn between two parts: an initial set apart is one."""

CLOSE, LEVEL = 0.05, 0.1
"""Of the type size: how near letters of one word stand, and how level."""

LEAPS = 0.1
"""Share of parts that may begin above the one before without standing to its right: boxes beside the text."""


def tagged_pieces(glyphs: list[Glyph], blocks: Sequence[TaggedBlock]) -> list[Piece] | None:
    """The pieces of a page, each with the number (from 1) of its block; None where the tree is not sound."""
    keys: dict[int | None, int] = {RUNNING: RUNNING}
    for key, block in enumerate(blocks, 1):
        for number in block.numbers:
            if keys.setdefault(number, key) != key:
                return None
    parts: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        parts.setdefault(keys.get(glyph.mark, 0), []).append(glyph)
    letters = sum(1 for g in glyphs if not g.text.isspace())
    if sum(1 for g in parts.get(0, ()) if not g.text.isspace()) > OUTSIDE * letters or _torn(glyphs, keys) > TORN:
        return None
    gap = word_gap(glyphs)
    found = {key: pieces_of(parts[key], gap) for key in sorted(parts)}
    if not _leads_on([pieces for key, pieces in found.items() if key > 0 and pieces]):
        return None
    return list(_numbered(found))


def _numbered(found: dict[int, list[Piece]]) -> list[Piece]:
    """All pieces, each with its key; their order in the file goes on from part to part."""
    out: list[Piece] = []
    before = 0
    for key, pieces in found.items():
        for piece in pieces:
            piece.tag, piece.order = key, piece.order + before
        before = 2 + max((p.order for p in pieces), default=before)
        out += pieces
    return out


def _torn(glyphs: list[Glyph], keys: dict[int | None, int]) -> int:
    """How many words have letters in two parts."""
    return sum(
        1
        for one, other in pairwise(glyphs)
        if one.mark != other.mark
        and keys.get(one.mark, 0) != keys.get(other.mark, 0)
        and one.text.isalpha()
        and other.text.isalpha()
        and abs(one.base - other.base) < LEVEL * one.size
        and abs(other.x0 - one.x1) < CLOSE * one.size
    )


def _leads_on(parts: list[list[Piece]]) -> bool:
    """Whether the parts follow one another as a page is read; a tree turned round leads up at each step."""
    boxes = [hull(pieces) for pieces in parts]
    leaps = sum(1 for one, other in pairwise(boxes) if other[3] <= one[1] + 1 and other[0] < one[2])
    return bool(boxes) and leaps <= LEAPS * len(boxes)
