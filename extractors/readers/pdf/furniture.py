"""What repeats from page to page: running headers, footers and page numbers, kept out of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.readers.layout.geometry import Piece, rows_of, weighted_size
from extractors.readers.pdf.sheet import RUNNING, Sheet

TOP, FOOT = 0.18, 0.14  # the parts of a page's height where furniture stands
PAGE_OF = re.compile(
    r"(?:sivu|sida|page|s\.)?\s*(\d{1,4})\s*(?:/|\(|\bof\b|\bav\b|\|)\s*(\d{1,4})\s*\)?", re.IGNORECASE
)
BARE = re.compile(r"(?:sivu|sida|page|s\.)?\s*[-–—]?\s*(\d{1,4})\s*[-–—.]?", re.IGNORECASE)
REGISTER = re.compile(
    r"[A-ZÅÄÖ]{2,6}[/-]\d+[/-][\d./-]+|\d{1,5}/\d[\d.]*/\d{4}|[A-ZÅÄÖ]{2,6}[ -]\d{4}-\d{4,6}|Dnro\b.*\d", re.IGNORECASE
)
DATED = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}")

TOLD_BY = 3
"""Pages on which the same stands at the same place before it counts as their frame: twice may be chance."""

HEADER_PIECES = 3
"""Pieces of a running header: left, middle, right."""

SAME_HEIGHT = 8
"""Points by which a running line may stand higher on one page than on another: less than a line of text."""


@dataclass
class Furniture:
    """What was taken off the pages."""

    lines: list[str] = field(default_factory=list)
    """Each running line once, as on the first page it stands on."""
    kept: list[Piece] = field(default_factory=list)
    """Of these, what is said nowhere else and stays in the text once: the document's date and register number."""


def take_furniture(sheets: Sequence[Sheet], *, slides: bool) -> Furniture:
    """Take headers, footers and page numbers off the sheets."""
    edges = [(sheet, _edge_rows(sheet)) for sheet in sheets]
    numbers = _page_numbers(edges)
    repeated = _repeated(edges, slides=slides) | (set() if slides else _beside_numbers(edges, numbers))
    repeated |= _told(sheets)
    if _empties(sheets, numbers | repeated):
        repeated = set()
    found = Furniture()
    said: set[str] = set()
    for sheet, (upper, lower) in edges:
        gone: set[int] = set()
        for rows in (upper, lower):
            for row in rows:
                here = [p for p in row if id(p) in numbers or id(p) in repeated]
                gone.update(id(p) for p in here)
                if len(here) < len(row) and not here:
                    break
                for piece in here:
                    text = piece.text
                    if id(piece) not in numbers and _key(text) not in said:
                        said.add(_key(text))
                        found.lines.append(text)
                        if not slides and sheet.number == 1 and _worth_keeping(piece, here):
                            found.kept.append(piece)
        sheet.pieces = [p for p in sheet.pieces if id(p) not in gone]
    return found


def _told(sheets: Sequence[Sheet]) -> set[int]:
    """What a tagged file itself calls a running header or footer; on its first page, only where it comes again.

    The letterhead of a decision is such a header, of the first page alone: it says whose decision it is, and when.
    """
    running = [(sheet.number, p) for sheet in sheets for p in sheet.pieces if p.tag == RUNNING]
    again = {_key(p.text) for number, p in running if number > 1}
    return {id(p) for number, p in running if number > 1 or _key(p.text) in again}


def _empties(sheets: Sequence[Sheet], gone: set[int]) -> bool:
    """Whether most pages with text would have none left: then what repeats is the text itself."""
    written = [s for s in sheets if s.pieces or s.tables]
    emptied = [s for s in written if not s.tables and all(id(p) in gone for p in s.pieces)]
    return len(emptied) > 0.5 * len(written)


def _worth_keeping(piece: Piece, row: list[Piece]) -> bool:
    text = piece.text
    return bool(DATED.fullmatch(text) or REGISTER.fullmatch(text))


def _key(text: str) -> str:
    """A text with its numbers made one, so that "5 (9)" and "6 (9)" are the same line."""
    return text if DATED.fullmatch(text) else re.sub(r"\d+", "#", text).casefold()


Rows = list[list[Piece]]
Edges = list[tuple[Sheet, tuple[Rows, Rows]]]


def _edge_rows(sheet: Sheet) -> tuple[Rows, Rows]:
    """The rows near the upper edge from the edge inwards, and those near the lower edge."""
    rows = rows_of(sheet.pieces)
    upper = [r for r in rows if r[0].base < TOP * sheet.height]
    lower = [r for r in reversed(rows) if r[0].base > (1 - FOOT) * sheet.height]
    return upper, lower


def _page_numbers(edges: Edges) -> set[int]:
    """The pieces that are page numbers: they grow with the pages, or say "5 (9)"."""
    numbers: set[int] = set()
    steps: dict[int, list[Piece]] = defaultdict(list)
    for sheet, (upper, lower) in edges:
        for _at, row in enumerate([*upper[:4], *lower[:4]]):
            for piece in row:
                text = piece.text
                if match := PAGE_OF.fullmatch(text):
                    if int(match[1]) <= int(match[2]) or int(match[2]) == 0:
                        numbers.add(id(piece))
                elif match := BARE.fullmatch(text):
                    steps[int(match[1]) - sheet.number].append(piece)
                    if len(edges) == 1 and row in lower[:1] and len(row) == 1 and int(match[1]) == 1:
                        numbers.add(id(piece))
    for pieces in steps.values():
        if len(pieces) >= max(2, 0.35 * len(edges)):
            numbers.update(id(p) for p in pieces)
    return numbers


def _beside_numbers(edges: Edges, numbers: set[int]) -> set[int]:
    """Small type on the line of the page number: a running head, though it changes with the chapter."""
    found: list[Piece] = []
    pages = 0
    for sheet, rows in edges:
        body = weighted_size(sheet.pieces)
        here = [
            p
            for outermost in (rows[0][:1], rows[1][:1])
            for row in outermost
            if any(id(p) in numbers for p in row)
            for p in row
            if id(p) not in numbers and p.size < 0.93 * body and not DATED.fullmatch(p.text)
        ]
        found += here
        pages += bool(here)
    return {id(p) for p in found} if pages >= TOLD_BY else set()


def _repeated(edges: Edges, *, slides: bool) -> set[int]:
    """The pieces whose text stands at the same height on enough pages."""
    places: dict[tuple[str, bool], list[PlacedPiece]] = defaultdict(list)
    for sheet, (upper, lower) in edges:
        body = weighted_size(sheet.pieces)
        for rows, high in ((upper, True), (lower, False)):
            for row in rows:
                if len(row) > HEADER_PIECES and row is not rows[0]:
                    continue  # the head of a table that goes on
                for piece in row:
                    text = piece.text
                    if re.search(r"[^\W\d_]", text) or DATED.fullmatch(text):
                        at = piece.base if high else sheet.height - piece.base
                        big = slides and high and piece.size > 1.15 * body  # a title may well come again
                        places[_key(text), high].append((sheet.number, at, piece, big))
    count = len(edges)
    enough = max(min(count, TOLD_BY), 2, 0.5 * count) if slides else max(2, min(0.3 * count, 5))
    found: set[int] = set()
    for standing in places.values():
        level = [place for group in _level(standing) if len(group) > 1 for place in group]
        large = slides and sum(1 for *_, big in level if big) > len(level) / 2
        if len({number for number, *_ in level}) >= (max(4, 0.8 * count) if large else enough):
            found.update(id(piece) for _, _, piece, _ in level)
    return found


PlacedPiece = tuple[int, float, Piece, bool]
"""Page number, distance from the edge, the piece, and whether it is larger than the page's text."""


def _level(standing: list[PlacedPiece]) -> list[list[PlacedPiece]]:
    """The places of a line grouped by height: pages on their side have their header elsewhere."""
    groups: list[list[PlacedPiece]] = []
    for place in sorted(standing, key=lambda p: p[1]):
        if groups and place[1] - groups[-1][0][1] < SAME_HEIGHT:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups
