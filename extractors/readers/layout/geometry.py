"""The geometry all paged formats share: pieces of lines, blocks of them, and the order a person reads them in.

Coordinates are points from the top left corner.  A `Piece` is what stands on one line without a wide gap; pieces are
stacked into `Stack`s (a paragraph, a column, a text box), and stacks are ordered by cutting the page where nothing
stands: first side by side, then one under another.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Protocol, TypeVar

NUMBERED = re.compile(r"(?:\d{1,2}|[a-zåäö]|[ivx]{1,4})[.)]|\(\d{1,2}\)")


SECTION_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,4}\.?")
FILLED = 0.6  # how much of its height a column must fill, to be read on past what stands level beside it

SAME_SIZE = (0.87, 1.15)
"""Ratio of two type sizes of one text: ten points and eleven and a half; a heading is larger, a footnote smaller."""

MOST_PEELED = 100  # things of one heap that are taken off its top one by one; a larger heap is read from the top
MOST_BANDS = 60  # ... that are tried as columns together: no page has so many paragraphs beside one another
LEVEL_LABELS = 0.75
"""Share of labels in a narrow column that begin level with what they label; the others' texts begin lower."""


class Boxed(Protocol):
    """Anything with a place on the page."""

    x0: float
    top: float
    x1: float
    bottom: float


B = TypeVar("B", bound=Boxed)
Word = tuple[float, float, str]
"""Left edge, right edge, text."""


@dataclass(slots=True)
class Piece:
    """Words on one line with no wide gap between them; `order` is its place in the file's own sequence."""

    words: list[Word]
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    font: str = ""
    order: int = 0
    frame: int = 0
    """The drawn box it stands in, 0 for none: what stands in different boxes is never one paragraph."""
    bullet: bool = False
    ocr: float | None = None
    page: int = 0
    tag: int = 0
    """Which part of the page it is by the file's own structure, 0 for none."""

    @property
    def text(self) -> str:
        """Its words, with single spaces."""
        return " ".join(w[2] for w in self.words)


@dataclass(slots=True)
class Stack:
    """Pieces one under another, top to bottom."""

    pieces: list[Piece] = field(default_factory=list)
    x0: float = 0.0
    top: float = 0.0
    x1: float = 0.0
    bottom: float = 0.0

    @classmethod
    def of(cls, pieces: list[Piece]) -> Stack:
        """A stack of pieces in reading order."""
        x0, top, x1, bottom = hull(pieces)
        return cls(pieces, x0, top, x1, bottom)

    @property
    def size(self) -> float:
        """The type size most of its text has."""
        return weighted_size(self.pieces)

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(p.text for p in self.pieces)


def hull(things: Sequence[Boxed]) -> tuple[float, float, float, float]:
    """The smallest box around all things."""
    return (
        min(t.x0 for t in things),
        min(t.top for t in things),
        max(t.x1 for t in things),
        max(t.bottom for t in things),
    )


def weighted_size(pieces: Iterable[Piece]) -> float:
    """The type size of most characters, 0 where there are none."""
    sizes: dict[float, int] = {}
    for piece in pieces:
        key = round(piece.size * 2) / 2
        sizes[key] = sizes.get(key, 0) + sum(len(w[2]) for w in piece.words)
    return max(sizes, key=lambda s: (sizes[s], s), default=0.0)


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """How much of two spans is common."""
    return min(a1, b1) - max(a0, b0)


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces that share a line, each line left to right, lines top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.base, p.x0)):
        row = rows[-1] if rows else None
        if row and abs(piece.base - row[0].base) <= 0.35 * min(piece.size, row[0].size):
            row.append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.x0) for row in rows]


def stack(pieces: list[Piece]) -> list[Stack]:
    """Join pieces that stand close under one another into stacks; a piece with two neighbours below starts anew.

    Pieces over or under several others (a headline over columns, a table's row) join none of them, unless these
    are one line that was split by a wide space.
    """
    rows = [
        _mended(row, rows[at - 1] if at else [], rows[at + 1] if at + 1 < len(rows) else [])
        for rows in [rows_of(pieces)]
        for at, row in enumerate(rows)
    ]
    alone = {id(piece): len(row) == 1 for row in rows for piece in row}  # a bold line under a label is a heading
    above: dict[int, list[Piece]] = {}
    below: dict[int, list[Piece]] = {}
    for at, row in enumerate(rows):
        for piece in row:
            for other in _next_under(piece, rows, at):
                if _belong(piece, other) and not (len(row) > 1 and other.bold and not piece.bold and alone[id(other)]):
                    below.setdefault(id(piece), []).append(other)
                    above.setdefault(id(other), []).append(piece)
    stacks: list[Stack] = []
    taken: set[int] = set()
    for row in rows:
        for piece in row:
            if id(piece) in taken:
                continue
            chain = [piece]
            taken.add(id(piece))
            while True:
                under = below.get(id(chain[-1]), [])
                if len(under) != 1 or len(above[id(under[0])]) != 1 or id(under[0]) in taken:
                    break
                chain.append(under[0])
                taken.add(id(under[0]))
            stacks.append(Stack.of(chain))
    return stacks


def _mended(row: list[Piece], before: list[Piece], after: list[Piece]) -> list[Piece]:
    """A row whose bullets are joined to their items, and whose pieces parted by a wide space are one again."""
    out: list[Piece] = []
    written = -1  # the order of what was taken last
    for piece in row:
        last, came, written = (out[-1] if out else None), written, piece.order
        if last and last.frame == piece.frame:
            apart = piece.x0 - last.x1
            lone = len(last.words) == 1 and (last.bullet or _numbers(last.words[0][2], piece))
            split = came + 1 == piece.order and apart < 2.5 * piece.size and _bridged(last, piece, before, after)
            if (lone and apart < 8 * piece.size) or split:
                out[-1] = join(last, piece)
                continue
        out.append(piece)
    return out


def _numbers(mark: str, piece: Piece) -> bool:
    """Whether a lone mark numbers what stands to its right: "1)", "2.1", "§ 4"."""
    if NUMBERED.fullmatch(mark):
        return True
    return SECTION_NUMBER.fullmatch(mark) is not None and piece.words[0][2][:1].isalpha()


def _bridged(left: Piece, right: Piece, before: list[Piece], after: list[Piece]) -> bool:
    """Whether a line above or below runs on where these two are parted."""
    return any(
        p.x0 < left.x1 and p.x1 > right.x0 and SAME_SIZE[0] < p.size / max(left.size, 0.1) < SAME_SIZE[1]
        for p in (*before, *after)
    )


def join(left: Piece, right: Piece) -> Piece:
    """Two pieces of one line as one."""
    main = right if left.bullet or len(right.text) > len(left.text) else left
    x0, top, x1, bottom = hull([left, right])
    return Piece(
        words=[*left.words, *right.words],
        x0=x0,
        top=top,
        x1=x1,
        bottom=bottom,
        base=main.base,
        size=main.size,
        bold=right.bold and (left.bold or left.bullet),
        font=main.font,
        order=left.order,
        frame=main.frame,
        bullet=left.bullet,
        ocr=main.ocr,
        page=main.page,
        tag=main.tag,
    )


def _next_under(piece: Piece, rows: list[list[Piece]], at: int) -> list[Piece]:
    """What stands right under a piece: the first row below with something that overlaps it."""
    for row in rows[at + 1 : at + 40]:
        if row[0].base - piece.base > 2.2 * piece.size:
            return []
        found = [p for p in row if overlap(piece.x0, piece.x1, p.x0, p.x1) > 0.3 * min(piece.size, p.size)]
        if found:
            return found
    return []


def _belong(upper: Piece, lower: Piece) -> bool:
    """Whether two pieces under one another are of one paragraph or list, to judge by size, distance and frame."""
    if upper.frame != lower.frame:
        return False
    large, small = max(upper.size, lower.size), min(upper.size, lower.size)
    if small < 0.87 * large:
        return False
    return lower.base - upper.base <= 2.0 * large


def reading_order(things: Sequence[B], em: float = 10.0) -> list[B]:
    """Things in the order they are read: columns left to right, each from top to bottom.

    `em` is the usual type size; a gap narrower than it parts nothing.
    """
    out: list[B] = []
    rest = list(things)
    for _ in range(MOST_PEELED):
        if len(rest) <= 1:
            return out + rest
        bands = _cuts(rest, 0.15 * em, sideways=False)
        if len(bands) > 1:
            return out + _banded(bands, em)
        if columns := _columns(rest, em):
            return out + [t for part in columns for t in reading_order(part, em)]
        first, *rest = _from_top(rest)
        out.append(first)
    return out + _from_top(rest)


def _from_top(things: Iterable[B]) -> list[B]:
    return sorted(things, key=lambda t: (t.top, t.x0))


def _banded(bands: list[list[B]], em: float) -> list[B]:
    """Things in bands one below another: the most bands that are columns together are read as columns."""
    out: list[B] = []
    at = 0
    while at < len(bands):
        upto, group = at + 1, list(bands[at])
        for end in range(min(len(bands), at + MOST_BANDS), at + 1, -1):
            together = [t for band in bands[at:end] for t in band]
            if columns := _columns(together, em, FILLED):
                out += [t for part in columns for t in reading_order(part, em)]
                upto, group = end, []
                break
        out += reading_order(group, em)
        at = upto
    return out


def _columns(things: Sequence[B], em: float, filled: float = 0.0) -> list[list[B]]:
    """The columns that things stand in side by side, each at least `filled`, nothing where they do not."""
    parts = _cuts(things, 0.9 * em, sideways=True)
    if len(parts) <= 1 or not _are_columns(parts):
        return []
    return [] if any(_filled(part) < filled for part in parts) else parts


def _filled(part: Sequence[Boxed]) -> float:
    """How much of its height a column fills."""
    _, top, _, bottom = hull(part)
    covered, reach = 0.0, top
    for thing in sorted(part, key=lambda t: t.top):
        covered += max(0.0, thing.bottom - max(reach, thing.top))
        reach = max(reach, thing.bottom)
    return covered / max(bottom - top, 0.1)


def _cuts(things: Sequence[B], gap: float, *, sideways: bool) -> list[list[B]]:
    """The parts between which a straight white band runs, left to right or top to bottom."""
    low, high = ("x0", "x1") if sideways else ("top", "bottom")
    parts: list[list[B]] = []
    reach = float("-inf")
    for thing in sorted(things, key=lambda t: (getattr(t, low), getattr(t, high))):
        if not parts or getattr(thing, low) - reach >= gap:
            parts.append([])
        parts[-1].append(thing)
        reach = max(reach, getattr(thing, high))
    return parts


def _are_columns(parts: list[list[B]]) -> bool:
    """Whether parts side by side are columns, to be read one after another, rather than the cells of rows.

    Labels in a narrow column beside their paragraphs are rows: each label begins level with something beside it.
    """
    for left, right in itertools.pairwise(parts):
        l0, _, l1, _ = hull(left)
        r0, _, r1, _ = hull(right)
        if l1 - l0 < 0.6 * (r1 - r0) and len(right) > 1 and _level(left, right) >= LEVEL_LABELS:
            return False
        if len(right) < len(left) and all(any(_beside(r, thing) for thing in left) for r in right):
            return False
    return True


def _beside(value: Boxed, label: Boxed) -> bool:
    """Whether a thing stands level with another and is no taller: the value of a label, on the label's row."""
    high = label.bottom - label.top
    return abs(value.top - label.top) <= 0.4 * max(high, 8.0) and value.bottom - value.top <= 1.3 * high


def _level(some: list[B], others: list[B]) -> float:
    """The share of things whose top is level with the top of one of the others."""
    tops = [o.top for o in others]
    near = sum(1 for s in some if any(abs(s.top - t) <= 0.4 * max(s.bottom - s.top, 8.0) for t in tops))
    return near / len(some)


def usual_pitch(bases: Sequence[float], size: float) -> float:
    """The usual distance from line to line."""
    steps = [b - a for a, b in itertools.pairwise(bases) if 0.5 * size < b - a < 2.5 * size]
    return median(steps) if steps else 1.2 * size
