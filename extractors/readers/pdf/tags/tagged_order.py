"""A tagged page laid out as its structure tree says: part by part, what belongs to no part where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.readers.layout.geometry import Piece, Stack, hull, overlap, reading_order, rows_of, stack, usual_pitch
from extractors.readers.layout.paragraphs import ENDS, Paragraph, paragraph_of, paragraphs
from extractors.readers.pdf.glyph_runs import is_bullet
from extractors.readers.pdf.ruled_tables import RuledTable
from extractors.readers.pdf.tags.structure_tree import TaggedBlock

HEADING_LINES = 4
"""Lines of a heading; a program that calls more one has no other names."""

ONE_SIZE = 0.12
"""By how much the type sizes of one paragraph may differ."""

ONE_PITCH = 1.6
"""Of the usual distance from line to line: a wider one parts two paragraphs, whatever the tree says."""

LINE_LEFT = 0.5
"""Of the type size: a line that leaves this and the next word's room free was ended by its writer."""

NEXT_LINE = 2.0
"""Of the type size: the farthest that the next line of a paragraph stands."""

COLUMN = 0.5
"""Of a part's width: what stands over so much of it is in the same column."""

TEXTS = frozenset({"paragraph", "list item", "heading"})

TaggedPart = list[Paragraph] | RuledTable


def lay_tagged(
    pieces: Sequence[Piece],
    blocks: Sequence[TaggedBlock],
    tables: Sequence[RuledTable],
    known: frozenset[str],
    em: float,
) -> list[TaggedPart]:
    """The parts of a page in the order of its tree: paragraphs, and tables that are still to be told."""
    parts: dict[int, list[Piece]] = {}
    for piece in pieces:
        parts.setdefault(max(piece.tag, 0), []).append(piece)
    loose: list[RuledTable | Stack] = [*(t for t in tables if not t.tag), *stack(parts.pop(0, []))]
    laid: list[tuple[int, float, TaggedPart]] = [(t.tag, t.top, t) for t in tables if t.tag]
    _made_whole(parts, blocks)
    beside = [own for key, own in parts.items() if blocks[key - 1].kind in TEXTS and len(rows_of(own)) > 1]
    label: list[Piece] = []
    for key in sorted(parts):
        block, own = blocks[key - 1], parts[key]
        if block.kind == "label" and _is_item(blocks, key, parts):
            label = own
            continue
        found = list(_part(block, own, beside, known, em))
        if label:
            _labelled(found, label, own[0], em)
            label = []
        laid.append((key, min(p.top for p in own), found))
    laid.sort(key=lambda part: part[0])
    for thing in reading_order(loose, em):
        at = next((n for n, (_, top, _) in enumerate(laid) if top > thing.top), len(laid))
        told: TaggedPart = thing if isinstance(thing, RuledTable) else paragraphs(thing, known)
        laid.insert(at, (0, thing.top, told))
    return [found for _, _, found in laid]


def _made_whole(parts: dict[int, list[Piece]], blocks: Sequence[TaggedBlock]) -> None:
    """Join paragraphs that are the lines of one: some programs give each line an element of its own."""
    keys = sorted(parts)
    for before, key in zip(reversed(keys[:-1]), reversed(keys[1:]), strict=True):
        if blocks[before - 1].kind in ("paragraph", "list item") and blocks[key - 1].kind == "paragraph":
            last, first = max(parts[before], key=lambda p: p.base), min(parts[key], key=lambda p: (p.base, p.x0))
            near = (
                0 < first.base - last.base <= NEXT_LINE * first.size
                and abs(first.size - last.size) <= ONE_SIZE * last.size
            )
            if near and first.text[:1].islower() and not last.text.endswith(ENDS):
                parts[before] += parts.pop(key)


def _is_item(blocks: Sequence[TaggedBlock], key: int, parts: dict[int, list[Piece]]) -> bool:
    """Whether the item that a label is of follows it on the page."""
    return key < len(blocks) and blocks[key].kind == "list item" and key + 1 in parts


def _labelled(found: list[Paragraph], label: list[Piece], item: Piece, em: float) -> None:
    """Put a label before its item; a bullet is only a sign for one, and a number in bold type one of a heading."""
    text, first = " ".join(p.text for p in label), found[0]
    if len(text) == 1 and (is_bullet(text, label[0].font, item.font) or not text.isalnum()):
        return
    if not first.text.startswith(text):
        first.text = f"{text} {first.text}"
    if len(found) == 1 and first.lines <= HEADING_LINES and (first.bold or first.size > (1 + ONE_SIZE) * em):
        first.kind, first.level = "paragraph", None


def _part(
    block: TaggedBlock, own: list[Piece], beside: list[list[Piece]], known: frozenset[str], em: float
) -> Iterator[Paragraph]:
    """The paragraphs of one part: one, unless its writer ended lines in it, or it holds more than the tree says."""
    lines = [line for column in _columns(own) for line in rows_of(column)]
    if block.kind not in TEXTS or not _is_one(lines) or (block.kind == "heading" and len(lines) > HEADING_LINES):
        for thing in reading_order(stack(own), em):
            yield from paragraphs(thing, known)
        return
    for at, group in enumerate(_as_ended(block, lines, _edge(own, beside))):
        paragraph = paragraph_of(group, known)
        if block.kind == "list item":
            paragraph.kind = "list item"
        elif block.kind == "heading":
            paragraph.kind = "paragraph"  # until the whole document tells whether its tags can be believed
        if paragraph.kind == "list item":
            paragraph.level = (block.level or 1) + (at > 0) if block.kind == "list item" else None
        yield paragraph


def _edge(own: list[Piece], beside: list[list[Piece]]) -> float:
    """How far right the lines of a part may go: as far as the parts go that stand in its column."""
    x0, _, x1, _ = hull(own)
    level = (part for part in beside if overlap(part[0].x0, max(p.x1 for p in part), x0, x1) > COLUMN * (x1 - x0))
    return max((p.x1 for part in level for p in part), default=x1)


def _as_ended(block: TaggedBlock, lines: list[list[Piece]], edge: float) -> list[list[Piece]]:
    """The lines of a part in groups, a new one where its writer ended a line or put a bullet."""
    if block.kind == "list item" and len(lines[0]) > 1 and lines[0][0].bullet and len(lines[0][0].words) == 1:
        lines = [lines[0][1:], *lines[1:]]  # the bullet is the item's own
    groups: list[list[Piece]] = []
    for line in lines:
        ended = groups and block.kind == "paragraph" and _ended(groups[-1][-1], line[0], edge)
        if groups and not ended and not line[0].bullet:
            groups[-1] += line
        else:
            groups.append(list(line))
    return groups


def _columns(own: list[Piece]) -> list[list[Piece]]:
    """The pieces of a part by the columns it runs through: in the file, it goes on higher up and further right."""
    columns: list[list[Piece]] = [[]]
    for piece in sorted(own, key=lambda p: p.order):
        here = columns[-1]
        if here and piece.base < here[-1].base - 2 * piece.size and piece.x0 > max(p.x1 for p in here):
            columns.append([])
        columns[-1].append(piece)
    return columns


def _is_one(lines: list[list[Piece]]) -> bool:
    """Whether lines look like one text: of one type size, no line far below the one before."""
    sizes = [max(line, key=lambda p: len(p.text)).size for line in lines]
    if max(sizes) > (1 + ONE_SIZE) * min(sizes):
        return False
    bases = [line[0].base for line in lines]
    pitch = usual_pitch(bases, sizes[0])
    return all(after - before <= ONE_PITCH * pitch for before, after in pairwise(bases))


def _ended(last: Piece, first: Piece, edge: float) -> bool:
    """Whether a line was ended by its writer: the first word of the next would have had room, and begins anew."""
    width = first.words[0][1] - first.words[0][0]
    room = last.x1 + 0.6 * first.size + width < edge - LINE_LEFT * first.size
    return room and (first.text[:1].isupper() or first.text[:1].isdigit() or not first.text[:1].isalpha())
