"""Which words of a slide are its title, and which of a document's first page: told by size, place and what repeats."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extractors.lexicon.wordlists import alternatives, either, wordlist
from extractors.readers.layout.geometry import Piece, Stack, stack, weighted_size
from extractors.readers.layout.paper_dates import KIND, date_of, stands_alone
from extractors.readers.layout.paragraphs import Paragraph
from extractors.readers.pdf.sheet import Sheet

ITEM = re.compile(r"§\s*\d+|\d+\s*§|\d{1,2}[.)]\s+[A-ZÅÄÖ]")
NUMBERED_PAPER = re.compile(rf"(?:{alternatives(wordlist('datelines')['minutes'])})\s+\d+\s*/\s*\d{{4}}", re.IGNORECASE)
LARGER, SCANNED = 1.12, 1.6  # how much larger than the text a title is set
LETTERS = re.compile(r"[^\W\d_]")
FORMAL = re.compile(
    r"[\w.+-]+@[\w.-]+|https?://\S+|www\.\S+|\d[\d\s./()-]*|(?:dnro|diaarinumero|dno|viite|asia|nro)\b.{0,60}",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"\S+@\S+\.\w|\b(?:FI-)?\d{5}\s+[A-ZÅÄÖ]|\bPL\s+\d|\bpuh\.")
_BODIES = either("reader_patterns", "issuers")
ISSUER = re.compile(rf"(?:[A-ZÅÄÖ][\w-]*\s+){{0,5}}[\w-]*(?:{_BODIES})", re.IGNORECASE)

FEWEST_SLIDES = 4
"""Slides that tell whether their first lines are a bar of titles."""

WORDY = 3
"""Letters of a line that may be a slide's title; numbers of pages and bullets have fewer."""

FEW_LETTERS = 160
"""Letters of a slide that says little more than its title, which may be set no larger than the rest."""

BY_HEIGHT = ((0.35, 1.0), (0.6, 0.9), (float("inf"), 0.6))
"""Down to which share of a slide's height a line's size counts how much: titles stand above, large numbers below."""

TITLE_LINES, TITLE_LETTERS = 5, 220
"""A title has no more lines and letters; more of them in one large type are a slide without a title."""

NAME_WORDS = 3
"""Words of somebody's name, which opens a letter and is no title: "Anna-Liisa Malli-Esimerkki"."""

OPENING_LETTERS, OPENING_LINES = 12, 4
"""A plain line that opens a document and is its title has more letters than "Esityslista", and no more lines."""

SHORTEST, LONGEST = 4, 300
"""Letters of any title: "Laki" is one."""

BESIDE_A_DATE = 6
"""Letters that a line with a date must have to be a title: "klo" and "pvm" make none."""


def slide_titles(sheets: Sequence[Sheet]) -> list[list[Piece]]:
    """The pieces that make each slide's title, none where a slide has no title."""
    slot = _title_bar(sheets)
    if slot:
        return [_from(sheet, p) if (p := slot.get(sheet.number)) else _largest(sheet) for sheet in sheets]
    return [_largest(sheet) for sheet in sheets]


def _title_bar(sheets: Sequence[Sheet]) -> dict[int, Piece]:
    """A line in the same place and size at the top of nearly all slides whose words differ: a bar of titles."""
    places: dict[tuple[int, int, int], list[tuple[int, Piece]]] = defaultdict(list)
    for sheet in sheets:
        if sheet.pieces:
            first = min(sheet.pieces, key=lambda p: (p.base, p.x0))
            if first.base < 0.15 * sheet.height and LETTERS.search(first.text):
                places[round(first.x0 / 3), round(first.base / 3), round(first.size)].append((sheet.number, first))
    best = max(places.values(), key=len, default=[])
    texts = {p.text for _, p in best}
    if len(sheets) >= FEWEST_SLIDES and len(best) >= 0.7 * len(sheets) and len(texts) >= 0.7 * len(best):
        return dict(best)
    return {}


def _largest(sheet: Sheet) -> list[Piece]:
    """The topmost of the lines in the largest type, with those that go on with it."""
    wordy = [
        p for p in sheet.pieces if len(LETTERS.findall(p.text)) >= WORDY and not p.bullet and not ADDRESS.search(p.text)
    ]
    if not wordy:
        return []
    body = weighted_size(sheet.pieces)
    short = sum(len(p.text) for p in sheet.pieces) < FEW_LETTERS

    def weight(piece: Piece) -> float:
        place = piece.base / sheet.height
        share = next(share for below, share in BY_HEIGHT if place < below)
        return piece.size * share * (1.08 if piece.bold else 1.0)

    best = max(weight(p) for p in wordy)
    first = min((p for p in wordy if weight(p) >= 0.93 * best), key=lambda p: (p.base, p.x0))
    if first.size < 1.12 * body and not (short or (first.bold and first.base < 0.3 * sheet.height)):
        return []
    return _from(sheet, first)


def _from(sheet: Sheet, first: Piece) -> list[Piece]:
    """The title that begins with this piece."""
    for found in stack(sheet.pieces):
        if any(p is first or (p.base == first.base and p.x0 == first.x0) for p in found.pieces):
            return _going_on(found, first)
    return [first]


def _going_on(found: Stack, first: Piece) -> list[Piece]:
    """The lines of a stack that go on from the first in the same type, at most five."""
    title: list[Piece] = []
    for piece in found.pieces:
        if piece.base < first.base - 1:
            continue
        if title and (
            abs(piece.size - title[0].size) > 0.07 * title[0].size or piece.bold != title[0].bold or piece.bullet
        ):
            break
        if title and piece.base - title[-1].base > 1.5 * piece.size:
            break
        title.append(piece)
    return title if len(title) <= TITLE_LINES and sum(len(p.text) for p in title) <= TITLE_LETTERS else []


def document_title(first: Sequence[Paragraph], body: float) -> Paragraph | None:
    """The title of a document's first page; minutes whose matters alone are set off go by their own name."""
    found = _likeliest(first, body)
    if found is None or ITEM.match(found.text):
        paper = next((p for p in first if NUMBERED_PAPER.fullmatch(p.text.strip()) and not p.cells), None)
        return paper or found
    return found


def _likeliest(first: Sequence[Paragraph], body: float) -> Paragraph | None:
    """The title among the paragraphs of a document's first page that has text: the largest, else the first bold one."""
    fit = [p for p in first if _could_be_title(p)]
    if not fit:
        return None
    largest = max(p.size for p in fit)
    scanned = any(p.ocr is not None for p in first)  # the sizes of scanned lines are guesses
    if largest > (SCANNED if scanned else LARGER) * body:
        large = [p for p in fit if p.size >= 0.95 * largest]
        return next((p for p in large if not ISSUER.fullmatch(p.text)), large[0])
    plain = [p for p in fit if not ISSUER.fullmatch(p.text)]
    bold = [p for p in plain if p.bold and not (p.kind == "paragraph" and p.text.endswith(":"))]
    opening = plain[0] if plain and _opens(plain[0]) else None
    if opening and first.index(opening) <= 1 and len(bold) != 1:
        return opening
    if bold:
        return bold[0]
    return next((p for p in plain if _opens(p)), None)


def _opens(paragraph: Paragraph) -> bool:
    """Whether a plain line may be a title: some words, no sentence, nobody's name."""
    words = paragraph.text.split()
    name = len(words) <= NAME_WORDS and all(w[:1].isupper() for w in words)
    return (
        len(paragraph.text) > OPENING_LETTERS
        and paragraph.lines <= OPENING_LINES
        and not paragraph.text.endswith((".", ",", ":", ";"))
        and not name
    )


def _could_be_title(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return (
        paragraph.kind in ("paragraph", "heading")
        and SHORTEST <= len(text) <= LONGEST
        and len(LETTERS.findall(text)) >= SHORTEST
        and not stands_alone(text)
        and not FORMAL.fullmatch(text)
        and not ADDRESS.search(text)
        and not KIND.fullmatch(text)
        and not (date_of(text) and len(LETTERS.findall(text)) < BESIDE_A_DATE)
    )
